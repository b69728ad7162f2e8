"""The most that anybody gains and loses between two rulesets, or, where nobody knows that, what nobody gains more than."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.logic import both, summed
from ssi_rules.proving.units import groups_of, moved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ssi_rules.proving.limits import Spending
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.units import Sides, Unit
    from ssi_rules.proving.universe import Universe
    from ssi_rules.proving.world import World

TOTAL = ""
"""The name under which the total's gains stand."""


@dataclass(frozen=True, slots=True)
class Gains:
    """The most that any member gains and loses, in hundredths of points; 0 where nobody does.

    Attributes:
        gain: What nobody gains more than.
        loss: The same of what is lost.
        why: Empty where somebody does gain and lose that much; else why nobody knows whether anybody does. One clause for people.
    """

    gain: int
    loss: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Ends:
    """The most that is gained, and lost; below 0 where everybody moves the other way."""

    gain: int
    loss: int
    why: str


_Key: TypeAlias = "tuple[int, ...]"
_Move: TypeAlias = "Callable[[World, World], tuple[Truth, Whole]]"


def gains_of(sides: Sides, left: Spending) -> Iterator[tuple[str, Gains]]:
    """The gains of each pillar that both have, and of the total; each gets its part of what may be spent.

    Args:
        sides: The two rulesets.
        left: What may be spent on all.
    """
    bounds = _Bounds(sides, left)
    for name, groups in bounds.groups.items():
        yield name, _added([bounds.of(group) for group in groups])
    if bounds.asks_whole:
        yield TOTAL, _added([bounds.most(sides.whole, _total_move, (sides.old.worth, sides.new.worth))])


@dataclass(frozen=True)
class _Bounds:
    sides: Sides
    left: Spending
    known: dict[_Key, _Ends] = field(default_factory=dict)

    @cached_property
    def asks_whole(self) -> bool:
        """Whether the total is asked about by itself: something moves it that is not in the pillars' groups alone."""
        return not self.sides.add_up and (self.sides.worths_differ or bool(self.sides.all_units))

    @cached_property
    def groups(self) -> Mapping[str, list[tuple[Unit, ...]]]:
        """What shares no data, so that its bounds add up: of each pillar, and of the total unless that is asked about by itself."""
        pillars = {name: groups_of(units) for name, units in self.sides.units.items()}
        return pillars if self.asks_whole else {**pillars, TOTAL: groups_of(self.sides.all_units)}

    @cached_property
    def asked(self) -> frozenset[_Key]:
        """The groups, each once: those of a pillar are often the total's too."""
        return frozenset(_key(group) for groups in self.groups.values() for group in groups)

    @property
    def open(self) -> int:
        """How many bounds are not known yet, two of each group and two of the total."""
        return 2 * (len(self.asked - self.known.keys()) + self.asks_whole)

    def of(self, group: tuple[Unit, ...]) -> _Ends:
        """The bounds of one group, worked out once."""
        key = _key(group)
        if key not in self.known:
            worths = [each.worths for each in group]
            most = sum(was for was, _ in worths), sum(now for _, now in worths)
            self.known[key] = self.most(self.sides.universe(group), partial(moved, group), most)
        return self.known[key]

    def most(self, universe: Universe, move: _Move, worths: tuple[int, int]) -> _Ends:
        """The bounds of what moves from one worth to another."""
        gain, unsure = self._end(universe, move, 1, worths, self.left.part(self.open))
        loss, also = self._end(universe, move, -1, worths[::-1], self.left.part(self.open - 1))
        return _Ends(gain, loss, unsure or also)

    def _end(
        self, universe: Universe, move: _Move, sign: int, worths: tuple[int, int], left: Spending
    ) -> tuple[int, str]:
        """The most in one direction, by halving what is open; where nobody can tell, more is taken for possible."""
        low, high, middle, why = -worths[0], worths[1], 1, ""
        while low < high:

            def reaches(one: World, other: World, middle: int = middle) -> Truth:
                has, points = move(one, other)
                return both(has, points * sign >= middle)

            match self.sides.ask(universe, reaches, left):
                case Found():
                    low = middle
                case Nothing():
                    high = middle - 1
                case Undecided(unsure):
                    low, why = middle, why or unsure
            middle = 0 if high == 0 and low < 0 else (low + high + 1) // 2
        return high, why


def _key(group: tuple[Unit, ...]) -> _Key:
    return tuple(map(id, group))


def _added(ends: Iterable[_Ends]) -> Gains:
    """Nobody gains less than nothing."""
    found = list(ends)
    why = next((each.why for each in found if each.why), "")
    return Gains(max(sum(each.gain for each in found), 0), max(sum(each.loss for each in found), 0), why)


def _total_move(one: World, other: World) -> tuple[Truth, Whole]:
    was, now = one.encoded().total, other.encoded().total
    return both(was.has, now.has), summed((now.points, -1 * was.points))
