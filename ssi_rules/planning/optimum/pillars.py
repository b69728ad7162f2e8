"""From what groups can do to fronts that add up to the total.

Where a pillar's points are a sum whatever is done, each group stands for itself. Where a cap, a deduction or redistribution
may make them something else, the groups of that pillar (and of other such pillars that they touch) are put together first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.planning.optimum.parts import NOTHING, Part, Scale, adjustment_of, points_of, spans
from ssi_rules.planning.optimum.skyline import Rated, undominated
from ssi_rules.planning.optimum.wish import TooManyWays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.model import Pillar
    from ssi_rules.planning.optimum.options import Option, Times
    from ssi_rules.planning.optimum.parts import Parts, Scales
    from ssi_rules.planning.optimum.wish import Allowance


MOST_SPLIT = 32
"""Choices of what fires and what counts that are gone through one by one."""


MOST_ENTRIES = 300_000
"""Ways of several groups that are put together at a time."""


class Entry(NamedTuple):
    """One way for some groups.

    Attributes:
        minutes: Effort.
        gain: Points of pillars that are settled.
        earned: What it gives each pillar that is scaled.
        absent: Places of pillars that have no points then.
        open: What is known of pillars that other groups touch too.
        times: How often which actions are done.
    """

    minutes: int
    gain: int
    earned: tuple[int, ...]
    absent: frozenset[int]
    open: tuple[tuple[int, Part], ...]
    times: Times


@dataclass(frozen=True)
class Assembly:
    """All groups of a ruleset, with what each can do.

    Attributes:
        pillars: Of the ruleset.
        still: What the items that no group moves give each pillar.
        groups: What each can do, cheapest first.
        straight: Places of the pillars that are the sum of what their criteria earn, whatever is done.
        days: Of the period.
        allowance: How many ways may be put together in all.
    """

    pillars: tuple[Pillar, ...]
    still: Parts
    groups: tuple[Sequence[Option], ...]
    straight: frozenset[int]
    days: int
    allowance: Allowance

    def split(self) -> Iterator[Assembly]:
        """One assembly for each choice of what fires and what counts: in each, most pillars add up.

        Where there are too many choices, all of them together.
        """
        variants = [list(dict.fromkeys(map(_variant, options))) for options in self.groups]
        if prod(map(len, variants)) > MOST_SPLIT:
            yield self
            return
        for chosen in product(*variants):
            pairs = zip(self.groups, chosen, strict=True)
            groups = tuple([each for each in options if _variant(each) == one] for options, one in pairs)
            yield replace(self, groups=groups)

    def fronts(self) -> list[list[Entry]]:
        """One list of entries for each thing to choose; their gains and ``base`` make the sum of the pillars."""
        return [self._front(*each) for each in self._knots()]

    @cached_property
    def base(self) -> int:
        """Points of pillars that add up, beyond what groups give them."""
        return sum(self._offset(place) for place in range(len(self.pillars)) if place not in self.bent)

    def _offset(self, place: int) -> int:
        earned = 0 if place in self.scales else self._still(place).earned
        if place in self.straight:
            return earned
        return earned + (adjustment_of(self.pillars[place], self._span(place)[0]) or 0)

    def _still(self, place: int) -> Part:
        return self.still.get(place, NOTHING)

    @cached_property
    def bent(self) -> frozenset[int]:
        """Places of pillars whose points are not always what groups give them and a constant."""
        places = frozenset(range(len(self.pillars))) - self.straight
        return frozenset(place for place in places if self._is_bent(place))

    def _is_bent(self, place: int) -> bool:
        if any(len({part[1:] for part in each}) > 1 for each in self._given(place)):
            return True
        low, high = (adjustment_of(self.pillars[place], each) for each in self._span(place))
        return low is None or low != high

    @cached_property
    def scales(self) -> Scales:
        """Of the pillars that are neither bent nor a sum: criteria without points leave always the same worth to the others."""
        places = frozenset(range(len(self.pillars))) - self.straight - self.bent
        uncounted = {place: self._span(place)[0].uncounted for place in sorted(places)}
        return {
            place: Scale(self.pillars[place].worth, self.pillars[place].worth - each)
            for place, each in uncounted.items()
            if each
        }

    @property
    def start(self) -> tuple[int, ...]:
        """What the pillars that are scaled earn beyond what groups give them."""
        return tuple(self._still(place).earned for place in self.scales)

    def _span(self, place: int) -> tuple[Part, Part]:
        """The least and the most that the pillar can earn."""
        low = high = self._still(place)
        for each in self._given(place):
            low, high = low.plus(min(each, key=_earned)), high.plus(max(each, key=_earned))
        return low, high

    def _given(self, place: int) -> list[list[Part]]:
        """What each group that touches a pillar can give it."""
        found = (
            [dict(each.parts)[place] for each in options if place in dict(each.parts)]
            for options in self.groups
        )
        return [each for each in found if each]

    def _knots(self) -> list[tuple[list[int], frozenset[int]]]:
        """Groups, by their places, that are chosen from together, with the bent pillars that tie them."""
        knots: list[tuple[list[int], frozenset[int]]] = [
            ([], frozenset((place,))) for place in sorted(self.bent)
        ]
        for number, options in enumerate(self.groups):
            tied = frozenset(place for place, _ in options[0].parts) & self.bent
            joined = [each for each in knots if tied & each[1]]
            knots = [each for each in knots if not tied & each[1]]
            members = [number for each in joined for number in each[0]]
            knots.append(([*members, number], tied.union(*(each[1] for each in joined))))
        return knots

    def _front(self, numbers: Sequence[int], places: frozenset[int]) -> list[Entry]:
        """All that some groups can do together, without what another way outdoes."""
        open_ = tuple((each, self._still(each)) for each in sorted(places))
        entries = [Entry(0, 0, tuple(0 for _ in self.scales), frozenset(), open_, ())]
        for done, number in enumerate(numbers):
            ways = len(entries) * len(self.groups[number])
            if ways > MOST_ENTRIES:
                raise TooManyWays(self._actions(numbers), self.days)
            self.allowance.take(ways, self._actions(numbers), self.days)
            later = {place for each in numbers[done + 1 :] for place, _ in self.groups[each][0].parts}
            settled = (self._settled(each, later) for each in self._extended(entries, self.groups[number]))
            entries = self._kept(settled)
        return self._kept(self._settled(each, set()) for each in entries)

    def _actions(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Ids of the actions of some groups."""
        options = (option for number in numbers for option in self.groups[number])
        return tuple(dict.fromkeys(name for option in options for name, _ in option.times))

    def _extended(self, entries: Sequence[Entry], options: Sequence[Option]) -> Iterator[Entry]:
        ready = [(option, *self._split(option)) for option in options]
        for entry in entries:
            for option, gain, earned, parts in ready:
                yield Entry(
                    entry.minutes + option.minutes,
                    entry.gain + gain,
                    tuple([one + more for one, more in zip(entry.earned, earned, strict=True)]),
                    entry.absent,
                    tuple((place, part.plus(parts.get(place, NOTHING))) for place, part in entry.open),
                    entry.times + option.times,
                )

    def _split(self, option: Option) -> tuple[int, tuple[int, ...], Parts]:
        """What an option gives pillars that add up, those that are scaled, and the others."""
        parts = dict(option.parts)
        earned = tuple([parts.get(place, NOTHING).earned for place in self.scales])
        gain = sum(part.earned for place, part in option.parts if place not in self._apart)
        return (
            option.gain + gain,
            earned,
            {place: part for place, part in option.parts if place in self.bent},
        )

    @cached_property
    def _apart(self) -> frozenset[int]:
        """Places of the pillars that do not simply add up."""
        return self.bent.union(self.scales)

    def _settled(self, entry: Entry, later: set[int]) -> Entry:
        """The entry with the points of all pillars that nobody touches any more."""
        for place, part in entry.open:
            if place not in later:
                points = points_of(self.pillars[place], part)
                absent = entry.absent if points is not None else entry.absent | {place}
                entry = entry._replace(gain=entry.gain + (points or 0), absent=absent)
        return entry._replace(open=tuple(each for each in entry.open if each[0] in later))

    def _kept(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries that no other outdoes, cheapest first."""
        return undominated((self._rated(each), each) for each in entries)

    def _rated(self, entry: Entry) -> Rated:
        kind = entry.absent, tuple((place, part[1:]) for place, part in entry.open)
        rated = Rated(entry.minutes, kind, (entry.gain, *(part.earned for _, part in entry.open)))
        if not entry.earned:
            return rated
        least, most = spans(self.scales.values(), entry.earned)
        return rated._replace(scaled=entry.earned, least=least, most=most)


def _variant(option: Option) -> tuple[object, ...]:
    """What an option makes fire or count."""
    return tuple((place, part[1:]) for place, part in option.parts)


def _earned(part: Part) -> int:
    return part.earned
