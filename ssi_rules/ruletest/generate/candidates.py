"""Members that may try a thing, likeliest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.language.states import State
from ssi_rules.ruletest.coverage.items import (
    AdjustmentGoal,
    ClauseGoal,
    FlagGoal,
    Goal,
    LevelGoal,
    StateGoal,
    ValueGoal,
)
from ssi_rules.ruletest.generate.numbers import Stretch, exactly
from ssi_rules.ruletest.generate.readers import readers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssi_rules.ruletest.generate.readers import Reader
    from ssi_rules.ruletest.generate.sketch import Sketch
    from ssi_rules.ruletest.generate.solve import Solver
    from ssi_rules.ruletest.scope import Clause

_FEW = 12
"""Members that one criterion is tried with while others are filled up."""

_ROWS = (10, 100, 1)
"""How many rows of one text are tried, so that it shows in the points."""

_TEXTS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member, and the pillar and criterion to expect something of; the total, where there is no pillar."""

    sketch: Sketch
    pillar: int | None = None
    criterion: int | None = None


@dataclass(frozen=True)
class Candidates:
    """Makes up members for the things there are to try in one ruleset; ``blank`` is one of whom nothing is known."""

    ruleset: model.Ruleset
    solver: Solver
    blank: Sketch

    def of(self, goal: Goal) -> Iterator[Candidate]:
        """Members that may do; whether one does is for the engine to say."""
        match goal:
            case ValueGoal(pillar, number, low, high):
                measure, wanted = self._criterion(pillar, number).measure, Stretch(low, high)
                measured = partial(self.solver.number, measure, wanted)
                found = self._scored(pillar, number, measured, self.blank)
                yield from (Candidate(each, pillar, number) for each in found)
            case FlagGoal(pillar, number, answer):
                measure = self._criterion(pillar, number).measure
                measured = partial(self.solver.flag, measure, answer)
                found = self._scored(pillar, number, measured, self.blank)
                yield from (Candidate(each, pillar, number) for each in found)
            case StateGoal(pillar, number, state):
                yield from (Candidate(each, pillar, number) for each in self._in_state(pillar, number, state))
            case AdjustmentGoal(pillar, number, acts):
                yield from (Candidate(each, pillar) for each in self._adjusted(pillar, number, acts=acts))
            case LevelGoal():
                yield from map(Candidate, self._ladder)
            case ClauseGoal(clause):
                yield from self._deciding(clause)
            case _:
                assert_never(goal)

    def _criterion(self, pillar: int, number: int) -> model.Criterion:
        return self.ruleset.pillars[pillar].criteria[number]

    # Criteria.

    def _scored(
        self, pillar: int, number: int, measured: Callable[[Sketch], Iterator[Sketch]], sketch: Sketch
    ) -> Iterator[Sketch]:
        """The measure first, since it is what is asked; then what the criterion asks for before it is scored."""
        criterion = self._criterion(pillar, number)
        for begun in measured(sketch):
            for enough in self._true(criterion.needs, begun):
                yield from self._true(criterion.applies, enough)

    def _true(self, condition: model.Expression | None, sketch: Sketch) -> Iterator[Sketch]:
        if condition is None or sketch.value(condition) is True:
            yield sketch
        else:
            yield from self.solver.flag(condition, wanted=True, sketch=sketch)

    def _in_state(self, pillar: int, number: int, state: State) -> Iterator[Sketch]:
        criterion = self._criterion(pillar, number)
        match state:
            case State.NOT_APPLICABLE if criterion.applies is not None:
                yield from self.solver.flag(criterion.applies, wanted=False, sketch=self.blank)
            case State.TOO_FEW if criterion.needs is not None:
                for few in self.solver.flag(criterion.needs, wanted=False, sketch=self.blank):
                    yield from self._true(criterion.applies, few)
            case _:
                yield self.blank
                for applies in self._true(criterion.applies, self.blank):
                    yield applies
                    for enough in self._true(criterion.needs, applies):
                        yield enough
                        yield from self._open(criterion.measure, enough)

    def _open(self, condition: model.Expression, sketch: Sketch) -> Iterator[Sketch]:
        """One side of a condition settled, so that the other decides, of which nothing is known."""
        match condition:
            case model.And(left, right) | model.Or(left, right):
                settled = isinstance(condition, model.And)
                yield from self.solver.flag(left, settled, sketch)
                yield from self.solver.flag(right, settled, sketch)
            case _:
                return

    # Caps, deductions and levels.

    def _adjusted(self, pillar: int, number: int, *, acts: bool) -> Iterator[Sketch]:
        """With as many points as the pillar gives while the condition stays as it is, so that it shows; then bare."""
        when = self.ruleset.pillars[pillar].adjustments[number].when
        for begun in islice(self.solver.flag(when, wanted=acts, sketch=self.blank), _FEW):
            *_, last = self._climb(begun, (pillar,), lambda sketch: sketch.value(when) is acts)
            yield from (last, begun)

    @cached_property
    def _ladder(self) -> list[Sketch]:
        """Members with more and more points, all pillars one after the other."""
        return list(self._climb(self.blank, range(len(self.ruleset.pillars)), lambda _: True))

    def _climb(
        self, sketch: Sketch, pillars: range | tuple[int, ...], keeps: Callable[[Sketch], bool]
    ) -> Iterator[Sketch]:
        """The member, then one more for each step of each award that can be reached without giving up the others."""
        yield sketch
        for pillar in pillars:
            for number in range(len(self.ruleset.pillars[pillar].criteria)):
                base = sketch
                for higher in self._steps(base, pillar, number):
                    if keeps(higher) and _total(higher, pillar) >= _total(sketch, pillar):
                        sketch = higher
                        yield sketch

    def _steps(self, sketch: Sketch, pillar: int, number: int) -> Iterator[Sketch]:
        criterion = self._criterion(pillar, number)
        for measured in self._measures(criterion):
            found = islice(self._scored(pillar, number, measured, sketch), _FEW)
            scored = (
                each for each in found if each.record.score.pillars[pillar].states[number] is State.SCORED
            )
            yield from islice(scored, 1)

    def _measures(self, criterion: model.Criterion) -> Iterator[Callable[[Sketch], Iterator[Sketch]]]:
        """What to measure for more and more points."""
        award, measure = criterion.award, criterion.measure
        match award:
            case model.EarnsWhen(when=when):
                yield partial(self.solver.flag, measure, when)
            case model.Bands(steps) | model.Ramp(steps):
                for step in sorted(steps, key=lambda each: each.points):
                    yield partial(self.solver.number, measure, exactly(step.cut))
            case _:
                assert_never(award)

    # Markets.

    def _deciding(self, clause: Clause) -> Iterator[Candidate]:
        found = readers(self.ruleset, clause.market.name)
        for text, others in islice(self.solver.rows.texts.deciding(clause), _TEXTS):
            for reader in found:
                for sketch in self._given(reader, text, others):
                    yield from (
                        Candidate(each, reader.pillar, reader.criterion)
                        for each in self._judged(reader, sketch)
                    )

    def _given(self, reader: Reader, text: str, others: dict[str, str]) -> Iterator[Sketch]:
        if reader.fact is not None:
            yield self.blank.with_fact(reader.fact, text)
        elif reader.node is not None and reader.column is not None:
            for count in _ROWS:
                yield from self.solver.rows.with_text(
                    self.solver, reader.node, {reader.column: text, **others}, count, self.blank
                )

    def _judged(self, reader: Reader, sketch: Sketch) -> Iterator[Sketch]:
        """Once with all that the criterion asks for, once as it is."""
        if reader.criterion is not None:
            criterion = self._criterion(reader.pillar, reader.criterion)
            for enough in islice(self._true(criterion.needs, sketch), _FEW):
                yield from islice(self._true(criterion.applies, enough), _FEW)
        yield sketch


def _total(sketch: Sketch, pillar: int) -> int:
    return sketch.record.score.pillars[pillar].points or 0
