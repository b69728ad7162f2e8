"""The language's own arithmetic: fixed point, six decimals, halves away from zero.

A number is held as an integer count of millionths, points as an integer count of hundredths. No float takes part.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache

SCALE = 1_000_000
"""Millionths in one."""

POINT_SCALE = 100
"""Hundredths in one point."""

LARGEST_FACT = 10**12
"""Facts beyond this absolute value are refused on reading."""

LARGEST_TABLE = 10**6
"""Rows a member may have in one table."""

LARGEST_INTERMEDIATE = 10**38
"""No intermediate of a checked ruleset reaches this."""

_EXACT = Context(prec=100)
"""Wide enough that dividing what can be held by a scale never rounds."""

_DECIMAL = re.compile(r"([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?", re.ASCII)


def divide_rounding(numerator: int, denominator: int) -> int:
    """The quotient of two integers rounded half away from zero; the denominator is not 0."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return quotient if numerator >= 0 else -quotient


def multiply(left: int, right: int) -> int:
    """The product of two numbers in millionths, rounded once."""
    return divide_rounding(left * right, SCALE)


def divide(left: int, right: int) -> int | None:
    """The quotient of two numbers in millionths, rounded once; unknown (None) when the divisor is 0."""
    return None if right == 0 else divide_rounding(left * SCALE, right)


def parse_decimal(text: str, scale: int = SCALE) -> tuple[int, bool]:
    """Read plain decimal text into units of 1/scale.

    Args:
        text: Digits with an optional sign, point and exponent, nothing else.
        scale: Units in one: SCALE for numbers, POINT_SCALE for points.

    Returns:
        The value and whether it was exact; more decimals than the scale holds are rounded half away from zero.

    Raises:
        ValueError: The text is not a decimal number.
    """
    match = _DECIMAL.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        raise ValueError(f"not a decimal number: {text[:40]!r}")
    digits = int((match[2] or "") + (match[3] or "") or "0") * scale
    exponent = int(match[4] or 0) - len(match[3] or "")
    if exponent >= 0:
        value, exact = digits * 10**exponent, True
    else:
        value, exact = divide_rounding(digits, 10**-exponent), digits % 10**-exponent == 0
    return (-value if match[1] == "-" else value), exact


def as_decimal(value: int, scale: int = SCALE) -> Decimal:
    """The exact decimal of a held number, without trailing zeros."""
    return _EXACT.divide(value, scale)


def format_number(value: int) -> str:
    """A held number in plain decimal text, shortest form: 13, 0.13, -2.5."""
    return format(as_decimal(value), "f")


def format_percent(value: int) -> str:
    """A held number as a percent literal: 130000 millionths is ``13%``."""
    return format(as_decimal(value * POINT_SCALE), "f") + "%"


@lru_cache(maxsize=4096)
def as_points(hundredths: int) -> Decimal:
    """Points as the number that they are, in shortest form; remembered, for the same few come again and again."""
    return as_decimal(hundredths, POINT_SCALE)


def as_points_or_none(hundredths: int | None) -> Decimal | None:
    """The same where there may be none."""
    return None if hundredths is None else as_points(hundredths)


def format_points(value: int) -> str:
    """Points in plain decimal text, shortest form: 3.5, 12."""
    return format(as_decimal(value, POINT_SCALE), "f")
