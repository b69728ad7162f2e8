"""Reads criteria of facts alone from what was written out beforehand; what does not come out even is read like any other."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from ssi_rules.engines.reference.explain.awards import NEXT_FLAG
from ssi_rules.engines.reference.explain.media import Part
from ssi_rules.engines.reference.explain.stretches import LIMIT, NO_DAYS, Stretches
from ssi_rules.language.numbers import SCALE, as_decimal, as_points
from ssi_rules.language.types import Type
from ssi_rules.model import Bands, EarnsWhen, Ramp

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from ssi_rules.engines.reference.explain.criteria import CriterionReader
    from ssi_rules.engines.reference.explain.forms import Form
    from ssi_rules.engines.reference.explain.media import Medium
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.explain.stretches import Goal, Stretch
    from ssi_rules.engines.reference.explain.telling import Telling
    from ssi_rules.language.states import State

Told_co = TypeVar("Told_co", covariant=True)


class Reader(Protocol[Told_co]):
    """Reads one criterion into one medium."""

    def read(self, record: Record, state: State, points: int | None) -> Told_co:
        """The criterion of one member."""
        ...


def quickest(reader: CriterionReader, medium: Medium[Part]) -> Reader[Part]:
    """What reads a criterion in the fewest steps, to the same document."""
    levers = reader.steps.facts
    units = {each.unit for each in levers}
    if len(units) != 1 or reader.measure.plain is None:
        return TryingReader(reader, medium)
    tellings = tuple(map(reader.steps.telling, levers))
    match reader.criterion.award:
        case EarnsWhen(points) if points:
            return FlagReader(reader, medium, tellings[0], reader.criterion.award)
        case Bands() if len(levers) == 1 or not reader.award.falls:
            return BandsReader.of(reader, medium, tellings)
        case Ramp() if not reader.award.falls:
            return RampReader.of(reader, medium, tellings)
        case _:
            return TryingReader(reader, medium)


@dataclass(frozen=True)
class TryingReader(Generic[Part]):
    """Reads any criterion: ways to more points are tried."""

    other: CriterionReader
    medium: Medium[Part]

    def read(self, record: Record, state: State, points: int | None) -> Part:
        """The criterion of one member."""
        return self.other.read(record, state, points, self.medium)


@dataclass(frozen=True)
class FlagReader(Generic[Part]):
    """Reads a criterion whose measure is a flag: scored, there are two documents."""

    other: CriterionReader
    medium: Medium[Part]
    telling: Telling
    award: EarnsWhen

    def read(self, record: Record, state: State, points: int | None) -> Part:
        """The criterion of one member."""
        if points is None:
            return self.other.read(record, state, points, self.medium)
        return self._earning if points else self._idle

    @cached_property
    def _earning(self) -> Part:
        return self._told(value=self.award.when, points=self.award.points, following=None, steps=())

    @cached_property
    def _idle(self) -> Part:
        when, gain = self.award.when, as_points(self.award.points)
        step = self.telling.form.giving((), count=as_decimal(SCALE), value=when, gain=gain, **NO_DAYS)
        following = NEXT_FLAG[when].giving((), gain=gain)
        return self._told(value=not when, points=0, following=following, steps=(step,))

    def _told(self, *, value: bool, points: int, following: Form | None, steps: tuple[Form, ...]) -> Part:
        plain = self.other.measure.plain
        form = self.other.scored.giving(
            (),
            points=as_points(points),
            measure=None if plain is None else plain.giving((), value=value),
            next=following,
            cut_points=self.other.award.lines(value).value,
            steps=steps,
        )
        return self.medium.filled(form, ())


@dataclass(frozen=True)
class BandsReader(Generic[Part]):
    """Reads a criterion whose measure is a fact, or a sum of facts, with bands.

    Everything is a plain field: reading those is what reading a criterion mostly is.

    Attributes:
        other: Reads what is not scored, or does not come out even.
        medium: What it is read into.
        stretches: Writes what is told on each stretch.
        slots: Where the record has the facts.
        may_not_fit: Whether one of several facts may not be able to rise so far; of one, a goal's landing says it, and of counts
            none is more than their sum.
        unit: Of all of them.
        grain: What measures are counted in.
        number: Makes a number of grains.
        measure: Where the record has the measure.
        cuts: Where stretches begin, in millionths.
        best: The most points.
        known: Stretches on which somebody was.
        kept: What was told of a value: nothing else moves it, and many members share it.
    """

    other: CriterionReader
    medium: Medium[Part]
    stretches: Stretches[Part]
    slots: tuple[int, ...]
    may_not_fit: bool
    unit: int
    grain: int
    number: Callable[[int], Part]
    measure: int
    cuts: tuple[int, ...]
    best: int
    known: list[Stretch[Part] | None]
    kept: dict[int, Part] = field(default_factory=dict)

    @classmethod
    def of(cls, other: CriterionReader, medium: Medium[Part], tellings: tuple[Telling, ...]) -> Self:
        """What a reader's criterion is read by instead."""
        award, stretches = other.award, Stretches(other, tellings, medium)
        slots = tuple(other.steps.slot(each.lever) for each in tellings)
        lever = tellings[0].lever
        always_fits = lever.type is Type.COUNT and award.cuts[-1] <= LIMIT
        return cls(
            other=other,
            medium=medium,
            stretches=stretches,
            slots=slots,
            may_not_fit=len(slots) > 1 and not always_fits,
            unit=lever.unit,
            grain=stretches.grain,
            number=medium.steps(stretches.grain),
            measure=other.measure.value,
            cuts=award.cuts,
            best=award.best,
            known=[None] * (len(award.cuts) + 1),
        )

    def read(self, record: Record, state: State, points: int | None) -> Part:
        """The criterion of one member."""
        measure = record.values[self.measure]
        if points is None:
            return self.other.read(record, state, points, self.medium)
        kept = self.kept.get(measure)
        return self._anew(record, state, measure, points) if kept is None else kept

    def _anew(self, record: Record, state: State, measure: int, points: int) -> Part:
        """The same where it is not kept yet."""
        told = None if measure % self.unit else self._told(record, measure, points)
        if told is None:
            return self.other.read(record, state, points, self.medium)
        if not self.may_not_fit:
            if len(self.kept) >= self.medium.kept:
                self.kept.clear()
            self.kept[measure] = told
        return told

    def _told(self, record: Record, measure: int, points: int) -> Part | None:  # noqa: ARG002 - for a ramp
        """What is written of a measure; None where facts cannot rise as far as that says."""
        number, value = self.number, measure // self.grain
        best, goals = self._stretch(measure)
        if not goals:
            return best(number(value))
        at, _, landing, _, told, _ = goals[0] if len(goals) == 1 else _nearest(goals, value)
        units = landing - value
        if self.may_not_fit and not self._fits(record, units):
            return None
        far = number(abs(at - value))
        return told(number(value), far, far if landing == at > value else number(units))

    def _stretch(self, measure: int) -> Stretch[Part]:
        """The one where the measure is; written when first somebody is there."""
        place = bisect_right(self.cuts, measure)
        found = self.known[place]
        if found is None:
            found = self.known[place] = self.stretches.after(place)
        return found

    def _fits(self, record: Record, units: int) -> bool:
        """Whether each of several facts can rise so far."""
        values, rise = record.values, units * self.grain
        return all(values[slot] + rise <= LIMIT for slot in self.slots)


@dataclass(frozen=True)
class RampReader(BandsReader[Part]):
    """The same with a ramp that does not fall."""

    def _told(self, record: Record, measure: int, points: int) -> Part | None:
        """What is written of a measure; None where facts cannot rise as far as that says."""
        number, value = self.number, measure // self.grain
        best, goals = self._stretch(measure)
        if points >= self.best:
            return best(number(value))
        goal = goals[0]
        if goal.earned <= points:  # rounding gives as much before it is reached
            goal = next(each for each in goals if each.earned > points)
        at, earned, landing, there, told, slope = goal
        units = landing - value
        if self.may_not_fit and not self._fits(record, units):
            return None
        earning = self.medium.points
        gain, far = earning(earned - points), number(at - value)
        count = far if landing == at else number(units)
        there_gain = gain if there == earned else earning(there - points)
        now = earning(points)
        if slope is None:
            return told(now, number(value), gain, far, count, there_gain)
        rise, base, run, unit, some_told = slope
        then = -((base - run * (points + 1)) // rise // unit) * unit  # the least that earns more
        if then >= landing:
            return told(now, number(value), gain, far, count, there_gain)
        some = number(then - value), number(then), earning((rise * then + base) // run - points)
        return some_told(now, number(value), gain, far, count, there_gain, *some)


def _nearest(goals: tuple[Goal[Part], ...], value: int) -> Goal[Part]:
    """The one that brings more where two are as far, and else the first."""
    return min(goals, key=lambda goal: (abs(goal.at - value), -goal.earned))
