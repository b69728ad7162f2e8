"""The most that anybody gains and loses between two rulesets, or, where nobody knows that, what nobody gains more than."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import compress, product
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.find import replayed
from ssi_rules.proving.logic import both, negated, same, summed
from ssi_rules.proving.units import groups_of, has_always, moved, moved_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ssi_rules.engines.score import Score
    from ssi_rules.proving.limits import Spending
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.units import Pair, Sides, Unit
    from ssi_rules.proving.universe import Universe
    from ssi_rules.proving.world import World

TOTAL = ""
"""The name under which the total's gains stand."""

_MOST_PILLARS = 10
"""Of more it is not gone through which have points and which have none."""


@dataclass(frozen=True, slots=True)
class Gains:
    """The most that any member gains and loses, in hundredths of points; 0 where nobody does.

    Attributes:
        gain: What nobody gains more than.
        loss: The same of what is lost.
        gain_why: Empty where somebody does gain that much; else why nobody knows whether anybody does. One clause for people.
        loss_why: The same of what is lost.
    """

    gain: int
    loss: int
    gain_why: str = ""
    loss_why: str = ""

    @property
    def why(self) -> str:
        """Why nobody knows one of the two; empty where both are known."""
        return self.gain_why or self.loss_why

    def reached(self, by: int) -> Gains:
        """The same when somebody is known whose points move so far: what is reached is known."""
        gain_why = "" if max(by, 0) >= self.gain else self.gain_why
        return replace(self, gain_why=gain_why, loss_why="" if max(-by, 0) >= self.loss else self.loss_why)


@dataclass(frozen=True, slots=True)
class _End:
    """The most that is moved in one direction, below 0 where everybody moves the other way; and why nobody knows whether anybody does."""

    most: int
    why: str


_Ends: TypeAlias = tuple[_End, _End]
"""Of what is gained, and of what is lost."""

_Key: TypeAlias = "tuple[int, ...]"
_Scores: TypeAlias = "tuple[Score, Score]"


@dataclass(frozen=True)
class _Asked:
    """Points that can move.

    Attributes:
        universe: Whose.
        move: Whether they are there by both rulesets, and how they move.
        moved: The same of scores; None where they are not there.
        most: What nobody gains more than, and loses more than, that much is known.
    """

    universe: Universe
    move: Callable[[World, World], tuple[Truth, Whole]]
    moved: Callable[[Score, Score], int | None]
    most: tuple[int, int]


def gains_of(sides: Sides, left: Spending, shown: Iterable[Found] = ()) -> Iterator[tuple[str, Gains]]:
    """The gains of each pillar that both have, and of the total; each gets its part of what may be spent.

    Args:
        sides: The two rulesets.
        left: What may be spent on all.
        shown: Members who are known: nobody need ask whether anybody moves as far as they do.
    """
    bounds = _Bounds(sides, left)
    for each in shown:
        bounds.note(each)
    ends = {name: [bounds.of(group) for group in groups] for name, groups in bounds.groups.items()}
    yield from ((name, _added(found)) for name, found in ends.items())
    if bounds.asks_whole:
        yield TOTAL, _added([bounds.total(ends)])


@dataclass(frozen=True)
class _Bounds:
    """What is asked one after the other.

    Attributes:
        known: What was found, by the units of a group.
        scores: Those of everybody who was found.
    """

    sides: Sides
    left: Spending
    known: dict[_Key, _Ends] = field(default_factory=dict)
    scores: list[_Scores] = field(default_factory=list)

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
            most = sum(now for _, now in worths), sum(was for was, _ in worths)
            asked = _Asked(self.sides.universe(group), partial(moved, group), partial(moved_in, group), most)
            self.known[key] = self._ends(asked)
        return self.known[key]

    def total(self, pillars: Mapping[str, Sequence[_Ends]]) -> _Ends:
        """The bounds of a total that does not add up; no wider than pillars that are there by both or by none let it be."""
        gain, loss = self.sides.new.worth, self.sides.old.worth
        if not self.sides.worths_differ and self._same_are_there():
            ends = [
                [sum(each[side].most for each in pillars[pair.id]) for pair in self.sides.pairs]
                for side in (0, 1)
            ]
            gain, loss = (
                min(most, _passed_on(self.sides.pairs, self.sides.new.worth, moves))
                for most, moves in zip((gain, loss), ends, strict=True)
            )
        return self._ends(_Asked(self.sides.whole, _total_move, _total_moved, (gain, loss)))

    def _same_are_there(self) -> bool:
        """Whether each pillar has points by both or by none, whoever is looked at."""

        def differ(one: World, other: World, pair: Pair) -> Truth:
            return negated(same(one.pillar(pair.old).sums.has, other.pillar(pair.new).sums.has))

        def is_there(pair: Pair) -> bool:
            if pair.changed.nothing or (has_always(pair.before) and has_always(pair.after)):
                return True
            universe, left = self.sides.universe(self.sides.units[pair.id]), self.left.part(self.open + 1)
            return isinstance(self.sides.ask(universe, partial(differ, pair=pair), left), Nothing)

        return len(self.sides.pairs) <= _MOST_PILLARS and all(map(is_there, self.sides.pairs))

    def note(self, found: Found) -> None:
        """Keep the scores of somebody who was found."""
        self.scores.append((replayed(found, self.sides.old), replayed(found, self.sides.new)))

    def _ends(self, asked: _Asked) -> _Ends:
        return (
            self._end(asked, 1, asked.most, self.left.part(self.open)),
            self._end(asked, -1, asked.most[::-1], self.left.part(self.open - 1)),
        )

    def _end(self, asked: _Asked, sign: int, most: tuple[int, int], left: Spending) -> _End:
        """The most in one direction, by halving what is open; where nobody can tell, more is taken for possible."""
        high, why = most[0], ""
        low = reached = self._reached(asked, sign, -most[1])
        while low < high:
            middle = 1 if low < 1 <= high else 0 if low < 0 == high else (low + high + 1) // 2

            def reaches(one: World, other: World, middle: int = middle) -> Truth:
                has, points = asked.move(one, other)
                return both(has, points * sign >= middle)

            match self.sides.ask(asked.universe, reaches, left):
                case Found() as found:
                    self.note(found)
                    low = reached = max(middle, self._reached(asked, sign, middle))
                case Nothing():
                    high = middle - 1
                case Undecided(unsure):
                    low, why = middle, why or unsure
        return _End(high, "" if reached >= high else why)

    def _reached(self, asked: _Asked, sign: int, floor: int) -> int:
        """How far those move who were found, whatever they were found for."""
        moves = (asked.moved(*each) for each in self.scores)
        return max((each * sign for each in moves if each is not None), default=floor)


def _key(group: tuple[Unit, ...]) -> _Key:
    return tuple(map(id, group))


def _added(ends: Iterable[_Ends]) -> Gains:
    """Nobody gains less than nothing."""
    gains, losses = zip(*ends, strict=True) if (ends := list(ends)) else ((), ())
    return Gains(
        *(max(sum(each.most for each in side), 0) for side in (gains, losses)), *map(_why, (gains, losses))
    )


def _why(ends: Sequence[_End]) -> str:
    """Why nobody knows whether anybody moves so far; that nobody moves at all is known."""
    return next((each.why for each in ends if each.why), "") if sum(each.most for each in ends) > 0 else ""


def _total_move(one: World, other: World) -> tuple[Truth, Whole]:
    was, now = one.encoded().total, other.encoded().total
    return both(was.has, now.has), summed((now.points, -1 * was.points))


def _total_moved(was: Score, now: Score) -> int | None:
    return None if was.total is None or now.total is None else now.total - was.total


def _passed_on(pairs: Sequence[Pair], worth: int, moves: Sequence[int]) -> int:
    """How far a total moves at most, whichever pillars have points: what those earn is scaled to the whole worth, and rounded once."""
    ways = product(
        *((True,) if has_always(each.before) and has_always(each.after) else (True, False) for each in pairs)
    )
    found = []
    for there in ways:
        counted = sum(compress((each.before.worth for each in pairs), there))
        if counted:
            found.append(-(-sum(compress(moves, there)) * worth // counted))
    return max(found)
