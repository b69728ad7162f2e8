"""Plans over several periods, and the other ways beside them, against trying everything in each period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.planning.optimum import OutOfReach, Planner, Reached, Wish
from ssi_rules.planning.optimum.period import Period
from tests.engines.build import DAY
from tests.planning.optimum.cases import after, case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.planning.optimum import Plan
    from ssi_rules.planning.optimum.options import Times
    from tests.planning.optimum.cases import Case

CASES = 1000
PARTS = 10
GOALS = 2
OTHERS = 3
FEW = 300
"""Ways in a later period up to which it is tried as well."""


@dataclass(frozen=True)
class Tried:
    """All that can be done, by periods: days, minutes, totals and what is done."""

    soon: tuple[tuple[int, int, int, Times], ...]
    late: tuple[tuple[int, int, int, Times], ...]

    def cheapest(self, goal: int, now: int | None, without: str | None = None) -> tuple[int, int] | None:
        """The least minutes to a goal and the days they take."""
        last = max((days for days, *_ in self.soon), default=0)
        is_there = now is not None and now >= goal
        soon = [each for each in self.soon if each[0] == last or not is_there]
        found = (list(_reaching(each, goal, without)) for each in (soon, self.late))
        return next((min(each) for each in found if each), None)


def _reaching(
    tried: Iterable[tuple[int, int, int, Times]], goal: int, without: str | None
) -> Iterator[tuple[int, int]]:
    for days, minutes, total, done in tried:
        if total >= goal and not dict(done).get(without or "", 0):
            yield minutes, days


def tried(small: Case, wish: Wish) -> Tried:
    soon = [*range(7, wish.days, 7), wish.days]
    late = range(wish.days + 14, wish.longest + 1, 14)
    return Tried(*(tuple(_all(small, each)) for each in (soon, late)))


def _all(small: Case, periods: Iterable[int]) -> Iterator[tuple[int, int, int, Times]]:
    for days in periods:
        one = replace(small, period=Period(DAY, days))
        yield from ((days, *each) for each in one.by_trying())


def doings(plan: Plan) -> Times:
    return tuple((each.action.id, each.times) for each in plan.doings)


@pytest.mark.parametrize("part", range(PARTS))
def test_other_ways_cost_what_trying_everything_finds(part: int) -> None:
    for number in range(CASES // PARTS):
        seed = part * CASES // PARTS + number
        rng = Random(seed)
        small = case(rng)
        wish = wish_for(small)
        planner, known = Planner(Evaluator(small.ruleset)), tried(small, wish)
        totals = sorted({total for _, _, total, _ in (*known.soon, *known.late)})
        for goal in rng.sample(totals, min(GOALS, len(totals))):
            outcome = planner.plan(small.member, DAY, replace(wish, goal=goal))
            match outcome:
                case Reached():
                    check(small, known, planner.evaluator, outcome, (seed, goal))
                case OutOfReach(ceiling, is_there=is_there):
                    assert known.cheapest(goal, planner.evaluator.score(small.member, DAY).total) is None, (
                        seed,
                        goal,
                    )
                    assert is_there, (seed, goal)
                    assert ceiling is None or (ceiling.total or 0) < goal, (seed, goal)
        if totals:
            beyond = planner.plan(small.member, DAY, replace(wish, goal=totals[-1] + 1))
            assert isinstance(beyond, OutOfReach), seed
            assert beyond.ceiling is not None, seed
            assert beyond.is_there or beyond.ceiling.total == totals[-1], seed


def wish_for(small: Case) -> Wish:
    """As long as the case's period; where there are few ways, two weeks more if that is not enough."""
    days = small.period.days
    later, ways = Period(DAY, days + 14), 1
    for each in small.ruleset.actions:
        ways *= later.most(each) + 1
    return Wish(None, days, days + (14 if ways <= FEW else 0))


def check(small: Case, known: Tried, evaluator: Evaluator, outcome: Reached, at: tuple[int, int]) -> None:
    best, others, goal = outcome.best, outcome.others, at[1]
    assert (best.minutes, best.days) == known.cheapest(goal, best.now), at
    ways = [doings(each) for each in (best, *others)]
    assert len(set(ways)) == len(ways) <= OTHERS + 1, at
    assert [each.minutes for each in others] == sorted(each.minutes for each in others), at
    for each in (best, *others):
        total = after(replace(small, period=Period(DAY, each.days)), doings(each), evaluator)
        assert total == each.total, at
        assert total is not None, at
        assert total >= goal, at
    without = {
        name: least for name, _ in doings(best) if (least := known.cheapest(goal, best.now, name)) is not None
    }
    for each in others:
        costs = [least for name, least in without.items() if not dict(doings(each)).get(name, 0)]
        assert (each.minutes, each.days) in costs or each.days < best.days, at
    for name, least in without.items():
        shown = [each.minutes for each in others if not dict(doings(each)).get(name, 0)]
        is_full = len(others) == OTHERS and others[-1].minutes <= least[0]
        assert min(shown, default=None) == least[0] or is_full, (at, name)
