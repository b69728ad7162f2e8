"""Pieces of relations, each read by whoever can: DuckDB's scan, or the readers of members into a typed table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from ssi_rules.bulk.inputs.ids import is_blank
from ssi_rules.bulk.inputs.slow import in_order, store
from ssi_rules.bulk.inputs.survey import survey
from ssi_rules.bulk.sql import quoted
from ssi_rules.sources.tabular.dataset import once
from ssi_rules.sources.tabular.rows import MEMBER_ID
from ssi_rules.sources.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.relation import Relation, Source
    from ssi_rules.sources.tabular.rows import Typed


@dataclass(slots=True)
class Pieces:
    """The pieces of a dataset.

    Attributes:
        members: Who is listed.
        rejects: Whether rows that do not fit are set aside.
        surveyed: Whether every cell is looked at, so that values need not be plain.
    """

    connection: DuckDBPyConnection
    members: Relation
    rejects: bool
    surveyed: bool = False
    _listed: frozenset[str] | None = None

    def prepare(self, relation: Relation) -> None:
        """Have every piece of a relation read by whoever can.

        Raises:
            DataError: One cannot be read, or does not fit.
        """
        is_table = relation is not self.members
        for source in relation.sources:
            source.rows_tally = Tally()
            if self.surveyed and is_table:
                relation.strips, source.typed = True, None  # who is listed may have changed
            if source.typed is None and not self._fits(relation, source):
                self._read(relation, source)
        self.define(relation)

    def define(self, relation: Relation) -> None:
        """Make a relation's view, as its pieces are read now."""
        self.connection.execute(relation.view())
        if relation is self.members:
            self._listed = None

    def read_blank(self, relation: Relation) -> None:
        """Have the pieces with rows that name nobody read by those who refuse them.

        Raises:
            DataError: Such rows are not to be set aside.
        """
        for source in relation.sources:
            if (
                source.typed is None
                and source.scan is not None
                and is_blank(self.connection, source.id, source.scan.source)
            ):
                self._read(relation, source)
        self.define(relation)

    def read_once(self) -> None:
        """Read all members anew, each once.

        Raises:
            DataError: One is there twice, and rows are not to be set aside.
        """
        seen: set[str] = set()
        for source in self.members.sources:
            self._store(self.members, source, once(source.reading, self._anew(source), seen))
        self.define(self.members)

    def is_listed(self, relation: Relation) -> Callable[[str], bool]:
        """Whose rows of a relation count."""
        if relation is self.members:
            return lambda _: True
        return self._ids().__contains__

    def _fits(self, relation: Relation, source: Source) -> bool:
        """Whether DuckDB reads a piece itself."""
        if source.scan is None or source.surveyed or not self.surveyed:
            return source.scan is not None
        source.surveyed = True
        members = None if relation is self.members else self.members
        try:
            return survey(self.connection, relation, source, members)
        except duckdb.Error:  # its own reader says what is wrong with it
            return False

    def _read(self, relation: Relation, source: Source) -> None:
        """Have a piece read by the reader of members.

        Raises:
            DataError: It cannot be read, or does not fit.
        """
        rows = source.reading.typed(self._anew(source), self.is_listed(relation))
        self._store(relation, source, rows)

    def _anew(self, source: Source) -> Tally:
        """A piece's tally of cells, as before anything was read."""
        source.cells_tally, source.rows_tally = Tally(self.rejects), Tally()
        return source.cells_tally

    def _store(self, relation: Relation, source: Source, rows: Iterable[Typed]) -> None:
        at = next(number for number, each in enumerate(relation.sources) if each is source)
        source.typed = f"_{relation.name}_{at}"
        columns = relation.columns
        store(self.connection, source.typed, columns, in_order(source.reading, columns, rows))

    def _ids(self) -> AbstractSet[str]:
        """Who is listed: asked only where rows go through Python."""
        if self._listed is None:
            name = quoted(self.members.name)
            ids = self.connection.execute(f"SELECT {quoted(MEMBER_ID)} FROM {name}").fetchall()  # noqa: S608 -- names of ours
            self._listed = frozenset(str(member) for (member,) in ids)
        return self._listed
