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
from ssi_rules.language.numbers import SCALE, as_decimal
from ssi_rules.language.types import Type
from ssi_rules.model import Compared, FactValue, Ramp
from ssi_rules.scorecard import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from decimal import Decimal

    from ssi_rules.engines.reference.explain.awards import Chance
    from ssi_rules.engines.reference.explain.levers import Lever, Levers
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.explain.supposed import Judging, Leaf, Outcome, Supposing
    from ssi_rules.engines.reference.generate import Layout
    from ssi_rules.model import Criterion
    from ssi_rules.scorecard import MeasureValue

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
    layout: Layout

    def scored(self, record: Record, chance: Chance, points: int) -> tuple[Step, ...]:
        """Ways to the chance of more points, the nearest first; for a ramp also the least that brings any."""
        if not self._measured:
            return ()
        way = _Way(self._tries(record, self._reads, self._slots), self._suppose, chance, points, self._direct)
        taken = [each for lever in self._measured for each in way.there(lever)][:MOST]
        if isinstance(self.criterion.award, Ramp) and taken and len(taken) < MOST:
            taken += way.anything(taken[0])
        taken.sort(key=lambda each: each.distance)
        return tuple(self._step(each, points, record.as_of) for each in taken)

    def too_few(self, record: Record) -> tuple[Step, ...]:
        """What is still to come until the criterion can be judged."""
        tries = self._tries(record, self._asked, self._asked_slots)
        found = (self._enough(tries, lever) for lever in self._needed)
        return tuple(each for each in found if each is not None)[:MOST]

    def _enough(self, tries: Tries, lever: Lever) -> Step | None:
        if tries.record.value(self.criterion.measure) is None and not self._measures(lever):
            return None  # enough of it, and still nothing to judge

        def reach(units: int) -> bool | None:
            return self._judge(tries.record.as_of, tries.moved(lever, units)) or None

        found = fewest(reach, tries.room(lever), _units(self._lacking(tries.record), lever))
        return (
            None if found is None else self._told(lever, found[0], tries.record.as_of, ("sample", None, None))
        )

    def _step(self, taken: Taken, points: int, as_of: date | None) -> Step:
        gain = (taken.outcome.points or 0) - points
        value = as_document_value(taken.outcome.value)
        return self._told(taken.lever, taken.units, as_of, (taken.lever.kind, value, as_points(gain)))

    def _told(
        self,
        lever: Lever,
        units: int,
        as_of: date | None,
        brings: tuple[str, MeasureValue | None, Decimal | None],
    ) -> Step:
        """The document's step; a flag becomes what it is not, once."""
        kind, value, gain = brings
        return trusted(
            Step,
            {
                "kind": kind,
                "of": lever.of,
                "title": lever.title,
                "count": as_decimal(SCALE if lever.type is Type.FLAG else units * lever.unit),
                "value": value,
                "gain": gain,
                "type": lever.type.value,
                "where": lever.where,
                "dated": lever.day(as_of),
                "counts_from": lever.counts_from(as_of),
                "also": self._also(lever),
            },
        )

    def _also(self, lever: Lever) -> tuple[str, ...]:
        key = id(lever)
        if key not in self._elsewhere:
            self._elsewhere[key] = self.levers.also(lever, self.criterion)
        return self._elsewhere[key]

    def _measures(self, lever: Lever) -> bool:
        return self.levers.moves(lever, leaves([self.criterion.measure], self.levers.lets))

    def _lacking(self, record: Record) -> int:
        """About how far it is; exactly so for a plain comparison."""
        match self.criterion.needs:
            case Compared(_, left, right):
                ends = record.value(left), record.value(right)
                return abs(ends[1] - ends[0]) if isinstance(ends[0], int) and isinstance(ends[1], int) else 0
            case _:
                return 0

    def _tries(self, record: Record, reads: tuple[Leaf, ...], slots: tuple[int, ...]) -> Tries:
        return Tries(record, reads, [record.at(slot) for slot in slots])

    # Made once.

    @cached_property
    def _elsewhere(self) -> dict[int, tuple[str, ...]]:
        """What else each lever can move, by identity: levers are made once, and hashing one hashes its expressions."""
        return {}

    @cached_property
    def _reads(self) -> tuple[Leaf, ...]:
        parts = (self.criterion.applies, self.criterion.needs, self.criterion.measure)
        return leaves([each for each in parts if each is not None], self.levers.lets)

    @cached_property
    def _asked(self) -> tuple[Leaf, ...]:
        parts = (self.criterion.applies, self.criterion.needs)
        return leaves([each for each in parts if each is not None], self.levers.lets)

    @cached_property
    def _slots(self) -> tuple[int, ...]:
        return tuple(self.layout.values[each] for each in self._reads)

    @cached_property
    def _asked_slots(self) -> tuple[int, ...]:
        return tuple(self.layout.values[each] for each in self._asked)

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
        reach = self._reach(lever, self._is_there, -1 if down else 1)
        found = fewest(reach, self.tries.room(lever, down=down), _units(self.chance.distance, lever))
        if found is not None and self._brings(found[1].outcome):
            yield found[1]

    def anything(self, there: Taken) -> Iterator[Taken]:
        """Fewer units that bring fewer points, but some; only of what is counted."""
        most = abs(there.units) - 1
        if there.lever.type is Type.COUNT and most:
            reach = self._reach(there.lever, self._brings, -1 if there.units < 0 else 1)
            found = fewest(reach, most, 1)
            yield from () if found is None else (found[1],)

    def _reach(
        self, lever: Lever, is_far_enough: Callable[[Outcome], bool], sign: int
    ) -> Callable[[int], Taken | None]:
        day, moved, suppose = self.tries.record.as_of, self.tries.moved, self.suppose

        def reach(units: int) -> Taken | None:
            outcome = suppose(day, moved(lever, sign * units))
            return Taken(lever, sign * units, outcome) if is_far_enough(outcome) else None

        return reach

    def _brings(self, outcome: Outcome) -> bool:
        return outcome.points is not None and outcome.points > self.points

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
            return self._brings(outcome)
        match self.chance.direction:
            case "from":
                return value >= self.chance.at
            case "below":
                return value < self.chance.at
            case "to":
                return value <= self.chance.at


def _units(distance: int, lever: Lever) -> int:
    """Whole units of a lever that make up a distance in millionths."""
    return max(1, -(-distance // lever.unit))
