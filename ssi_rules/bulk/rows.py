"""Rows that were made one by one, as a part of a result."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, assert_never

import pyarrow as pa

from ssi_rules.bulk.origin import origin_of
from ssi_rules.bulk.result import write_part
from ssi_rules.engines.wide import Kind, wide_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.engines.cells import Cell
    from ssi_rules.engines.wide import Detail, WideColumn
    from ssi_rules.model import Ruleset

_BATCH = 10_000


def write_rows(
    connection: DuckDBPyConnection,
    ruleset: Ruleset,
    detail: Detail,
    rows: Iterable[Sequence[Cell]],
    part: Path,
) -> None:
    """Write rows of the wide result, a batch of them in memory at a time.

    Raises:
        duckdb.Error: They cannot be written.
    """
    connection.register("_rows", reader_of(wide_columns(ruleset, detail), rows))
    try:
        write_part(connection, "FROM _rows", part, origin_of(ruleset))
    finally:
        connection.unregister("_rows")


def reader_of(columns: Sequence[WideColumn], rows: Iterable[Sequence[Cell]]) -> pa.RecordBatchReader:
    """Rows as Arrow hands them on, with the types that the wide result has everywhere."""
    schema = pa.schema([(each.name, _type(each.kind)) for each in columns])
    return pa.RecordBatchReader.from_batches(schema, _batches(schema, iter(rows)))


def _batches(schema: pa.Schema, rows: Iterator[Sequence[Cell]]) -> Iterator[pa.RecordBatch]:
    while batch := list(islice(rows, _BATCH)):
        arrays = [
            pa.array(cells, each.type) for cells, each in zip(zip(*batch, strict=True), schema, strict=True)
        ]
        yield pa.record_batch(arrays, schema=schema)


def _type(kind: Kind) -> pa.DataType:
    match kind:
        case Kind.TEXT:
            return pa.string()
        case Kind.DAY:
            return pa.date32()
        case Kind.POINTS:
            return pa.decimal128(18, 2)
        case Kind.NUMBER:
            return pa.decimal128(38, 6)
        case Kind.FLAG:
            return pa.bool_()
        case Kind.ROWS:
            return pa.int64()
        case _:
            assert_never(kind)
