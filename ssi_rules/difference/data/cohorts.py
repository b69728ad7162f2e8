"""What columns of the data say of members, so that they can be looked at by cohort."""

from __future__ import annotations

import glob
import json
from typing import TYPE_CHECKING

from ssi_rules.bulk.sql import NO_FOLDERS, literal, parquet
from ssi_rules.difference.data.table import LABELS
from ssi_rules.model import Catalogue
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.open import open_dataset
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.difference.data.scored import Asked

_NOTHING = Catalogue({}, {})
"""What to read of data where only labels are wanted: no facts and no tables."""

_TEAM = "team"
"""The column that scores have beside them anyway."""


def put_labels(
    connection: DuckDBPyConnection, columns: Sequence[str], asked: Asked, catalogue: Catalogue, scores: Path
) -> None:
    """Make the relation of cohorts.

    Args:
        connection: Where.
        columns: What members are put together by; at least one.
        asked: Of whom.
        catalogue: The facts and tables that column maps speak of.
        scores: Everybody's, by any ruleset; what is put in its folder stays there.

    Raises:
        DataError: A column is nobody's, or the data cannot be read.
    """
    if list(columns) == [_TEAM]:
        rows = f"SELECT member, nullif(trim({_TEAM}), '') AS l0 FROM {parquet([scores])}"  # noqa: S608 - a literal
    else:
        rows = _rows(_written(columns, asked, catalogue, scores.parent), len(columns))
    connection.execute(f"CREATE TEMP VIEW {LABELS} AS {rows}")
    for place, column in enumerate(columns):
        said = connection.execute(f"SELECT 1 FROM {LABELS} WHERE l{place} IS NOT NULL LIMIT 1").fetchone()  # noqa: S608 - names of ours
        if said is None:
            raise _nobodys(column, (), asked.data)


def _written(columns: Sequence[str], asked: Asked, catalogue: Catalogue, room: Path) -> Path:
    """A file of what the columns say of each member."""
    # A column that is a fact is a label, too, where nothing is known of facts; but maps are of facts that are known.
    known_facts = catalogue if asked.maps else _NOTHING
    dataset = open_dataset(asked.data, known_facts, maps=asked.maps, rejects=asked.rejects, labels=columns)
    said = {each.id: each.labels for each in dataset.members()}
    known = {name for labels in said.values() for name in labels}
    for column in columns:
        if column not in known:
            raise _nobodys(column, known, asked.data)
    file = room / "labels.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for member, labels in said.items():
            cells = {
                f"l{place}": labels.get(column, "").strip() or None for place, column in enumerate(columns)
            }
            lines.write(json.dumps({"member": member, **cells}) + "\n")
    return file


def _rows(file: Path, columns: int) -> str:
    """What to select of such a file."""
    names = ["member", *(f"l{place}" for place in range(columns))]
    types = ", ".join(f"{name}: 'VARCHAR'" for name in names)
    path = literal(glob.escape(str(file)))
    return f"FROM read_json({path}, format = 'newline_delimited', columns = {{{types}}}, {NO_FOLDERS})"


def _nobodys(column: str, known: Iterable[str], data: Path) -> DataError:
    near = nearest(column, known)
    return DataError(
        str(data),
        f"no member has anything in a column `{column}`",
        help=f"did you mean `{near}`?" if near else "name a column of the members' table, such as `team`",
    )
