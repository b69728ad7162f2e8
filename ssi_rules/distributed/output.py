"""The result, written by Spark part by part, and put in its place when all of it is there."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Context, Decimal
from functools import partial
from typing import TYPE_CHECKING, assert_never
from uuid import uuid4

import pyarrow as pa

from ssi_rules.distributed.storage import Storage
from ssi_rules.distributed.trouble import working
from ssi_rules.engines.cells import csv_head, csv_line, json_line
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyspark.sql import DataFrame, SparkSession

    from ssi_rules.distributed.places import Destination
    from ssi_rules.engines.cells import Cell
    from ssi_rules.engines.wide import WideColumn

_EXACT = Context(prec=50)
_REPLACE = "say that it may be replaced (--overwrite), or name another place"


def refuse_taken(session: SparkSession, destination: Destination) -> None:
    """See to it, before work begins, that nothing is in the way.

    Raises:
        DataError: Something is, and may not be replaced.
    """
    if destination.overwrite:
        return
    if destination.format == "table":
        with working(f"look for the table {destination.place}"):
            taken = session.catalog.tableExists(destination.place)
    else:
        taken = Storage(session, destination.place).exists()
    if taken:
        raise DataError(destination.place, "there is something of this name already", help=_REPLACE)


@contextmanager
def written(
    result: DataFrame, destination: Destination, columns: Sequence[WideColumn]
) -> Iterator[DataFrame]:
    """Write a result; inside, it can be read back, and afterwards it is in its place.

    Args:
        result: A row a member.
        destination: Its place and form.
        columns: What its columns are.

    Raises:
        SparkTrouble: A job failed; what stood at the place still does.
        DataError: It could not be put in its place.
    """
    session = result.sparkSession
    if destination.format == "table":
        with working(f"write {destination.place}"):
            mode = "overwrite" if destination.overwrite else "error"
            result.write.mode(mode).saveAsTable(destination.place)
        yield session.table(destination.place)
        return
    place = Storage(session, destination.place)
    with _room(place) as room:
        made = room / "rows"
        with working(f"write {destination.place}"):
            result.write.parquet(made.path)
        kept = session.read.parquet(made.pattern)
        yield kept
        _put(_formed(kept, made, room, destination, columns), place)


@contextmanager
def _room(place: Storage) -> Iterator[Storage]:
    """A folder beside the place for what is unfinished, which is gone afterwards."""
    room = place.beside(f".{place.name}.{uuid4().hex[:8]}.part")
    try:
        yield room
    finally:
        room.remove()


def _formed(
    kept: DataFrame, made: Storage, room: Storage, destination: Destination, columns: Sequence[WideColumn]
) -> Storage:
    """The result in the form that was asked for."""
    match destination.format:
        case "parquet" | "table":
            return made
        case "csv":
            mapped = partial(_csv, tuple(columns))
        case "jsonl":
            mapped = partial(_jsonl, tuple(columns))
        case _:
            assert_never(destination.format)
    lines = room / destination.format
    with working(f"write {destination.place}"):
        # PySpark takes a point in a column's name for a way into it.
        numbered = kept.toDF(*(f"c{number}" for number in range(len(columns))))
        numbered.mapInArrow(mapped, "value string").write.text(lines.path)
    for each in lines.entries():
        each.move_to(each.beside(f"{each.name.removesuffix('.txt')}.{destination.format}"))
    return lines


def _put(made: Storage, place: Storage) -> None:
    """At the place, at once; what stood there gives way only now."""
    old = made.beside("replaced")
    if place.exists():
        place.move_to(old)
    try:
        made.move_to(place)
    except DataError:
        if old.exists():
            old.move_to(place)
        raise


def _csv(columns: tuple[WideColumn, ...], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """A line a row, under a head in every file."""
    yield _lines([csv_head(columns)])
    for batch in batches:
        yield _lines([csv_line(row) for row in _rows(batch)])


def _jsonl(columns: tuple[WideColumn, ...], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield _lines([json_line(columns, row) for row in _rows(batch)])


def _lines(lines: list[str]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(
        {"value": pa.array([line.removesuffix("\n") for line in lines], pa.string())}
    )


def _rows(batch: pa.RecordBatch) -> Iterator[list[Cell]]:
    for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
        yield [_EXACT.normalize(cell) if isinstance(cell, Decimal) else cell for cell in row]
