"""The search against trying every plan there is: the same cost for every goal, and a plan that keeps what it says."""

from __future__ import annotations

from random import Random

import pytest

from tests.planning.optimum.cases import after, case

CASES = 1000
PARTS = 10


@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_small_cases_cost_what_trying_everything_finds(part: int) -> None:
    for number in range(CASES // PARTS):
        seed = part * CASES // PARTS + number
        small = case(Random(seed))
        tried = small.by_trying()
        horizon, actions = small.horizon, small.ruleset.actions
        evaluator = horizon.ground.terrain.evaluator
        most = max((total for _, total, _ in tried), default=None)
        assert horizon.most(actions) == most, seed
        assert most is None or horizon.bound(actions) >= most, seed
        for goal in {total for _, total, _ in tried}:
            way = horizon.cheapest(goal, actions)
            assert way is not None, (seed, goal)
            assert way.minutes == min(minutes for minutes, total, _ in tried if total >= goal), (seed, goal)
            total = after(small, way.times, evaluator)
            assert total is not None, (seed, goal)
            assert total >= goal, (seed, goal)
