"""Rows that DuckDB's own scan does not read as the readers of members do, read by those, into a typed table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

import pyarrow as pa

from ssi_rules.bulk.inputs.kinds import held_as
from ssi_rules.bulk.sql import quoted
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type, Value
from ssi_rules.sources.tabular.rows import MEMBER_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from ssi_rules.sources.tabular.rows import Reading

BATCH = 50_000
"""Rows held at a time."""

_BATCH_NAME = "_batch"


class Row(Protocol):
    """A member's id and values in the order of the table's columns."""

    @property
    def member(self) -> str:
        """The member."""
        ...

    @property
    def values(self) -> Sequence[Value | None]:
        """One value per column, numbers in millionths."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """A row as a table holds it."""

    member: str
    values: Sequence[Value | None]


def store(
    connection: DuckDBPyConnection, table: str, columns: Mapping[str, Type], rows: Iterable[Row]
) -> None:
    """Make a table and fill it in batches.

    Args:
        connection: Where.
        table: Its name; one of this name is replaced.
        columns: Its columns beside the member's id.
        rows: What it holds.

    Raises:
        DataError: The rows cannot be read on.
    """
    declared = [
        f"{quoted(MEMBER_ID)} VARCHAR",
        *(f"{quoted(name)} {held_as(each)}" for name, each in columns.items()),
    ]
    connection.execute(f"CREATE OR REPLACE TABLE {quoted(table)} ({', '.join(declared)})")
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        insert(connection, table, _arrow(columns, batch))


def insert(connection: DuckDBPyConnection, table: str, batch: pa.Table) -> None:
    """Append rows to a table that has just these columns."""
    connection.register(_BATCH_NAME, batch)
    connection.execute(f"INSERT INTO {quoted(table)} SELECT * FROM {_BATCH_NAME}")  # noqa: S608 -- names of ours
    connection.unregister(_BATCH_NAME)


def in_order(reading: Reading, columns: Mapping[str, Type], rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of a piece with a value for every column of the table, None where the piece has no such column."""
    at = {each.name: position for position, (each, _) in enumerate(reading.found)}
    order = [at.get(name) for name in columns]
    for row in rows:
        yield Held(row.member, [None if each is None else row.values[each] for each in order])


def _arrow(columns: Mapping[str, Type], rows: Sequence[Row]) -> pa.Table:
    arrays = [pa.array([row.member for row in rows], pa.string())]
    for at, type_ in enumerate(columns.values()):
        arrays.append(pa.array([as_held(row.values[at], type_) for row in rows], _ARROW[type_]))
    return pa.table(arrays, names=[str(number) for number in range(len(arrays))])


def as_held(value: Value | None, type_: Type) -> Value | None:
    """A value as relations hold it: counts as they are, other numbers in millionths."""
    return value // SCALE if type_ is Type.COUNT and isinstance(value, int) else value


_ARROW = {
    Type.COUNT: pa.int64(),
    Type.NUMBER: pa.int64(),
    Type.PERCENT: pa.int64(),
    Type.RATIO: pa.int64(),
    Type.FLAG: pa.bool_(),
    Type.TEXT: pa.string(),
    Type.DATE: pa.date32(),
}
