"""From what groups can do to fronts that add up to the total.

Where a pillar's points are a sum whatever is done, each group stands for itself. Where a cap, a deduction or worth that passes on
may make them something else, the groups of that pillar (and of other such pillars that they touch) are put together first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import ge
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ssi_rules.engines.reference.arithmetic import spread
from ssi_rules.model import Cap
from ssi_rules.planning.optimum.options import NOTHING, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.model import Pillar
    from ssi_rules.planning.optimum.groups import Group
    from ssi_rules.planning.optimum.options import Option, Parts

Times: TypeAlias = "tuple[tuple[str, int], ...]"
"""How often which actions are done."""


def points_of(pillar: Pillar, part: Part) -> int | None:
    """The pillar's points from all that its criteria and conditions give; None where nothing counts."""
    points = spread(part.earned, pillar.worth, pillar.worth - part.uncounted)
    for place, each in enumerate(pillar.adjustments):
        if points is not None and place in part.fired:
            points = min(points, each.at) if isinstance(each, Cap) else max(points - each.points, 0)
    return points


class Entry(NamedTuple):
    """One way for some groups.

    Attributes:
        minutes: Effort.
        gain: Points of pillars that are settled.
        absent: Places of pillars that have no points then.
        open: What is known of pillars that other groups touch too.
        times: How often which actions are done.
    """

    minutes: int
    gain: int
    absent: frozenset[int]
    open: tuple[tuple[int, Part], ...]
    times: Times


@dataclass(frozen=True)
class Assembly:
    """All groups of a ruleset, with what each can do.

    Attributes:
        pillars: Of the ruleset.
        still: What the items that no group moves give each pillar.
        groups: Each with its options, cheapest first.
    """

    pillars: tuple[Pillar, ...]
    still: Parts
    groups: tuple[tuple[Group, Sequence[Option]], ...]

    def fronts(self) -> list[list[Entry]]:
        """One list of entries for each thing to choose; their gains and ``base`` make the sum of the pillars."""
        return [self._front(*each) for each in self._knots()]

    @cached_property
    def base(self) -> int:
        """Points of pillars that add up, beyond what groups give them."""
        return sum(self._offset(place) for place in range(len(self.pillars)) if place not in self.bent)

    def _offset(self, place: int) -> int:
        low, _ = self._span(place)
        return (points_of(self.pillars[place], low) or 0) - low.earned + self._still(place).earned

    def _still(self, place: int) -> Part:
        return self.still.get(place, NOTHING)

    @cached_property
    def bent(self) -> frozenset[int]:
        """Places of pillars whose points are not always what groups give them and a constant."""
        return frozenset(place for place in range(len(self.pillars)) if self._is_bent(place))

    def _is_bent(self, place: int) -> bool:
        if any(len({part[1:] for part in each}) > 1 for each in self._given(place)):
            return True
        low, high = self._span(place)
        points = [points_of(self.pillars[place], each) for each in (low, high)]
        if low.uncounted or points[0] is None or points[1] is None:
            return True
        return points[1] - points[0] != high.earned - low.earned

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
            for _, options in self.groups
        )
        return [each for each in found if each]

    def _knots(self) -> list[tuple[list[int], frozenset[int]]]:
        """Groups, by their places, that are chosen from together, with the bent pillars that tie them."""
        knots: list[tuple[list[int], frozenset[int]]] = [
            ([], frozenset((place,))) for place in sorted(self.bent)
        ]
        for number, (_, options) in enumerate(self.groups):
            tied = frozenset(place for place, _ in options[0].parts) & self.bent
            joined = [each for each in knots if tied & each[1]]
            knots = [each for each in knots if not tied & each[1]]
            members = [number for each in joined for number in each[0]]
            knots.append(([*members, number], tied.union(*(each[1] for each in joined))))
        return knots

    def _front(self, numbers: Sequence[int], places: frozenset[int]) -> list[Entry]:
        """All that some groups can do together, without what another way outdoes."""
        entries = [Entry(0, 0, frozenset(), tuple((each, self._still(each)) for each in sorted(places)), ())]
        for done, number in enumerate(numbers):
            group, options = self.groups[number]
            later = {place for each in numbers[done + 1 :] for place, _ in self.groups[each][1][0].parts}
            settled = (self._settled(each, later) for each in self._extended(entries, group, options))
            entries = undominated(settled)
        return undominated(self._settled(each, set()) for each in entries)

    def _extended(self, entries: Sequence[Entry], group: Group, options: Sequence[Option]) -> Iterator[Entry]:
        ready = [(option, _done(group, option), *self._split(option)) for option in options]
        for entry in entries:
            for option, times, gain, parts in ready:
                yield Entry(
                    entry.minutes + option.minutes,
                    entry.gain + gain,
                    entry.absent,
                    tuple((place, part.plus(parts.get(place, NOTHING))) for place, part in entry.open),
                    entry.times + times,
                )

    def _split(self, option: Option) -> tuple[int, Parts]:
        """What an option gives pillars that add up, and what it gives the others."""
        gain = sum(part.earned for place, part in option.parts if place not in self.bent)
        return gain, {place: part for place, part in option.parts if place in self.bent}

    def _settled(self, entry: Entry, later: set[int]) -> Entry:
        """The entry with the points of all pillars that nobody touches any more."""
        for place, part in entry.open:
            if place not in later:
                points = points_of(self.pillars[place], part)
                absent = entry.absent if points is not None else entry.absent | {place}
                entry = entry._replace(gain=entry.gain + (points or 0), absent=absent)
        return entry._replace(open=tuple(each for each in entry.open if each[0] in later))


def _earned(part: Part) -> int:
    return part.earned


def _done(group: Group, option: Option) -> Times:
    pairs = zip(group.actions, option.times, strict=True)
    return tuple((action.id, times) for action, times in pairs if times)


def undominated(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without those that another of the same kind outdoes for no more minutes; cheapest first."""
    kept: list[Entry] = []
    best: dict[object, list[tuple[int, ...]]] = {}
    for each in sorted(entries, key=_order):
        kind = each.absent, tuple((place, part[1:]) for place, part in each.open)
        worths = (each.gain, *(part.earned for _, part in each.open))
        known = best.setdefault(kind, [])
        if not any(all(map(ge, one, worths)) for one in reversed(known)):
            best[kind] = [one for one in known if not all(map(ge, worths, one))] + [worths]
            kept.append(each)
    return kept


def _order(entry: Entry) -> tuple[int, int, int]:
    return entry.minutes, -entry.gain, -sum(part.earned for _, part in entry.open)
