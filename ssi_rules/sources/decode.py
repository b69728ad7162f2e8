"""From the text of a cell to a typed value, or a fault that says what to write instead.

Every reader hands cells over as text: CSV has nothing else, JSON numbers keep their digits, DuckDB prints floats in their
shortest form. So one set of rules serves all formats, and no float takes part.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TypeAlias, assert_never

from ssi_rules.language.numbers import LARGEST_FACT, SCALE, parse_decimal
from ssi_rules.language.types import Type, Value

Cell: TypeAlias = str | None
"""A cell as read; None where the format itself says that there is nothing."""

Decoder: TypeAlias = Callable[[Cell], Value | None]

_YES = frozenset({"yes", "true", "1", "1.0"})
_NO = frozenset({"no", "false", "0", "0.0"})
_NOT_A_NUMBER = frozenset({"nan", "+nan", "-nan"})
_INFINITE = re.compile(r"[+-]?(inf|infinity|∞)", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?\d[\d.,'\s]*", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII | re.IGNORECASE,
)
_LONGEST_NUMBER = 400
_REMEMBERED = 4096


@dataclass(eq=False)
class CellError(Exception):
    """A cell (or a row) that does not fit; the reader adds file and row.

    Attributes:
        message: What is wrong, one clause.
        help: What to write instead.
        column: The column, where one is to blame.
    """

    message: str
    help: str | None = None
    column: str | None = None

    def __str__(self) -> str:
        """The message alone."""
        return self.message


def decoder(type_: Type, rounded: Callable[[], None] | None = None) -> Decoder:
    """A decoder of one column that remembers the texts it has just read.

    Args:
        type_: The declared type.
        rounded: Called when a number had more than six decimals.
    """
    return lru_cache(_REMEMBERED)(lambda cell: decode(cell, type_, rounded))


def decode(cell: Cell, type_: Type, rounded: Callable[[], None] | None = None) -> Value | None:
    """The value of a cell; None when it is blank or not a number.

    Args:
        cell: Its text.
        type_: The declared type.
        rounded: Called when a number had more than six decimals.

    Raises:
        CellError: The text does not fit the type.
    """
    text = (cell or "").strip()
    if cell is None or not text:
        return None
    if type_ is Type.TEXT:
        return cell
    return None if text.casefold() in _NOT_A_NUMBER else _typed(text, type_, rounded)


def shown(text: str) -> str:
    """A cell as messages quote it: short, without control characters."""
    head = "".join(char if char.isprintable() else "�" for char in text[:40])
    return f"`{head}…`" if len(text) > len(head) else f"`{head}`"


def _typed(text: str, type_: Type, rounded: Callable[[], None] | None) -> Value:
    match type_:
        case Type.COUNT:
            return _count(text)
        case Type.NUMBER | Type.RATIO:
            return _number(text, "number", SCALE, rounded)
        case Type.PERCENT:
            return _percent(text, rounded)
        case Type.FLAG:
            return _flag(text)
        case Type.DATE:
            return _day(text)
        case Type.TEXT:
            return text
        case _:
            assert_never(type_)


def _flag(text: str) -> bool:
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError(
        f"{shown(text)} is not a flag", "write yes or no, true or false, 1 or 0; leave it blank if unknown"
    )


def _count(text: str) -> int:
    value, exact = _decimal(text, "count", SCALE)
    if not exact or value % SCALE:
        raise CellError(
            f"{shown(text)} is not a count: a count is a whole number", "round it, or declare a number"
        )
    if value < 0:
        raise CellError(
            f"{shown(text)} is not a count: a count is never below 0", "leave it blank if unknown"
        )
    return value


def _percent(text: str, rounded: Callable[[], None] | None) -> int:
    if text.endswith("%"):
        return _number(text[:-1].rstrip(), "percent", SCALE // 100, rounded)
    return _number(text, "percent", SCALE, rounded)


def _number(text: str, kind: str, scale: int, rounded: Callable[[], None] | None) -> int:
    value, exact = _decimal(text, kind, scale)
    if not exact and rounded is not None:
        rounded()
    return value


def _decimal(text: str, kind: str, scale: int) -> tuple[int, bool]:
    """Millionths and whether they are exact; ``scale`` is what stands for one in the text."""
    try:
        value, exact = parse_decimal(text if len(text) <= _LONGEST_NUMBER else "")
        if scale != SCALE:
            value, exact = parse_decimal(text, scale)
    except ValueError:
        raise _not_a_number(text, kind) from None
    if abs(value) > LARGEST_FACT * SCALE:
        raise CellError(
            f"{shown(text)} is beyond 10^12, the largest fact there is",
            "use a larger unit, such as thousands",
        )
    return value, exact


def _not_a_number(text: str, kind: str) -> CellError:
    if _INFINITE.fullmatch(text):
        return CellError(f"{shown(text)} is infinite", "leave it blank if unknown")
    if text.endswith("%"):
        return CellError(
            f"{shown(text)} is a percent, not a {kind}", "drop the %, or declare the fact as percent"
        )
    if _GROUPED.fullmatch(text):
        return CellError(
            f"{shown(text)} is not a {kind}",
            "write a point for decimals and nothing between thousands: 1234.5",
        )
    return CellError(f"{shown(text)} is not a {kind}", "write digits, such as 12; leave it blank if unknown")


def _day(text: str) -> date:
    found = _MOMENT.fullmatch(text)
    try:
        return _utc_day(*found.groups()) if found else date.fromisoformat("")
    except (ValueError, OverflowError):
        raise CellError(
            f"{shown(text)} is not a date",
            "write 2026-06-30, or 2026-06-30T14:05:00Z; leave it blank if unknown",
        ) from None


def _utc_day(day: str, clock: str | None, seconds: str | None, zone: str | None) -> date:
    if clock is None:
        return date.fromisoformat(day)
    moment = datetime.fromisoformat(f"{day}T{clock}:{seconds or '00'}").replace(tzinfo=_zone(zone))
    return moment.astimezone(UTC).date()


def _zone(text: str | None) -> timezone:
    """The zone of an ISO offset; a timestamp without one is UTC."""
    if text is None or text.upper() in ("Z", "UTC"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text.startswith("-") else offset)
