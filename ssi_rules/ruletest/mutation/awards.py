"""Cut-points one unit off and points a hundredth off.

Left out, because no member could tell: a cut-point between equal points; one whose move passes over no value that the measure
can have (all cut-points of a count lie on whole numbers, nothing lies below ``0``); points of a band without such a value.
A cut-point is not moved onto or past its neighbour: the checker refuses that. The most that can be earned is not changed,
since the sums would no longer add up.

One unit of a ramp of hundreds moves its line by less than what points are rounded to. A ramp's cut-point is therefore moved
by the first of 1, 2, 5, 10, 20 … units that moves the line somewhere by two hundredths, so that half way along it a whole one
is left; where no such move has room, none is made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import divide_rounding, format_number, format_percent, format_points
from ssi_rules.language.types import Type
from ssi_rules.model import Award, Bands, EarnsWhen, Ramp, Step
from ssi_rules.ruletest.mutation.mutant import Kind
from ssi_rules.ruletest.mutation.reach import plausible
from ssi_rules.ruletest.mutation.units import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.intervals import Interval
    from ssi_rules.checking.ranges import Ranges
    from ssi_rules.model import Criterion

_VISIBLE = 2
"""Hundredths."""

_MULTIPLES = tuple(digit * 10**power for power in range(7) for digit in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class AwardSlip:
    """An award with one slip in it, what that was, as the end of a sentence about the criterion, and in which step."""

    kind: Kind
    award: Award
    what: str
    step: Step | None


def award_slips(criterion: Criterion, ranges: Ranges) -> Iterator[AwardSlip]:
    """Every slip in a criterion's award that some member can tell."""
    match criterion.award:
        case EarnsWhen(points, when):
            if ranges.answers(criterion.measure) - {None}:
                said = "no" if when else "yes"
                yield AwardSlip(Kind.POINTS, EarnsWhen(points, not when), f"earned when {said}", None)
        case Bands() | Ramp() as award:
            reach = plausible(criterion.measure, ranges)
            for at in range(len(award.steps)):
                yield from _cut_points(award, at, criterion, reach)
                yield from _points(award, at, criterion, reach)


# Cut-points.


def _cut_points(award: Bands | Ramp, at: int, criterion: Criterion, reach: Interval) -> Iterator[AwardSlip]:
    step = award.steps[at]
    percent = is_percent(step, criterion.measure.type)
    unit = max(unit_of(step.cut, percent=percent), reach.step)
    for sign in (-1, 1):
        changed = _moved(award, at, sign * unit, reach)
        if changed is not None:
            to = changed.steps[at].cut
            shown = format_percent(to) if percent else format_number(to)
            yield AwardSlip(
                Kind.CUT_POINT,
                changed,
                f"cut-point {cut_words(step, percent=percent)} moved to {shown}",
                step,
            )


def _moved(award: Bands | Ramp, at: int, by: int, reach: Interval) -> Bands | Ramp | None:
    """The award with one cut-point moved; None where there is no such slip."""
    if isinstance(award, Bands):
        changed = _with_step(award, at, replace(award.steps[at], cut=award.steps[at].cut + by))
        return changed if changed and _passes_values(award, at, by, reach) else None
    for multiple in _MULTIPLES:
        ramp = _with_step(award, at, replace(award.steps[at], cut=award.steps[at].cut + multiple * by))
        if ramp is None or _shows(award, ramp, at, reach):
            return ramp
    return None


def _with_step(award: Bands | Ramp, at: int, step: Step) -> Bands | Ramp | None:
    """The award with another step in that place; None where steps would no longer ascend."""
    steps = (*award.steps[:at], step, *award.steps[at + 1 :])
    ascending = all(before.cut < after.cut for before, after in pairwise(steps))
    return replace(award, steps=steps) if ascending else None


def _passes_values(award: Bands, at: int, by: int, reach: Interval) -> bool:
    step = award.steps[at]
    before = award.steps[at - 1].points if at else 0
    low, high = sorted((step.cut, step.cut + by))
    return before != step.points and reach.within(low, high - 1).known


def _shows(award: Bands | Ramp, changed: Bands | Ramp, at: int, reach: Interval) -> bool:
    """Whether two ramps lie apart visibly at a value that can be.

    What is between two ramps is itself made of straight lines, so it is widest where one of them bends or the values end.
    """
    bends = [step.cut for ramp in (award, changed) for step in ramp.steps[max(at - 1, 0) : at + 2]]
    values = {value for bend in bends for value in _nearest(bend, reach)}
    return any(abs(_on(award, value) - _on(changed, value)) >= _VISIBLE for value in values)


def _nearest(value: int, reach: Interval) -> Iterator[int]:
    """The values that can be beside a number or at it."""
    below, above = reach.within(reach.low, value), reach.within(value, reach.high)
    if below.known:
        yield below.high
    if above.known:
        yield above.low


def points_at(award: Bands | Ramp, value: int) -> int:
    """Points for a value."""
    if isinstance(award, Bands):
        return max((step for step in award.steps if step.cut <= value), key=_cut, default=Step(0, 0)).points
    line = _on(award, value)
    return divide_rounding(line.numerator, line.denominator)


def _cut(step: Step) -> int:
    return step.cut


def _on(ramp: Bands | Ramp, value: int) -> Fraction:
    """Points at a value, before they are rounded."""
    steps = ramp.steps
    if value <= steps[0].cut:
        return Fraction(steps[0].points)
    for low, high in pairwise(steps):
        if value <= high.cut:
            return low.points + Fraction((value - low.cut) * (high.points - low.points), high.cut - low.cut)
    return Fraction(steps[-1].points)


def is_percent(step: Step, measure: Type) -> bool:
    """Whether a cut-point is a percent; of a ratio the author's words tell, and a name or no words stand for one."""
    if measure is Type.RATIO and _written(step)[-1:].isdigit():
        return False
    return measure in (Type.PERCENT, Type.RATIO)


def cut_words(step: Step, *, percent: bool) -> str:
    """The cut-point as its author names it, with its value where that is a name."""
    value = format_percent(step.cut) if percent else format_number(step.cut)
    return f"{_written(step)} ({value})" if _written(step)[:1].isalpha() else value


def _written(step: Step) -> str:
    if step.span is None:
        return ""
    return step.span.text.partition(" earns ")[0].removeprefix("from ").strip()


# Points.


def _points(award: Bands | Ramp, at: int, criterion: Criterion, reach: Interval) -> Iterator[AwardSlip]:
    step = award.steps[at]
    if step.points == criterion.worth or not _reaches(award, at, reach):
        return
    for points in (step.points - 1, step.points + 1):
        if points >= 0:
            changed = _with_step(award, at, replace(step, points=points))
            assert changed is not None  # noqa: S101 - no cut-point moved
            percent = is_percent(step, criterion.measure.type)
            what = f"points at {cut_words(step, percent=percent)} changed from {format_points(step.points)} to {format_points(points)}"
            yield AwardSlip(Kind.POINTS, changed, what, step)


def _reaches(award: Bands | Ramp, at: int, reach: Interval) -> bool:
    """Whether a value can lie in the band, or at the ramp's point: beside it a hundredth may be lost in rounding."""
    cut = award.steps[at].cut
    if isinstance(award, Ramp):
        return reach.within(cut, cut).known
    high = award.steps[at + 1].cut - 1 if at + 1 < len(award.steps) else max(cut, reach.high)
    return reach.within(cut, high).known
