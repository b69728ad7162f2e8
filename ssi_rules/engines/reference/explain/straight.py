"""Reads criteria of facts alone from what was written out beforehand; what does not come out even is read like any other."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from ssi_rules.engines.reference.explain.awards import NEXT_FLAG
from ssi_rules.engines.reference.explain.record import as_points
from ssi_rules.engines.reference.explain.stretches import LIMIT, NO_DAYS, Stretches
from ssi_rules.language.numbers import SCALE, as_decimal
from ssi_rules.model import Bands, EarnsWhen, Ramp

if TYPE_CHECKING:
    from typing import Self

    from ssi_rules.engines.reference.explain.criteria import CriterionReader
    from ssi_rules.engines.reference.explain.forms import Form
    from ssi_rules.engines.reference.explain.media import Medium, Part
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.explain.stretches import Goal, Slope, Stretch
    from ssi_rules.engines.reference.explain.telling import Telling
    from ssi_rules.language.states import State


class Reader(Protocol):
    """Reads one criterion."""

    def read(self, record: Record, state: State, points: int | None, medium: Medium[Part]) -> Part:
        """The criterion of one member."""
        ...


def quickest(reader: CriterionReader) -> Reader:
    """What reads a criterion in the fewest steps, to the same document."""
    levers = reader.steps.facts
    units = {each.unit for each in levers}
    if len(units) != 1 or reader.measure.plain is None:
        return reader
    tellings = tuple(map(reader.steps.telling, levers))
    slots = tuple(map(reader.steps.slot, levers))
    match reader.criterion.award:
        case EarnsWhen(points) if points:
            return FlagReader(reader, tellings[0], reader.criterion.award)
        case Bands() if len(levers) == 1 or not reader.award.falls:
            return BandsReader.of(reader, tellings, slots)
        case Ramp() if not reader.award.falls:
            return RampReader.of(reader, tellings, slots)
        case _:
            return reader


@dataclass(frozen=True)
class FlagReader:
    """Reads a criterion whose measure is a flag: scored, there are two documents."""

    other: CriterionReader
    telling: Telling
    award: EarnsWhen

    def read(self, record: Record, state: State, points: int | None, medium: Medium[Part]) -> Part:
        """The criterion of one member."""
        if points is None:
            return self.other.read(record, state, points, medium)
        return medium.filled(self._earning if points else self._idle, ())

    @cached_property
    def _earning(self) -> Form:
        return self._form(value=self.award.when, points=self.award.points, following=None, steps=())

    @cached_property
    def _idle(self) -> Form:
        when, gain = self.award.when, as_points(self.award.points)
        step = self.telling.form.giving((), count=as_decimal(SCALE), value=when, gain=gain, **NO_DAYS)
        following = NEXT_FLAG[when].giving((), gain=gain)
        return self._form(value=not when, points=0, following=following, steps=(step,))

    def _form(self, *, value: bool, points: int, following: Form | None, steps: tuple[Form, ...]) -> Form:
        plain = self.other.measure.plain
        return self.other.scored.giving(
            (),
            points=as_points(points),
            measure=None if plain is None else plain.giving((), value=value),
            next=following,
            cut_points=self.other.award.lines(value).value,
            steps=steps,
        )


@dataclass(frozen=True)
class BandsReader:
    """Reads a criterion whose measure is a fact, or a sum of facts, with bands.

    Everything is a plain field: reading those is what reading a criterion mostly is.

    Attributes:
        other: Reads what is not scored, or does not come out even.
        stretches: Writes what is told on each stretch.
        slots: Where the record has the facts.
        are_several: Whether it is a sum; of a single fact, a goal's landing says whether it can be so much.
        unit: Of all of them.
        measure: Where the record has the measure.
        cuts: Where stretches begin.
        best: The most points.
    """

    other: CriterionReader
    stretches: Stretches
    slots: tuple[int, ...]
    are_several: bool
    unit: int
    measure: int
    cuts: tuple[int, ...]
    best: int
    _known: list[Stretch | None]

    @classmethod
    def of(cls, other: CriterionReader, tellings: tuple[Telling, ...], slots: tuple[int, ...]) -> Self:
        """What a reader's criterion is read by instead."""
        award, unit, none = other.award, tellings[0].lever.unit, [None] * (len(other.award.cuts) + 1)
        facts = slots, len(slots) > 1, unit, other.measure.value
        return cls(other, Stretches(other, tellings), *facts, award.cuts, award.best, [*none])

    def read(self, record: Record, state: State, points: int | None, medium: Medium[Part]) -> Part:
        """The criterion of one member."""
        value = record.values[self.measure]
        if points is None or value % self.unit:
            return self.other.read(record, state, points, medium)
        stretch = self.stretch(value)
        number = medium.number
        if not stretch.goals:
            return medium.filled(stretch.best, (number(value),))
        goal = stretch.goals[0] if len(stretch.goals) == 1 else _nearest(stretch.goals, value)
        distance = abs(goal.at - value)
        far = number(distance)
        if goal.landing is None:
            return medium.filled(goal.form, (number(value), far))
        units = goal.landing - value
        count = far if units == distance else number(units)
        if not self.are_several:
            return medium.filled(goal.form, (number(value), far, count))
        if not _fits(record, self.slots, units):
            return self.other.read(record, state, points, medium)
        return medium.filled(goal.form, (number(value), far, *[count] * len(self.slots)))

    def stretch(self, value: int) -> Stretch:
        """The one where the measure is; written when first somebody is there."""
        place = bisect_right(self.cuts, value)
        found = self._known[place]
        if found is None:
            found = self._known[place] = self.stretches.after(place)
        return found


@dataclass(frozen=True)
class RampReader(BandsReader):
    """The same with a ramp that does not fall."""

    def read(self, record: Record, state: State, points: int | None, medium: Medium[Part]) -> Part:
        """The criterion of one member."""
        value = record.values[self.measure]
        if points is None or value % self.unit:
            return self.other.read(record, state, points, medium)
        stretch = self.stretch(value)
        if points >= self.best:
            return medium.filled(stretch.best, (medium.number(value),))
        goal = stretch.goals[0]
        if goal.earned <= points:  # rounding gives as much before it is reached
            goal = next(each for each in stretch.goals if each.earned > points)
        told, distance = medium.points, goal.at - value
        gain, far = told(goal.earned - points), medium.number(distance)
        now = told(points), medium.number(value), gain, far
        if goal.landing is None:
            return medium.filled(goal.form, now)
        units = goal.landing - value
        if self.are_several and not _fits(record, self.slots, units):
            return self.other.read(record, state, points, medium)
        count = far if units == distance else medium.number(units)
        steps = (count, gain if goal.there == goal.earned else told(goal.there - points)) * len(self.slots)
        some = self._some(goal.slope, value, points) if goal.slope is not None else units
        if goal.slope is None or goal.some is None or some >= units:
            return medium.filled(goal.form, now + steps)
        then = value + some
        least = medium.number(some), medium.number(then), told(goal.slope.earned(then) - points)
        return medium.filled(goal.some, now + least + steps)

    def _some(self, slope: Slope, value: int, points: int) -> int:
        """How much, in whole units, brings anything."""
        some = slope.least(points + 1) - value
        return some + -some % self.unit


def _nearest(goals: tuple[Goal, ...], value: int) -> Goal:
    """The one that brings more where two are as far, and else the first."""
    return min(goals, key=lambda goal: (abs(goal.at - value), -goal.earned))


def _fits(record: Record, slots: tuple[int, ...], units: int) -> bool:
    """Whether each of several facts can rise so far."""
    values = record.values
    return all(values[slot] + units <= LIMIT for slot in slots)
