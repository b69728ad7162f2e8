"""A step as the document tells it: what is moved and how it is called are the same for every member."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.explain.forms import Form
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.scorecard import Step

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.engines.reference.explain.levers import Lever
    from ssi_rules.engines.reference.explain.media import Medium, Part
    from ssi_rules.engines.reference.explain.ways import Taken

_DAYS = ("dated", "counts_from")


@dataclass(frozen=True)
class Telling:
    """What is said of steps with one lever of one criterion; ``also`` is what else it can move."""

    lever: Lever
    also: tuple[str, ...]
    _days: dict[date | None, tuple[date | None, date | None]] = field(default_factory=dict)

    def gaining(self, taken: Taken, points: int, as_of: date | None, medium: Medium[Part]) -> Part:
        """A step that brings points; ``points`` are those now."""
        count, value = self._count(taken.units), medium.value(taken.outcome.value)
        gain = medium.points((taken.outcome.points or 0) - points)
        return medium.filled(self.form, (medium.number(count), value, gain, *self._dates(as_of, medium)))

    def sampling(self, units: int, as_of: date | None, medium: Medium[Part]) -> Part:
        """A step after which the criterion can be judged; it promises no points."""
        count = medium.number(self._count(units))
        return medium.filled(self._sampling, (count, *self._dates(as_of, medium)))

    def _count(self, units: int) -> int:
        """In millionths; a flag becomes what it is not, once."""
        return SCALE if self.lever.type is Type.FLAG else units * self.lever.unit

    def _dates(self, as_of: date | None, medium: Medium[Part]) -> tuple[Part, Part]:
        if not self.lever.is_dated:
            return medium.nothing, medium.nothing
        if as_of not in self._days:
            self._days.clear()  # a team shares one day
            self._days[as_of] = self.lever.day(as_of), self.lever.counts_from(as_of)
        dated, counts_from = self._days[as_of]
        return medium.day(dated), medium.day(counts_from)

    @cached_property
    def form(self) -> Form:
        """Of a step that brings points."""
        return Form(Step, {**self._given, "kind": self.lever.kind}, ("count", "value", "gain", *_DAYS))

    @cached_property
    def _sampling(self) -> Form:
        return Form(Step, {**self._given, "kind": "sample", "value": None, "gain": None}, ("count", *_DAYS))

    @cached_property
    def _given(self) -> dict[str, object]:
        return {
            "of": self.lever.of,
            "title": self.lever.title,
            "type": self.lever.type.value,
            "where": self.lever.where,
            "also": self.also,
        }
