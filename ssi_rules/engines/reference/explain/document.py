"""The scorecard of one member, read from one record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Generic, cast

from ssi_rules.engines.reading import tables_read
from ssi_rules.engines.reference.explain.adjustments import (
    AdjustmentReader,
    adjustment_reader,
    redistributed_in_pillar,
    redistributed_in_total,
)
from ssi_rules.engines.reference.explain.awards import award_table
from ssi_rules.engines.reference.explain.criteria import CriterionReader
from ssi_rules.engines.reference.explain.forms import BLANK, Form
from ssi_rules.engines.reference.explain.later import Standing
from ssi_rules.engines.reference.explain.levers import Levers
from ssi_rules.engines.reference.explain.measures import measure_reader
from ssi_rules.engines.reference.explain.media import DOCUMENTS, JSON, Part
from ssi_rules.engines.reference.explain.reasons import Reasons
from ssi_rules.engines.reference.explain.steps import StepReader
from ssi_rules.engines.reference.explain.straight import quickest
from ssi_rules.engines.reference.explain.unknowns import Unknowns
from ssi_rules.engines.ruleset_info import ruleset_info
from ssi_rules.language.numbers import as_points, as_points_or_none
from ssi_rules.language.states import Missing
from ssi_rules.scorecard import LevelInfo, Measure, Pillar, Points, Scorecard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from ssi_rules import model
    from ssi_rules.engines.reference.explain.later import Standings
    from ssi_rules.engines.reference.explain.media import Medium
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.explain.straight import Reader
    from ssi_rules.engines.reference.generate import Layout
    from ssi_rules.engines.score import PillarScore

ENGINE = "reference"


@dataclass(frozen=True)
class PillarReader:
    """Reads one pillar from a record; built once."""

    pillar: model.Pillar
    criteria: tuple[CriterionReader, ...]
    adjustments: tuple[AdjustmentReader, ...]

    @cached_property
    def form(self) -> Form:
        """The pillar of any member."""
        pillar = self.pillar
        criteria = (BLANK,) * len(self.criteria)
        given = {
            "id": pillar.id,
            "title": pillar.title,
            "worth": as_points(pillar.worth),
            "criteria": criteria,
        }
        return Form(Pillar, given, (*_RANGE, *("criteria" for _ in criteria), "adjustments"))

    def standings(self, record: Record, score: PillarScore) -> tuple[Standing, ...]:
        """What each of its criteria comes to."""
        return tuple(
            Standing(
                cast("Measure", reader.measure.read(record, DOCUMENTS)),
                as_points_or_none(points),
            )
            for reader, points in zip(self.criteria, score.criteria, strict=True)
        )


@dataclass(frozen=True, slots=True)
class PillarTelling(Generic[Part]):
    """Reads one pillar into one medium; what is asked for every member is a plain field.

    Attributes:
        pillar: The pillar.
        readers: What reads each of its criteria.
        adjustments: What reads each of its caps and deductions.
        spreads: Whether there is a criterion whose worth others may take over.
        medium: What it is read into.
    """

    pillar: model.Pillar
    readers: tuple[Reader[Part], ...]
    adjustments: tuple[AdjustmentReader, ...]
    spreads: bool
    medium: Medium[Part]

    @classmethod
    def of(cls, reader: PillarReader, medium: Medium[Part]) -> Self:
        """What a pillar is told by."""
        readers = tuple(quickest(each, medium) for each in reader.criteria)
        spreads = any(each.missing is Missing.REDISTRIBUTE for each in reader.pillar.criteria)
        return cls(reader.pillar, readers, reader.adjustments, spreads, medium)

    def read(self, record: Record, score: PillarScore) -> tuple[Part, ...]:
        """What its form leaves open; its criteria's points less its lines' costs are its points."""
        medium, lines = self.medium, zip(self.readers, score.states, score.criteria, strict=True)
        criteria = [reader.read(record, state, points) for reader, state, points in lines]
        has_lines = self.adjustments or self.spreads
        adjustments = medium.several(self._lines(record, score)) if has_lines else medium.empty
        return (*_points(score.points, score.low, score.high, medium), *criteria, adjustments)

    def _lines(self, record: Record, score: PillarScore) -> list[Part]:
        """What stands between the criteria's points and its own."""
        lines = [each.read(record, self.medium) for each in self.adjustments]
        if not self.spreads:
            return lines
        costs = sum(record.values[each.cost] for each in self.adjustments)
        return [*redistributed_in_pillar(self.pillar, score, costs, self.medium), *lines]


class Explainer:
    """Turns records under one ruleset into scorecards."""

    def __init__(self, ruleset: model.Ruleset, layout: Layout, engine: str = ENGINE) -> None:
        self._ruleset = ruleset
        self._layout = layout
        self._lets = {each.name: each.value for each in ruleset.lets}
        self._reasons = Reasons(ruleset, self._lets)
        self._unknowns = Unknowns(ruleset, self._lets, layout)
        self._levers = Levers(ruleset, self._lets)
        self._pillars = tuple(
            self._pillar(pillar, costs) for pillar, costs in zip(ruleset.pillars, layout.costs, strict=True)
        )
        self._form = _form(ruleset, tuple(each.form for each in self._pillars), engine)
        self._tables = tables_read(ruleset)
        self._tellings: dict[Medium[Any], tuple[PillarTelling[Any], ...]] = {}

    def scorecard(self, record: Record, notices: Sequence[str]) -> Scorecard:
        """The result document; ``notices`` are what the data as a whole has to say."""
        return cast("Scorecard", self._read(record, notices, DOCUMENTS))

    def scorecard_json(self, record: Record, notices: Sequence[str]) -> str:
        """The result document as JSON: what the document itself would be written as, by alias, several times as fast."""
        return self._read(record, notices, JSON)

    def _read(self, record: Record, notices: Sequence[str], medium: Medium[Part]) -> Part:
        score, member = record.score, record.member
        parts = [
            medium.own(member.id),
            medium.day(record.as_of),
            *_points(score.total, score.low, score.high, medium),
            medium.text(score.level),
        ]
        for telling, each in zip(self._telling(medium), score.pillars, strict=True):
            parts += telling.read(record, each)
        parts += (
            medium.several(redistributed_in_total(self._ruleset, score, medium)),
            medium.named(member.labels),
            medium.several([medium.text(each) for each in (*notices, *self._notes(record))]),
        )
        return medium.filled(self._form, parts)

    def _telling(self, medium: Medium[Part]) -> tuple[PillarTelling[Part], ...]:
        """What tells of each pillar; made once for a medium."""
        if medium not in self._tellings:
            self._tellings[medium] = tuple(PillarTelling.of(each, medium) for each in self._pillars)
        return self._tellings[medium]

    def standings(self, record: Record) -> Standings:
        """What each criterion comes to, and nothing else."""
        pairs = zip(self._pillars, record.score.pillars, strict=True)
        return tuple(reader.standings(record, score) for reader, score in pairs)

    def _notes(self, record: Record) -> tuple[str, ...]:
        """What the tables that were read have to say, each once."""
        if not record.member.tables:
            return ()
        provided = [record.member.tables[name] for name in self._tables if name in record.member.tables]
        return tuple(dict.fromkeys(note for rows in provided for note in rows.notes))

    def _pillar(self, pillar: model.Pillar, costs: tuple[int, ...]) -> PillarReader:
        adjustments = tuple(
            adjustment_reader(each, self._layout.values[each.when], cost, self._unknowns)
            for each, cost in zip(pillar.adjustments, costs, strict=True)
        )
        return PillarReader(pillar, tuple(self._criterion(each) for each in pillar.criteria), adjustments)

    def _criterion(self, criterion: model.Criterion) -> CriterionReader:
        return CriterionReader(
            criterion,
            measure_reader(criterion, self._layout, self._lets),
            award_table(criterion.award),
            self._reasons,
            self._unknowns,
            StepReader(criterion, self._levers, self._layout),
        )


_RANGE = ("points", "low", "high")


def _points(
    points: int | None, low: int | None, high: int | None, medium: Medium[Part]
) -> tuple[Part, Part, Part]:
    if points is None or low is None or high is None:
        one, two, three = (
            medium.nothing if each is None else medium.points(each) for each in (points, low, high)
        )
        return one, two, three
    told = medium.points
    one = told(points)
    return one, one if low == points else told(low), one if high == points else told(high)


def _form(ruleset: model.Ruleset, pillars: tuple[Form, ...], engine: str) -> Form:
    """What the scorecards of all members say."""
    levels = sorted(ruleset.levels, key=lambda each: each.start)
    given = {
        "schema_": "ssi.scorecard/1",
        "ruleset": ruleset_info(ruleset),
        "engine": engine,
        "total": Form(Points, {"worth": as_points(ruleset.worth)}, _RANGE),
        "levels": tuple(
            LevelInfo(id=each.id, title=each.title, start=as_points(each.start)) for each in levels
        ),
        "pillars": pillars,
        "data": None,
        "version": _version(),
        "plan": (),
        "together": None,
    }
    total = tuple(f"total.{blank}" for blank in _RANGE)
    parts = tuple(f"pillars.{blank}" for pillar in pillars for blank in pillar.blanks)
    return Form(
        Scorecard, given, ("member", "as_of", *total, "level", *parts, "adjustments", "labels", "notices")
    )


@cache
def _version() -> str:
    return version("ssi-rules")
