"""Calendar windows, counted back from the as-of day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

WEEK = 7
"""Days in a week."""


class Unit(Enum):
    """Units of calendar time a window may be given in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Length:
    """A whole number of calendar units."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Window:
    """Rows dated in (as_of - lag - length, as_of - lag]."""

    length: Length
    lag: Length | None = None

    def bounds(self, as_of: date) -> tuple[date, date]:
        """The exclusive first and inclusive last day of the window of someone whose day is ``as_of``."""
        end = as_of if self.lag is None else step_back(as_of, self.lag)
        return step_back(end, self.length), end


def step_back(day: date, length: Length) -> date:
    """The day that many units before; months and years clip to the month's end, and to the first day there is."""
    match length.unit:
        case Unit.DAY:
            return _days_back(day, length.amount)
        case Unit.WEEK:
            return _days_back(day, WEEK * length.amount)
        case Unit.MONTH:
            return _months_back(day, length.amount)
        case Unit.YEAR:
            return _months_back(day, 12 * length.amount)


def _days_back(day: date, days: int) -> date:
    return day - timedelta(days) if days < day.toordinal() else date.min


def _months_back(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    if index < 12 * date.min.year:
        return date.min
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
