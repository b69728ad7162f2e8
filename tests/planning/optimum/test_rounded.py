"""The solver where gains are scaled and rounded, against trying everything."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.planning.optimum.parts import Scale
from ssi_rules.planning.optimum.rounded import Offer, RoundedKnapsack

SCALES = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=3).map(
    lambda found: tuple(Scale(counted + more, counted) for counted, more in found)
)


@st.composite
def knapsacks(draw: st.DrawFn) -> RoundedKnapsack:
    scales = draw(SCALES)
    earned = st.tuples(*(st.integers(0, 9) for _ in scales))
    offers = st.lists(st.builds(Offer, st.integers(0, 9), st.integers(0, 5), earned), min_size=1, max_size=5)
    return RoundedKnapsack(draw(st.lists(offers, max_size=4)), scales, draw(earned))


def by_trying(knapsack: RoundedKnapsack) -> list[tuple[int, int]]:
    """Cost and gain of every choice there is."""
    found = []
    for picks in product(*(range(len(front)) for front in knapsack.given)):
        offers = [front[place] for front, place in zip(knapsack.given, picks, strict=True)]
        gain = sum(each.gain for each in offers)
        for place, scale in enumerate(knapsack.scales):
            earned = knapsack.start[place] + sum(each.earned[place] for each in offers)
            gain += (2 * earned * scale.worth + scale.counted) // (2 * scale.counted)
        found.append((sum(each.cost for each in offers), gain))
    return found


@settings(max_examples=300, deadline=None)
@given(knapsacks())
def test_no_other_choice_is_cheaper(knapsack: RoundedKnapsack) -> None:
    tried = by_trying(knapsack)
    assert knapsack.most() == max(gain for _, gain in tried)
    for need in range(max(gain for _, gain in tried) + 2):
        choice = knapsack.cheapest(need)
        least = min((cost for cost, gain in tried if gain >= need), default=None)
        assert (None if choice is None else choice.cost) == least
        for cost in range(0, 12, 3):
            assert knapsack.is_within(cost, need) == (least is not None and least <= cost)
        if choice is not None:
            picked = [front[place] for front, place in zip(knapsack.given, choice.picks, strict=True)]
            assert sum(each.cost for each in picked) == choice.cost
            assert knapsack.gained(choice.picks) >= need
