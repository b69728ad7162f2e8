"""The search against trying every plan there is: the same cost for every goal, and a plan that keeps what it says."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.planning.optimum.cases import after, case, with_unknown

if TYPE_CHECKING:
    from tests.planning.optimum.cases import Case

CASES = 1000
PARTS = 10
SCALED = 200


@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_small_cases_cost_what_trying_everything_finds(part: int) -> None:
    for number in range(CASES // PARTS):
        seed = part * CASES // PARTS + number
        check(case(Random(seed)), seed)


@pytest.mark.parametrize("part", range(PARTS))
def test_so_they_do_where_unknown_criteria_pass_on_their_worth(part: int) -> None:
    for number in range(SCALED // PARTS):
        seed = part * SCALED // PARTS + number
        small = with_unknown(case(Random(seed)))
        check(small, seed)


def check(small: Case, seed: int) -> None:
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
        assert total == way.total, (seed, goal)
        assert total >= goal, (seed, goal)
