"""Slips in criteria, lets and levels, and in the policy for what is missing.

A criterion dropped earns nothing, whatever the member does, so that only a test in which it earns something notices.

Left out, because no member could tell: a condition dropped that is always yes; a level that begins below 0, above the worth
or with another, or is moved between two totals; another policy for criteria that always have points; a fallback literal of a
measure for which the award gives the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.language.numbers import format_points
from ssi_rules.language.states import Missing
from ssi_rules.language.types import Type
from ssi_rules.ruletest.mutation.awards import AwardSlip, award_slips, points_at
from ssi_rules.ruletest.mutation.expressions import YES, edits
from ssi_rules.ruletest.mutation.mutant import Kind, Slip
from ssi_rules.ruletest.mutation.sameness import same
from ssi_rules.ruletest.mutation.totals import is_possible, possible_totals
from ssi_rules.ruletest.scope import cut_point_in_scope, in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.checking.ranges import Ranges
    from ssi_rules.text import Span

_NOTHING = model.EarnsWhen(0, when=True)


def criterion_slips(
    ruleset: model.Ruleset, name: str, criterion: model.Criterion, ranges: Ranges
) -> Iterator[Slip]:
    """Every slip in the parts of a criterion that count for the ruleset.

    Args:
        ruleset: What it stands in.
        name: How it is called, with its pillar.
        criterion: The criterion.
        ranges: What values can be.
    """
    if in_scope(ruleset, criterion.span):
        yield Slip(_dropped(criterion), Kind.CRITERION, f"{name} dropped", criterion.span)
        if criterion.missing is not ruleset.missing and can_lack_points(criterion, ranges):
            other = replace(criterion, missing=ruleset.missing)
            yield Slip(other, Kind.MISSING, f"{name} made missing {ruleset.missing.value}", criterion.span)
    places = criterion.places
    if places is None:
        return
    yield from _applies(ruleset, criterion, name, ranges)
    yield from _needs(ruleset, criterion, name, ranges)
    if in_scope(ruleset, places.measure):
        yield from _measure(criterion, name, places.measure, ranges)
    for each in award_slips(criterion, ranges):
        place = _award_place(ruleset, each, places)
        if place is not None:
            changed = replace(criterion, award=each.award)
            yield Slip(changed, each.kind, f"{name}: {each.what}", place)


def _award_place(ruleset: model.Ruleset, slip: AwardSlip, places: model.CriterionPlaces) -> Span | None:
    """Where a slip counts for the ruleset: in an award of its own, or in an inherited one whose cut-point it moves."""
    step = slip.step
    if in_scope(ruleset, places.award):
        return (step and step.span) or places.award
    return cut_point_in_scope(ruleset, step) if step is not None and slip.kind is Kind.CUT_POINT else None


def _dropped(criterion: model.Criterion) -> model.Criterion:
    return replace(criterion, applies=None, needs=None, measure=YES, award=_NOTHING)


def _applies(ruleset: model.Ruleset, criterion: model.Criterion, name: str, ranges: Ranges) -> Iterator[Slip]:
    condition, places = criterion.applies, criterion.places
    if condition is None or places is None or places.applies is None or not in_scope(ruleset, places.applies):
        return
    if not same(condition, YES, ranges, only_yes=False):
        yield Slip(
            replace(criterion, applies=None), Kind.APPLIES, f"applies when of {name} dropped", places.applies
        )
    for each in edits(condition, ranges):
        summary = f"applies when of {name}: {each.change}"
        yield Slip(replace(criterion, applies=each.node), each.kind, summary, each.span or places.applies)


def _needs(ruleset: model.Ruleset, criterion: model.Criterion, name: str, ranges: Ranges) -> Iterator[Slip]:
    condition, places = criterion.needs, criterion.places
    if condition is None or places is None or places.needs is None or not in_scope(ruleset, places.needs):
        return
    if not same(condition, YES, ranges, only_yes=False):
        yield Slip(replace(criterion, needs=None), Kind.NEEDS, f"needs of {name} dropped", places.needs)
    for each in edits(condition, ranges):
        summary = f"needs of {name}: {each.change}"
        yield Slip(replace(criterion, needs=each.node), each.kind, summary, each.span or places.needs)


def _measure(criterion: model.Criterion, name: str, span: Span, ranges: Ranges) -> Iterator[Slip]:
    for each in edits(criterion.measure, ranges):
        if not _earns_the_same(criterion, each.node):
            changed = replace(criterion, measure=each.node)
            yield Slip(changed, each.kind, f"measure of {name}: {each.change}", each.span or span)


def _earns_the_same(criterion: model.Criterion, measure: model.Expression) -> bool:
    """Whether the two measures differ in a fallback for which the award gives the same points."""
    match criterion.measure, measure:
        case (
            model.Otherwise(value, model.Constant(int(before))),
            model.Otherwise(changed, model.Constant(int(after))),
        ) if value == changed and not isinstance(criterion.award, model.EarnsWhen):
            return points_at(criterion.award, before) == points_at(criterion.award, after)
        case _:
            return False


def can_lack_points(criterion: model.Criterion, ranges: Ranges) -> bool:
    """Whether a member's data can leave a criterion without points."""
    conditions = [each for each in (criterion.applies, criterion.needs) if each is not None]
    if any(not same(each, YES, ranges, only_yes=False) for each in conditions):
        return True
    measure = criterion.measure
    return None in ranges.answers(measure) if measure.type is Type.FLAG else ranges.interval(measure).unknown


def other_policy(ruleset: model.Ruleset, ranges: Ranges) -> model.Ruleset | None:
    """The ruleset with the other policy for all criteria that have no policy of their own; None where it is the same.

    Which criteria name the ruleset's own policy once more cannot be seen in the model; they change with it.
    """
    other = Missing.ZERO if ruleset.missing is Missing.REDISTRIBUTE else Missing.REDISTRIBUTE
    following = [
        each for pillar in ruleset.pillars for each in pillar.criteria if each.missing is ruleset.missing
    ]
    if not any(can_lack_points(each, ranges) for each in following):
        return None
    pillars = (replace(each, criteria=tuple(_all_missing(each.criteria, other))) for each in ruleset.pillars)
    return replace(ruleset, missing=other, pillars=tuple(pillars))


def _all_missing(criteria: Iterable[model.Criterion], policy: Missing) -> Iterator[model.Criterion]:
    """All with one policy: those that had it already were the exceptions to the other one."""
    yield from (each if each.missing is policy else replace(each, missing=policy) for each in criteria)


# Lets and levels.


def let_slips(ruleset: model.Ruleset, let: model.Let, ranges: Ranges) -> Iterator[Slip]:
    """Every slip in a let that counts for the ruleset, once for all that use it."""
    if in_scope(ruleset, let.span):
        for each in edits(let.value, ranges):
            changed = replace(let, value=each.node)
            yield Slip(changed, each.kind, f"let {let.name}: {each.change}", each.span or let.span)


def level_slips(ruleset: model.Ruleset, level: model.Level) -> Iterator[Slip]:
    """A level that begins a hundredth lower or higher: the lower of the two totals is the one that tells."""
    if not in_scope(ruleset, level.span):
        return
    taken, totals = {each.start for each in ruleset.levels}, possible_totals(ruleset)
    for start in (level.start - 1, level.start + 1):
        in_range = 0 <= start <= ruleset.worth and start not in taken
        if in_range and is_possible(min(start, level.start), totals):
            summary = f"level {level.id} made from {format_points(start)}"
            yield Slip(replace(level, start=start), Kind.LEVEL, summary, level.span)
