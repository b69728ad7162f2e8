"""The language's arithmetic in DuckDB: the same integers as in Python, up to the largest that a checked ruleset can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ssi_rules.checking.intervals import Interval
from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.dialects import DIALECTS, LARGEST_NARROW
from ssi_rules.engines.columnar.numbers import Arithmetic, Number, constant
from ssi_rules.language.numbers import LARGEST_INTERMEDIATE, SCALE, divide, divide_rounding, multiply
from ssi_rules.model import Comparison

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DUCKDB = DIALECTS["duckdb"]
ARITHMETIC = Arithmetic(DUCKDB, sql.within)
SIZES = (10**3, 10**6, 10**12, 10**18, 10**24, 10**31)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as found:
        yield found


@st.composite
def numbers(draw: st.DrawFn) -> tuple[int, int, int]:
    """Millionths, the bound that is known of them, and the grain they are held in."""
    grain = draw(st.sampled_from((1, SCALE)))
    size = draw(st.sampled_from(SIZES))
    near = st.sampled_from((0, 1, size, size - 1, size // 2, SCALE, SCALE // 2, SCALE - 1)).filter(
        lambda value: value <= size
    )
    held = draw(st.integers(0, size) | near) // grain * grain
    return (-held if draw(st.booleans()) else held), size, grain


def column(given_: tuple[int, int, int], name: str) -> tuple[Number, str]:
    """A number as a column of a row, and the value it has there."""
    value, size, grain = given_
    low = -size if value < 0 else 0
    wide = size // grain > LARGEST_NARROW
    kind = "HUGEINT" if wide else "BIGINT"
    return Number(sql.column(name), Interval(low, size), grain, wide), f"{value // grain}::{kind} AS {name}"


def outcome(
    connection: duckdb.DuckDBPyConnection,
    operation: Callable[[Number, Number], Number],
    left: tuple[int, int, int],
    right: tuple[int, int, int],
) -> int | None:
    """What the operation comes to, in millionths."""
    (a, first), (b, second) = column(left, "a"), column(right, "b")
    found = operation(a, b)
    row = connection.execute(f"SELECT {DUCKDB.render(found.sql)} FROM (SELECT {first}, {second})").fetchone()  # noqa: S608 - made here
    assert row is not None
    if row[0] is None:
        return None
    assert found.range.low <= row[0] * found.grain <= found.range.high
    return int(row[0]) * found.grain


@given(numbers(), numbers())
def test_sums_and_differences_are_exact(
    connection: duckdb.DuckDBPyConnection, left: tuple[int, int, int], right: tuple[int, int, int]
) -> None:
    assert outcome(connection, ARITHMETIC.add, left, right) == left[0] + right[0]
    assert outcome(connection, ARITHMETIC.subtract, left, right) == left[0] - right[0]


@given(numbers(), numbers())
def test_products_are_rounded_once(
    connection: duckdb.DuckDBPyConnection, left: tuple[int, int, int], right: tuple[int, int, int]
) -> None:
    assume(left[1] * right[1] < LARGEST_INTERMEDIATE)
    assert outcome(connection, ARITHMETIC.multiply, left, right) == multiply(left[0], right[0])


@given(numbers(), numbers())
def test_quotients_are_rounded_once(
    connection: duckdb.DuckDBPyConnection, left: tuple[int, int, int], right: tuple[int, int, int]
) -> None:
    assume(left[1] * SCALE < LARGEST_INTERMEDIATE)
    assert outcome(connection, ARITHMETIC.divide, left, right) == divide(left[0], right[0])


@given(numbers(), numbers(), st.sampled_from(Comparison))
def test_comparisons_see_what_is_held(
    connection: duckdb.DuckDBPyConnection,
    left: tuple[int, int, int],
    right: tuple[int, int, int],
    comparison: Comparison,
) -> None:
    (a, first), (b, second) = column(left, "a"), column(right, "b")
    found = DUCKDB.render(ARITHMETIC.compare(comparison, a, b))
    row = connection.execute(f"SELECT {found} FROM (SELECT {first}, {second})").fetchone()  # noqa: S608 - made here
    signs = {"=": "==", "!=": "!="}
    sign = signs.get(comparison.value, comparison.value)
    assert row == (eval(f"{left[0]} {sign} {right[0]}"),)  # noqa: S307 - two integers and a sign


@given(st.integers(-(10**18), 10**18))
def test_a_constant_is_held_as_short_as_it_can_be(value: int) -> None:
    found = constant(value)
    assert found.grain == (SCALE if value % SCALE == 0 else 1)
    assert (found.range.low, found.range.high, found.range.unknown) == (value, value, False)


@given(st.integers(0, 10**12), st.integers(0, 10**6))
def test_an_average_is_rounded_once(connection: duckdb.DuckDBPyConnection, total: int, cells: int) -> None:
    value = Number(sql.column("a"), Interval(-(10**12), 10**12), 1)
    for held in (total, -total):
        found = DUCKDB.render(ARITHMETIC.average(value, sql.column("b"), 10**6))
        row = connection.execute(
            f"SELECT {found} FROM (SELECT {held}::BIGINT AS a, {cells}::BIGINT AS b)"  # noqa: S608 - made here
        ).fetchone()
        assert row == (divide_rounding(held, cells) if cells else None,)


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**6))
def test_ties_go_away_from_zero(connection: duckdb.DuckDBPyConnection, odd: int, half: int) -> None:
    """A product and a quotient whose rest is exactly half: by the short way where nothing is negative, and by the long one."""
    value = 2 * odd + 1
    above, below = (value * half, 10**18, 1), (2 * half * SCALE, 10**18, 1)
    assert outcome(
        connection, ARITHMETIC.multiply, (value, 10**9, 1), (SCALE // 2, SCALE, 1)
    ) == divide_rounding(value, 2)
    assert outcome(connection, ARITHMETIC.divide, above, below) == divide_rounding(value, 2)


@given(st.integers(0, 10**13), st.integers(0, 10**13), st.sampled_from((1, SCALE)))
def test_literals_have_no_width(
    connection: duckdb.DuckDBPyConnection, first: int, second: int, unit: int
) -> None:
    """DuckDB takes short literals for 32 bits, in which their product has no room."""
    known = ARITHMETIC.choose(constant(first * unit), constant(second))
    product = ARITHMETIC.multiply(constant(second), known).sql
    assert connection.execute(f"SELECT {DUCKDB.render(product)}").fetchone() is not None
    assert known == constant(first * unit)
