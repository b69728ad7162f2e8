"""What aggregates can come to."""

from __future__ import annotations

from datetime import date

from ssi_rules.checking import intervals
from ssi_rules.checking.intervals import NEVER_KNOWN, Answers, Interval
from ssi_rules.language.numbers import LARGEST_TABLE, SCALE
from ssi_rules.language.windows import WEEK, Length, Unit, Window
from ssi_rules.model import Aggregated, Function

_MOST_DAYS = {Unit.DAY: 1, Unit.WEEK: WEEK, Unit.MONTH: 31, Unit.YEAR: 366}
_ALL_DAYS = date.max.toordinal() - date.min.toordinal()
_NONE = intervals.whole(0, 0)
_ROWS = intervals.whole(0, LARGEST_TABLE)


def aggregate_range(node: Aggregated, cells: Interval | None, kept: Answers, *, filtered: bool) -> Interval:
    """What an aggregate can be; every one is unknown where its table is not provided.

    Args:
        node: The aggregate.
        cells: What a known cell of its column can be, where it has one.
        kept: What its condition can come to for a row.
        filtered: Whether it has a condition at all.
    """
    some = True in kept or not filtered
    match node.function:
        case Function.COUNT | Function.COUNT_DISTINCT:
            return _ROWS if some else _NONE
        case Function.SUM:
            return _sum(cells) if cells and some else _NONE
        case Function.SHARE:
            return _share(kept)
        case Function.AVERAGE:
            return Interval(cells.low, cells.high) if cells and some else NEVER_KNOWN
        case Function.LARGEST | Function.SMALLEST:
            return cells if cells and some else NEVER_KNOWN
        case Function.DAYS_SINCE_LAST:
            return intervals.whole(0, _days_back(node.window)) if some else NEVER_KNOWN


def _sum(cells: Interval) -> Interval:
    """Of up to as many cells as a table has rows, none included."""
    low, high = min(cells.low * LARGEST_TABLE, 0), max(cells.high * LARGEST_TABLE, 0)
    return Interval(low, high, step=cells.step)


def _share(kept: Answers) -> Interval:
    """Between nobody and all; unknown without rows."""
    low, high = 0 if False in kept else SCALE, SCALE if True in kept else 0
    return Interval(low, high)


def _days_back(window: Window | None) -> int:
    """The oldest a row in the window can be, at least."""
    if window is None:
        return _ALL_DAYS
    lag = 0 if window.lag is None else _most_days(window.lag)
    return min(_most_days(window.length) + lag, _ALL_DAYS)


def _most_days(length: Length) -> int:
    return length.amount * _MOST_DAYS[length.unit]
