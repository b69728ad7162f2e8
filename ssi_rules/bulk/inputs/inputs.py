"""The door of bulk reading: a dataset, as relations that one query can score.

Pieces are first taken to be plain, so that nothing is read twice: a query that meets a cell that is not plain stops, and only
then its piece is looked over (``survey``), or read by the readers of members (``slow``), which say exactly what is wrong with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import duckdb

from ssi_rules.bulk.inputs.checked import Checked
from ssi_rules.bulk.inputs.confine import confine
from ssi_rules.bulk.inputs.needs import needs_of
from ssi_rules.bulk.inputs.opened import fits, open_relations
from ssi_rules.bulk.inputs.pieces import Pieces
from ssi_rules.bulk.inputs.scans import Scanner, file_of
from ssi_rules.engines.columnar.provided import Provided, ProvidedTable
from ssi_rules.sources.open import open_dataset
from ssi_rules.sources.tabular.dataset import TabularDataset
from ssi_rules.sources.tabular.piece import reading
from ssi_rules.sources.tabular.rows import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.needs import Needs
    from ssi_rules.bulk.inputs.relation import Relation
    from ssi_rules.model import Ruleset
    from ssi_rules.sources.tally import Rejected

Result = TypeVar("Result")


@dataclass
class Inputs:
    """A dataset's relations in a connection.

    Attributes:
        path: The dataset, as the user named it.
        files: What is read.
        needs: What of it.
        as_of: The day that was asked for.
    """

    connection: DuckDBPyConnection
    path: str
    files: tuple[Path, ...]
    needs: Needs
    as_of: date | None
    _checked: Checked

    @property
    def provided(self) -> Provided:
        """What the relations have."""
        opened, days = self._checked.opened, self.days
        columns = frozenset(opened.members.columns)
        return Provided(
            columns & self.needs.facts,
            {name: ProvidedTable(frozenset(table.columns)) for name, table in opened.tables.items()},
            days[0] if len(days) == 1 else None,
            columns & set(LABELS),
        )

    @property
    def days(self) -> tuple[date | None, ...]:
        """The members' different days, in order; None among them where the data gives some no day at all."""
        return (self.as_of,) if self.as_of is not None else self._checked.days

    @property
    def expected(self) -> int:
        """How many members there are."""
        return self._checked.expected

    @property
    def ascend(self) -> bool:
        """Whether each member's id comes after the one before."""
        return self._checked.ascend

    def relation(self, table: str | None) -> Relation:
        """The relation of a table, or of members, as it is now."""
        opened = self._checked.opened
        return opened.members if table is None else opened.tables[table]

    def attempt(self, action: Callable[[], Result]) -> Result:
        """Do something with the relations, and do it again if they held something that was not plain.

        Nothing that was done the first time may be kept then.

        Args:
            action: Runs queries.

        Raises:
            DataError: A cell does not fit.
            duckdb.Error: It failed for another reason.
        """
        try:
            with self._checked.looking():
                done = action()
        except (duckdb.OutOfMemoryException, duckdb.InterruptException):
            raise
        except duckdb.Error:
            if not self._checked.survey():
                raise
        else:
            if not self._checked.settle():
                return done
        return action()

    def notices(self) -> tuple[str, ...]:
        """What was passed over and what is to be told, as far as anything was read."""
        self._checked.settle()
        return self._checked.tally().notices()

    def rejected(self) -> tuple[Rejected, ...]:
        """The rows set aside, as far as anything was read."""
        self._checked.settle()
        return tuple(self._checked.tally().rejected)


def open_inputs(  # noqa: PLR0913 -- options of one door
    connection: DuckDBPyConnection,
    path: Path,
    ruleset: Ruleset,
    *,
    as_of: date | None = None,
    rejects: bool = False,
    blanks: bool = True,
) -> Inputs | None:
    """Make relations of a dataset: ``members``, and one for each table that the rules read and the data has.

    Args:
        connection: In memory, with its settings made: it is shut in here (see ``confine``).
        path: The dataset, as the user named it.
        ruleset: Says what is read; other columns are not looked at.
        as_of: The day that was asked for.
        rejects: Whether rows that do not fit are set aside instead of refusing the data.
        blanks: Whether blank texts are nothing even where only markets look at them, as counts of known cells want it.

    Returns:
        None where only the readers of members read the data: exports, and facts that ``members`` cannot hold.

    Raises:
        DataError: The data cannot be read, or does not fit; the message names the file, row and column.
    """
    catalogue, needs = ruleset.catalogue, needs_of(ruleset, blanks=blanks)
    dataset = open_dataset(path, catalogue, rejects=rejects)
    if not isinstance(dataset, TabularDataset) or not fits(catalogue):
        return None
    with reading(str(path)):
        layout = dataset.layout()
    connection.execute("SET TimeZone = 'UTC'")
    opened = open_relations(Scanner(connection), layout, catalogue, needs, dated=as_of is None)
    files = tuple(dict.fromkeys(file_of(piece) for pieces in layout.pieces.values() for piece in pieces))
    confine(connection, files)
    checked = Checked(connection, str(path), opened, Pieces(connection, opened.members, rejects))
    checked.check()
    return Inputs(connection, str(path), files, needs, as_of, checked)
