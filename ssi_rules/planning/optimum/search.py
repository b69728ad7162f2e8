"""The page of the whole search: periods, the cheapest way in each, alternatives, and the ceiling where there is no way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.language.windows import WEEK
from ssi_rules.planning.optimum.ceiling import lost_of
from ssi_rules.planning.optimum.ground import Ground, Terrain
from ssi_rules.planning.optimum.horizon import Horizon, Way
from ssi_rules.planning.optimum.period import Period
from ssi_rules.planning.optimum.titles import told_apart
from ssi_rules.planning.optimum.wish import (
    BRIEF,
    THOROUGH,
    Allowance,
    Change,
    Doing,
    OutOfReach,
    Plan,
    Point,
    Reached,
    TooManyWays,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.engines.score import Score
    from ssi_rules.model import Action, Ruleset
    from ssi_rules.planning.optimum.wish import Outcome, Wish
    from ssi_rules.sources.dataset import Member

OTHERS = 3
"""Alternatives to a plan."""


@dataclass(frozen=True)
class Planner:
    """Plans for members under one ruleset."""

    evaluator: Evaluator

    def plan(self, member: Member, as_of: date | None, wish: Wish) -> Outcome:
        """The plan that fulfils a wish, or why there is none.

        Args:
            member: As she is.
            as_of: Today.
            wish: What is asked for.

        Raises:
            AsOfNeeded: The ruleset reads dates and there is no day.
            TooManyWays: Actions hang together in more ways than can be tried.
        """
        return _Search(self._terrain, member, as_of, wish).outcome()

    def curve(self, member: Member, as_of: date | None, wish: Wish) -> tuple[Point, ...]:
        """The most that can be reached by the end of each week, as far as the wish lets it take.

        Raises:
            AsOfNeeded: The ruleset reads dates and there is no day.
            TooManyWays: Actions hang together in more ways than can be tried.
        """
        return tuple(_Search(self._terrain, member, as_of, wish).points())

    @cached_property
    def _terrain(self) -> Terrain:
        return Terrain(self.evaluator)


def usable(ruleset: Ruleset, wish: Wish) -> tuple[Action, ...]:
    """The actions that a plan may be made of: not avoided, with minutes, and with a limit that lets them be done at all."""
    return tuple(
        each
        for each in ruleset.actions
        if each.id not in wish.avoid
        and each.minutes is not None
        and (each.limit is None or each.limit[0] > 0)
    )


Found: TypeAlias = tuple[Way, Horizon]
"""A way, and the period that it is of."""


def _rank(found: Found) -> tuple[int, int]:
    """The cheapest first, and of those the soonest."""
    return found[0].minutes, _days(found)


def _days(found: Found) -> int:
    return found[1].ground.period.days


@dataclass(frozen=True)
class _Search:
    terrain: Terrain
    member: Member
    as_of: date | None
    wish: Wish

    def outcome(self) -> Outcome:
        if self.wish.goal is None:
            most = self._most(self._soon)
            return OutOfReach(None, ()) if most is None else Reached(self._plan(*most), ())
        found = self._found(self.actions)
        if not found:
            return self._out_of_reach()
        best = found[-1]
        others = () if self.wish.brief else (found[0], *self._without_one(best))
        return Reached(self._plan(*best), self._plans(others, best), self._is_there)

    def points(self) -> Iterator[Point]:
        """The most of each period."""
        for horizon in (*self._soon, *self._late):
            most = self._most_of(horizon)
            way = None if most is None else horizon.cheapest(most, self.actions, self.wish.effort)
            ground = horizon.ground
            yield Point(
                ground.period.days,
                ground.period.end,
                ground.record.score.total,
                most,
                0 if way is None else way.minutes,
            )

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        return usable(self.terrain.ruleset, self.wish)

    @cached_property
    def _now(self) -> Score:
        return self.terrain.evaluator.score(self.member, self.as_of)

    @cached_property
    def _is_there(self) -> bool:
        now, goal = self._now.total, self.wish.goal
        return now is not None and goal is not None and now >= goal

    @property
    def _first(self) -> list[Horizon]:
        """The periods that are tried first; what is there is to be kept for all the time asked about."""
        return self._soon[-1:] if self._is_there else self._soon

    @cached_property
    def _soon(self) -> list[Horizon]:
        """One for the end of each week, and one for the last day."""
        return [self._horizon(each) for each in (*range(WEEK, self.wish.days, WEEK), self.wish.days)]

    @cached_property
    def _late(self) -> list[Horizon]:
        """One for the end of every other week after that, as far as it is allowed."""
        ends = range(self.wish.days + 2 * WEEK, self.wish.longest + 1, 2 * WEEK)
        return [self._horizon(each) for each in ends]

    def _horizon(self, days: int) -> Horizon:
        return Horizon(Ground(self.terrain, self.member, Period(self.as_of, days), self._allowance))

    @cached_property
    def _allowance(self) -> Allowance:
        return Allowance(BRIEF, is_brief=True) if self.wish.brief else Allowance(THOROUGH)

    def _found(self, actions: Sequence[Action]) -> list[Found]:
        """The soonest way, and each cheaper one that ends later: the last is the cheapest."""
        return list(self._ways(self._first, actions)) or list(self._ways(self._late, actions))

    def _ways(self, horizons: Sequence[Horizon], actions: Sequence[Action]) -> Iterator[Found]:
        effort = self.wish.effort
        for each in horizons:
            way = self._way(each, actions, effort)
            if way is not None:
                yield way, each
                effort = way.minutes - 1
            if effort is not None and effort < 0:
                return

    def _way(self, horizon: Horizon, actions: Sequence[Action], effort: int | None) -> Way | None:
        """The cheapest way to the goal in a period, if it takes no more minutes than that."""
        if self.wish.goal is None or horizon.bound(actions) < self.wish.goal:
            return None
        return horizon.cheapest(self.wish.goal, actions, effort)

    def _without_one(self, best: Found) -> Iterator[Found]:
        """The cheapest way without each of the best way's actions, as far as there is one that can be found."""
        self._allowance.left = THOROUGH
        for name, _ in best[0].times:
            with suppress(TooManyWays):
                yield from self._found([each for each in self.actions if each.id != name])[-1:]

    def _plans(self, ways: Sequence[Found], best: Found) -> tuple[Plan, ...]:
        """The cheapest of some ways, each once."""
        kept = {best[0].times: best}
        for each in sorted(ways, key=_rank):
            kept.setdefault(each[0].times, each)
        return tuple(self._plan(*each) for each in list(kept.values())[1 : OTHERS + 1])

    def _most(self, horizons: Sequence[Horizon]) -> Found | None:
        """The way to the highest total of all periods; of equals the cheapest, and of those the soonest.

        Periods that promise most come first: those that promise less than has been found are passed over.
        """
        highest, found = None, list[tuple[int, Horizon]]()
        for each in sorted(horizons, key=lambda one: -one.bound(self.actions)):
            if highest is not None and each.bound(self.actions) < highest:
                break
            most = self._most_of(each)
            if most is not None:
                found.append((most, each))
                highest = max(most, highest or 0)
        ways = (
            (each.cheapest(most, self.actions, self.wish.effort), each)
            for most, each in found
            if most == highest
        )
        return min(((way, each) for way, each in ways if way is not None), key=_rank, default=None)

    def _all_done(self, horizons: Sequence[Horizon]) -> Found | None:
        """Everything as often as can be, where that is known to be the most: nobody asks what it takes."""
        horizon = max(horizons, key=lambda each: each.bound(self.actions))
        times = tuple((each.id, horizon.ground.period.most(each)) for each in self.actions)
        minutes = sum(horizon.ground.period.most(each) * (each.minutes or 0) for each in self.actions)
        total = horizon.after(Way(minutes, times, 0)).total
        is_most = self.wish.effort is None and total == horizon.bound(self.actions)
        return (Way(minutes, times, total), horizon) if is_most and total is not None else None

    def _most_of(self, horizon: Horizon) -> int | None:
        if self.wish.effort is None:
            return horizon.most(self.actions)
        return horizon.most_within(self.wish.effort, self.actions)

    def _out_of_reach(self) -> OutOfReach:
        horizons = (*self._first, *self._late)
        most = (self._all_done(horizons) if self.wish.brief else None) or self._most(horizons)
        if most is None:
            return OutOfReach(None, (), self._is_there)
        way, horizon = most
        lost = lost_of(horizon, self.actions, horizon.after(way), self.wish.effort)
        return OutOfReach(self._plan(way, horizon), lost, self._is_there)

    def _plan(self, way: Way, horizon: Horizon) -> Plan:
        """The plan, scored again from nothing."""
        score, idle = horizon.after(way), horizon.ground.record.score
        if score.total != way.total:
            raise AssertionError(f"a plan comes to {score.total} and not to {way.total}: {way.times}")
        actions, times = {each.id: each for each in self.actions}, dict(way.times)
        return Plan(
            horizon.ground.period.days,
            horizon.ground.period.end,
            tuple(Doing(actions[name], count) for name, count in times.items()),
            self._now.total,
            idle.total,
            score.total,
            score.level,
            tuple(_changes(self.terrain.ruleset, self._now, idle, score)),
            sum(_steady(self._now, idle, score)),
            horizon.ground.coming,
        )


def _changes(ruleset: Ruleset, now: Score, idle: Score, then: Score) -> Iterator[Change]:
    """Criteria that come to something else on the last day than today, or than if nothing is done."""
    for place, (pillar, titles) in enumerate(zip(ruleset.pillars, told_apart(ruleset), strict=True)):
        scores = (each.pillars[place].criteria for each in (now, idle, then))
        for criterion, title, *points in zip(pillar.criteria, titles, *scores, strict=True):
            if len({*points}) > 1:
                yield Change(pillar.id, criterion.id, title, *points)


def _steady(*scores: Score) -> Iterator[int]:
    """Points of the criteria that come to the same in all scores."""
    for pillars in zip(*(each.pillars for each in scores), strict=True):
        for points in zip(*(each.criteria for each in pillars), strict=True):
            if len({*points}) == 1:
                yield points[0] or 0
