"""States, points and ranges; points are whole hundredths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from ssi_rules.engines.reference.arithmetic import settle, settle_total
from ssi_rules.language.numbers import POINT_SCALE, as_decimal, divide_rounding, parse_decimal
from ssi_rules.targets.python.machinery.values import held

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ssi_rules.language.types import Value

Award: TypeAlias = Callable[[Any], int]
"""From a known measure to points."""

_NOT_ASKED = True


@dataclass(frozen=True)
class Criterion:
    """One line of the score and how it ended."""

    id: str
    worth: int
    missing: str
    state: str
    points: int | None
    value: Value | None

    @property
    def is_open(self) -> bool:
        """Whether knowing more could still bring points."""
        return self.state in ("unknown", "too_few")


@dataclass(frozen=True)
class Adjustment:
    """A cap or deduction: what it makes of points, and whether it applies."""

    kind: str
    of: str
    act: Callable[[int], int]
    when: bool | None


@dataclass(frozen=True)
class Pillar:
    """A pillar, its points and the least and most they could be."""

    id: str
    worth: int
    points: int | None
    low: int | None
    high: int | None
    criteria: Sequence[Criterion]
    adjustments: Sequence[tuple[Adjustment, int]]


def points(text: str) -> int:
    """Points of the rules in hundredths: ``2.5``."""
    return parse_decimal(text, POINT_SCALE)[0]


def bands(*steps: tuple[str, str]) -> Award:
    """The points of the highest cut-point that is not above the measure; 0 below the first."""
    cuts = [(held(cut), points(earned)) for cut, earned in steps]
    return lambda measure: next((earned for cut, earned in reversed(cuts) if measure >= cut), 0)


def ramp(*steps: tuple[str, str]) -> Award:
    """Straight lines between the points given, flat outside, rounded once."""
    cuts = [(held(cut), points(earned)) for cut, earned in steps]

    def award(measure: int) -> int:
        for (x0, y0), (x1, y1) in pairwise(cuts):
            if x0 <= measure < x1:
                return divide_rounding(y0 * (x1 - x0) + (measure - x0) * (y1 - y0), x1 - x0)
        return cuts[0][1] if measure < cuts[0][0] else cuts[-1][1]

    return award


def earns(earned: str, *, when: bool) -> Award:
    """All points where the measure is this, else 0."""
    return lambda measure: points(earned) if measure is when else 0


def criterion(  # noqa: PLR0913 - it has that many parts
    id_: str,
    *,
    worth: str,
    measure: Value | None,
    award: Award,
    missing: str,
    applies: bool | None = _NOT_ASKED,
    needs: bool | None = _NOT_ASKED,
) -> Criterion:
    """A criterion in its one state, decided in the language's order."""
    state = _state(applies, needs, measure)
    earned = award(measure) if state == "scored" else None
    return Criterion(id_, points(worth), missing, state, earned, measure)


def _state(applies: bool | None, needs: bool | None, measure: Value | None) -> str:  # noqa: FBT001 - values of the language
    if applies is None:
        return "unknown"
    if not applies:
        return "not_applicable"
    if needs is None:
        return "unknown"
    if not needs:
        return "too_few"
    return "unknown" if measure is None else "scored"


def cap(at: str, *, when: bool | None) -> Adjustment:
    """At most so many points."""
    most = points(at)
    return Adjustment("cap", at, lambda earned: min(earned, most), when)


def deduct(of: str, *, when: bool | None) -> Adjustment:
    """So many points less, down to 0."""
    less_by = points(of)
    return Adjustment("deduct", of, lambda earned: max(earned - less_by, 0), when)


def pillar(id_: str, *, worth: str, criteria: Sequence[Criterion], then: Sequence[Adjustment] = ()) -> Pillar:
    """The sum of the criteria, with what has no points redistributed or counted as 0, then caps and deductions."""
    whole = points(worth)
    left_out = sum(each.worth for each in criteria if each.points is None and each.missing == "redistribute")
    open_zero, open_spread = (
        sum(each.worth for each in criteria if each.is_open and each.missing == missing)
        for missing in ("zero", "redistribute")
    )
    earned = sum(each.points or 0 for each in criteria)
    settled = settle(whole, earned, whole - left_out, open_zero, open_spread)
    costs = []
    for each in then:
        before = settled[0]
        settled = adjusted(each, *settled)
        costs.append((each, 0 if before is None or settled[0] is None else before - settled[0]))
    return Pillar(id_, whole, *settled, criteria, costs)


def adjusted(
    adjustment: Adjustment, now: int | None, low: int | None, high: int | None
) -> tuple[int | None, int | None, int | None]:
    """Points and range after a cap or deduction; one whose condition is unknown acts on the low end only."""
    if adjustment.when is False:
        return now, low, high
    act = adjustment.act
    lower = None if low is None else act(low)
    if adjustment.when is None:
        return now, lower, high
    return None if now is None else act(now), lower, None if high is None else act(high)


def total(
    worth: str, pillars: Sequence[Pillar], levels: Sequence[tuple[str, str]]
) -> dict[str, Decimal | str | None]:
    """Points and range of the whole, and the highest level that starts at or below them."""
    sums = settle_total(
        points(worth),
        tuple(each.worth for each in pillars),
        tuple(each.points for each in pillars),
        tuple(each.low for each in pillars),
        tuple(each.high for each in pillars),
    )
    now = -1 if sums[0] is None else sums[0]
    reached = [(points(start), level) for start, level in levels if points(start) <= now]
    return {**as_range(*sums, points(worth)), "level": max(reached)[1] if reached else None}


def as_range(now: int | None, low: int | None, high: int | None, worth: int) -> dict[str, Decimal | None]:
    """Points, their range and what they are out of."""
    return {
        "points": in_points(now),
        "low": in_points(low),
        "high": in_points(high),
        "worth": in_points(worth),
    }


def told(each: Pillar) -> dict[str, object]:
    """A pillar as the result has it."""
    return {
        **as_range(each.points, each.low, each.high, each.worth),
        "criteria": {
            line.id: {
                "points": in_points(line.points),
                "worth": in_points(line.worth),
                "state": line.state,
                "value": _plain(line.value),
            }
            for line in each.criteria
        },
        "adjustments": [
            {"kind": one.kind, "points": in_points(points(one.of)), "when": one.when, "cost": in_points(cost)}
            for one, cost in each.adjustments
        ],
    }


def _plain(value: Value | None) -> Decimal | bool | str | date | None:
    return as_decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def in_points(hundredths: int | None) -> Decimal | None:
    """Points as an exact decimal."""
    return None if hundredths is None else as_decimal(hundredths, POINT_SCALE)
