"""One criterion of the scorecard, read from one record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, cast

from ssi_rules.engines.reference.explain.awards import told
from ssi_rules.engines.reference.explain.forms import Form
from ssi_rules.engines.reference.explain.reasons import wanting
from ssi_rules.engines.reference.explain.unknowns import REMEMBERED
from ssi_rules.engines.reference.explain.unknowns import told as told_unknown
from ssi_rules.language.numbers import as_points
from ssi_rules.language.states import State
from ssi_rules.model import Constant
from ssi_rules.scorecard import Criterion

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules import model
    from ssi_rules.engines.reference.explain.awards import AwardTable
    from ssi_rules.engines.reference.explain.measures import MeasureReader
    from ssi_rules.engines.reference.explain.media import Medium, Part
    from ssi_rules.engines.reference.explain.reasons import Reasons
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.explain.steps import StepReader
    from ssi_rules.engines.reference.explain.unknowns import Gap, Unknowns


@dataclass(frozen=True)
class CriterionReader:
    """Reads one criterion from a record; built once."""

    criterion: model.Criterion
    measure: MeasureReader
    award: AwardTable
    reasons: Reasons
    unknowns: Unknowns
    steps: StepReader

    def read(self, record: Record, state: State, points: int | None, medium: Medium[Part]) -> Part:
        """The criterion of one member."""
        if points is None:
            return self._without_points(record, state, medium)
        value = record.values[self.measure.value]
        chance = self.award.chance(value, points)
        following = medium.nothing if chance is None else told(chance, points, medium)
        steps = medium.empty if chance is None else self.steps.scored(record, chance, points, medium)
        lines, measure = medium.ready(self.award.lines(value)), self.measure.read(record, medium)
        return medium.filled(self.scored, (medium.points(points), measure, following, lines, steps))

    def _without_points(self, record: Record, state: State, medium: Medium[Part]) -> Part:
        if state is State.UNKNOWN:
            return self._wanting(record, medium)
        measure = self.measure.read(record, medium)
        form = self._not_applicable if state is State.NOT_APPLICABLE else self._too_few
        return medium.filled(form, (measure, *self._refusal(record, state, medium)))

    def _refusal(self, record: Record, state: State, medium: Medium[Part]) -> tuple[Part, ...]:
        """The reason, and where there is too little what is still to come; it takes little, so that many are as short of it.

        What the conditions read says which of them refused, too.
        """
        asked = self.steps.asked(record)
        key = None if asked is None else (medium, asked)
        found = cast("tuple[Part, ...] | None", self._refusals.get(key))
        if found is None:
            reason = medium.text(self.reasons.refusal(self.criterion, state, record))
            found = (reason, self.steps.too_few(record, medium)) if state is State.TOO_FEW else (reason,)
            if len(self._refusals) >= REMEMBERED:
                self._refusals.clear()
            if key is not None:
                self._refusals[key] = found
        return found

    def _wanting(self, record: Record, medium: Medium[Part]) -> Part:
        """What is told for want of something."""
        values = record.values
        slot, test = next(each for each in self._tests if values[each[0]] is None)
        is_open = values[self.measure.value] is None
        if is_open and slot in self._lone and not record.member.missing:
            return self._wanting_one(slot, test, record, medium)
        form = self._unknown(self.unknowns.behind(test, record), is_open)
        return medium.filled(form, (self.measure.read(record, medium),) if form.blanks else ())

    def _wanting_one(self, slot: int, test: model.Expression, record: Record, medium: Medium[Part]) -> Part:
        """For want of one fact of which the data says no more there is one thing to tell."""
        told = self._lone[slot]
        if medium not in told:
            form = self._unknown(self.unknowns.behind(test, record), True)  # noqa: FBT003 - as below
            told[medium] = medium.filled(form, ())
        return cast("Part", told[medium])

    # Made once.

    @cached_property
    def _tests(self) -> tuple[tuple[int, model.Expression], ...]:
        """Where the record has each test, in the order of the language; a constant decides, and has no place."""
        tests = (self.criterion.applies, self.criterion.needs, self.criterion.measure)
        slot = self.steps.layout.slot
        return tuple(
            (slot(each), each) for each in tests if each is not None and not isinstance(each, Constant)
        )

    @cached_property
    def _lone(self) -> dict[int, dict[object, object]]:
        """What is told of tests that are open for want of one fact, by medium, where the measure is plain."""
        is_plain = self.measure.plain is not None
        return {slot: {} for slot, each in self._tests if is_plain and self.unknowns.is_lone(each)}

    @cached_property
    def scored(self) -> Form:
        """With points."""
        given = {"state": State.SCORED.value, "reason": None, "unknown": ()}
        blanks = ("points", "measure", "next", "cut_points", "steps")
        return Form(Criterion, {**self._always, **given}, blanks)

    @cached_property
    def _not_applicable(self) -> Form:
        return self._refused(State.NOT_APPLICABLE, ("measure", "reason"), unknown=(), steps=())

    @cached_property
    def _too_few(self) -> Form:
        return self._refused(State.TOO_FEW, ("measure", "reason", "steps"), unknown=())

    def _refused(self, state: State, blanks: tuple[str, ...], **given: object) -> Form:
        """Without points."""
        lines = self.award.unmarked.value
        none = {"state": state.value, "points": None, "next": None, "cut_points": lines}
        return Form(Criterion, {**self._always, **none, **given}, blanks)

    @cached_property
    def _unknown(self) -> Callable[[tuple[Gap, ...], bool], Form]:
        """Remembered: a team has the same files, and lacks the same things for the same reasons."""
        return lru_cache(maxsize=REMEMBERED)(self._wanting_these)

    def _wanting_these(self, gaps: tuple[Gap, ...], is_measure_unknown: bool) -> Form:  # noqa: FBT001 - half of a key
        unknown, reason = told_unknown(gaps), wanting(gaps)
        form = self._refused(State.UNKNOWN, ("measure",), unknown=unknown, reason=reason, steps=())
        plain = self.measure.plain
        if not is_measure_unknown or plain is None:
            return form
        return form.giving((), measure=plain.giving((), value=None))

    @cached_property
    def _refusals(self) -> dict[object, tuple[object, ...]]:
        return {}

    @cached_property
    def _always(self) -> dict[str, object]:
        criterion = self.criterion
        return {
            "id": criterion.id,
            "title": criterion.title,
            "worth": as_points(criterion.worth),
            "missing": criterion.missing.value,
            "award": self.award.name,
            "advice": criterion.advice,
            "basis": None if criterion.basis is None else criterion.basis.value,
            "basis_note": criterion.basis_note,
            "source": criterion.source,
            "origin": criterion.span.origin,
            "later": None,
        }
