"""Limits of a search: the most that one criterion can earn, and plans that may take so many minutes only."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

from tests.planning.optimum.cases import case

if TYPE_CHECKING:
    from tests.planning.optimum.cases import Case

CASES = 150


def test_the_most_of_a_criterion_is_what_trying_everything_finds() -> None:
    for seed in range(CASES):
        small = case(Random(seed))
        horizon, actions, best = small.horizon, small.ruleset.actions, highest(small)
        for item in horizon.ground.terrain.items:
            moving = tuple(each for each in actions if horizon.ground.is_moved(item, each))
            if moving and not item.is_condition:
                found = horizon.highest(item, moving)
                assert found == best[item.pillar, item.place], (seed, item.pillar, item.place)


def highest(small: Case) -> dict[tuple[int, int], int]:
    """The most points of each criterion, by its place, over all that can be done."""
    evaluator, period, found = (
        small.horizon.ground.terrain.evaluator,
        small.period,
        dict[tuple[int, int], int](),
    )
    for times in product(*(range(period.most(each) + 1) for each in small.ruleset.actions)):
        member = small.member
        for action, count in zip(small.ruleset.actions, times, strict=True):
            member = period.after(action, member, count)
        for pillar, score in enumerate(evaluator.score(member, period.end).pillars):
            for place, points in enumerate(score.criteria):
                found[pillar, place] = max(found.get((pillar, place), 0), points or 0)
    return found


def test_with_so_many_minutes_the_same_is_found_as_by_trying_everything() -> None:
    for seed in range(CASES):
        small, rng = case(Random(seed)), Random(-seed)
        horizon, actions, tried = small.horizon, small.ruleset.actions, small.by_trying()
        effort = rng.randint(0, 30)
        affordable = [(minutes, total) for minutes, total, _ in tried if minutes <= effort]
        most = max((total for _, total in affordable), default=None)
        assert horizon.most_within(effort, actions) == most, seed
        for goal in {total for _, total, _ in tried}:
            way = horizon.cheapest(goal, actions, effort)
            least = min((minutes for minutes, total in affordable if total >= goal), default=None)
            assert (None if way is None else way.minutes) == least, (seed, goal, effort)
