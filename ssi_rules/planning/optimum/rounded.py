"""The cheapest choice where some of what is gained is scaled and rounded before it counts.

Were nothing rounded, it would be a knapsack (``choice``): with a little less to gain its cheapest choice costs no more than any that
is enough, with a little more it is enough itself. What lies between the two is gone through, but for offers and choices that
the knapsack's own prices show to cost too much.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.planning.optimum.choice import Choice, Knapsack, unlinked
from ssi_rules.planning.optimum.parts import spans
from ssi_rules.planning.optimum.skyline import Rated, undominated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.planning.optimum.parts import Scale

MOST_CHOICES = 2_000_000
"""Choices that are gone through at a time."""


class Offer(NamedTuple):
    """What one way costs and brings.

    Attributes:
        gain: What counts as it is.
        earned: What is scaled, one number for each scale.
    """

    cost: int
    gain: int
    earned: tuple[int, ...]


class TooManyChoices(Exception):  # noqa: N818 - named for what it is, as everywhere here
    """More choices than anybody would wait for."""


class _Partial(NamedTuple):
    """Some fronts chosen from; the picks come last first."""

    cost: int
    dear: int
    sum: int
    gain: int
    earned: tuple[int, ...]
    picks: tuple[int, object] | None


class _Priced(NamedTuple):
    """An offer and its place; ``sum`` is all that it brings, unrounded, ``dear`` what it costs beyond the prices."""

    offer: Offer
    place: int
    sum: int
    dear: int


@dataclass(frozen=True)
class RoundedKnapsack:
    """Fronts made ready to be chosen from, for as many needs as there are.

    Attributes:
        given: One offer is taken from each.
        scales: Of what offers earn.
        start: What is earned before anything is chosen.
        limit: Choices that are gone through at a time.
    """

    given: Sequence[Sequence[Offer]]
    scales: tuple[Scale, ...]
    start: tuple[int, ...]
    limit: int = MOST_CHOICES

    def most(self) -> int:
        """The most that can be gained."""
        most = (2 * (sum(self._highest) + self._begun) + len(self.scales) * self._unit) // (2 * self._unit)
        while self.cheapest(most) is None:
            most -= 1
        return most

    def gained(self, picks: Sequence[int]) -> int:
        """What a choice brings in all, rounded."""
        offers = [front[place] for front, place in zip(self.given, picks, strict=True)]
        earned = (sum(each) for each in zip(self.start, *(each.earned for each in offers), strict=True))
        return sum(each.gain for each in offers) + self._rounded(earned)

    def cheapest(self, need: int) -> Choice | None:
        """The cheapest choice that gains at least so much; None where there is none.

        Raises:
            TooManyChoices: There are too many to go through.
        """
        low, high = self._needs(need)
        lower = self._unrounded(low)
        if lower is None or self.gained(lower.picks) >= need:
            return lower
        upper = self._unrounded(high)
        if upper is not None and upper.cost == lower.cost:
            return upper
        return self._between(need, low, lower.cost, upper)

    def is_within(self, cost: int, need: int) -> bool:
        """Whether so much can be gained for so much; often that is plain without the cheapest choice.

        Raises:
            TooManyChoices: There are too many to go through.
        """
        low, high = self._needs(need)
        lower = self._unrounded(low)
        if lower is None or lower.cost > cost:
            return False
        upper = self._unrounded(high)
        is_plain = self.gained(lower.picks) >= need or (upper is not None and upper.cost <= cost)
        return is_plain or self._below(cost + 1, need, low) is not None

    def _needs(self, need: int) -> tuple[int, int]:
        """What any choice that is enough gains, unrounded, and what is enough however it is rounded."""
        twice, spare = 2 * need * self._unit, len(self.scales) * self._unit
        low = -((spare - twice) // 2)
        return low - self._begun, (twice - 2 * self._unit + spare) // 2 + 1 - self._begun

    def _unrounded(self, need: int) -> Choice | None:
        """The cheapest choice were nothing rounded."""
        found = self._knapsack.cheapest(need)
        if found is None:
            return None
        picks = (places[each] for places, each in zip(self._places, found.picks, strict=True))
        return Choice(found.cost, tuple(picks))

    def _between(self, need: int, low: int, least: int, upper: Choice | None) -> Choice | None:
        """The cheapest choice that is enough, if it is cheaper than the one that is enough in any case.

        Those that cost least, unrounded, are looked at first, and twice as far beyond that each time: little is to be seen there.
        """
        last = upper.cost if upper else sum(max(each.cost for each in front) for front in self.given) + 1
        more = 1
        while True:
            limit = min(least + more, last)
            found = self._below(limit, need, low)
            if found is not None or limit == last:
                return found or upper
            more *= 2

    def _below(self, limit: int, need: int, low: int) -> Choice | None:
        """The cheapest choice that is enough and costs less than a limit."""
        price = self._knapsack.price(low)
        fronts, least = self._priced(price.numerator, price.denominator)
        room = limit * price.denominator - least - low * price.numerator
        kept = [sorted((each for each in front if each.dear < room), key=_dear) for front in fronts]
        order = sorted(range(len(kept)), key=lambda each: len(kept[each]))
        found = [_Partial(0, 0, 0, 0, tuple(0 for _ in self.scales), None)]
        rest = sum(self._highest)
        for number in order[:-1]:
            rest -= self._highest[number]
            found = self._extended(found, kept[number], room, low - rest)
        self._allow(found, kept[order[-1]] if order else ())
        whole = self._chosen(found, kept[order[-1]], room, low) if order else iter(found)
        best = self._cheapest_of(whole, limit, need)
        if best is None:
            return None
        picks = dict(zip(order, unlinked(best.picks), strict=True))
        return Choice(best.cost, tuple(picks[each] for each in range(len(kept))))

    def _extended(
        self, partials: Sequence[_Partial], front: Sequence[_Priced], room: int, low: int
    ) -> list[_Partial]:
        """All with one more front chosen from that may yet be enough for less than is known."""
        self._allow(partials, front)
        found = self._chosen(partials, front, room, low)
        if len(front) == 1:
            return list(found)
        return undominated((self._rated(each), each) for each in found)

    def _allow(self, partials: Sequence[_Partial], front: Sequence[_Priced]) -> None:
        if len(partials) * len(front) > self.limit:
            raise TooManyChoices

    def _cheapest_of(self, found: Iterable[_Partial], limit: int, need: int) -> _Partial | None:
        """The cheapest of some that is enough and costs less than a limit."""
        best: _Partial | None = None
        for each in found:
            if each.cost < limit and each.gain + self._total(each.earned) >= need:
                best, limit = each, each.cost
        return best

    def _chosen(
        self, partials: Sequence[_Partial], front: Sequence[_Priced], room: int, low: int
    ) -> Iterator[_Partial]:
        for cost, dear, total, gain, earned, picks in partials:
            for offer, place, more, dearer in front:
                if dear + dearer >= room:
                    break
                if total + more >= low:
                    both = tuple([one + other for one, other in zip(earned, offer.earned, strict=True)])
                    yield _Partial(
                        cost + offer.cost,
                        dear + dearer,
                        total + more,
                        gain + offer.gain,
                        both,
                        (place, picks),
                    )

    def _rated(self, partial: _Partial) -> Rated:
        least, most = spans(self.scales, partial.earned)
        return Rated(partial.cost, (), (partial.gain,), partial.earned, least, most)

    def _priced(self, price: int, unit: int) -> tuple[list[list[_Priced]], int]:
        """The fronts with what each offer costs beyond its price, and what the cheapest by price come to."""
        fronts, least = [], 0
        for front in self.given:
            sums = [self._sum(each) for each in front]
            costs = [each.cost * unit - total * price for each, total in zip(front, sums, strict=True)]
            fronts.append(
                [
                    _Priced(each, place, sums[place], costs[place] - min(costs))
                    for place, each in enumerate(front)
                ]
            )
            least += min(costs)
        return fronts, least

    def _total(self, earned: Sequence[int]) -> int:
        return self._rounded(sum(each) for each in zip(self.start, earned, strict=True))

    def _rounded(self, earned: Iterable[int]) -> int:
        return sum(scale.points(each) for scale, each in zip(self.scales, earned, strict=True))

    def _sum(self, offer: Offer) -> int:
        """All that an offer brings, in parts of a hundredth so small that nothing needs rounding."""
        return offer.gain * self._unit + self._scaled(offer.earned)

    def _scaled(self, earned: Sequence[int]) -> int:
        unit = self._unit
        return sum(
            each * scale.worth * (unit // scale.counted)
            for scale, each in zip(self.scales, earned, strict=True)
        )

    @cached_property
    def _unit(self) -> int:
        return lcm(*(each.counted for each in self.scales))

    @cached_property
    def _begun(self) -> int:
        return self._scaled(self.start)

    @cached_property
    def _highest(self) -> list[int]:
        return [max(map(self._sum, front)) for front in self.given]

    @cached_property
    def _places(self) -> list[list[int]]:
        """Of each front, the offers that nothing outdoes were nothing rounded."""
        return [list(self._rising(front)) for front in self.given]

    def _rising(self, front: Sequence[Offer]) -> Iterator[int]:
        highest: int | None = None
        for place in sorted(range(len(front)), key=lambda each: (front[each].cost, -self._sum(front[each]))):
            total = self._sum(front[place])
            if highest is None or total > highest:
                highest = total
                yield place

    @cached_property
    def _knapsack(self) -> Knapsack:
        pairs = zip(self.given, self._places, strict=True)
        return Knapsack(
            [[(front[each].cost, self._sum(front[each])) for each in places] for front, places in pairs]
        )


def _dear(offer: _Priced) -> int:
    return offer.dear
