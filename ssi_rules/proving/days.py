"""The days to look from, so that together they are as good as all days.

Windows of days and weeks lie on every day as on any other. Those of months and years do not: a few days stand for all ways in
which they can lie. Only where rules also name days of the calendar is there more to the day than that, and then that is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.language.windows import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.language.windows import Window

AS_OF = date(2026, 6, 30)
"""The day that is looked from where any day will do."""

_CYCLE = 1461
"""Days after which windows of months lie as they lay before."""

_BESIDE = (-400, -1, 0, 1, 400)
"""Days around one that rules name, which are looked from too."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days to look from, the usual one first.

    Attributes:
        gap: Why others may be unlike all of them; None where none is.
    """

    days: tuple[date, ...]
    gap: str | None


def days_for(nodes: Iterable[model.Expression], dated: Sequence[str]) -> Days:
    """The days to look from for some expressions.

    Args:
        nodes: All that is asked about and what it is computed from.
        dated: The columns that tables are dated by, as ``table.column``.
    """
    windows: dict[Window, None] = {}
    named: set[date] = set()
    only_counts, looks = True, False
    for node in nodes:
        match node:
            case model.Constant(date() as day):
                named.add(day)
            case model.AsOfValue():
                looks = True
            case model.Aggregated(function, table, column, window):
                if window is not None:
                    windows[window] = None
                looks = True
                only_counts &= (
                    function is not model.Function.DAYS_SINCE_LAST and f"{table}.{column}" not in dated
                )
            case _:
                pass
    found = [AS_OF, *_of_months(tuple(windows), only_counts=only_counts)]
    if not (looks and named):
        return Days(tuple(dict.fromkeys(found)), None)
    found += [day + timedelta(days) for day in sorted(named) for days in _BESIDE if _is_usual(day)]
    return Days(
        tuple(dict.fromkeys(found)), "rules that name days of the calendar come out otherwise on other days"
    )


def _is_usual(day: date) -> bool:
    return date(1900, 1, 1) <= day <= date(2200, 1, 1)


def _of_months(windows: tuple[Window, ...], *, only_counts: bool) -> Iterable[date]:
    """One day for each way in which windows lie: their order where rows are counted, else how far back each goes."""
    units = {each.unit for window in windows for each in (window.length, window.lag) if each is not None}
    if not units & {Unit.MONTH, Unit.YEAR}:
        return ()
    found: dict[tuple[int, ...], date] = {}
    for back in range(_CYCLE):
        day = AS_OF - timedelta(back)
        ends = [each for window in windows for each in window.bounds(day)]
        found.setdefault(_order(ends) if only_counts else _far(ends, day), day)
    return found.values()


def _order(days: list[date]) -> tuple[int, ...]:
    """Which of the days is how early, counted from the earliest; equal ones alike."""
    at = {day: number for number, day in enumerate(sorted(set(days)))}
    return tuple(at[day] for day in days)


def _far(days: list[date], day: date) -> tuple[int, ...]:
    return tuple((day - each).days for each in days)
