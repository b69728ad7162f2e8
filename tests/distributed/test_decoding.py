"""Typed cells are what the decoder of cells makes of their texts, as DuckDB writes them."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest
from pyspark.sql import functions as f

from ssi_rules.distributed.decoding import Cells, cells, needs_python
from ssi_rules.distributed.sql import quoted
from ssi_rules.distributed.texts_as_values import FAULT, decode_texts, tell
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyspark.sql import Column, SparkSession
    from pyspark.sql.types import DataType

_TYPES = (Type.COUNT, Type.NUMBER, Type.PERCENT, Type.FLAG, Type.DATE, Type.TEXT)
_RANDOM = 400


def _columns() -> Iterator[tuple[str, pa.Array]]:
    """Columns of every type a file may have, with what is at the edges and much between."""
    rng = Random(20260630)
    yield "tiny", pa.array([0, 1, -1, 2, 127, -128], pa.int8())
    yield "whole", pa.array([0, 1, -1, 2, 7, 10**12, 10**12 + 1, -(10**12), 2**63 - 1, -(2**63)], pa.int64())
    yield "flag", pa.array([True, False])
    yield "nothing", pa.nulls(2)
    yield "day", pa.array([date.min, date.max, date(2024, 2, 29), date(1582, 10, 10)], pa.date32())
    moments = [datetime(2026, 6, 30, 23, 59, 59, tzinfo=UTC), datetime(1969, 12, 31, 23, 0, tzinfo=UTC)]
    yield "moment", pa.array(moments, pa.timestamp("us", tz="Europe/Berlin"))
    yield "local", pa.array([each.replace(tzinfo=None) for each in moments], pa.timestamp("us"))
    for digits, places in ((5, 0), (12, 2), (38, 6), (38, 12), (38, 0), (20, 1)):
        edges = [Decimal(1), Decimal(0), Decimal(-1), Decimal(2)]
        edges += [Decimal(rng.randint(-(10**15), 10**15)).scaleb(-places) for _ in range(50)]
        edges += [Decimal(5 * rng.randint(-(10**6), 10**6)).scaleb(-7) for _ in range(50)]
        edges += [Decimal(10**12), Decimal(10**12) + Decimal("0.0000004"), Decimal(10**37)]
        kind = pa.decimal128(digits, places)
        yield f"decimal({digits},{places})", pa.array([each for each in edges if _fits(each, kind)], kind)
    doubles = [*_doubles(rng)]
    yield "double", pa.array(doubles, pa.float64())
    yield "text", pa.array(_TEXTS)


_TEXTS = [
    "", "  ", "\u00a0\u2003", "7", " 7 ", "7.0", "7.5", "-1", "1e3", "1e400", "0.1234565", "-0.0000005", "NaN", "inf", "∞", "35%",
    "350%", "2", "1.5", "yes", "NO", "True", "maybe", "2026-06-30", "2026-06-30T23:30:00-02:00", "2026-02-30", "1,234", "Zoë",
    "1000000000000", "1000000000001", "\ufeff1", "+5", "\u0661",
]  # fmt: skip


def _doubles(rng: Random) -> Iterator[float]:
    yield from (
        0.0,
        -0.0,
        1.0,
        -1.0,
        2.0,
        2.5,
        math.nan,
        math.inf,
        -math.inf,
        1e12,
        1e12 + 0.001,
        -1e12,
        1e300,
        5e-324,
        2e-3,
    )
    yield from (8.41e21, 2.0e23, 1e-7, 5e-7, -5e-7, 4.9999999e-7, 0.1 + 0.2, 9007199254740993.0)
    for _ in range(_RANDOM):
        yield rng.uniform(-2, 2)
        yield rng.randint(-(10**13), 10**13) / 10**7  # every second one is near a tie
        yield (2 * rng.randint(0, 10**9) + 1) / 2_000_000  # ties
        yield math.nextafter((2 * rng.randint(0, 10**12) + 1) / 2_000_000, rng.choice((-math.inf, math.inf)))
        yield rng.uniform(-1, 1) * 10.0 ** rng.randint(-9, 13)


def _fits(value: Decimal, kind: pa.Decimal128Type) -> bool:
    try:
        pa.array([value], kind)
    except pa.ArrowInvalid:
        return False
    return True


@pytest.mark.parametrize("name", [name for name, _ in _columns()])
def test_cells(compiled: SparkSession, name: str) -> None:
    column = dict(_columns())[name]
    table = pa.table(
        {"id": pa.array(range(len(column) + 1)), "cell": pa.concat_arrays([column, pa.nulls(1, column.type)])}
    )
    frame = compiled.createDataFrame(table)
    kind = frame.schema["cell"].dataType
    through = [(type_.value, type_) for type_ in _TYPES if needs_python(kind, type_)]
    told = decode_texts(frame.select("*", *(f.col("cell").alias(each) for each, _ in through)), through)
    chosen = [column for type_ in _TYPES for column in _columns_of(type_, kind)]
    found = {row["id"]: row for row in told.select("id", *chosen).collect()}
    texts = _texts(table)
    wrong = [
        (texts[at], type_, expected, (row[type_.value], row[f"{type_.value} fits"]))
        for type_ in _TYPES
        if f"{type_.value} fits" in found[0].asDict()
        for at, row in found.items()
        if (expected := _expected(texts[at], type_)) != (row[type_.value], row[f"{type_.value} fits"])
    ]
    assert wrong == []


def _columns_of(type_: Type, kind: DataType) -> list[Column]:
    if needs_python(kind, type_):
        fits = f.col(quoted(FAULT.format(type_.value))).isNull()
        return [f.col(type_.value), fits.alias(f"{type_.value} fits")]
    found = cells(f.col("cell"), kind, type_)
    return [] if found is None else _asked(type_, found)


def _asked(type_: Type, found: Cells) -> list[Column]:
    fits = f.lit(True) if found.fits is None else found.fits  # noqa: FBT003 -- a value
    return [found.value.alias(type_.value), fits.alias(f"{type_.value} fits")]


def _expected(text: str | None, type_: Type) -> tuple[object, bool]:
    told = tell(text, type_) if text is not None else None
    return (told.value, told.fault is None) if told else (None, True)


def _texts(table: pa.Table) -> list[str | None]:
    """What the reader of members gives the decoder."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.register("cells", table)
        is_float = pa.types.is_floating(table["cell"].type)
        nothing = (
            "CASE WHEN isnan(cell) THEN NULL ELSE CAST(cell AS VARCHAR) END"
            if is_float
            else "CAST(cell AS VARCHAR)"
        )
        found = connection.execute(f"SELECT {nothing} FROM cells ORDER BY id").fetchall()  # noqa: S608 -- ours
    return [text for (text,) in found]


def test_texts_that_stand_for_something_else_go_through_the_decoder(spark: SparkSession) -> None:
    frame = spark.createDataFrame(
        pa.table({each.value: pa.array([*_TEXTS, None]) for each in _TYPES if each is not Type.TEXT})
    )
    types = [(each.value, each) for each in _TYPES if each is not Type.TEXT]
    rows = decode_texts(frame, types).collect()
    for text, row in zip([*_TEXTS, None], rows, strict=True):
        for name, type_ in types:
            assert (row[name], row[FAULT.format(name)] is None) == _expected(text, type_), (text, type_)


def test_lists_objects_and_bytes_are_nothing_but_refused(spark: SparkSession) -> None:
    nested = {
        "list": pa.array([[1], None]),
        "object": pa.array([{"a": 1}, None]),
        "bytes": pa.array([b"1", None]),
    }
    frame = spark.createDataFrame(pa.table(nested))
    for name in nested:
        for type_ in _TYPES:
            found = cells(f.col(quoted(name)), frame.schema[name].dataType, type_)
            assert found is not None
            rows = frame.select(*_asked(type_, found)).collect()
            assert [tuple(row) for row in rows] == [(None, False), (None, True)]


@pytest.mark.parametrize(
    ("kind", "types"),
    [("double", [Type.TEXT]), ("decimal(12,2)", [Type.TEXT]), ("timestamp", [Type.TEXT]), ("float", _TYPES)],
)
def test_what_programs_write_differently_is_not_read(
    spark: SparkSession, kind: str, types: Sequence[Type]
) -> None:
    frame = spark.sql(f"SELECT CAST(NULL AS {kind}) AS cell")
    assert [cells(f.col("cell"), frame.schema["cell"].dataType, each) for each in types] == [None] * len(
        types
    )
