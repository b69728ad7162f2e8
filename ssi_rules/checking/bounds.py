"""What values can be: calculations that could overflow, conditions that never or always hold, cut-points out of reach."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking import problems_ranges as say
from ssi_rules.checking.conditions import possible, together
from ssi_rules.checking.ranges import Ranges
from ssi_rules.checking.reading import reads
from ssi_rules.language.numbers import LARGEST_INTERMEDIATE
from ssi_rules.language.types import Type
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.flat import FlatCriterion
    from ssi_rules.checking.intervals import Answers, Interval
    from ssi_rules.checking.typed import Typed, TypedAdjustment, TypedClaim, TypedCriterion
    from ssi_rules.diagnostics import Diagnostic, Label, Problems


def bounds(typed: Typed, problems: Problems) -> None:
    """Judge every expression that scores or that a claim assumes, for facts up to the largest and tables of the most rows.

    Lets are judged where something of this uses them. Every interval is wide enough, so what is said can never happen
    cannot; what is not said may still not.
    """
    ranges = Ranges(typed.lets, typed.flat.tables, problems)
    ranges.prepare(reads(_roots(typed), typed.lets, typed.flat.tables).lets)
    for pillar in typed.pillars:
        for criterion in pillar.criteria:
            for fault in _criterion(criterion, ranges):
                problems.add(fault)
        for adjustment in pillar.adjustments:
            for fault in _adjustment(adjustment, ranges):
                problems.add(fault)
    for claim in typed.claims:
        for fault in _claim(claim, ranges):
            problems.add(fault)


def _roots(typed: Typed) -> Iterator[model.Expression]:
    for pillar in typed.pillars:
        for criterion in pillar.criteria:
            found = criterion.applies, criterion.measure, criterion.needs
            yield from (each for each in found if each is not None)
        yield from (each.when for each in pillar.adjustments if each.when is not None)
    for claim in typed.claims:
        yield from (each for each in claim.assumptions if each is not None)


# Caps, deductions and the conditions of criteria.


def _adjustment(typed: TypedAdjustment, ranges: Ranges) -> Iterator[Diagnostic]:
    if typed.when is None:
        return
    what = "cap" if isinstance(typed.written, ast.Cap) else "deduction"
    written, answers = typed.written.when, possible(typed.when, ranges)
    if True not in answers:
        sides, instead = _sides(written, typed.when, ranges), _instead(written, typed.when, ranges)
        yield say.never_holds(written.span, f"the {what} never acts", sides, instead)
    elif False not in answers:
        effect = f"the {what} acts on {_everyone(answers)}"
        yield say.always_holds(written.span, effect, _sides(written, typed.when, ranges, never=False))


def _everyone(answers: Answers) -> str:
    return "everyone for whom it is known" if None in answers else "everyone"


def _criterion(typed: TypedCriterion, ranges: Ranges) -> Iterator[Diagnostic]:
    yield from _applies(typed, ranges)
    yield from _needs(typed, ranges)
    if typed.measure is not None:
        yield from _measure(typed, typed.measure, ranges)


def _applies(typed: TypedCriterion, ranges: Ranges) -> Iterator[Diagnostic]:
    written, name = typed.flat.applies, typed.flat.name.text
    if written is None or typed.applies is None:
        return
    answers, condition = possible(typed.applies, ranges), written.condition
    if True not in answers:
        effect = f"criterion `{name}` can never be scored"
        sides = _sides(condition, typed.applies, ranges)
        yield say.never_holds(condition.span, effect, sides, _instead(condition, typed.applies, ranges))
    elif False not in answers:
        effect = f"`{name}` applies to {_everyone(answers)}"
        sides = _sides(condition, typed.applies, ranges, never=False)
        yield say.always_holds(condition.span, effect, sides)


def _needs(typed: TypedCriterion, ranges: Ranges) -> Iterator[Diagnostic]:
    written, applies = typed.flat.needs, typed.flat.applies
    if written is None or typed.needs is None:
        return
    place, name = written.condition.span, typed.flat.name.text
    if True not in possible(typed.needs, ranges):
        yield say.needs_never_met(place, name, _sides(written.condition, typed.needs, ranges))
    elif applies is not None and _exclude(typed.applies, typed.needs, ranges):
        yield say.conditions_exclude(place, name, applies.condition.span)


def _exclude(applies: model.Expression | None, needs: model.Expression, ranges: Ranges) -> bool:
    """Whether two conditions that can each be yes cannot be it together."""
    if applies is None or together([applies, needs], ranges):
        return False
    return True in possible(applies, ranges)


def _sides(
    written: ast.Expression, typed: model.Expression, ranges: Ranges, *, never: bool = True
) -> tuple[Label, ...]:
    """What the two sides of a comparison can be, or which two conditions decide together."""
    match written, typed:
        case ast.Logic(operator, _, right), _ if operator == ("and" if never else "or"):
            return (say.excluded_label(right, never=never),)
        case ast.Compare(_, left, right), model.Compared(_, left_typed, right_typed):
            sides = ((left, left_typed, right_typed.type), (right, right_typed, left_typed.type))
            return tuple(
                say.range_label(node, ranges.interval(side), other if side.type is Type.RATIO else side.type)
                for node, side, other in sides
                if side.type.is_numeric and not isinstance(side, model.Constant)
            )
        case _:
            return ()


def _instead(written: ast.Expression, typed: model.Expression, ranges: Ranges) -> str | None:
    """The nearest condition that could be yes, for a comparison with a constant on its right."""
    match written, typed:
        case ast.Compare(_, left, _), model.Compared(comparison, value, model.Constant(type=unit)):
            return say.nearest_condition(left, comparison, ranges.interval(value), unit)
        case _:
            return None


# Claims. An assumption that leaves nobody out is no fault: the claim says what it says.


def _claim(typed: TypedClaim, ranges: Ranges) -> Iterator[Diagnostic]:
    """An assumption that nobody meets; where each can be met, the first that those before it rule out."""
    assumed = [each for each in typed.assumptions if each is not None]
    if len(assumed) < len(typed.assumptions):
        return
    lines = [each.condition for each in typed.written.assumptions]
    for line, condition in zip(lines, assumed, strict=True):
        if True not in possible(condition, ranges):
            sides, instead = _sides(line, condition, ranges), _instead(line, condition, ranges)
            yield say.never_holds(line.span, "the claim is about nobody", sides, instead)
            return
    if not together(assumed, ranges):
        counts = range(1, len(assumed) + 1)
        last = bisect_left(counts, 1, key=lambda count: not together(assumed[:count], ranges))
        yield say.assumptions_exclude(lines[last].span, lines[0].span)


# Measures and their awards.


def _measure(typed: TypedCriterion, measure: model.Expression, ranges: Ranges) -> Iterator[Diagnostic]:
    written = typed.flat.measure
    if written is None:
        return
    if measure.type is Type.FLAG:
        yield from _flag_measure(typed, measure, written, ranges)
        return
    interval = ranges.interval(measure)
    if not interval.known:
        yield say.measure_never_known(written.value.span, typed.flat.name.text)
    elif isinstance(typed.award, model.Bands | model.Ramp):
        yield from _out_of_reach(typed.award, interval, measure.type, typed.flat)
    if isinstance(typed.award, model.Ramp):
        yield from _steep(typed.award)


def _flag_measure(
    typed: TypedCriterion, measure: model.Expression, written: ast.Measure, ranges: Ranges
) -> Iterator[Diagnostic]:
    answers = possible(measure, ranges)
    if not answers - {None}:
        yield say.measure_never_known(written.value.span, typed.flat.name.text)
    elif isinstance(typed.award, model.EarnsWhen) and typed.award.when not in answers and typed.flat.award:
        when = "yes" if typed.award.when else "no"
        yield say.unreachable_flag(typed.flat.award.span, when, written.value.span)


def _out_of_reach(
    award: model.Bands | model.Ramp, values: Interval, kind: Type, criterion: FlatCriterion
) -> Iterator[Diagnostic]:
    """Cut-points outside of what the measure can be; bands with no value between their two ends."""
    written, measure = criterion.award, criterion.measure
    if not isinstance(written, ast.Bands | ast.Ramp) or measure is None:
        return
    unit = _unit(kind, written)
    cuts = [(step.cut, line.cut.span) for step, line in zip(award.steps, written.steps, strict=True)]
    for cut, place in cuts:
        if not values.low <= cut <= values.high:
            yield say.unreachable_cut_point(place, measure.value.span, values, unit)
    if isinstance(award, model.Bands):
        for (cut, place), (upper, end) in pairwise(cuts):
            if values.low <= cut < upper and cut <= values.high and not values.within(cut, upper - 1).known:
                yield say.empty_band((place, end), measure.value.span, values, unit)


def _unit(measure: Type, award: ast.Bands | ast.Ramp) -> Type:
    """How to show a measure: a ratio in the unit of the cut-points."""
    plain = any(isinstance(step.cut, ast.Number) and not step.cut.percent for step in award.steps)
    return Type.NUMBER if measure is Type.RATIO and plain else measure


def _steep(ramp: model.Ramp) -> Iterator[Diagnostic]:
    """Lines that leave the range of numbers while they are worked out as one fraction."""
    for before, step in pairwise(ramp.steps):
        run, rise = step.cut - before.cut, step.points - before.points
        largest = abs(before.points * run) + abs(run * rise)
        if largest >= LARGEST_INTERMEDIATE and step.span is not None:
            yield say.ramp_too_large(step.span, largest)
