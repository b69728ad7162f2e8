"""Do two rulesets score every member alike; if not, whom do they not, and how much can anybody gain or lose?

Alike is: the same points for every criterion and pillar that both have, the same total and the same level; points that are
absent are not 0. Ranges and what is told beside the points take no part. Criteria that mean the same are not asked about, the
others one by one; only where a pillar caps, deducts or passes worth on it is asked about as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.proving.alike import Alike, differing_declaration
from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.asked import asked_by, asked_by_pillar
from ssi_rules.proving.find import find_on_any_day, replayed
from ssi_rules.proving.gains import Pair, Unit, apart, has_always, moved, units_of, universe_of
from ssi_rules.proving.logic import EXTRA_MISSING, both, either, is_available, negated, same, summed
from ssi_rules.proving.scoring import TooManySums
from ssi_rules.proving.universe import Universe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ssi_rules import model
    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.scoring import Sums
    from ssi_rules.proving.world import World

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


_LEAST = 0.05
"""Seconds that a bound gets at least."""

Ends: TypeAlias = tuple[int, int]
"""The most that is gained, and lost; below 0 where everybody moves the other way."""

Move: TypeAlias = "Callable[[World, World], tuple[Truth, Whole]]"

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


class _Comparison:
    def __init__(self, old: model.Ruleset, new: model.Ruleset, deadline: float) -> None:
        self.old, self.new, self.deadline = old, new, deadline
        alike = Alike(old, new)
        self.pairs = [
            Pair(place, other, each, found, alike.changed(each, found))
            for place, each in enumerate(old.pillars)
            for other, found in enumerate(new.pillars)
            if each.id == found.id
        ]
        self.units = {each.id: units_of(old, new, each) for each in self.pairs}
        self._ends: dict[tuple[int, ...], Ends | None] = {}

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
        shown = self._shown()
        return Differs(shown if isinstance(shown, Found) else first, dict(self._gains()))

    # Whether anything differs.

    def _answers(self) -> Iterator[Answer]:
        """First what is small: criteria, then pillars, then the total."""
        for pair in self.pairs:
            for criterion in pair.changed.criteria:
                yield self._criterion(pair, *criterion)
        for pair in self.pairs:
            if not pair.changed.nothing_else:
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
        return not self._worths_differ() and not self._all_units()

    def _criterion(self, pair: Pair, old: int, new: int) -> Answer:
        before = self.old.pillars[pair.old].criteria[old]
        after = self.new.pillars[pair.new].criteria[new]
        universe = Universe(self.old, self.new, about=(asked_by(before), asked_by(after)))

        def wanted(one: World, other: World) -> Truth:
            was, now = one.criterion(pair.old, old), other.criterion(pair.new, new)
            return either(
                negated(same(was.has, now.has)), both(was.has, now.has, _unlike(was.points, now.points))
            )

        return self._ask(universe, wanted)

    def _pillar(self, pair: Pair) -> Answer:
        def wanted(one: World, other: World) -> Truth:
            return _apart(one.pillar(pair.old).sums, other.pillar(pair.new).sums)

        about = asked_by_pillar(pair.before), asked_by_pillar(pair.after)
        return self._ask(Universe(self.old, self.new, about=about), wanted)

    def _total_moves(self, *, scored: bool = False) -> Answer:
        """Whether anybody's total differs; asked only of those who have one by both, where ``scored``."""

        def differ(one: World, other: World) -> Truth:
            was, now = one.encoded().total, other.encoded().total
            return both(was.has, now.has, _unlike(was.points, now.points)) if scored else _apart(was, now)

        return self._ask(self._whole, differ)

    def _shown(self) -> Answer:
        """A member to show whose total differs, and of whom little need be known."""
        if self._adds_up():
            for group in apart(self._all_units()):
                universe = universe_of(self.old, self.new, group)
                answer = self._ask(universe, partial(_differ, group))
                if isinstance(answer, Found) and self._totals_differ(answer):
                    return answer
        return self._total_moves(scored=True)

    def _totals_differ(self, found: Found) -> bool:
        return replayed(found, self.old).total != replayed(found, self.new).total

    def _all_units(self) -> list[Unit]:
        return [unit for each in self.pairs for unit in self.units[each.id]]

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

    # How much anybody gains or loses.

    def _gains(self) -> Iterator[tuple[str, Gains | None]]:
        """Each bound gets its part of the time that is left."""
        wanted = [(each.id, self.units[each.id]) for each in self.pairs]
        left = 2 * (sum(len(apart(units)) for _, units in wanted) + len(apart(self._all_units())))
        for name, units in wanted:
            yield name, self._together(units, left)
        if self._only_levels_differ():
            yield TOTAL, Gains(0, 0)
        elif self._adds_up():
            yield TOTAL, self._together(self._all_units(), left)
        else:
            ends = self._most(self._whole, _total_move, left)
            yield TOTAL, None if ends is None else _gains([ends])

    def _together(self, units: list[Unit], parts: int) -> Gains | None:
        """The bounds of groups that share no data add up, also where a whole group gains or loses."""
        found = [self._ends_of(group, parts) for group in apart(units)]
        known = [each for each in found if each is not None]
        return _gains(known) if len(known) == len(found) else None

    def _ends_of(self, group: tuple[Unit, ...], parts: int) -> Ends | None:
        key = tuple(map(id, group))
        if key not in self._ends:
            universe = universe_of(self.old, self.new, group)
            self._ends[key] = self._most(universe, partial(moved, group), parts)
        return self._ends[key]

    def _most(self, universe: Universe, move: Move, parts: int) -> Ends | None:
        part = max((self.deadline - monotonic()) / max(parts, 1), _LEAST)
        gain = self._end(universe, move, 1, monotonic() + part)
        loss = None if gain is None else self._end(universe, move, -1, monotonic() + part)
        return None if gain is None or loss is None else (gain, loss)

    def _end(self, universe: Universe, move: Move, sign: int, until: float) -> int | None:
        """The most in one direction, by halving what is open; below 0 where everybody moves the other way."""
        most = self.old.worth + self.new.worth
        low, high, middle = -most, most, 1
        while low < high:

            def reaches(one: World, other: World, middle: int = middle) -> Truth:
                has, points = move(one, other)
                return both(has, points * sign >= middle)

            match self._ask(universe, reaches, min(until, self.deadline)):
                case Found():
                    low = middle
                case Nothing():
                    high = middle - 1
                case Undecided():
                    return None
            middle = 0 if high == 0 and low < 0 else (low + high + 1) // 2
        return low

    def _adds_up(self) -> bool:
        """Whether the total is the sum of pillars that both have, in both."""
        paired = len(self.pairs) == len(self.old.pillars) == len(self.new.pillars)
        return paired and all(has_always(each) for each in (*self.old.pillars, *self.new.pillars))


def _gains(ends: Iterable[Ends]) -> Gains:
    """Nobody gains less than nothing."""
    found = list(ends)
    return Gains(max(sum(gain for gain, _ in found), 0), max(sum(loss for _, loss in found), 0))


def _total_move(one: World, other: World) -> tuple[Truth, Whole]:
    was, now = one.encoded().total, other.encoded().total
    return both(was.has, now.has), summed((now.points, -1 * was.points))


def _differ(group: tuple[Unit, ...], one: World, other: World) -> Truth:
    has, points = moved(group, one, other)
    return both(has, _unlike(points, 0))


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
