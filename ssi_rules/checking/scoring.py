"""The arithmetic of scoring: every sum and every order that the points must keep."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking import problems_scoring as say
from ssi_rules.checking.lower import worth
from ssi_rules.language.numbers import format_number, format_percent
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.checking.flat import Flat, FlatCriterion, FlatPillar
    from ssi_rules.checking.typed import Typed, TypedCriterion, TypedPillar
    from ssi_rules.diagnostics import Diagnostic, Problems
    from ssi_rules.text import Span


def scoring(typed: Typed, problems: Problems) -> None:
    """Check worths, awards, caps, deductions and levels of a ruleset after all changes.

    A fault that a change brought is reported at the change, with the place that it disagrees with as a second label. Of
    what could not be read in full nothing is said.
    """
    for fault in _faults(typed):
        problems.add(fault)


def _faults(typed: Typed) -> Iterator[Diagnostic]:
    flat = typed.flat
    yield from _ruleset(flat)
    yield from _levels(flat)
    for pillar in typed.pillars:
        yield from _pillar(pillar)
        for criterion in pillar.criteria:
            yield from _criterion(criterion)


def _place(part: Span, changed: Span | None) -> Span:
    """Where to report: the part itself, unless a change elsewhere brought the fault."""
    if changed is None or _within(part, changed):
        return part
    return changed


def _within(part: Span, whole: Span) -> bool:
    return part.source is whole.source and whole.start <= part.start and part.end <= whole.end


# The ruleset and its levels.


def _ruleset(flat: Flat) -> Iterator[Diagnostic]:
    worths = [pillar.worth.hundredths for pillar in flat.pillars]
    if flat.worth is not None and flat.worth.hundredths == 0:
        yield say.worth_zero(flat.worth, "The ruleset")
    elif worths and not _unsure(flat) and sum(worths) != worth(flat):
        yield say.ruleset_sum(_sum_place(flat), flat.worth, worth(flat), worths)


def _unsure(flat: Flat) -> bool:
    """Whether some pillar may be missing, or may have swallowed another."""
    return flat.partial or any(pillar.partial for pillar in flat.pillars)


def _sum_place(flat: Flat) -> Span:
    """The worth that the ruleset states itself, else the last pillar it adds or changes, else its name."""
    if flat.worth is not None and _within(flat.worth.span, flat.header.span):
        return flat.worth.span
    own = [each.worth.span for each in flat.pillars if each.worth.span.source is flat.source]
    return own[-1] if own and flat.header.extends is not None else flat.header.name.span


def _levels(flat: Flat) -> Iterator[Diagnostic]:
    highest = worth(flat)
    starts: dict[int, ast.Level] = {}
    for level in flat.levels:
        start = level.start.hundredths
        if start > highest > 0:
            yield say.level_above_worth(level, highest, flat.worth)
        if start in starts:
            yield say.level_twice(level, starts[start])
        starts.setdefault(start, level)
    yield from _level_order(flat.levels)


def _level_order(levels: Sequence[ast.Level]) -> Iterator[Diagnostic]:
    """Only within a file: what a file adds to the levels of another can only come after them."""
    for before, level in pairwise(levels):
        alike = before.start.span.source is level.start.span.source
        if alike and level.start.hundredths < before.start.hundredths:
            yield say.level_order(level, before)


# Pillars.


def _pillar(typed: TypedPillar) -> Iterator[Diagnostic]:
    flat = typed.flat
    if flat.worth.hundredths == 0:
        yield say.worth_zero(flat.worth, f"Pillar `{flat.name.text}`")
    elif flat.criteria and not flat.partial:
        yield from _pillar_sum(typed)
    for adjustment in flat.adjustments:
        yield from _adjustment(adjustment, flat)


def _pillar_sum(typed: TypedPillar) -> Iterator[Diagnostic]:
    flat = typed.flat
    worths = {criterion.name.text: criterion.worth.hundredths for criterion in flat.criteria}
    if sum(worths.values()) != flat.worth.hundredths:
        place = _place(flat.worth.span, _last_change(flat))
        yield say.pillar_sum(place, flat.name.text, flat.worth, worths, _odd(flat))


def _odd(flat: FlatPillar) -> str:
    """The criterion whose award disagrees with its worth; where none does, the one worth most."""
    worth_of = {criterion.name.text: criterion.worth.hundredths for criterion in flat.criteria}
    disagrees = (
        criterion.name.text
        for criterion in flat.criteria
        if criterion.award is not None and _most(criterion.award).hundredths != criterion.worth.hundredths
    )
    return next(disagrees, max(worth_of, key=lambda name: worth_of[name]))


def _last_change(flat: FlatPillar) -> Span | None:
    """The change of the pillar, else one of a criterion's worth."""
    changed = (
        each.changed for each in flat.criteria if each.changed and _within(each.worth.span, each.changed)
    )
    return flat.changed or next(changed, None)


def _adjustment(adjustment: ast.Cap | ast.Deduct, flat: FlatPillar) -> Iterator[Diagnostic]:
    match adjustment:
        case ast.Cap(at):
            if at.hundredths > flat.worth.hundredths > 0:
                yield say.cap_above_worth(_cap_place(at, flat), adjustment, flat.name.text, flat.worth)
        case ast.Deduct(points):
            if points.hundredths == 0:
                yield say.deduct_zero(points)


def _cap_place(at: ast.Points, flat: FlatPillar) -> Span:
    """At the pillar's new worth, where another file lowered it below a cap that stood with the pillar."""
    stood = at.span.source is flat.span.source
    return flat.worth.span if stood and flat.worth.span.source is not at.span.source else at.span


# Criteria and their awards.


def _criterion(typed: TypedCriterion) -> Iterator[Diagnostic]:
    flat = typed.flat
    if flat.worth.hundredths == 0:
        yield say.worth_zero(flat.worth, f"Criterion `{flat.name.text}`")
    if flat.award is None or (flat.partial and flat.changed is not None):
        return  # the part of a change that could not be read may be the other half
    if flat.worth.hundredths != 0:
        yield from _maximum(flat, flat.award)
    if isinstance(flat.award, ast.Ramp) and len(flat.award.steps) == 1:
        yield say.short_ramp(flat.award.span)
    if typed.award is not None:
        yield from _ascent(typed.award, flat.award)


def _maximum(flat: FlatCriterion, award: ast.Award) -> Iterator[Diagnostic]:
    most = _most(award)
    if most.hundredths != flat.worth.hundredths:
        place = _place(most.span, flat.changed)
        earned = [each.hundredths for each in _earned(award)]
        yield say.award_maximum(place, flat.name.text, flat.worth, most.span, earned)


def _earned(award: ast.Award) -> list[ast.Points]:
    return [award.points] if isinstance(award, ast.EarnsWhen) else [step.points for step in award.steps]


def _most(award: ast.Award) -> ast.Points:
    return max(_earned(award), key=lambda each: each.hundredths)


def _ascent(award: model.Award, written: ast.Award) -> Iterator[Diagnostic]:
    """Each cut-point against the one before it, as their author wrote them."""
    if isinstance(award, model.EarnsWhen) or isinstance(written, ast.EarnsWhen):
        return
    steps = zip(award.steps, written.steps, strict=True)
    for (lower, before), (upper, step) in pairwise(steps):
        if upper.cut == lower.cut:
            yield say.repeated_cut_point(step.cut.span, _shown(step, upper), before.cut.span)
        elif upper.cut < lower.cut:
            value, above = _shown(step, upper), _shown(before, lower)
            line = " ".join(before.span.text.split())
            yield say.not_ascending(step.cut.span, value, before.cut.span, above, line)


def _shown(written: ast.Step, step: model.Step) -> str:
    """The cut-point as written, with its value where it is a let."""
    if isinstance(written.cut, ast.Number):
        return format_percent(step.cut) if written.cut.percent else format_number(step.cut)
    return f"{written.cut.span.text} ({format_number(step.cut)})"
