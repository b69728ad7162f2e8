"""One criterion of the scorecard, read from one record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.explain.awards import told
from ssi_rules.engines.reference.explain.forms import Form
from ssi_rules.engines.reference.explain.record import as_points
from ssi_rules.engines.reference.explain.unknowns import told as told_unknown
from ssi_rules.language.states import State
from ssi_rules.scorecard import Criterion

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        measure = self.measure.read(record, medium)
        if points is None:
            return self._without_points(record, state, measure, medium)
        value = record.values[self.measure.value]
        chance = self.award.chance(value, points)
        return medium.filled(
            self.scored,
            medium.points(points),
            measure,
            medium.nothing if chance is None else told(chance, points, medium),
            medium.ready(self.award.lines(value)),
            medium.empty if chance is None else self.steps.scored(record, chance, points, medium),
        )

    def _without_points(self, record: Record, state: State, measure: Part, medium: Medium[Part]) -> Part:
        gaps = self._gaps(record) if state is State.UNKNOWN else ()
        reason = self.reasons.sentence(self.criterion, state, gaps, record)
        steps = self.steps.too_few(record, medium) if state is State.TOO_FEW else medium.empty
        return medium.filled(
            self._refused[state], measure, medium.text(reason), told_unknown(gaps, medium), steps
        )

    def _gaps(self, record: Record) -> tuple[Gap, ...]:
        """Leaves behind the first test that was unknown."""
        tests = (self.criterion.applies, self.criterion.needs, self.criterion.measure)
        undecided = next(each for each in tests if each is not None and record.value(each) is None)
        return self.unknowns.behind(undecided, record)

    # Made once.

    @cached_property
    def scored(self) -> Form:
        """With points."""
        given = {"state": State.SCORED.value, "reason": None, "unknown": ()}
        blanks = ("points", "measure", "next", "cut_points", "steps")
        return Form(Criterion, {**self._always, **given}, blanks)

    @cached_property
    def _refused(self) -> Mapping[State, Form]:
        """By the state that leaves it without points."""
        given = {**self._always, "points": None, "next": None, "cut_points": self.award.unmarked.value}
        blanks = ("measure", "reason", "unknown", "steps")
        return {state: Form(Criterion, {**given, "state": state.value}, blanks) for state in State}

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
