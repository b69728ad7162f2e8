"""The SQL of a cell: from what a file holds to the value of a declared type, exactly as the decoder of cells reads it.

Everything is tried on whole columns, without a decision per row where that can be avoided. A ``plain`` value stops the query
at the first cell that is anything but plain; ``value`` reads all that SQL can read without doubt and says of the rest that it
is ``odd``: those cells are left to the decoder itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from ssi_rules.bulk.inputs import texts
from ssi_rules.bulk.inputs.bounds import NOWHERE, Bounds
from ssi_rules.bulk.sql import literal
from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from ssi_rules.bulk.inputs.texts import Readable
    from ssi_rules.bulk.inputs.usual import Aside

_SMALL = frozenset({"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"})
_UNSIGNED = frozenset({"UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"})
_WHOLE = _SMALL | {"BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT"}
JSON = "JSON of a line"
"""The kind of a column of JSON Lines, read as texts."""

_TEXTS = frozenset({"VARCHAR", JSON})
_FRACTION = r"-?\d+(\.\d+)?([eE][+-]?\d+)?"
_DOUBTFUL_FRACTION = r"[+-]?(\d+\.\d{6}5|\d{9,}\.\d+)"
"""Where the double nearest to a fraction may stand for one on the other side of a half."""

_MOMENTS = re.compile(r"DATE|TIMESTAMP(_S|_MS|_NS| WITH TIME ZONE)?")
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_NESTED = re.compile(r"(STRUCT|MAP|UNION|BLOB|BIT|VARIANT|GEOMETRY).*|.*\]", re.DOTALL)

_DECIMALS = 6
_EXACT_DOUBLE = 4_000_000_000
"""Up to here neighbouring doubles are less than a millionth apart, and whole millionths are whole doubles."""

_ROUNDED_DOUBLE = 100_000_000
"""Up to here a double's shortest text, halves of a millionth included, has the 15 digits that a double keeps."""

_EXACT_DIGITS = 15
_WIDEST = 31
"""Digits of a decimal that can be multiplied by a million: 38 are all there are."""

_DAY_NS = 24 * 60 * 60 * 10**9
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"
_FIRST, _LAST = "!", "~"
"""The printed ASCII characters: a text that begins with one is not blank."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How a column is read.

    Attributes:
        plain: The value; the query fails at a cell that is not plain.
        value: The value; NULL where the cell is odd.
        odd: Whether the decoder must read the cell; None where it never must.
        rounded: Whether the cell has more decimals than a number keeps; None where it never has.
        above: Whether the cell is a percent above 100 % that is written without a %; None where it never is.
    """

    plain: str
    value: str
    odd: str | None = None
    rounded: str | None = None
    above: str | None = None


def is_text(kind: str) -> bool:
    """Whether a column holds texts, which people may have put blanks around."""
    return kind in _TEXTS or kind.startswith("ENUM")


def has_lost_digits(column: str) -> str:
    """Whether a cell of JSON, as DuckDB gives it, may be another text than the file's.

    DuckDB gives fractions by their doubles (1.10 as 1.1), lists and objects as texts, and NaN as a word.
    """
    fraction = f"{column} >= '-' AND {column} < ':' AND regexp_full_match({column}, {literal(_FRACTION)})"
    nested = " OR ".join(f"starts_with({column}, '{each}')" for each in ("{", "["))
    return f"({fraction}) OR {nested} OR {column} = 'NaN'"


def bare(column: str, kind: str) -> str:
    """The cell's text without what is blank at its ends; what DuckDB prints has none."""
    text = as_text(column, kind)
    return texts.stripped(text) if is_text(kind) else text


def cell(  # noqa: PLR0913 -- what is known of a column
    column: str,
    kind: str,
    type_: Type,
    *,
    aside: Aside | None = None,
    blanks: bool = True,
    bounds: Bounds = NOWHERE,
) -> Cell:
    """How a column of a kind is read as a type.

    Args:
        column: SQL that names it.
        kind: DuckDB's type of it.
        type_: The declared type.
        aside: What is worked out of its text, where that stands beside it.
        blanks: Whether texts may be blank, and are then nothing.
        bounds: Between which values it lies.
    """
    if _NESTED.fullmatch(kind):
        return _never(column, type_)
    match type_:
        case Type.COUNT | Type.NUMBER | Type.RATIO | Type.PERCENT:
            found = _number(column, kind, type_, bounds)
        case Type.FLAG:
            found = _flag(column, kind)
        case Type.DATE:
            found = _date(column, kind, bounds)
        case Type.TEXT:
            found = _text(column, kind, blanks=blanks and not bounds.within(_FIRST, _LAST))
        case _:
            assert_never(type_)
    return found or _of_text(column, kind, type_, aside)


def absent(type_: Type) -> str:
    """The value of a column that is not there."""
    return f"CAST(NULL AS {held_as(type_)})"


def held_as(type_: Type) -> str:
    """The SQL type that holds values of a type: counts as they are, other numbers in millionths."""
    match type_:
        case Type.COUNT | Type.NUMBER | Type.RATIO | Type.PERCENT:
            return "BIGINT"
        case Type.FLAG:
            return "BOOLEAN"
        case Type.TEXT:
            return "VARCHAR"
        case Type.DATE:
            return "DATE"
        case _:
            assert_never(type_)


def as_text(column: str, kind: str) -> str:
    """The cell as the decoder is given it."""
    return column if kind in _TEXTS else f"CAST({column} AS VARCHAR)"


def _never(column: str, type_: Type) -> Cell:
    """Lists, objects and bytes: only nothing is something."""
    odd = f"{column} IS NOT NULL"
    return Cell(refusing(odd, absent(type_)), absent(type_), odd)


def refusing(unless: str, value: str) -> str:
    """The value, unless the cell is not plain; unknown is."""
    return f"CASE WHEN {unless} THEN error('a cell is not plain') ELSE {value} END"


def _of_text(column: str, kind: str, type_: Type, aside: Aside | None) -> Cell:
    """A cell by its text; plain is what is neither odd nor worth telling."""
    text = aside.bare if aside else bare(column, kind)
    readable = _readable(text, type_)
    odd = readable.odd
    if kind == JSON and type_.is_numeric:
        odd = f"({odd}) OR regexp_full_match({text}, {literal(_DOUBTFUL_FRACTION)})"
    value = f"CAST({readable.value} AS {held_as(type_)})"
    if aside:
        value = f"coalesce({aside.usual}, {value})"
    above = None
    if type_ is Type.PERCENT:
        above = f"{value} > {SCALE} AND NOT coalesce(ends_with({text}, '%'), false)"
    if aside is None:
        faults = " OR ".join(f"({each})" for each in (odd, readable.rounded, above) if each)
        return Cell(refusing(faults, value), value, odd, readable.rounded, above)
    faults = f"{aside.usual} IS NULL AND {column} IS NOT NULL"
    if type_ is Type.PERCENT:
        faults += f" OR {aside.usual} > {SCALE}"
    return Cell(refusing(faults, aside.usual), value, odd, readable.rounded, above)


def _readable(text: str, type_: Type) -> Readable:
    match type_:
        case Type.COUNT:
            return texts.count(text)
        case Type.PERCENT:
            return texts.percent(text)
        case Type.FLAG:
            return texts.flag(text)
        case Type.DATE:
            return texts.day(text)
        case _:
            return texts.number(text)


# Numbers.


def _number(column: str, kind: str, type_: Type, bounds: Bounds) -> Cell | None:
    decimal = _DECIMAL.fullmatch(kind)
    if kind in _WHOLE:
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
    if kind not in _UNSIGNED and (type_ is Type.COUNT or kind not in _SMALL):
        outside.append(f"{column} < {least}")
    if kind not in _SMALL:
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


# Flags, days and texts.


def _flag(column: str, kind: str) -> Cell | None:
    if kind == "BOOLEAN":
        return Cell(column, column)
    if kind in _WHOLE:
        odd = f"{column} NOT IN (0, 1)"
        value = f"{column} = 1"
        return Cell(refusing(odd, value), f"CASE WHEN {odd} THEN NULL ELSE {value} END", odd)
    return None


def _date(column: str, kind: str, bounds: Bounds) -> Cell | None:
    if not _MOMENTS.fullmatch(kind):
        return None
    if kind == "TIMESTAMP_NS":  # it holds years 1677 to 2262 only, and infinities
        return _day(f"NOT isfinite(CAST({column} AS TIMESTAMP))", _day_of_nanoseconds(column))
    if kind == "DATE" and bounds.within(_FIRST_DAY, _LAST_DAY):
        return Cell(column, column)
    if kind == "DATE":
        return _day(f"{column} NOT BETWEEN '{_FIRST_DAY}' AND '{_LAST_DAY}'", column)
    last = f"CAST('9999-12-31 23:59:59' AS {kind})"
    return _day(
        f"{column} NOT BETWEEN CAST('0001-01-01' AS {kind}) AND {last}",
        f"CAST(CAST({column} AS TIMESTAMP) AS DATE)",
    )


def _day(odd: str, day: str) -> Cell:
    return Cell(refusing(odd, day), f"CASE WHEN {odd} THEN NULL ELSE {day} END", odd)


def _day_of_nanoseconds(column: str) -> str:
    """The day that a moment is in; a cast would round to the nearest microsecond first, which may be tomorrow's."""
    since = f"epoch_ns({column})"
    into_day = f"(({since} % {_DAY_NS}) + {_DAY_NS}) % {_DAY_NS}"
    return f"DATE '1970-01-01' + CAST(({since} - {into_day}) // {_DAY_NS} AS INTEGER)"


def _text(column: str, kind: str, *, blanks: bool) -> Cell:
    text = as_text(column, kind)
    if kind in ("FLOAT", "DOUBLE"):  # NaN is nothing there; as text it would be a word
        text = f"CASE WHEN isnan({column}) THEN NULL ELSE {text} END"
    if blanks and is_text(kind):
        # Nearly all texts begin with a printed ASCII character and need no look at the rest.
        doubtful = f"{text} < '{_FIRST}' OR {text} > '{_LAST}'"
        text = f"CASE WHEN ({doubtful}) AND {texts.stripped(text)} = '' THEN NULL ELSE {text} END"
    if kind == JSON:
        odd = has_lost_digits(column)
        return Cell(refusing(odd, text), text, odd)
    return Cell(text, text)
