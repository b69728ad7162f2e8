"""A look over a piece's cells, where one was not plain: what is odd, what is rounded, what is above 100 %."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.bulk.sql import quoted
from ssi_rules.sources.tabular.rows import MEMBER_ID

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.kinds import Cell
    from ssi_rules.bulk.inputs.relation import Relation, Source
    from ssi_rules.sources.tabular.rows import Field


@dataclass(frozen=True, slots=True)
class _Read:
    """A column that is looked at."""

    field: Field
    position: int
    cell: Cell

    @property
    def counts(self) -> tuple[str, str, str]:
        """SQL that counts its odd, rounded and high cells."""
        cell = self.cell
        return _count(cell.odd), _count(cell.rounded), _count(cell.above)


def survey(
    connection: DuckDBPyConnection, relation: Relation, source: Source, members: Relation | None
) -> bool:
    """Look a piece over, and note in its tally what is to be told of it.

    Args:
        connection: Where it is read.
        relation: The relation it belongs to.
        source: The piece.
        members: Whose rows count; None counts all.

    Returns:
        Whether DuckDB reads all of its cells as the decoder does.

    Raises:
        duckdb.Error: It cannot be read.
    """
    columns = list(_columns(relation, source))
    counts = list(_counted(connection, relation, source, members, columns))
    if any(odd for odd, _, _ in counts):
        return False
    for column, (_, rounded, above) in zip(columns, counts, strict=True):
        if rounded:
            source.reading.note_rounded(source.cells_tally, column.position)
        if above and column.field.above is not None:
            source.reading.note_above(source.cells_tally, column.position, column.field.above, above)
    return True


def _columns(relation: Relation, source: Source) -> Iterator[_Read]:
    read = source.cells(relation.loose)
    yield from (_Read(field, at, read[field.name]) for field, at in source.reading.found)


def _counted(
    connection: DuckDBPyConnection,
    relation: Relation,
    source: Source,
    members: Relation | None,
    columns: Sequence[_Read],
) -> Iterator[tuple[int, int, int]]:
    """The numbers of odd, rounded and high cells, column by column."""
    assert source.scan is not None  # noqa: S101 - asked only where DuckDB reads it
    counts = [count for column in columns for count in column.counts]
    wanted = ", ".join([*counts, f"max(strlen({source.id}))"])  # ids must be readable, too
    listed = "" if members is None else f" WHERE {relation.member_of(source)} IN ({_ids(members)})"
    query = f"SELECT {wanted} FROM {source.rows(source.scan.source)}{listed}"  # noqa: S608 -- all names quoted
    found = connection.execute(query).fetchone() or ()
    for at in range(0, len(counts), 3):
        odd, rounded, above = found[at : at + 3]
        yield odd, rounded, above


def _ids(members: Relation) -> str:
    return f"SELECT {quoted(MEMBER_ID)} FROM {quoted(members.name)}"  # noqa: S608 -- names of ours


def _count(condition: str | None) -> str:
    return "0" if condition is None else f"count(*) FILTER (WHERE {condition})"
