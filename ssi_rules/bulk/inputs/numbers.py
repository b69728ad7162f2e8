"""Numbers out of columns of numbers in SQL, in millionths, without writing their texts where that can be avoided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules.bulk.inputs import texts
from ssi_rules.bulk.inputs.kinds import SMALL, UNSIGNED, WHOLE, Cell, refusing
from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from ssi_rules.bulk.inputs.bounds import Bounds

_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_DECIMALS = 6
_EXACT_DOUBLE = 4_000_000_000
"""Up to here neighbouring doubles are less than a millionth apart, and whole millionths are whole doubles."""

_ROUNDED_DOUBLE = 100_000_000
"""Up to here a double's shortest text, halves of a millionth included, has the 15 digits that a double keeps."""

_EXACT_DIGITS = 15
_WIDEST = 31
"""Digits of a decimal that can be multiplied by a million: 38 are all there are."""


def number(column: str, kind: str, type_: Type, bounds: Bounds) -> Cell | None:
    """How a column of numbers is read as a numeric type; None where its cells are read by their texts."""
    decimal = _DECIMAL.fullmatch(kind)
    if kind in WHOLE:
        return _whole(column, kind, type_, bounds)
    if kind == "DOUBLE":
        return _count_of_double(column, bounds) if type_ is Type.COUNT else _double(column, type_, bounds)
    if decimal and int(decimal[2]) == 0:
        return _whole(column, kind, type_, bounds)
    if decimal and type_ is not Type.COUNT and int(decimal[2]) <= _DECIMALS and int(decimal[1]) <= _WIDEST:
        return _decimal(column, int(decimal[1]) - int(decimal[2]), int(decimal[2]), type_, bounds)
    return None


def _whole(column: str, kind: str, type_: Type, bounds: Bounds) -> Cell:
    """Integers: no bigger than facts may be, and counts not below 0."""
    least = 0 if type_ is Type.COUNT else -LARGEST_FACT
    outside = []
    if kind not in UNSIGNED and (type_ is Type.COUNT or kind not in SMALL):
        outside.append(f"{column} < {least}")
    if kind not in SMALL:
        outside.append(f"{column} > {LARGEST_FACT}")
    factor = "" if type_ is Type.COUNT else f" * {SCALE}"
    held = column if kind == "BIGINT" else f"CAST({column} AS BIGINT)"
    odd = None if bounds.within(least, LARGEST_FACT) else " OR ".join(outside) or None
    return _bounded(f"{held}{factor}", odd, _above(column, type_, bounds))


def _above(column: str, type_: Type, bounds: Bounds) -> str | None:
    """Whether a percent that no % can stand behind is above 100 %."""
    return f"{column} > 1" if type_ is Type.PERCENT and not bounds.within(None, 1) else None


def _bounded(value: str, odd: str | None, above: str | None) -> Cell:
    """A value that is right wherever the cell is not odd."""
    unless = " OR ".join(each for each in (odd, above) if each)
    safe = f"CASE WHEN {odd} THEN NULL ELSE {value} END" if odd else value
    return Cell(refusing(unless, value) if unless else value, safe, odd, None, above)


def _count_of_double(column: str, bounds: Bounds) -> Cell:
    """Doubles that are whole, as many tools write counts beside gaps; NaN is a gap too."""
    unfit = f"{column} <> floor({column}) OR {column} < 0 OR {column} > {LARGEST_FACT}"
    value = f"CAST({column} AS BIGINT)"
    odd = f"NOT isnan({column}) AND ({unfit})"
    read = f"CASE WHEN isnan({column}) OR {unfit} THEN NULL ELSE {value} END"
    # NaN is in no bounds, but no integer either: the cast fails, and the piece is looked over.
    plain = f"{column} <> {value}" if bounds.within(0, LARGEST_FACT) else unfit
    return Cell(refusing(plain, value), read, odd)


def _double(column: str, type_: Type, bounds: Bounds) -> Cell:
    """Doubles by their shortest text, without writing it.

    A double has at most six decimals exactly when it is the double nearest to some whole number of millionths, that is, when
    dividing that number gives the double again. Halves are decided by the double nearest to the half.
    """
    by_text = texts.number(f"CAST({column} AS VARCHAR)")
    near = f"abs({column}) < {_ROUNDED_DOUBLE}"
    below = f"CAST(floor(abs({column}) * 1e6) AS BIGINT)"
    half = f"(2 * {below} + 1) / 2e6"
    size = f"({below} + CASE WHEN abs({column}) >= {half} THEN 1 ELSE 0 END)"
    rounded = f"CASE WHEN {column} < 0 THEN -{size} ELSE {size} END"
    missing = f"{column} IS NULL OR isnan({column})"
    value = f"CASE WHEN {missing} THEN NULL WHEN {near} THEN {rounded} ELSE {by_text.value} END"
    return Cell(
        _plain_double(column, type_, bounds),
        value,
        f"CASE WHEN {missing} OR {near} THEN false ELSE {by_text.odd} END",
        f"CASE WHEN {missing} THEN false WHEN {near} THEN ({rounded}) / 1e6 <> {column} ELSE {by_text.rounded} END",
        f"{value} > {SCALE}" if type_ is Type.PERCENT else None,
    )


def _plain_double(column: str, type_: Type, bounds: Bounds) -> str:
    most = 1 if type_ is Type.PERCENT else _EXACT_DOUBLE
    millionths = f"CAST({column} * 1e6 AS BIGINT)"
    unfit = f"{millionths} / 1e6 <> {column}"
    if not bounds.within(-_EXACT_DOUBLE, most):
        unfit += f" OR {column} NOT BETWEEN -{_EXACT_DOUBLE} AND {most}"
    return refusing(unfit, millionths)


def _decimal(column: str, whole: int, places: int, type_: Type, bounds: Bounds) -> Cell:
    """Decimals with so many digits before the point, and no more behind it than numbers keep."""
    # Up to 15 digits of millionths a double tells all values apart; beyond, wide decimals are exact and slower.
    by_double = whole <= _EXACT_DIGITS - _DECIMALS or bounds.within(-_EXACT_DOUBLE, _EXACT_DOUBLE)
    exact = f"CAST(CAST({column} AS DECIMAL(38, {places})) * {SCALE} AS BIGINT)"
    value = f"CAST(round(CAST({column} AS DOUBLE) * 1e6) AS BIGINT)" if by_double else exact
    odd = None if by_double else f"abs({column}) > {LARGEST_FACT}"
    return _bounded(value, odd, _above(column, type_, bounds))
