"""The solver against trying everything."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.planning.optimum.choice import Choice, Knapsack

if TYPE_CHECKING:
    from ssi_rules.planning.optimum.choice import Front

STEPS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=5)


def front(first: tuple[int, int], steps: list[tuple[int, int]]) -> Front:
    found = [first]
    for cost, gain in steps:
        found.append((found[-1][0] + cost, found[-1][1] + gain))
    return found


FRONTS = st.lists(st.builds(front, st.tuples(st.integers(0, 3), st.integers(-4, 4)), STEPS), max_size=4)


def by_trying(fronts: list[Front], need: int) -> int | None:
    tried = product(*fronts)
    return min(
        (sum(cost for cost, _ in each) for each in tried if sum(gain for _, gain in each) >= need),
        default=None,
    )


@settings(max_examples=400, deadline=None)
@given(FRONTS, st.integers(-10, 90))
def test_no_other_choice_is_cheaper(fronts: list[Front], need: int) -> None:
    found, least = Knapsack(fronts).cheapest(need), by_trying(fronts, need)
    assert (None if found is None else found.cost) == least
    if found is not None:
        picked = [front[place] for front, place in zip(fronts, found.picks, strict=True)]
        assert sum(cost for cost, _ in picked) == found.cost
        assert sum(gain for _, gain in picked) >= need


def test_nothing_to_gain_costs_nothing() -> None:
    assert Knapsack([[(0, 5), (3, 9)]]).cheapest(5) == Choice(0, (0,))


def test_what_is_not_there_is_not_found() -> None:
    assert Knapsack([[(0, 5), (3, 9)]]).cheapest(10) is None
    assert Knapsack([]).cheapest(1) is None
