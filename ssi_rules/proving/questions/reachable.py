"""Can every band, every stretch of a ramp and every condition that earns be reached?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.proving.asked import asked_by
from ssi_rules.proving.findings import Kind
from ssi_rules.proving.logic import both
from ssi_rules.proving.questions.asking import About, criteria_of, decide
from ssi_rules.proving.terms import within
from ssi_rules.proving.told import step_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssi_rules.proving.findings import Finding
    from ssi_rules.proving.limits import Limit
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.questions.asking import Place
    from ssi_rules.proving.universe import Universe
    from ssi_rules.proving.world import World
    from ssi_rules.text import Span


def reachable(universe: Universe, ruleset: model.Ruleset, limit: Limit) -> Iterator[Finding]:
    """One finding for each band, stretch of a ramp and condition that earns.

    Args:
        universe: Whom to look among.
        ruleset: What is asked about.
        limit: What may be spent on each.
    """
    for place in criteria_of(ruleset):
        part = universe.part(*asked_by(place.criterion))
        match place.criterion.award:
            case model.Bands(steps):
                yield from _bands(part, place, steps, limit)
            case model.Ramp(steps):
                yield from _ramp(part, place, steps, limit)
            case model.EarnsWhen(_, when):
                yield _condition(part, place, limit, when=when)
            case _:
                assert_never(place.criterion.award)


@dataclass(frozen=True, slots=True)
class _Goal:
    """Something of an award that is to be reached, in words and where it stands."""

    place: Place
    what: str
    span: Span

    def finding(self, part: Universe, wanted: Callable[[World], Truth], limit: Limit) -> Finding:
        """Whether anyone for whom the criterion is scored gets there."""

        def scored(part: Universe) -> Truth:
            world = part.world(self.place.ruleset)
            return both(world.criterion(self.place.pillar, self.place.number).has, wanted(world))

        name, what = self.place.name, self.what
        return About(Kind.REACHABLE, name, self.span).exists(
            decide(part, scored, limit),
            there_is=f"`{name}` can reach {what}.",
            there_is_none=f"Nobody for whom `{name}` is scored can reach {what}.",
            asked=f"Whether `{name}` can reach {what}",
        )

    def stretch(self, part: Universe, low: int, high: int | None, limit: Limit) -> Finding:
        """Whether the measure gets to ``low`` or more, and stays below ``high``."""
        measure = self.place.criterion.measure
        return self.finding(part, lambda world: within(world.expressions.number(measure), low, high), limit)


def _bands(part: Universe, place: Place, steps: tuple[model.Step, ...], limit: Limit) -> Iterator[Finding]:
    kind = place.criterion.measure.type
    for step, upper in zip(steps, (*steps[1:], None), strict=True):
        until = "" if upper is None else f" to below {step_told(upper, kind)}"
        goal = _Goal(place, f"the band from {step_told(step, kind)}{until}", step.span or place.award_span)
        yield goal.stretch(part, step.cut, None if upper is None else upper.cut, limit)


def _ramp(part: Universe, place: Place, steps: tuple[model.Step, ...], limit: Limit) -> Iterator[Finding]:
    """A stretch ends at its upper cut-point, which it holds."""
    kind = place.criterion.measure.type
    for low, high in pairwise(steps):
        what = f"the stretch from {step_told(low, kind)} to {step_told(high, kind)}"
        goal = _Goal(place, what, high.span or place.award_span)
        yield goal.stretch(part, low.cut + 1, high.cut + 1, limit)


def _condition(part: Universe, place: Place, limit: Limit, *, when: bool) -> Finding:
    def wanted(world: World) -> Truth:
        flag = world.flag(place.criterion.measure)
        return flag.yes if when else flag.no

    goal = _Goal(place, f"the {'yes' if when else 'no'} that earns its points", place.award_span)
    return goal.finding(part, wanted, limit)
