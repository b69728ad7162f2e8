"""The scorecard of one member, read from one record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, cast

from ssi_rules.engines.reading import tables_read
from ssi_rules.engines.reference.explain.adjustments import (
    AdjustmentReader,
    adjustment_reader,
    redistributed_in_pillar,
    redistributed_in_total,
)
from ssi_rules.engines.reference.explain.awards import AwardTable, award_table, told
from ssi_rules.engines.reference.explain.later import Standing
from ssi_rules.engines.reference.explain.levers import Levers
from ssi_rules.engines.reference.explain.measures import MeasureReader, measure_reader
from ssi_rules.engines.reference.explain.reasons import Reasons
from ssi_rules.engines.reference.explain.record import Record, as_points, as_points_or_none
from ssi_rules.engines.reference.explain.steps import StepReader
from ssi_rules.engines.reference.explain.trusted import trusted
from ssi_rules.engines.reference.explain.unknowns import Unknowns
from ssi_rules.engines.ruleset_info import ruleset_info
from ssi_rules.language.states import State
from ssi_rules.scorecard import Criterion, LevelInfo, Measure, Pillar, Points, Scorecard, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules import model
    from ssi_rules.engines.reference.explain.later import Standings
    from ssi_rules.engines.reference.generate import Layout
    from ssi_rules.engines.score import PillarScore

ENGINE = "reference"


@dataclass(frozen=True)
class CriterionReader:
    """Reads one criterion from a record; built once."""

    criterion: model.Criterion
    measure: MeasureReader
    award: AwardTable
    reasons: Reasons
    unknowns: Unknowns
    steps: StepReader
    static: dict[str, object]

    def read(self, record: Record, state: State, points: int | None) -> Criterion:
        """The criterion of one member."""
        measure = self.measure.read(record)
        if points is None:
            return self._without_points(record, state, measure)
        value = cast("int", record.at(self.measure.value))
        chance = self.award.chance(value, points)
        return trusted(
            Criterion,
            {
                **self.static,
                "points": as_points(points),
                "measure": measure,
                "next": None if chance is None else told(chance, points),
                "cut_points": self.award.lines(value),
                "steps": () if chance is None else self.steps.scored(record, chance, points),
            },
        )

    def _without_points(self, record: Record, state: State, measure: Measure) -> Criterion:
        unknown = self._unknown(record) if state is State.UNKNOWN else ()
        reason = self.reasons.sentence(self.criterion, state, unknown, record)
        own = {"state": state.value, "measure": measure, "reason": reason, "unknown": unknown}
        steps = self.steps.too_few(record) if state is State.TOO_FEW else ()
        return trusted(Criterion, {**self.static, **own, "steps": steps})

    def _unknown(self, record: Record) -> tuple[Unknown, ...]:
        """Leaves behind the first test that was unknown."""
        tests = (self.criterion.applies, self.criterion.needs, self.criterion.measure)
        undecided = next(each for each in tests if each is not None and record.value(each) is None)
        return self.unknowns.behind(undecided, record)


@dataclass(frozen=True)
class PillarReader:
    """Reads one pillar from a record; built once."""

    pillar: model.Pillar
    criteria: tuple[CriterionReader, ...]
    adjustments: tuple[AdjustmentReader, ...]

    def read(self, record: Record, score: PillarScore) -> Pillar:
        """The pillar of one member; its criteria's points less its lines' costs are its points."""
        lines = zip(self.criteria, score.states, score.criteria, strict=True)
        costs = sum(record.number(each.cost) for each in self.adjustments)
        return Pillar(
            id=self.pillar.id,
            title=self.pillar.title,
            points=as_points_or_none(score.points),
            low=as_points_or_none(score.low),
            high=as_points_or_none(score.high),
            worth=as_points(self.pillar.worth),
            criteria=tuple(reader.read(record, state, points) for reader, state, points in lines),
            adjustments=(
                *redistributed_in_pillar(self.pillar, score, costs),
                *(each.read(record) for each in self.adjustments),
            ),
        )

    def standings(self, record: Record, score: PillarScore) -> tuple[Standing, ...]:
        """What each of its criteria comes to."""
        lines = zip(self.criteria, score.criteria, strict=True)
        return tuple(
            Standing(reader.measure.read(record), as_points_or_none(points)) for reader, points in lines
        )


class Explainer:
    """Turns records under one ruleset into scorecards."""

    def __init__(self, ruleset: model.Ruleset, layout: Layout) -> None:
        self._ruleset = ruleset
        self._layout = layout
        self._lets = {each.name: each.value for each in ruleset.lets}
        self._reasons = Reasons(ruleset, self._lets)
        self._unknowns = Unknowns(ruleset, self._lets)
        self._levers = Levers(ruleset, self._lets)
        self._pillars = tuple(
            self._pillar(pillar, costs) for pillar, costs in zip(ruleset.pillars, layout.costs, strict=True)
        )
        self._info = ruleset_info(ruleset)
        self._levels = tuple(_level(each) for each in sorted(ruleset.levels, key=lambda each: each.start))
        self._tables = tables_read(ruleset)

    def scorecard(self, record: Record, notices: Sequence[str]) -> Scorecard:
        """The result document; ``notices`` are what the data as a whole has to say."""
        score, member = record.score, record.member
        return Scorecard(
            schema="ssi.scorecard/1",
            member=member.id,
            as_of=record.as_of,
            ruleset=self._info,
            engine=ENGINE,
            total=Points(
                points=as_points_or_none(score.total),
                low=as_points_or_none(score.low),
                high=as_points_or_none(score.high),
                worth=as_points(self._ruleset.worth),
            ),
            level=score.level,
            levels=self._levels,
            pillars=tuple(
                reader.read(record, each) for reader, each in zip(self._pillars, score.pillars, strict=True)
            ),
            adjustments=redistributed_in_total(self._ruleset, score),
            labels=dict(member.labels),
            notices=(*notices, *self._notes(record)),
            version=_version(),
        )

    def standings(self, record: Record) -> Standings:
        """What each criterion comes to, and nothing else."""
        pairs = zip(self._pillars, record.score.pillars, strict=True)
        return tuple(reader.standings(record, score) for reader, score in pairs)

    def _notes(self, record: Record) -> tuple[str, ...]:
        """What the tables that were read have to say, each once."""
        provided = [record.member.tables[name] for name in self._tables if name in record.member.tables]
        return tuple(dict.fromkeys(note for rows in provided for note in rows.notes))

    def _pillar(self, pillar: model.Pillar, costs: tuple[int, ...]) -> PillarReader:
        adjustments = tuple(
            adjustment_reader(each, self._layout.values[each.when], cost, self._unknowns)
            for each, cost in zip(pillar.adjustments, costs, strict=True)
        )
        return PillarReader(pillar, tuple(self._criterion(each) for each in pillar.criteria), adjustments)

    def _criterion(self, criterion: model.Criterion) -> CriterionReader:
        award = award_table(criterion.award)
        return CriterionReader(
            criterion,
            measure_reader(criterion, self._layout, self._lets),
            award,
            self._reasons,
            self._unknowns,
            StepReader(criterion, self._levers, self._layout),
            _static(criterion, award),
        )


@cache
def _version() -> str:
    return version("ssi-rules")


def _level(level: model.Level) -> LevelInfo:
    return LevelInfo(id=level.id, title=level.title, start=as_points(level.start))


def _static(criterion: model.Criterion, award: AwardTable) -> dict[str, object]:
    """The document's fields in their order; those of the member's own as they are for a score without lines."""
    return {
        "id": criterion.id,
        "title": criterion.title,
        "state": State.SCORED.value,
        "points": None,
        "worth": as_points(criterion.worth),
        "measure": None,
        "next": None,
        "reason": None,
        "missing": criterion.missing.value,
        "award": award.name,
        "cut_points": award.unmarked,
        "unknown": (),
        "advice": criterion.advice,
        "basis": None if criterion.basis is None else criterion.basis.value,
        "basis_note": criterion.basis_note,
        "source": criterion.source,
        "origin": criterion.span.origin,
        "steps": (),
        "later": None,
    }
