"""The SQL of a cell: from what a file holds to the value of a declared type, exactly as the decoder of cells reads it.

Everything is tried on whole columns, without a decision per row where that can be avoided. A ``plain`` value stops the query
at the first cell that is anything but plain; ``value`` reads all that SQL can read without doubt and says of the rest that it
is ``odd``: those cells are left to the decoder itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from ssi_rules.bulk.inputs import texts
from ssi_rules.bulk.inputs.bounds import NOWHERE, Bounds
from ssi_rules.bulk.inputs.kinds import JSON, WHOLE, Cell, absent, as_text, held_as, is_text, refusing
from ssi_rules.bulk.inputs.numbers import number
from ssi_rules.bulk.sql import literal
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from ssi_rules.bulk.inputs.texts import Readable
    from ssi_rules.bulk.inputs.usual import Aside

_FRACTION = r"-?\d+(\.\d+)?([eE][+-]?\d+)?"
_DOUBTFUL_FRACTION = r"[+-]?(\d+\.\d{6}5|\d{9,}\.\d+)"
"""Where the double nearest to a fraction may stand for one on the other side of a half."""

_MOMENTS = re.compile(r"DATE|TIMESTAMP(_S|_MS|_NS| WITH TIME ZONE)?")
_NESTED = re.compile(r"(STRUCT|MAP|UNION|BLOB|BIT|VARIANT|GEOMETRY).*|.*\]", re.DOTALL)

_DAY_NS = 24 * 60 * 60 * 10**9
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"
_FIRST, _LAST = "!", "~"
"""The printed ASCII characters: a text that begins with one is not blank."""


def has_lost_digits(column: str) -> str:
    """Whether a cell of JSON, as DuckDB gives it, may be another text than the file's.

    DuckDB gives fractions by their doubles (1.10 as 1.1), lists and objects as texts, and NaN as a word.
    """
    fraction = f"{column} >= '-' AND {column} < ':' AND regexp_full_match({column}, {literal(_FRACTION)})"
    nested = " OR ".join(f"starts_with({column}, '{each}')" for each in ("{", "["))
    return f"({fraction}) OR {nested} OR {column} = 'NaN'"


def _bare(column: str, kind: str) -> str:
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
            found = number(column, kind, type_, bounds)
        case Type.FLAG:
            found = _flag(column, kind)
        case Type.DATE:
            found = _date(column, kind, bounds)
        case Type.TEXT:
            found = _text(column, kind, blanks=blanks and not bounds.within(_FIRST, _LAST))
        case _:
            assert_never(type_)
    return found or _of_text(column, kind, type_, aside)


def _never(column: str, type_: Type) -> Cell:
    """Lists, objects and bytes: only nothing is something."""
    odd = f"{column} IS NOT NULL"
    return Cell(refusing(odd, absent(type_)), absent(type_), odd)


def _of_text(column: str, kind: str, type_: Type, aside: Aside | None) -> Cell:
    """A cell by its text; plain is what is neither odd nor worth telling."""
    text = aside.bare if aside else _bare(column, kind)
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


def _flag(column: str, kind: str) -> Cell | None:
    if kind == "BOOLEAN":
        return Cell(column, column)
    if kind in WHOLE:
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
