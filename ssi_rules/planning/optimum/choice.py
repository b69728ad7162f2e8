"""The cheapest choice of one option from each front that gains enough: a multiple-choice knapsack, solved exactly.

Fronts are gone through one after the other; what has been chosen so far is dropped as soon as the straight line below what is
left (each front's hull, best rate first) says that it cannot become cheaper than a choice already known. Integers only.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Offer: TypeAlias = tuple[int, int]
"""A cost and what it gains."""

Front: TypeAlias = "Sequence[Offer]"
"""Offers, each dearer than the one before and gaining more."""


class Choice(NamedTuple):
    """What was chosen.

    Attributes:
        cost: In all.
        picks: Places in the fronts, in their order.
    """

    cost: int
    picks: tuple[int, ...]


def _raised(front: Front) -> list[Offer]:
    """The front counted from its first offer."""
    return [(cost - front[0][0], gain - front[0][1]) for cost, gain in front]


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of a front's hull, up to the offer in this place."""

    cost: int
    gain: int
    front: int
    place: int

    @property
    def rate(self) -> Fraction:
        return Fraction(self.cost, self.gain)


@dataclass(frozen=True, slots=True)
class _Bound:
    """What it costs at least to gain something from some fronts, were their offers divisible."""

    segments: tuple[_Segment, ...]
    gains: tuple[int, ...]
    costs: tuple[int, ...]

    @classmethod
    def of(cls, segments: Iterable[_Segment]) -> _Bound:
        kept = tuple(segments)
        gains, costs = accumulate((each.gain for each in kept), initial=0), (each.cost for each in kept)
        return cls(kept, tuple(gains), tuple(accumulate(costs, initial=0)))

    def least(self, gain: int) -> int | None:
        """The least cost, rounded up; None where there is not so much to gain."""
        if gain <= 0:
            return 0
        place = bisect_left(self.gains, gain)
        if place == len(self.gains):
            return None
        last = self.segments[place - 1]
        part = gain - self.gains[place - 1]
        return self.costs[place - 1] - (-last.cost * part // last.gain)


class _State(NamedTuple):
    """Some fronts chosen from: cost, gain (never more than is needed), and the picks, last first."""

    cost: int
    gain: int
    picks: tuple[int, object] | None


@dataclass(frozen=True)
class Knapsack:
    """Fronts made ready to be chosen from, for as many needs as there are.

    Attributes:
        given: One offer is taken from each.
    """

    given: Sequence[Front]

    def cheapest(self, need: int) -> Choice | None:
        """The cheapest choice that gains at least so much; None where even the most of every front is not enough."""
        least, wanted = (
            sum(front[0][0] for front in self.given),
            need - sum(front[0][1] for front in self.given),
        )
        if wanted <= 0:
            return Choice(least, (0,) * len(self.given))
        if sum(front[-1][1] for front in self._fronts) < wanted:
            return None
        found = self._choice(wanted)
        return found._replace(cost=least + found.cost)

    def is_within(self, cost: int, need: int) -> bool:
        """Whether so much can be gained for so much."""
        choice = self.cheapest(need)
        return choice is not None and choice.cost <= cost

    def most(self) -> int:
        """The most that can be gained."""
        return sum(front[-1][1] for front in self.given)

    def gained(self, picks: Sequence[int]) -> int:
        """What a choice brings in all."""
        return sum(front[place][1] for front, place in zip(self.given, picks, strict=True))

    def price(self, need: int) -> Fraction:
        """What a little more costs where so much is gained, were offers divisible; 0 where nothing has to be chosen for it."""
        wanted, price = need - sum(front[0][1] for front in self.given), Fraction(0)
        for each in self._segments:
            if wanted <= 0:
                break
            price, wanted = each.rate, wanted - each.gain
        return price

    def _choice(self, need: int) -> Choice:
        best = self._rounded(need)
        states = [_State(0, 0, None)]
        for front, rest in zip(self._fronts, self._rests, strict=True):
            states = _undominated(_extended(states, front, rest, need, best.cost))
        complete = [each for each in states if each.gain >= need]
        return Choice(complete[0].cost, unlinked(complete[0].picks)) if complete else best

    @cached_property
    def _fronts(self) -> list[list[Offer]]:
        return [_raised(front) for front in self.given]

    @cached_property
    def _rests(self) -> list[_Bound]:
        """What all fronts after each may bring."""
        numbers = range(len(self._fronts))
        return [_Bound.of(each for each in self._segments if each.front > number) for number in numbers]

    @cached_property
    def _segments(self) -> list[_Segment]:
        """The stretches of all hulls, best rate first."""
        return sorted(self._stretches(), key=lambda each: (each.rate, each.front, each.place))

    def _stretches(self) -> Iterator[_Segment]:
        for number, front in enumerate(self._fronts):
            for low, high in pairwise(_hull(front)):
                yield _Segment(front[high][0] - front[low][0], front[high][1] - front[low][1], number, high)

    def _rounded(self, need: int) -> Choice:
        """A choice that is enough: the best rates first, whole stretches only, and then whatever of it is too much left out."""
        picks, gained = [0] * len(self._fronts), 0
        last = 0
        for each in self._segments:
            if gained >= need:
                break
            picks[each.front], last = each.place, each.front
            gained += each.gain
        for number in (last, *range(len(picks))):
            front = self._fronts[number]
            others = gained - front[picks[number]][1]
            picks[number] = bisect_left(front, need - others, key=_gain)
            gained = others + front[picks[number]][1]
        cost = sum(front[place][0] for front, place in zip(self._fronts, picks, strict=True))
        return Choice(cost, tuple(picks))


def _gain(offer: Offer) -> int:
    return offer[1]


def _extended(
    states: Sequence[_State], front: Sequence[Offer], rest: _Bound, need: int, known: int
) -> Iterator[_State]:
    """All states with one more front chosen from that may yet end cheaper than what is known."""
    for cost, gain, picks in states:
        for place, (more, gained) in enumerate(front):
            if cost + more >= known:
                break
            total = min(gain + gained, need)
            least = rest.least(need - total)
            if least is not None and cost + more + least < known:
                yield _State(cost + more, total, (place, picks))
            if total == need:
                break


def _undominated(states: Iterable[_State]) -> list[_State]:
    kept: list[_State] = []
    for each in sorted(states, key=lambda each: (each.cost, -each.gain)):
        if not kept or each.gain > kept[-1].gain:
            kept.append(each)
    return kept


def unlinked(picks: object) -> tuple[int, ...]:
    """Picks in the order of the fronts, from pairs of the last and those before."""
    found: list[int] = []
    while isinstance(picks, tuple):
        found.append(picks[0])
        picks = picks[1]
    return tuple(reversed(found))


def _hull(front: Sequence[Offer]) -> list[int]:
    """Places of the offers on the front's hull: between them each point costs more than before."""
    hull: list[int] = []
    for place, offer in enumerate(front):
        while len(hull) > 1 and not _is_convex(front[hull[-2]], front[hull[-1]], offer):
            hull.pop()
        hull.append(place)
    return hull


def _is_convex(first: Offer, middle: Offer, last: Offer) -> bool:
    return (middle[0] - first[0]) * (last[1] - middle[1]) < (last[0] - middle[0]) * (middle[1] - first[1])
