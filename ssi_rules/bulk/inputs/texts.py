"""Values out of texts in SQL: the usual ways to write numbers, flags and days; whatever else there is goes to the decoder.

Patterns are strict and ASCII, in the part of RE2 that means the same everywhere; each says of a text either what the decoder would
say or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from ssi_rules.bulk.sql import literal
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.texts import BLANKS

_GAPS = "'nan', '+nan', '-nan', ''"
_NUMBER = r"[+-]?\d{1,12}(\.\d{1,6})?"
_LONG_NUMBER = r"[+-]?\d{1,12}\.\d{7,}"
_LONGEST = 400
"""Characters of a number that the decoder reads."""

_LONG_BUT_EXACT = r"[+-]?\d{1,12}\.\d{6}0+"
_HELD = r"^[+-]?\d+\.\d{6}"
_COUNT = r"\+?\d{1,12}(\.0{1,6})?"
_PERCENT = r"[+-]?\d{1,12}(\.\d{1,4})?[ \t]*%"
_DAY = r"\d{4}-\d{2}-\d{2}"
_CLOCK = r"[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?"
_UTC = rf"(?i){_DAY}{_CLOCK}[ \t]*(Z|UTC)?"
_ZONED = rf"(?i){_DAY}{_CLOCK}[ \t]*[+-]([01]\d|2[0-3])(:?[0-5]\d)?"
_ZONE = r"([+-])(\d\d):?(\d\d)?$"
_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Readable:
    """What SQL makes of a text.

    Attributes:
        value: The value; NULL where there is none and where SQL cannot tell.
        odd: Whether SQL cannot tell.
        rounded: Whether digits were lost; None where that cannot be.
    """

    value: str
    odd: str
    rounded: str | None = None


def stripped(text: str) -> str:
    """A text without what is blank at its ends."""
    return f"trim({text}, {literal(BLANKS)})"


def number(text: str) -> Readable:
    """Decimal text in millionths, rounded half away from zero; the first digit that is dropped decides."""
    head = f"regexp_extract({text}, {literal(_HELD)})"
    carries = f"substr({text}, length({head}) + 1, 1) >= '5'"
    away = f"CASE WHEN starts_with({text}, '-') THEN -1 ELSE 1 END"
    value = (
        f"CASE WHEN {_is(text, _NUMBER)} THEN {_scaled(text, 6)} WHEN {_is(text, _LONG_NUMBER)} "
        f"THEN {_scaled(head, 6)} + CASE WHEN {carries} THEN {away} ELSE 0 END END"
    )
    rounded = f"{_is(text, _LONG_NUMBER)} AND NOT {_is(text, _LONG_BUT_EXACT)}"
    return Readable(value, _odd(text, _NUMBER, _LONG_NUMBER), rounded)


def percent(text: str) -> Readable:
    """A fraction, or a number with a % behind it."""
    fraction = number(text)
    written = f"regexp_extract({text}, {literal(f'^{_NUMBER}')})"
    value = f"CASE WHEN {_is(text, _PERCENT)} THEN {_scaled(written, 4)} ELSE {fraction.value} END"
    return Readable(value, _odd(text, _NUMBER, _LONG_NUMBER, _PERCENT), fraction.rounded)


def count(text: str) -> Readable:
    """A whole number, as it is."""
    value = f"CASE WHEN {_is(text, _COUNT)} THEN CAST(ltrim(split_part({text}, '.', 1), '+') AS BIGINT) END"
    return Readable(value, _odd(text, _COUNT))


def flag(text: str) -> Readable:
    """Yes or no in the words that the decoder knows."""
    word = f"lower({text})"
    yes, no = "('yes', 'true', '1', '1.0')", "('no', 'false', '0', '0.0')"
    value = f"CASE WHEN {word} IN {yes} THEN true WHEN {word} IN {no} THEN false END"
    return Readable(value, f"{word} NOT IN {yes} AND {word} NOT IN {no} AND {word} NOT IN ({_GAPS})")


def day(text: str) -> Readable:
    """A day, or the UTC day of a moment."""
    written = f"TRY_CAST(substr({text}, 1, 10) AS DATE)"
    minute = f"(CAST(substr({text}, 12, 2) AS INTEGER) * 60 + CAST(substr({text}, 15, 2) AS INTEGER) - {_offset(text)})"
    moved = f"CASE WHEN {minute} < 0 THEN -1 WHEN {minute} >= {_MINUTES} THEN 1 ELSE 0 END"
    fits = f"{written} BETWEEN '0001-01-02' AND '9999-12-30'"  # a zone moves it by a day at most
    here = f"({_is(text, _DAY)} OR {_is(text, _UTC)})"
    value = f"CASE WHEN {here} THEN {written} WHEN {_is(text, _ZONED)} THEN {written} + {moved} END"
    odd = f"({_odd(text, _DAY, _UTC, _ZONED)} OR (lower({text}) NOT IN ({_GAPS}) AND coalesce({fits}, false) IS FALSE))"
    return Readable(f"CASE WHEN {fits} THEN {value} END", odd)


def _offset(text: str) -> str:
    """Minutes that a moment's zone is ahead of UTC."""
    sign, hours, minutes = (f"regexp_extract({text}, {literal(_ZONE)}, {part})" for part in (1, 2, 3))
    size = f"CAST({hours} AS INTEGER) * 60 + coalesce(TRY_CAST({minutes} AS INTEGER), 0)"
    return f"(CASE WHEN {sign} = '-' THEN -1 ELSE 1 END * ({size}))"


def _is(text: str, pattern: str) -> str:
    fits = f"regexp_full_match({text}, {literal(pattern)})"
    return f"({fits} AND length({text}) <= {_LONGEST})" if pattern == _LONG_NUMBER else fits


def _odd(text: str, *patterns: str) -> str:
    return " AND ".join(
        [f"lower({text}) NOT IN ({_GAPS})", *(f"NOT {_is(text, pattern)}" for pattern in patterns)]
    )


def _scaled(text: str, decimals: int) -> str:
    """Decimal text as a whole number of millionths, or of ten-thousandths where it is in percent."""
    whole = f"CAST({text} AS DECIMAL(38, {decimals}))"
    return f"CAST({whole} * {10**decimals} AS BIGINT)"


assert SCALE == 10**6  # noqa: S101 - the patterns count its digits
