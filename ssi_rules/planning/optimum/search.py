"""The page of the whole search: periods, the cheapest way in each, alternatives, and the ceiling where there is no way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.planning.optimum.ceiling import lost_of
from ssi_rules.planning.optimum.ground import Ground, Terrain
from ssi_rules.planning.optimum.horizon import Horizon, Way
from ssi_rules.planning.optimum.period import WEEK, Period
from ssi_rules.planning.optimum.wish import Change, Doing, OutOfReach, Plan, Point, Reached

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
    """The actions that a plan may be made of: not avoided, and with minutes."""
    return tuple(each for each in ruleset.actions if each.id not in wish.avoid and each.minutes is not None)


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
        is_there = self._now.total is not None and self._now.total >= self.wish.goal
        found = self._ways(self._soon[-1:] if is_there else self._soon) or self._ways(self._late)
        if not found:
            return self._out_of_reach()
        way, horizon = min(found, key=lambda each: (each[0].minutes, each[1].ground.period.days))
        soonest = found[:1] if found[0][1] is not horizon else []
        others = [*soonest, *self._without(way, horizon)]
        return Reached(self._plan(way, horizon), self._plans(others, way), is_there)

    def points(self) -> Iterator[Point]:
        """The most of each period."""
        for horizon in (*self._soon, *self._late):
            most = self._most_of(horizon)
            way = None if most is None else horizon.cheapest(most, self.actions)
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
    def _soon(self) -> list[Horizon]:
        """One for the end of each week, and one for the last day."""
        return [self._horizon(each) for each in (*range(WEEK, self.wish.days, WEEK), self.wish.days)]

    @cached_property
    def _late(self) -> list[Horizon]:
        """One for the end of every other week after that, as far as it is allowed."""
        ends = range(self.wish.days + 2 * WEEK, self.wish.longest + 1, 2 * WEEK)
        return [self._horizon(each) for each in ends]

    def _horizon(self, days: int) -> Horizon:
        return Horizon(Ground(self.terrain, self.member, Period(self.as_of, days)))

    def _ways(self, horizons: Sequence[Horizon]) -> list[tuple[Way, Horizon]]:
        """The cheapest way of each period in which there is one."""
        return [(way, each) for each in horizons if (way := self._way(each, self.actions)) is not None]

    def _way(self, horizon: Horizon, actions: Sequence[Action]) -> Way | None:
        """The cheapest way to the goal in a period, if it takes no more minutes than there are."""
        way = None if self.wish.goal is None else horizon.cheapest(self.wish.goal, actions)
        effort = self.wish.effort
        return None if way is None or (effort is not None and way.minutes > effort) else way

    def _without(self, way: Way, horizon: Horizon) -> Iterator[tuple[Way, Horizon]]:
        """Ways in the same period that leave out one of the actions."""
        for name, _ in way.times:
            other = self._way(horizon, [each for each in self.actions if each.id != name])
            if other is not None:
                yield other, horizon

    def _plans(self, ways: Sequence[tuple[Way, Horizon]], best: Way) -> tuple[Plan, ...]:
        """The cheapest of some ways, each once."""
        kept: list[tuple[Way, Horizon]] = []
        seen = {best.times}
        for way, horizon in sorted(ways, key=lambda each: each[0].minutes):
            if way.times not in seen:
                seen.add(way.times)
                kept.append((way, horizon))
        return tuple(self._plan(*each) for each in kept[:OTHERS])

    def _most(self, horizons: Sequence[Horizon]) -> tuple[Way, Horizon] | None:
        """The way to the highest total of all periods; of equals the cheapest, and of those the soonest."""
        found = [(most, each) for each in horizons if (most := self._most_of(each)) is not None]
        highest = max((most for most, _ in found), default=None)
        if highest is None:
            return None
        ways = ((each.cheapest(highest, self.actions), each) for most, each in found if most == highest)
        known = [(way, each) for way, each in ways if way is not None]
        return min(known, key=lambda each: (each[0].minutes, each[1].ground.period.days))

    def _most_of(self, horizon: Horizon) -> int | None:
        if self.wish.effort is None:
            return horizon.most(self.actions)
        return horizon.most_within(self.wish.effort, self.actions)

    def _out_of_reach(self) -> OutOfReach:
        most = self._most((*self._soon, *self._late))
        if most is None:
            return OutOfReach(None, ())
        way, horizon = most
        score = self._after(way, horizon)
        return OutOfReach(self._plan(way, horizon), lost_of(horizon, self.actions, score, self.wish.effort))

    def _plan(self, way: Way, horizon: Horizon) -> Plan:
        """The plan, scored again from nothing."""
        score, idle = self._after(way, horizon), horizon.ground.record.score
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
        )

    def _after(self, way: Way, horizon: Horizon) -> Score:
        """The member's score on the period's last day with all done, by the engine that scores everyone."""
        ground, actions = horizon.ground, {each.id: each for each in self.actions}
        member = ground.member
        for name, times in way.times:
            member = ground.period.after(actions[name], member, times)
        return self.terrain.evaluator.score(member, ground.period.end)


def _changes(ruleset: Ruleset, now: Score, idle: Score, then: Score) -> Iterator[Change]:
    """Criteria that come to something else by the plan than if nothing is done."""
    for place, pillar in enumerate(ruleset.pillars):
        scores = (each.pillars[place].criteria for each in (now, idle, then))
        for criterion, *points in zip(pillar.criteria, *scores, strict=True):
            if points[1] != points[2]:
                yield Change(pillar.id, criterion.id, criterion.title, *points)
