"""Dates as LinkedIn's files write them: a handful of shapes, one to a column, never guessed row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}

_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
_PIVOT = 69
"""Two-digit years from here on belong to the last century, as in C."""

_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """One way of writing a date: how people call it, what it looks like, an example."""

    name: str
    pattern: re.Pattern[str]
    example: str


def _shape(name: str, pattern: str, example: str) -> Shape:
    return Shape(name, re.compile(pattern, re.ASCII | re.IGNORECASE), example)


SHAPES = (
    _shape(
        "day, month, year",
        r"(?P<day>\d{1,2})[ -](?P<name>[a-z]{3,9})\.?[ -](?P<year>\d{4}|\d\d)",
        "08 Feb 2026",
    ),
    _shape(
        "month/day/year",
        rf"(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})/(?P<year>\d{{4}}|\d\d)(?:,? {_CLOCK} ?(?P<half>[ap])?\.?(?:m\.?)?)?",
        "1/29/26, 2:37 PM",
    ),
    _shape(
        "year-month-day",
        rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)(?:[ t]{_CLOCK} ?(?P<zone>utc|gmt|z|[+-]\d\d:?\d\d)?)?",
        "2025-06-01 14:03:22 UTC",
    ),
    _shape(
        "year/month/day",
        rf"(?P<year>\d{{4}})/(?P<month>\d\d?)/(?P<day>\d\d?)(?: {_CLOCK} ?(?P<zone>utc|gmt|z)?)?",
        "2024/02/01 15:02:55 UTC",
    ),
    _shape(
        "weekday month day time year",
        rf"[a-z]{{3}} (?P<name>[a-z]{{3}}) +(?P<day>\d{{1,2}}) {_CLOCK} (?P<zone>utc|gmt) (?P<year>\d{{4}})",
        "Tue Sep 28 09:08:27 UTC 2021",
    ),
)

Moment: TypeAlias = datetime
NumberedRow: TypeAlias = tuple[int, list[str]]


class DateColumn:
    """Reads one column; its first filled cell fixes the shape for all.

    Days are shared between rows, since a member's thousands of rows fall on few of them.
    """

    def __init__(self, path: str, column: str, *, rejects: bool = False) -> None:
        self._path = path
        self._column = column
        self._rejects = rejects
        self._shape: Shape | None = None
        self._days: dict[date, date] = {}
        self.undated = 0
        self.set_aside = 0

    def rows(self, rows: Iterable[NumberedRow], place: int) -> Iterator[tuple[list[str], date | None]]:
        """Rows with their day; with ``rejects`` those whose date cannot be read are set aside and counted.

        Raises:
            DataError: A date cannot be read and ``rejects`` is off.
        """
        for row, moment in self.moments(rows, place):
            day = moment and moment.date()
            yield row, day and self._days.setdefault(day, day)

    def moments(self, rows: Iterable[NumberedRow], place: int) -> Iterator[tuple[list[str], Moment | None]]:
        """The same with the time of day, midnight where the file has none."""
        for number, row in rows:
            try:
                moment = self.moment(row[place], number)
            except DataError:
                if not self._rejects:
                    raise
                self.set_aside += 1
            else:
                yield row, moment

    def day(self, cell: str, row: int) -> date | None:
        """The UTC day of a cell; None (and counted) when it is blank.

        Raises:
            DataError: The cell is no date, or not in the shape of the column's first one.
        """
        return next((day for _, day in self.rows([(row, [cell])], 0)), None)

    def moment(self, cell: str, row: int) -> Moment | None:
        """The same with the time of day, midnight where the file has none."""
        text = _plain(cell)
        if not text:
            self.undated += 1
            return None
        if self._shape is None:
            self._shape = shape_of(text)
        match = self._shape and self._shape.pattern.fullmatch(text)
        if not match:
            raise self._refuse(text, row)
        try:
            return _moment(match.groupdict())
        except (ValueError, KeyError, OverflowError) as error:
            raise self._refuse(text, row) from error

    def note(self) -> tuple[str, ...]:
        """What to say about blank and unreadable dates."""
        notes = {
            f"{self.undated} {'row has' if self.undated == 1 else 'rows have'} no date": self.undated,
            f"{self.set_aside} set aside: {self._column} cannot be read": self.set_aside,
        }
        return tuple(note for note, count in notes.items() if count)

    def _refuse(self, text: str, row: int) -> DataError:
        if self._shape is None:
            return self._error(f"{text[:60]!r} is not a date in any form that LinkedIn writes", row)
        if self._shape.name == "month/day/year" and _first_number(text) > _LAST_MONTH:
            return self._error(
                f"the first number of {text[:60]!r} exceeds 12, where this file's dates have the month", row
            )
        shown = f"{self._shape.name} ({self._shape.example})"
        return self._error(f"{text[:60]!r} is not a date like the others of this file: {shown}", row)

    def _error(self, message: str, row: int) -> DataError:
        advice = (
            "Use the file as LinkedIn wrote it; a program that saved it again may have changed its dates."
        )
        return DataError(self._path, message, row=row, column=self._column, help=advice)


def shape_of(text: str) -> Shape | None:
    """The shape a date is written in, if it is one."""
    return next((shape for shape in SHAPES if shape.pattern.fullmatch(text)), None)


def looks_dated(cell: str) -> bool:
    """Whether a cell is written like a date, possible or not."""
    return shape_of(_plain(cell)) is not None


def month_of(cell: str) -> tuple[int, int]:
    """Year and month of ``Jan 2023`` or ``2019`` (month 0); (0, 0) when there is none. Only for putting in order."""
    words = _plain(cell).casefold().split()
    match words:
        case [month, year] if year.isdecimal() and month in _MONTHS:
            return int(year), _MONTHS[month]
        case [year] if year.isdecimal():
            return int(year), 0
        case _:
            return 0, 0


def latest(days: Iterable[date | None]) -> date | None:
    """The last of the known days."""
    return max((day for day in days if day is not None), default=None)


def _plain(cell: str) -> str:
    """A cell with its spaces made plain: LinkedIn may set a narrow one before AM and PM."""
    return " ".join(cell.split())


def _moment(parts: dict[str, str | None]) -> Moment:
    month = _MONTHS[name.casefold()] if (name := parts.get("name")) else int(parts["month"] or 0)
    hour, minute, second = (int(parts.get(each) or 0) for each in ("hour", "minute", "second"))
    if half := parts.get("half"):
        hour = _afternoon(hour, half)
    moment = datetime(
        _year(parts["year"] or ""), month, int(parts["day"] or 0), hour, minute, second, tzinfo=UTC
    )
    return _to_utc(moment, parts.get("zone"))


def _afternoon(hour: int, half: str) -> int:
    if not 1 <= hour <= _LAST_MONTH:
        raise ValueError("no such hour")
    return hour % _LAST_MONTH + (_LAST_MONTH if half.casefold() == "p" else 0)


def _year(text: str) -> int:
    if len(text) > 2:  # noqa: PLR2004 - two digits are the short form
        return int(text)
    return int(text) + (1900 if int(text) >= _PIVOT else 2000)


def _to_utc(moment: Moment, zone: str | None) -> Moment:
    if not zone or zone[0] not in "+-":
        return moment
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    return moment.replace(tzinfo=timezone(offset)).astimezone(UTC)


def _first_number(text: str) -> int:
    match = re.match(r"(\d{1,4})/", text, re.ASCII)
    return int(match[1]) if match else 0
