"""What there is to try of one criterion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.checking.conditions import possible, together
from ssi_rules.engines.walk import walk
from ssi_rules.engines.wording import value_words
from ssi_rules.language.states import State
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison, Operator
from ssi_rules.ruletest.coverage.items import FlagGoal, Item, StateGoal, ValueGoal
from ssi_rules.ruletest.mutation.units import unit_of
from ssi_rules.ruletest.scope import cut_point_in_scope, in_scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.intervals import Interval
    from ssi_rules.checking.ranges import Ranges
    from ssi_rules.text import Span

_PLAIN_CUT = re.compile(r"(?:from\s+)?-?[\d.]+\s")


@dataclass(frozen=True)
class CriterionGoals:
    """Lists what there is to try of one criterion of a ruleset, named by its places in it."""

    ruleset: model.Ruleset
    ranges: Ranges
    pillar: int
    number: int

    @property
    def criterion(self) -> model.Criterion:
        """The criterion."""
        return self.ruleset.pillars[self.pillar].criteria[self.number]

    def items(self) -> Iterator[Item]:
        """Values along its award, then states."""
        places = self.criterion.places
        if places is None:
            return
        yield from self._award(places)
        yield from self._states(places)

    # States.

    def _states(self, places: model.CriterionPlaces) -> Iterator[Item]:
        applies, needs = self.criterion.applies, self.criterion.needs
        if applies is not None and places.applies is not None and False in possible(applies, self.ranges):
            yield from self._state(State.NOT_APPLICABLE, places.applies)
        if needs is not None and places.needs is not None and self._together(model.Not(needs)):
            yield from self._state(State.TOO_FEW, places.needs)
        if self._may_be_unknown():
            yield from self._state(State.UNKNOWN, places.measure)

    def _state(self, state: State, place: Span) -> Iterator[Item]:
        if in_scope(self.ruleset, place):
            yield Item(f"state {state.value}", place, StateGoal(self.pillar, self.number, state))

    def _may_be_unknown(self) -> bool:
        parts = (self.criterion.applies, self.criterion.needs, self.criterion.measure)
        return any(None in self._answers(each) for each in parts if each is not None)

    def _answers(self, node: model.Expression) -> frozenset[bool | None]:
        if node.type is Type.FLAG:
            return possible(node, self.ranges)
        return frozenset({None}) if self.ranges.interval(node).unknown else frozenset({True})

    def _together(self, condition: model.Expression) -> bool:
        """Whether a condition can hold of a member to whom the criterion applies."""
        applies = self.criterion.applies
        return together([condition] if applies is None else [applies, condition], self.ranges)

    # The award.

    def _award(self, places: model.CriterionPlaces) -> Iterator[Item]:
        award = self.criterion.award
        match award:
            case model.EarnsWhen():
                yield from self._flags(places.award)
            case model.Bands(steps):
                for at, step in enumerate(steps):
                    yield from self._step(step, self._band(steps, at))
            case model.Ramp(steps):
                for at, step in enumerate(steps):
                    yield from self._step(step, self._stretch(steps, at))
            case _:
                assert_never(award)

    def _flags(self, place: Span) -> Iterator[Item]:
        if not in_scope(self.ruleset, place):
            return
        measure = self.criterion.measure
        for wanted in (True, False):
            condition = measure if wanted else model.Not(measure)
            if self._scored_with(condition):
                words = f"its measure being {'yes' if wanted else 'no'}"
                yield Item(words, place, FlagGoal(self.pillar, self.number, wanted))

    def _step(self, step: model.Step, stretch: tuple[str, int, int | None]) -> Iterator[Item]:
        """A cut-point itself, the stretch of values from it on, and what lies just below it."""
        place = cut_point_in_scope(self.ruleset, step)
        if place is None:
            return
        words, low, high = stretch
        cut = self._shown(step.cut)
        yield from self._values(f"{cut} itself", place, step.cut, step.cut)
        yield from self._values(words, place, low, high)
        below = max(step.cut - self._unit(step.cut), self._floor)
        yield from self._values(f"just below {cut}", place, below, step.cut - 1)

    def _band(self, steps: tuple[model.Step, ...], at: int) -> tuple[str, int, int | None]:
        end = None if at + 1 == len(steps) else steps[at + 1].cut - 1
        return f"the band from {self._shown(steps[at].cut)}", steps[at].cut, end

    def _stretch(self, steps: tuple[model.Step, ...], at: int) -> tuple[str, int, int | None]:
        """Strictly between two cut-points, which could earn what they earn in another way."""
        cut = steps[at].cut
        if at + 1 == len(steps):
            return f"the flat end from {self._shown(cut)}", cut, None
        end = steps[at + 1].cut
        return f"the line between {self._shown(cut)} and {self._shown(end)}", cut + 1, end - 1

    def _values(self, words: str, place: Span, low: int, high: int | None) -> Iterator[Item]:
        """A stretch of values, unless no member who is scored can have one of them."""
        measure = self.criterion.measure
        reach = self.ranges.interval(measure)
        if not reach.within(low, reach.high if high is None else high).known:
            return
        ends = [(Comparison.AT_LEAST, low), (Comparison.AT_MOST, high)]
        conditions = [
            model.Compared(comparison, measure, model.Constant(end, measure.type))
            for comparison, end in ends
            if end is not None
        ]
        if self._scored_with(*conditions):
            yield Item(words, place, ValueGoal(self.pillar, self.number, low, high))

    def _scored_with(self, *conditions: model.Expression) -> bool:
        asked = (self.criterion.applies, self.criterion.needs)
        return together([*(each for each in asked if each is not None), *conditions], self.ranges)

    @property
    def _interval(self) -> Interval:
        return self.ranges.interval(self.criterion.measure)

    @property
    def _floor(self) -> int:
        """The least that the measure is taken to be."""
        return (
            self._interval.low
            if _subtracts(self.ruleset, self.criterion.measure)
            else max(0, self._interval.low)
        )

    def _unit(self, cut: int) -> int:
        """How far below a cut-point is just below it: a whole one, or one of the last place written."""
        whole = self._interval.step
        return whole if whole > 1 else unit_of(cut, percent=self._percents)

    @property
    def _percents(self) -> bool:
        return _unit_shown(self.criterion) is Type.PERCENT

    def _shown(self, cut: int) -> str:
        return value_words(cut, _unit_shown(self.criterion))


def _subtracts(ruleset: model.Ruleset, measure: model.Expression) -> bool:
    lets = {each.name: each.value for each in ruleset.lets}
    return any(_goes_below(each) for each in walk(measure, lets))


def _goes_below(node: model.Expression) -> bool:
    match node:
        case model.Calculation(Operator.SUBTRACT):
            return True
        case model.Constant(bool()):
            return False
        case model.Constant(int(value)):
            return value < 0
        case _:
            return False


def _unit_shown(criterion: model.Criterion) -> Type:
    """How to write a cut-point: of a ratio as its author did."""
    kind = criterion.measure.type
    if kind is not Type.RATIO or isinstance(criterion.award, model.EarnsWhen):
        return kind
    written = [each.span.text for each in criterion.award.steps if each.span is not None]
    plain = any(_PLAIN_CUT.match(text) for text in written)
    return Type.NUMBER if plain else Type.PERCENT
