"""Fractions made coordinates: what templates need to draw, and nothing that anyone reads."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from math import pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.report.member.view import Bar, CriterionView, Line, PillarView, Trend

RADIUS = 60
"""Of the ring, in its own units; its picture is 160 wide."""

_NOTHING, _ALL = Decimal(0), Decimal(1)
_LONG = 6
_FOLDED = frozenset({"days", "left_out", "undated", "basis", "source", "rule", "measure"})


def across(share: Decimal) -> str:
    """A fraction of the way across: ``48.5%``."""
    return f"{_short(_within(share) * 100)}%"


def down(share: Decimal) -> str:
    """A fraction of the height, counted from below as points are, as a place counted from above."""
    return across(_ALL - _within(share))


def width(one: Decimal, other: Decimal) -> str:
    """How far it is between two fractions, whichever is the greater."""
    return across(abs(_within(one) - _within(other)))


def arc(share: Decimal, radius: int = RADIUS) -> str:
    """Dashes that draw so much of a circle and leave out the rest."""
    whole = Decimal(2 * pi * radius)
    drawn = whole * _within(share)
    return f"{_short(drawn)} {_short(whole)}"


def turn(share: Decimal) -> str:
    """Degrees from the top of the ring, clockwise."""
    return _short(_within(share) * 360)


def scale(lifts: Iterable[Bar]) -> Decimal:
    """By what to widen signed bars, so that they take the whole width."""
    return _ALL / (max((max(each.start, each.end) for each in lifts), default=_ALL) or _ALL)


def is_long(text: str) -> bool:
    """Whether a text in the ring takes small letters."""
    return len(text) > _LONG


def told(criterion: CriterionView) -> tuple[Line, ...]:
    """The lines of a criterion that are read first: why, the member's own value, what comes next."""
    return tuple(each for each in criterion.lines if each.kind not in _FOLDED)


def folded(criterion: CriterionView) -> tuple[Line, ...]:
    """The lines that say where the numbers are from."""
    return tuple(each for each in criterion.lines if each.kind in _FOLDED)


def beside(pillars: Iterable[PillarView]) -> tuple[str, ...]:
    """What stands beside the points of any pillar: its range, last reading, peers."""
    every = tuple(pillars)
    return tuple(name for name in ("range", "last", "peers") if any(getattr(each, name) for each in every))


def ends(trend: Trend) -> tuple[str, ...]:
    """The first and the last day of a trend, over all its series."""
    days = {each.at: each.day for series in trend.series for each in series.readings}
    return tuple(days[at] for at in sorted({min(days), max(days)})) if days else ()


def joined(readings: Iterable[object]) -> tuple[tuple[object, object], ...]:
    """Each reading with the one after it."""
    return tuple(pairwise(readings))


def _within(share: Decimal) -> Decimal:
    return min(max(share, _NOTHING), _ALL)


def _short(number: Decimal) -> str:
    text = f"{number:.2f}"
    return text.rstrip("0").rstrip(".")
