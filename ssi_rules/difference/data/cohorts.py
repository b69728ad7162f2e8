"""What columns of the data say of members, so that they can be looked at by cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.bulk.sql import parquet
from ssi_rules.difference.data.table import LABELS
from ssi_rules.model import Catalogue
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.open import open_dataset
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

_NOTHING = Catalogue({}, {})
"""What to read of data where only labels are wanted: no facts and no tables."""

_TEAM = "team"
"""The column that scores have beside them anyway."""


def put_labels(
    connection: DuckDBPyConnection, columns: Sequence[str], data: Path, scores: Path, *, rejects: bool
) -> None:
    """Make the relation of cohorts.

    Args:
        connection: Where.
        columns: What members are put together by; at least one.
        data: The data.
        scores: Everybody's, by any ruleset; what is put in its folder stays there.
        rejects: Whether rows that do not fit are set aside.

    Raises:
        DataError: A column is nobody's, or the data cannot be read.
    """
    if list(columns) == [_TEAM]:
        rows = f"SELECT member, nullif(trim({_TEAM}), '') AS l0 FROM {parquet([scores])}"  # noqa: S608 - a literal
    else:
        rows = f"FROM {parquet([_written(columns, data, scores.parent, rejects=rejects)])}"
    connection.execute(f"CREATE TEMP VIEW {LABELS} AS {rows}")
    for place, column in enumerate(columns):
        said = connection.execute(f"SELECT 1 FROM {LABELS} WHERE l{place} IS NOT NULL LIMIT 1").fetchone()  # noqa: S608 - names of ours
        if said is None:
            raise _nobodys(column, (), data)


def _written(columns: Sequence[str], data: Path, room: Path, *, rejects: bool) -> Path:
    """A file of what the columns say of each member."""
    import pyarrow as pa  # noqa: PLC0415 - heavy: only where there is a population
    from pyarrow import parquet as pq  # noqa: PLC0415 - the same

    dataset = open_dataset(data, _NOTHING, rejects=rejects, labels=columns)
    said = {each.id: each.labels for each in dataset.members()}
    known = {name for labels in said.values() for name in labels}
    for column in columns:
        if column not in known:
            raise _nobodys(column, known, data)
    table = {
        "member": list(said),
        **{f"l{place}": _column(said, column) for place, column in enumerate(columns)},
    }
    file = room / "labels.parquet"
    pq.write_table(pa.table({name: pa.array(cells, pa.string()) for name, cells in table.items()}), file)
    return file


def _column(said: Mapping[str, Mapping[str, str]], column: str) -> list[str | None]:
    return [labels.get(column, "").strip() or None for labels in said.values()]


def _nobodys(column: str, known: Iterable[str], data: Path) -> DataError:
    near = nearest(column, known)
    return DataError(
        str(data),
        f"no member has anything in a column `{column}`",
        help=f"did you mean `{near}`?" if near else "name a column of the members' table, such as `team`",
    )
