"""Exact steps to more points: how many of what, the measure afterwards, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.explain.measures import sources
from ssi_rules.engines.reference.explain.supposed import judging, leaves, supposing
from ssi_rules.engines.reference.explain.telling import Telling
from ssi_rules.engines.reference.explain.tries import Tries, fewest
from ssi_rules.engines.reference.explain.ways import Taken, Way, whole_units
from ssi_rules.language.types import Type
from ssi_rules.model import Calculation, Compared, Expression, FactValue, LetValue, Operator, Ramp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.engines.reference.explain.awards import Chance
    from ssi_rules.engines.reference.explain.levers import Lever, Levers
    from ssi_rules.engines.reference.explain.media import Medium, Part
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.explain.supposed import Judging, Leaf, Supposing
    from ssi_rules.engines.reference.generate import Layout
    from ssi_rules.model import Criterion

MOST = 3
"""Steps told of one criterion."""


@dataclass(frozen=True)
class StepReader:
    """Finds the steps of one criterion; what that takes is made when first asked for."""

    criterion: Criterion
    levers: Levers
    layout: Layout

    def scored(self, record: Record, chance: Chance, points: int, medium: Medium[Part]) -> Part:
        """Ways to the chance of more points, the nearest first; for a ramp also the least that brings any."""
        if not self._measured:
            return medium.empty
        taken = self._taken(self._way(record, chance, points))
        day = record.as_of
        return medium.several([self.telling(each.lever).gaining(each, points, day, medium) for each in taken])

    def too_few(self, record: Record, medium: Medium[Part]) -> Part:
        """What is still to come until the criterion can be judged."""
        tries = self._tries(record, self._asked, self._asked_slots)
        found = ((lever, self._enough(tries, lever)) for lever in self._needed)
        told = [self.telling(lever).sampling(units, record.as_of, medium) for lever, units in found if units]
        return medium.several(told[:MOST])

    def asked(self, record: Record) -> tuple[object, ...] | None:
        """All that what is told of too little rests on; None where rows take part."""
        if not self._asks_facts:
            return None
        values = record.values
        is_known = values[self._measure_slot] is not None
        return record.as_of, is_known, *[values[slot] for slot in self._asked_slots]

    def _way(self, record: Record, chance: Chance, points: int) -> Way:
        tries = self._tries(record, self._reads, self._slots)
        return Way(tries, self._suppose, chance, points, self._direct)

    def _taken(self, way: Way) -> list[Taken]:
        taken = [each for lever in self._measured for each in way.there(lever)][:MOST]
        if isinstance(self.criterion.award, Ramp) and taken and len(taken) < MOST:
            taken += way.anything(taken[0])
        taken.sort(key=lambda each: each.distance)
        return taken

    def _enough(self, tries: Tries, lever: Lever) -> int | None:
        if tries.record.value(self.criterion.measure) is None and not self._measures(lever):
            return None  # enough of it, and still nothing to judge

        def reach(units: int) -> bool | None:
            return self._judge(tries.record.as_of, tries.moved(lever, units)) or None

        found = fewest(reach, tries.room(lever), whole_units(self._lacking(tries.record), lever))
        return None if found is None else found[0]

    def telling(self, lever: Lever) -> Telling:
        """What to say of a lever, by identity: levers are made once, and hashing one hashes its expressions."""
        found = self._tellings.get(id(lever))
        if found is None:
            found = self._tellings[id(lever)] = Telling(lever, self.levers.also(lever, self.criterion))
        return found

    def slot(self, lever: Lever) -> int:
        """Where the record has the fact that a lever moves."""
        return self._slots[lever.effects[0].place]

    def _measures(self, lever: Lever) -> bool:
        """Whether more of it moves the measure, too; remembered like what to say of it."""
        found = self._moving.get(id(lever))
        if found is None:
            measured = leaves([self.criterion.measure], self.levers.lets)
            found = self._moving[id(lever)] = self.levers.moves(lever, measured)
        return found

    def _lacking(self, record: Record) -> int:
        """About how far it is; exactly so for a plain comparison."""
        match self.criterion.needs:
            case Compared(_, left, right):
                ends = record.value(left), record.value(right)
                return abs(ends[1] - ends[0]) if isinstance(ends[0], int) and isinstance(ends[1], int) else 0
            case _:
                return 0

    def _tries(self, record: Record, reads: tuple[Leaf, ...], slots: tuple[int, ...]) -> Tries:
        values = record.values
        return Tries(record, reads, [values[slot] for slot in slots])

    # Made once.

    @cached_property
    def facts(self) -> tuple[Lever, ...]:
        """Levers on the facts that are the measure or add up to it; none unless nothing else of the criterion rests on them."""
        names = [each.fact for each in _summed(self.criterion.measure, self.levers.lets) or ()]
        asked = {each.fact for each in self._asked if isinstance(each, FactValue)}
        are_all = names == [each.of for each in self._measured if each.kind == "fact"]
        return self._measured if are_all and len(names) <= MOST and asked.isdisjoint(names) else ()

    @cached_property
    def _tellings(self) -> dict[int, Telling]:
        return {}

    @cached_property
    def _moving(self) -> dict[int, bool]:
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
    def _asks_facts(self) -> bool:
        return all(isinstance(each, FactValue) for each in self._asked)

    @cached_property
    def _slots(self) -> tuple[int, ...]:
        return tuple(self.layout.values[each] for each in self._reads)

    @cached_property
    def _measure_slot(self) -> int:
        return self.layout.values[self.criterion.measure]

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


def _summed(node: Expression, lets: Mapping[str, Expression]) -> list[FactValue] | None:
    """The facts whose sum an expression is, if it is one."""
    match node:
        case FactValue():
            return [node]
        case LetValue(name):
            return _summed(lets[name], lets)
        case Calculation(Operator.ADD, left, right):
            sides = _summed(left, lets), _summed(right, lets)
            return None if None in sides else [each for side in sides if side for each in side]
        case _:
            return None
