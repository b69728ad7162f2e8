"""Do two rulesets score every member alike; if not, whom do they not, and how much can anybody gain or lose?

Alike is: the same points for every criterion and pillar that both have, the same total and the same level; points that are
absent are not 0. Ranges and what is told beside the points take no part. Criteria that mean the same are not asked about, the
others one by one; only where a pillar caps, deducts or passes worth on it is asked about as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.language.states import Missing
from ssi_rules.proving.alike import Alike, differing_declaration
from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.asked import asked_by, asked_by_pillar
from ssi_rules.proving.find import find_on_any_day
from ssi_rules.proving.logic import EXTRA_MISSING, both, either, is_available, negated, same, summed
from ssi_rules.proving.scoring import TooManySums
from ssi_rules.proving.universe import Universe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ssi_rules import model
    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.scoring import Sums
    from ssi_rules.proving.universe import World

TOTAL = ""
"""The name under which the total's gains stand."""


@dataclass(frozen=True, slots=True)
class Gains:
    """The most that any member gains and loses, in hundredths of points; 0 where nobody does."""

    gain: int
    loss: int


@dataclass(frozen=True, slots=True)
class Equal:
    """Every member scores alike."""


@dataclass(frozen=True, slots=True)
class Differs:
    """Not every member scores alike.

    Attributes:
        witness: A member whose score differs; of the total, where that can be.
        gains: By the id of each pillar that both have, and by TOTAL; None where nobody knows. Members who have no points by
            one of the two are not counted.
    """

    witness: Found
    gains: Mapping[str, Gains | None] = field(default_factory=dict)


Comparison: TypeAlias = Equal | Differs | Undecided


def compare(old: model.Ruleset, new: model.Ruleset, limit: float) -> Comparison:
    """Hold two rulesets against each other over all members there can be.

    Args:
        old: One ruleset.
        new: The other.
        limit: Seconds for everything.
    """
    fault = differing_declaration(old, new)
    if fault is not None:
        return Undecided(fault)
    if not is_available():
        return Undecided(EXTRA_MISSING)
    return _Comparison(old, new, monotonic() + limit).outcome()


@dataclass(frozen=True)
class _Pair:
    """A pillar that both have, and where it stands in each."""

    id: str
    old: int
    new: int


class _Comparison:
    def __init__(self, old: model.Ruleset, new: model.Ruleset, deadline: float) -> None:
        self.old, self.new, self.deadline = old, new, deadline
        self.alike = Alike(old, new)
        self.pairs = [
            _Pair(each.id, place, other)
            for place, each in enumerate(old.pillars)
            for other, found in enumerate(new.pillars)
            if each.id == found.id
        ]
        self.changed = {
            each.id: self.alike.changed(old.pillars[each.old], new.pillars[each.new]) for each in self.pairs
        }

        self._ends_left = 2 + 2 * sum(not each.nothing for each in self.changed.values())

    def outcome(self) -> Comparison:
        unsure: Undecided | None = None
        first: Found | None = None
        for answer in self._answers():
            match answer:
                case Found():
                    first = first or answer
                    break
                case Undecided():
                    unsure = unsure or answer
                case Nothing():
                    pass
        if first is None:
            return unsure or Equal()
        moved = self._total_moves(scored=True)
        return Differs(moved if isinstance(moved, Found) else first, dict(self._gains()))

    # Whether anything differs.

    def _answers(self) -> Iterator[Answer]:
        """First what is small: criteria, then pillars, then the total."""
        for pair in self.pairs:
            for criterion in self.changed[pair.id].criteria:
                yield self._criterion(pair, *criterion)
        for pair in self.pairs:
            if not self.changed[pair.id].nothing_else:
                yield self._pillar(pair)
        if self._total_is_open():
            yield self._total_moves()
            yield self._levels()

    def _total_is_open(self) -> bool:
        """Whether pillars that are alike do not settle the total and the level."""
        levels = [
            sorted((each.start, each.id) for each in ruleset.levels) for ruleset in (self.old, self.new)
        ]
        return levels[0] != levels[1] or self._worths_differ()

    def _worths_differ(self) -> bool:
        """Whether one has other pillars, or another worth of them or of the whole."""
        worths = [
            sorted((each.id, each.worth) for each in ruleset.pillars) for ruleset in (self.old, self.new)
        ]
        return worths[0] != worths[1] or self.old.worth != self.new.worth

    def _only_levels_differ(self) -> bool:
        """Whether everybody's points are the same."""
        return not self._worths_differ() and all(each.nothing for each in self.changed.values())

    def _criterion(self, pair: _Pair, old: int, new: int) -> Answer:
        before = self.old.pillars[pair.old].criteria[old]
        after = self.new.pillars[pair.new].criteria[new]
        universe = Universe(self.old, self.new, about=(asked_by(before), asked_by(after)))

        def wanted(one: World, other: World) -> Truth:
            was, now = one.criterion(pair.old, old), other.criterion(pair.new, new)
            return either(
                negated(same(was.has, now.has)), both(was.has, now.has, _unlike(was.points, now.points))
            )

        return self._ask(universe, wanted)

    def _pillar(self, pair: _Pair) -> Answer:
        def wanted(one: World, other: World) -> Truth:
            return _apart(one.pillar(pair.old).sums, other.pillar(pair.new).sums)

        return self._ask(self._of_pillars([pair]), wanted)

    def _total_moves(self, *, scored: bool = False) -> Answer:
        """Whether anybody's total differs; asked only of those who have one by both, where ``scored``."""
        if self._adds_up():
            moved = [each for each in self.pairs if not self.changed[each.id].nothing]

            def differs(one: World, other: World) -> Truth:
                return _unlike(summed(self._move(one, other, each) for each in moved), 0)

            return self._ask(self._of_pillars(moved), differs)

        def apart(one: World, other: World) -> Truth:
            was, now = one.encoded().total, other.encoded().total
            return both(was.has, now.has, _unlike(was.points, now.points)) if scored else _apart(was, now)

        return self._ask(self._whole, apart)

    def _levels(self) -> Answer:
        def wanted(one: World, other: World) -> Truth:
            was, now = one.encoded().total, other.encoded().total
            before, after = dict(_at_levels(self.old, was)), dict(_at_levels(self.new, now))
            levels = before.keys() | after.keys()
            return either(
                *(negated(same(before.get(each, False), after.get(each, False))) for each in sorted(levels))
            )

        return self._ask(self._whole, wanted)

    @cached_property
    def _whole(self) -> Universe:
        """All members, told apart by all that either reads."""
        return Universe(self.old, self.new)

    def _ask(
        self, universe: Universe, wanted: Callable[[World, World], Truth], until: float | None = None
    ) -> Answer:
        left = (until or self.deadline) - monotonic()
        if left <= 0:
            return Undecided("the time for it ran out")
        try:
            return find_on_any_day(
                universe, lambda here: (wanted(here.world(self.old), here.world(self.new)), ()), left
            )
        except TooManySums:
            return Undecided("worth is passed on in too many ways")

    def _of_pillars(self, pairs: list[_Pair]) -> Universe:
        """All members, told apart by what these pillars read; where a pillar is a plain sum, by its changed criteria."""
        before, after = [], []
        for pair in pairs:
            was, now = self.old.pillars[pair.old], self.new.pillars[pair.new]
            if self._is_plain(pair):
                changed = self.changed[pair.id]
                before += [node for each in changed.before for node in asked_by(was.criteria[each])]
                after += [node for each in changed.after for node in asked_by(now.criteria[each])]
            else:
                before += asked_by_pillar(was)
                after += asked_by_pillar(now)
        return Universe(self.old, self.new, about=(before, after))

    # How much anybody gains or loses.

    def _gains(self) -> Iterator[tuple[str, Gains | None]]:
        for pair in self.pairs:
            if self.changed[pair.id].nothing:
                yield pair.id, Gains(0, 0)
            else:
                yield pair.id, self._most(self._of_pillars([pair]), self._pillar_move(pair))
        yield TOTAL, self._most_of_total()

    def _pillar_move(self, pair: _Pair) -> Callable[[World, World], tuple[Truth, Whole]]:
        def move(one: World, other: World) -> tuple[Truth, Whole]:
            if self._is_plain(pair):
                return True, self._move(one, other, pair)
            was, now = one.pillar(pair.old).sums, other.pillar(pair.new).sums
            return both(was.has, now.has), now.points - was.points

        return move

    def _most_of_total(self) -> Gains | None:
        if self._only_levels_differ():
            return Gains(0, 0)
        if self._adds_up():
            moved = [each for each in self.pairs if not self.changed[each.id].nothing]
            return self._most(
                self._of_pillars(moved),
                lambda one, other: (True, summed(self._move(one, other, each) for each in moved)),
            )

        def move(one: World, other: World) -> tuple[Truth, Whole]:
            was, now = one.encoded().total, other.encoded().total
            return both(was.has, now.has), now.points - was.points

        return self._most(self._whole, move)

    def _most(self, universe: Universe, move: Callable[[World, World], tuple[Truth, Whole]]) -> Gains | None:
        """Each end gets its part of the time that is left."""
        ends: list[int | None] = []
        for sign in (1, -1):
            left = self.deadline - monotonic()
            until = monotonic() + left / max(self._ends_left, 1)
            self._ends_left -= 1
            ends.append(self._end(universe, move, sign, until))
        return None if ends[0] is None or ends[1] is None else Gains(ends[0], ends[1])

    def _end(
        self,
        universe: Universe,
        move: Callable[[World, World], tuple[Truth, Whole]],
        sign: int,
        until: float,
    ) -> int | None:
        """The most in one direction, by halving what is open."""
        low, high = 0, self.old.worth + self.new.worth
        while low < high:
            middle = (low + high + 1) // 2 if low else min(high, 1)

            def reaches(one: World, other: World, middle: int = middle) -> Truth:
                has, moved = move(one, other)
                return both(has, moved * sign >= middle)

            match self._ask(universe, reaches, until):
                case Found():
                    low = middle
                case Nothing():
                    high = middle - 1
                case Undecided():
                    return None
        return low

    def _move(self, one: World, other: World, pair: _Pair) -> Whole:
        """How a pillar moves that always has a score."""
        if not self._is_plain(pair):
            return summed((other.pillar(pair.new).sums.points, -1 * one.pillar(pair.old).sums.points))
        changed = self.changed[pair.id]
        before = (one.criterion(pair.old, each).points for each in changed.before)
        after = (other.criterion(pair.new, each).points for each in changed.after)
        return summed((*after, *(-1 * each for each in before)))

    def _is_plain(self, pair: _Pair) -> bool:
        """Whether a pillar is the sum of its criteria, in both."""
        pillars = self.old.pillars[pair.old], self.new.pillars[pair.new]
        return not any(each.adjustments for each in pillars) and self._has_always(*pillars)

    def _has_always(self, *pillars: model.Pillar) -> bool:
        return all(each.missing is Missing.ZERO for pillar in pillars for each in pillar.criteria)

    def _adds_up(self) -> bool:
        """Whether the total is the sum of pillars that both have, in both."""
        paired = len(self.pairs) == len(self.old.pillars) == len(self.new.pillars)
        return paired and self._has_always(*self.old.pillars, *self.new.pillars)


def _unlike(left: Whole, right: Whole) -> Truth:
    if isinstance(left, int) and isinstance(right, int):
        return left != right
    return either(left < right, left > right)


def _apart(was: Sums, now: Sums) -> Truth:
    return either(negated(same(was.has, now.has)), both(was.has, now.has, _unlike(was.points, now.points)))


def _at_levels(ruleset: model.Ruleset, total: Sums) -> Iterator[tuple[str, Truth]]:
    """For each level, whether the total is at it."""
    levels = sorted(ruleset.levels, key=lambda each: each.start)
    ends = (*(each.start for each in levels[1:]), None)
    for level, end in zip(levels, ends, strict=False):  # without levels there is one end too many
        below = True if end is None else total.points < end
        yield level.id, both(total.has, total.points >= level.start, below)
