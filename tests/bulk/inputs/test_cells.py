"""What SQL makes of a cell is what the decoder makes of its text, or SQL says that it cannot tell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, TypeAlias

import duckdb
import pytest

from ssi_rules.bulk.inputs import usual
from ssi_rules.bulk.inputs.cells import cell
from ssi_rules.bulk.inputs.kinds import Cell, absent, as_text, held_as, is_text
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import DECLARABLE, Type
from ssi_rules.sources.decode import CellError, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ssi_rules.language.types import Value

Written: TypeAlias = "float | int | bool | str | date | Decimal | list[int] | None"

ODDS = [
    0.0, -0.0, math.nan, math.inf, -math.inf, None, 1.0, 0.5, 1e-7, 5e-7, 4.9999999e-7, 1.0000005, 1.0000004999999,
    2.5, 1e12, 1e12 + 1, -1e12, 999999999999.999999, 123456789.1234565, 99999999.9999995, 1e8, 1e8 - 1e-8, 4e9,
    3999999999.999999, 9e9, 1e15, 1e16, -0.1234565, -0.1234575, 0.35, 35.0, 1.0000001, 0.1, 1 / 3, 1e300, 5e-324,
]  # fmt: skip

TEXTS = [
    None, "", " ", "\u3000", "nan", "NaN", "+nan", " 12 ", "12", "+12", "-12", "12.", ".5", "1e3", "12.0", "12.00", "2.5",
    "12%", "12 %", "12.34567%", "12.3456%", "12.34565 %", "%", "abc", "1,000", "0.1234565", "0.1234564999", "0.1234560000",
    "-0.1234565", "-0.00000049", "1234567890123", "999999999999.9999999", "yes", "YES", "No", "true", "1", "0", "1.0", "0.0",
    "-0", "-0.0", "maybe", "ye\u017f", "\u0663", "\uff11\uff12", "12\u00a0", "infinity", "150%", "1.5", "1.0000001", "100.1 %",
    "1.0000005", "hello", "  hello", "日本", "\u00a0", "\x1c", "0" * 500, "2026-06-30", "2026-06-31", "2026-6-3", "0000-01-01",
    "0001-01-01", "9999-12-31", "2026-06-30T14:05:00Z", "2026-06-30 14:05", "2026-06-30 24:00", "2026-06-30T23:30:00-02:00",
    "2026-06-30T00:30:00+02", "2026-06-30T00:30:00+0230", "2026-06-30T00:30:00 UTC", "2026-06-30t00:30:00 utc",
    "2026-06-30T00:30:00.123456789", "2026-06-30T00:30:00,5Z", "2026-06-30T00:30:60", "2026-06-30T00:30:00+25:00",
    "2026-06-30T00:30:00+23:59", "0001-01-01T00:30:00+05:00", "9999-12-31T23:30:00-05:00", "2024-02-29", "2023-02-29",
    "2024-03-01T00:10+00:30", " 2026-06-30 ", "2026-06-30T23:59:59.999999Z",
]  # fmt: skip


def _doubles(count: int = 1500) -> list[float]:
    """Numbers with few and many digits, halves of a millionth and their neighbours."""
    dice = Random(5)
    found: list[float] = []
    for _ in range(count):
        digits = dice.randrange(1, 15)
        half = (2 * dice.randrange(10**digits) + 1) / 2e6
        found += [
            dice.randrange(10**digits) / 10 ** dice.randrange(12),
            half,
            math.nextafter(half, dice.choice([0, math.inf])),
            math.nextafter(dice.randrange(10**digits) / 1e6, dice.choice([0, math.inf])),
            -dice.uniform(0, 10 ** dice.randrange(-8, 13)),
        ]
    return found


def _texts(count: int = 3000) -> list[str]:
    dice = Random(7)

    def digits(most: int) -> str:
        return "".join(dice.choice("0123456789") for _ in range(dice.randrange(most)))

    return [
        f"{dice.choice(['', '-', '+', ' '])}{digits(14)}{dice.choice(['', '.', ',', 'e'])}{digits(12)}{dice.choice(['', ' ', '%', ' %'])}"
        for _ in range(count)
    ]


def _decimals(kind: str) -> list[Written]:
    dice = Random(11)
    width, places = map(int, kind.removeprefix("DECIMAL(").rstrip(")").split(","))
    most = [10 ** dice.randrange(1, width) for _ in range(200)]
    return [None, Decimal(0), *(Decimal(dice.randrange(-each, each)).scaleb(-places) for each in most)]


_INTEGERS = [0, 1, -1, 2, None, 10**12, 10**12 + 1, -(10**12), -(10**12) - 1, 10**18, 35]
_SMALL = [0, 1, 2, None, 100]
_MOMENTS = [
    "2020-01-01 23:59:59.999",
    "1960-01-01 00:00:00",
    "1960-05-05 12:00:00",
    None,
    "infinity",
    "-infinity",
]
_NS = [
    "2020-01-01 23:59:59.999999999",
    "1960-01-01 00:00:00.000000001",
    "1700-05-05 12:00:00",
    None,
    "infinity",
]
_DAYS = [
    None,
    "2020-01-01",
    "0001-01-01",
    "9999-12-31",
    "infinity",
    "-infinity",
    "10000-01-01",
    "0044-03-15 (BC)",
]

KINDS: dict[str, Sequence[Written]] = {
    "DOUBLE": [*ODDS, *_doubles()],
    "FLOAT": [each for each in (*ODDS, *_doubles(200)) if each is None or not 1e38 < abs(each) < math.inf],
    **dict.fromkeys(("BIGINT", "HUGEINT", "DECIMAL(38,0)"), _INTEGERS),
    **dict.fromkeys(("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"), _SMALL),
    **{kind: [*_SMALL, -1] for kind in ("TINYINT", "SMALLINT", "INTEGER")},
    **{
        kind: _decimals(kind)
        for kind in ("DECIMAL(10,2)", "DECIMAL(18,6)", "DECIMAL(15,6)", "DECIMAL(25,6)", "DECIMAL(38,6)", "DECIMAL(38,10)")
    },
    "VARCHAR": [*TEXTS, *_texts()],
    "BOOLEAN": [True, False, None],
    "DATE": _DAYS,
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP WITH TIME ZONE"), _MOMENTS),
    "TIMESTAMP_NS": _NS,
    "TIME": ["12:00:00", None],
    "INTERVAL": ["1 day", None],
    "INTEGER[]": [[1], [], None],
    "UUID": ["c1a0e2b4-0000-4000-8000-000000000000", None],
    "BLOB": ["a", None],
    "ENUM('Yes', '12', ' ')": ["Yes", "12", " ", None],
}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """A cell as SQL reads it, and its text as the decoder is given it."""

    text: str | None
    value: Value | None
    odd: bool
    rounded: bool
    above: bool


def _fill(connection: duckdb.DuckDBPyConnection, kind: str, type_: Type) -> None:
    """A relation ``t`` of numbered cells, with what is worked out of texts beside them."""
    cells = KINDS[kind]
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"CREATE TABLE cells (i INTEGER, x {kind})")
    connection.execute(
        f"INSERT INTO cells SELECT unnest($1), unnest($2::{'VARCHAR' if isinstance(_first(cells), str) else kind}[])::{kind}",
        [list(range(len(cells))), list(cells)],
    )
    written = [usual.Written(0, as_text("x", kind), type_)] if _is_written(kind, type_) else []
    connection.execute(f"CREATE VIEW t AS SELECT * FROM {usual.beside('cells', written)}")  # noqa: S608 -- names of ours


def _is_written(kind: str, type_: Type) -> bool:
    return is_text(kind) and type_ is not Type.TEXT


def _read(connection: duckdb.DuckDBPyConnection, kind: str, sql: Cell) -> Iterator[Read]:
    text = "CAST(x AS VARCHAR)"
    if kind in ("DOUBLE", "FLOAT"):
        text = f"CASE WHEN isnan(x) THEN NULL ELSE {text} END"
    asked = (text, sql.value, *(each or "false" for each in (sql.odd, sql.rounded, sql.above)))
    for row in connection.execute(f"SELECT {', '.join(asked)} FROM t ORDER BY i").fetchall():  # noqa: S608 -- names of ours
        yield Read(*row[:2], *map(bool, row[2:]))


def _first(cells: Sequence[Written]) -> Written:
    return next(each for each in cells if each is not None)


def _decoded(text: str | None, type_: Type) -> Read | None:
    """What the decoder makes of it; None where it refuses."""
    rounded: list[bool] = []
    try:
        value = decode(text, type_, lambda: rounded.append(True))
    except CellError:
        return None
    above = isinstance(value, int) and type_ is Type.PERCENT and value > SCALE
    held = value // SCALE if type_ is Type.COUNT and isinstance(value, int) else value
    above = above and not (text or "").rstrip().endswith("%")
    return Read(text, held, odd=False, rounded=bool(rounded), above=above)


@pytest.mark.parametrize("type_", DECLARABLE, ids=lambda type_: type_.value)
@pytest.mark.parametrize("kind", KINDS)
def test_sql_reads_cells_like_the_decoder(kind: str, type_: Type) -> None:
    sql = cell("x", kind, type_, aside=usual.aside(0) if _is_written(kind, type_) else None)
    with duckdb.connect() as connection:
        _fill(connection, kind, type_)
        for read in _read(connection, kind, sql):
            expected = _decoded(read.text, type_)
            assert read.odd or read == expected
            assert expected is not None or read.odd
        # Where the plain value does not stop the query, it is the value, and there is nothing to tell.
        told = " OR ".join(f"({each})" for each in (sql.odd, sql.rounded, sql.above) if each) or "false"
        wrong = f"plain IS NOT NULL AND (plain IS DISTINCT FROM ({sql.value}) OR ({told}))"
        plain = sql.plain.replace("error('a cell is not plain')", "NULL")
        found = f"SELECT i FROM (SELECT *, TRY({plain}) AS plain FROM t) WHERE {wrong}"  # noqa: S608 -- names of ours
        assert connection.execute(found).fetchall() == []


@pytest.mark.parametrize("type_", DECLARABLE, ids=lambda type_: type_.value)
def test_what_usual_cells_hold_is_plain(type_: Type) -> None:
    cells = {
        Type.COUNT: ["7::BIGINT", "7::DOUBLE", "'7'", "7::DECIMAL(9,0)"],
        Type.NUMBER: ["7.25::DOUBLE", "7.25::DECIMAL(9,2)", "'7.25'", "7::INTEGER"],
        Type.PERCENT: ["0.35::DOUBLE", "0.35::DECIMAL(9,2)", "'0.35'"],
        Type.FLAG: ["true", "1::INTEGER", "'yes'", "'No'"],
        Type.TEXT: ["'CEO'", "'日本'", "'x'::ENUM ('x')"],
        Type.DATE: ["DATE '2026-06-30'", "TIMESTAMP '2026-06-30 10:00:00'", "'2026-06-30'"],
    }  # fmt: skip
    with duckdb.connect() as connection:
        for written in cells[type_]:
            (kind,) = connection.execute(f"SELECT typeof({written})").fetchone() or ("",)
            sql = cell("x", kind, type_, aside=usual.aside(0) if _is_written(kind, type_) else None)
            texts = [usual.Written(0, "x", type_)] if _is_written(kind, type_) else []
            source = usual.beside(f"(SELECT {written} AS x)", texts)
            (value, held) = connection.execute(
                f"SELECT {sql.plain}, typeof({sql.plain}) FROM {source}"  # noqa: S608 -- names of ours
            ).fetchone() or (None, None)
            assert value is not None
            assert held == held_as(type_)
            assert connection.execute(f"SELECT typeof({absent(type_)})").fetchone() == (held,)
