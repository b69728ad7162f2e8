"""Every single cut-point of every shipped ruleset, removed and moved: each is found, with where on its measure points differ."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from ssi_rules.difference.meaning.compare import Comparison
from ssi_rules.model import Bands, Criterion, EarnsWhen, Ramp, Ruleset, Step
from ssi_rules.ruletest.mutation.units import unit_of
from ssi_rules.workspace import load_ruleset, shipped_rulesets

if TYPE_CHECKING:
    from collections.abc import Callable


def removed(steps: tuple[Step, ...], at: int, unit: int) -> tuple[Step, ...]:
    del unit
    return (*steps[:at], *steps[at + 1 :])


def lower(steps: tuple[Step, ...], at: int, unit: int) -> tuple[Step, ...]:
    return (*steps[:at], replace(steps[at], cut=steps[at].cut - unit), *steps[at + 1 :])


def higher(steps: tuple[Step, ...], at: int, unit: int) -> tuple[Step, ...]:
    return lower(steps, at, -unit)


@pytest.mark.parametrize("name", [name for name, _ in shipped_rulesets()])
@pytest.mark.parametrize("slip", [removed, lower, higher])
def test_every_cut_point_counts(
    name: str, slip: Callable[[tuple[Step, ...], int, int], tuple[Step, ...]]
) -> None:
    original = load_ruleset(name)
    most = max(len(_steps(each)) for pillar in original.pillars for each in pillar.criteria)
    tried = 0
    for at in range(most):
        changed, slipped = _with_slips(original, at, slip)
        comparison = Comparison(original, changed)
        found = {each.subject: each for each in comparison.changes}
        assert found.keys() == slipped.keys()
        for subject, step in slipped.items():
            cuts = [detail for detail in found[subject].details if detail.what == "cut-point"]
            assert step.span in [each.was_at for each in cuts]
            tried += 1
            if _tells(original, changed, subject):
                assert comparison.points[subject].stretches
    assert tried


def _steps(criterion: Criterion) -> tuple[Step, ...]:
    return () if isinstance(criterion.award, EarnsWhen) else criterion.award.steps


def _with_slips(
    ruleset: Ruleset, at: int, slip: Callable[[tuple[Step, ...], int, int], tuple[Step, ...]]
) -> tuple[Ruleset, dict[str, Step]]:
    """The ruleset with the step of this number changed in every criterion that has one, and which those are."""
    slipped: dict[str, Step] = {}
    pillars = []
    for pillar in ruleset.pillars:
        criteria = []
        for criterion in pillar.criteria:
            steps = _steps(criterion)
            changed = slip(steps, at, _unit(steps[at])) if at < len(steps) else ()
            if changed and all(a.cut < b.cut for a, b in pairwise(changed)):
                slipped[f"{pillar.id}.{criterion.id}"] = steps[at]
                award = criterion.award
                made = Bands(changed) if isinstance(award, Bands) else Ramp(changed)
                criteria.append(replace(criterion, award=made))
            else:
                criteria.append(criterion)
        pillars.append(replace(pillar, criteria=tuple(criteria)))
    return replace(ruleset, pillars=tuple(pillars)), slipped


def _unit(step: Step) -> int:
    percent = step.span is not None and "%" in step.span.text
    return unit_of(step.cut, percent=percent)


def _tells(old: Ruleset, new: Ruleset, subject: str) -> bool:
    """Whether the two awards differ at some whole value near their cut-points."""
    before, after = (_named(each, subject) for each in (old, new))
    values = {step.cut for each in (before, after) for step in _steps(each)}
    return any(_points(before, value) != _points(after, value) for value in values if value >= 0)


def _named(ruleset: Ruleset, subject: str) -> Criterion:
    pillar, _, criterion = subject.partition(".")
    held = next(each for each in ruleset.pillars if each.id == pillar)
    return next(each for each in held.criteria if each.id == criterion)


def _points(criterion: Criterion, value: int) -> float:
    """Worked out by another way than the one that is tried: along the line, unrounded."""
    steps = _steps(criterion)
    below = [each for each in steps if each.cut <= value]
    if isinstance(criterion.award, Bands):
        return below[-1].points if below else 0
    if not below or len(below) == len(steps):
        return (below or steps)[-1 if below else 0].points
    low, high = below[-1], steps[len(below)]
    return round(low.points + (high.points - low.points) * (value - low.cut) / (high.cut - low.cut))
