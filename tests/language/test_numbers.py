from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.language.numbers import (
    POINT_SCALE,
    SCALE,
    as_decimal,
    divide,
    divide_rounding,
    format_number,
    format_percent,
    format_points,
    multiply,
    parse_decimal,
)

HELD = st.integers(-(10**18), 10**18)


def half_away(value: Fraction) -> int:
    whole = abs(value).numerator // abs(value).denominator
    whole += abs(value) - whole >= Fraction(1, 2)
    return whole if value >= 0 else -whole


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (1, 2, 1),
        (-1, 2, -1),
        (1, -2, -1),
        (-1, -2, 1),
        (3, 2, 2),
        (5, 2, 3),
        (-5, 2, -3),
        (1, 3, 0),
        (2, 3, 1),
        (0, 7, 0),
    ],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert divide_rounding(numerator, denominator) == rounded


@given(HELD, HELD.filter(bool))
def test_a_quotient_is_the_exact_one_rounded_once(numerator: int, denominator: int) -> None:
    assert divide_rounding(numerator, denominator) == half_away(Fraction(numerator, denominator))


@given(HELD, HELD)
def test_a_product_is_the_exact_one_rounded_once(left: int, right: int) -> None:
    assert multiply(left, right) == half_away(Fraction(left * right, SCALE))


@given(HELD)
def test_nothing_is_divided_by_zero(number: int) -> None:
    assert divide(number, 0) is None


def test_a_third_and_two_thirds() -> None:
    assert divide(SCALE, 3 * SCALE) == 333_333
    assert divide(2 * SCALE, 3 * SCALE) == 666_667
    assert divide(-2 * SCALE, 3 * SCALE) == -666_667


@pytest.mark.parametrize(
    ("text", "value", "exact"),
    [
        ("13", 13_000_000, True),
        ("-0.5", -500_000, True),
        ("+.25", 250_000, True),
        ("7.", 7_000_000, True),
        ("1e3", 1_000_000_000, True),
        ("12E-1", 1_200_000, True),
        ("0.0000005", 1, False),
        ("-0.0000005", -1, False),
        ("0.00000049", 0, False),
        ("1.0000000", 1_000_000, True),
    ],
)
def test_decimal_text_is_read_exactly_or_rounded_once(text: str, value: int, exact: bool) -> None:
    assert parse_decimal(text) == (value, exact)


@pytest.mark.parametrize(
    "text", ["", ".", "-", "1,5", "1 000", "0x10", "nan", "inf", "--1", "1e", "1e9999", "\u0661", "1_000"]
)
def test_anything_else_is_not_a_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a decimal number"):
        parse_decimal(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9, min_value=-(10**12), max_value=10**12))
def test_rounding_on_reading_agrees_with_decimal(number: Decimal) -> None:
    with localcontext(prec=60):
        expected = int((number * SCALE).quantize(Decimal(1), ROUND_HALF_UP))
    assert parse_decimal(format(number, "f"))[0] == expected


@given(HELD, st.sampled_from([SCALE, POINT_SCALE]))
def test_a_decimal_holds_what_is_held(value: int, scale: int) -> None:
    decimal = as_decimal(value, scale)
    assert Fraction(decimal) == Fraction(value, scale)
    assert parse_decimal(format(decimal, "f"), scale) == (value, True)


@given(st.integers(-(10**38), 10**38))
def test_the_largest_intermediates_are_shown_exactly(value: int) -> None:
    assert Fraction(as_decimal(value)) == Fraction(value, SCALE)


def test_formats_are_the_shortest() -> None:
    assert [format_number(each) for each in (0, 130_000, -2_500_000, 500_000_000)] == [
        "0",
        "0.13",
        "-2.5",
        "500",
    ]
    assert [format_percent(each) for each in (130_000, 1_000_000, 5)] == ["13%", "100%", "0.0005%"]
    assert [format_points(each) for each in (350, 1200, -5)] == ["3.5", "12", "-0.05"]
