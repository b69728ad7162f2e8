"""Exact steps to more points: how many of what, the measure afterwards, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.engines.reference.explain.measures import sources
from ssi_rules.engines.reference.explain.record import as_document_value, as_points
from ssi_rules.engines.reference.explain.supposed import judging, leaves, supposing
from ssi_rules.engines.reference.explain.tries import Tries, fewest
from ssi_rules.engines.reference.explain.trusted import trusted
from ssi_rules.language.numbers import as_decimal
from ssi_rules.language.types import Type
from ssi_rules.model import FactValue, Ramp
from ssi_rules.scorecard import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.engines.reference.explain.awards import Chance
    from ssi_rules.engines.reference.explain.levers import Lever, Levers
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.explain.supposed import Judging, Leaf, Outcome, Supposing
    from ssi_rules.model import Criterion

MOST = 3
"""Steps told of one criterion."""


class Taken(NamedTuple):
    """A step that was found: so many units of a lever, downward where negative, and what the criterion comes to."""

    lever: Lever
    units: int
    outcome: Outcome

    @property
    def distance(self) -> int:
        """How far it is, in millionths of what is moved."""
        return abs(self.units) * self.lever.unit


@dataclass(frozen=True)
class StepReader:
    """Finds the steps of one criterion; what that takes is made when first asked for."""

    criterion: Criterion
    levers: Levers

    def scored(self, record: Record, chance: Chance, points: int) -> tuple[Step, ...]:
        """Ways to the chance of more points, the nearest first; for a ramp also the least that brings any."""
        if not self._measured:
            return ()
        way = _Way(self._tries(record, self._reads), self._suppose, chance, points, self._direct)
        taken = [each for lever in self._measured for each in way.there(lever)][:MOST]
        if isinstance(self.criterion.award, Ramp) and taken and len(taken) < MOST:
            taken += way.anything(taken[0])
        return tuple(_step(each, points) for each in sorted(taken, key=lambda each: each.distance))

    def too_few(self, record: Record) -> tuple[Step, ...]:
        """What is still to come until the criterion can be judged."""
        tries = self._tries(record, self._asked)
        found = ((lever, self._enough(tries, lever)) for lever in self._needed)
        return tuple(_sample(lever, units) for lever, units in found if units is not None)[:MOST]

    def _enough(self, tries: Tries, lever: Lever) -> int | None:
        def reached(units: int) -> bool:
            return self._judge(tries.record.as_of, tries.moved(lever, units))

        return fewest(reached, tries.room(lever), 1)

    def _tries(self, record: Record, reads: tuple[Leaf, ...]) -> Tries:
        return Tries(record, reads, [record.value(each) for each in reads])

    # Made once.

    @cached_property
    def _reads(self) -> tuple[Leaf, ...]:
        parts = (self.criterion.applies, self.criterion.needs, self.criterion.measure)
        return leaves([each for each in parts if each is not None], self.levers.lets)

    @cached_property
    def _asked(self) -> tuple[Leaf, ...]:
        parts = (self.criterion.applies, self.criterion.needs)
        return leaves([each for each in parts if each is not None], self.levers.lets)

    @cached_property
    def _measured(self) -> tuple[Lever, ...]:
        return self.levers.on(self.criterion.measure, self._reads)

    @cached_property
    def _needed(self) -> tuple[Lever, ...]:
        if self.criterion.needs is None:
            return ()
        found = self.levers.on(self.criterion.needs, self._asked)
        return tuple(each for each in found if each.kind != "turned" and each.type is not Type.FLAG)

    @cached_property
    def _direct(self) -> frozenset[str]:
        """Facts that are the measure, and not only part of it."""
        found = sources(self.criterion.measure, self.levers.lets)
        return frozenset(each.fact for each in found if isinstance(each, FactValue))

    @cached_property
    def _suppose(self) -> Supposing:
        return supposing(self.criterion, self.levers.lets, self._reads)

    @cached_property
    def _judge(self) -> Judging:
        return judging(self.criterion, self.levers.lets, self._asked)


@dataclass(frozen=True)
class _Way:
    """From where a member stands to a chance of more points."""

    tries: Tries
    suppose: Supposing
    chance: Chance
    points: int
    direct: frozenset[str]

    def there(self, lever: Lever) -> Iterator[Taken]:
        """The fewest units that reach the chance, if they bring points."""
        down = self._is_down(lever)
        sign = -1 if down else 1
        units = fewest(
            lambda units: self._is_there(self._after(lever, sign * units)),
            self.tries.room(lever, down=down),
            max(1, -(-self.chance.distance // lever.unit)),
        )
        taken = [] if units is None else [self._taken(lever, sign * units)]
        yield from (each for each in taken if _points(each.outcome) > self.points)

    def anything(self, there: Taken) -> Iterator[Taken]:
        """Fewer units that bring fewer points, but some; only of what is counted."""
        if there.lever.type is not Type.COUNT:
            return
        sign = -1 if there.units < 0 else 1
        units = fewest(
            lambda units: _points(self._after(there.lever, sign * units)) > self.points, abs(there.units), 1
        )
        if units is not None and units != abs(there.units):
            yield self._taken(there.lever, sign * units)

    def _is_down(self, lever: Lever) -> bool:
        """Only what is the measure itself is asked to fall, or to become no."""
        if lever.kind != "fact" or lever.of not in self.direct:
            return False
        value = self.tries.values[lever.effects[0].place]
        return value is True or (self.chance.direction != "from" and not isinstance(value, bool))

    def _is_there(self, outcome: Outcome) -> bool:
        value = outcome.value
        if outcome.points is None or not isinstance(value, int):
            return False
        if isinstance(value, bool):
            return outcome.points > self.points
        match self.chance.direction:
            case "from":
                return value >= self.chance.at
            case "below":
                return value < self.chance.at
            case "to":
                return value <= self.chance.at

    def _taken(self, lever: Lever, units: int) -> Taken:
        return Taken(lever, units, self._after(lever, units))

    def _after(self, lever: Lever, units: int) -> Outcome:
        return self.suppose(self.tries.record.as_of, self.tries.moved(lever, units))


def _points(outcome: Outcome) -> int:
    return -1 if outcome.points is None else outcome.points


def _step(taken: Taken, points: int) -> Step:
    gain, value = _points(taken.outcome) - points, as_document_value(taken.outcome.value)
    own = {"kind": taken.lever.kind, "value": value, "gain": as_points(gain), "where": taken.lever.where}
    return _told(taken.lever, taken.units, own)


def _sample(lever: Lever, units: int) -> Step:
    return _told(lever, units, {"kind": "sample", "value": None, "gain": None, "where": lever.where})


def _told(lever: Lever, units: int, own: Mapping[str, object]) -> Step:
    """The document's step; a flag becomes what it is not, once."""
    count = units * lever.unit if lever.type is not Type.FLAG else 1_000_000
    return trusted(
        Step,
        {
            "kind": own["kind"],
            "of": lever.of,
            "title": lever.title,
            "count": as_decimal(count),
            "value": own["value"],
            "gain": own["gain"],
            "type": lever.type.value,
            "where": own["where"],
        },
    )
