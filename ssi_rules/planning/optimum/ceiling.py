"""Why nothing more can be reached: what each criterion lacks at the best there is, by reason."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.language.states import State
from ssi_rules.planning.optimum.titles import told_apart
from ssi_rules.planning.optimum.wish import Lost, TooManyWays, Why

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.engines.score import Score
    from ssi_rules.model import Action
    from ssi_rules.planning.optimum.horizon import Horizon
    from ssi_rules.planning.optimum.items import Item


def lost_of(
    horizon: Horizon, actions: Sequence[Action], score: Score, effort: int | None
) -> tuple[Lost, ...]:
    """What is missing to the ruleset's worth, by reason, most first; adds up to all of it.

    Args:
        horizon: The period in which most can be reached.
        actions: Those that may be done.
        score: What she comes to then.
        effort: Minutes that there are; None for as many as it takes.
    """
    return _Ceiling(horizon, tuple(actions), score, effort).lost()


@dataclass(frozen=True)
class _Ceiling:
    horizon: Horizon
    actions: tuple[Action, ...]
    score: Score
    effort: int | None
    _known: dict[tuple[str, ...], Score] = field(default_factory=dict)

    def lost(self) -> tuple[Lost, ...]:
        found: dict[Why, list[tuple[int, str]]] = {}
        for why, points, title in (*self._criteria(), *self._pillars()):
            found.setdefault(why, []).append((points, title))
        losses = (
            Lost(why, sum(points for points, _ in each), tuple(title for _, title in each))
            for why, each in found.items()
        )
        return tuple(sorted(losses, key=lambda each: -each.points))

    def _criteria(self) -> Iterator[tuple[Why, int, str]]:
        items, titles = self.horizon.ground.terrain.items, told_apart(self.horizon.ground.terrain.ruleset)
        for item in (each for each in items if not each.is_condition):
            pillar = self.score.pillars[item.pillar]
            points = item.criterion.worth - (pillar.criteria[item.place] or 0)
            if points:
                for why, part in self._parted(item, pillar.states[item.place], points):
                    if part:
                        yield why, part, titles[item.pillar][item.place]

    def _parted(self, item: Item, state: State, missing: int) -> Iterator[tuple[Why, int]]:
        """What is missing, in parts: what no action brings, what does not go with all else, what there is no time for."""
        moving = tuple(each for each in self.actions if self.horizon.ground.is_moved(item, each))
        if state is State.UNKNOWN:
            yield Why.UNKNOWN, missing
        elif not moving:
            yield (Why.UNMOVED if state is State.SCORED else Why.SET_ASIDE), missing
        else:
            got = item.criterion.worth - missing
            at_leisure = max(got, _points(self._at_leisure, item))
            most = max(at_leisure, self._most(item, moving))
            yield Why.LIMIT, item.criterion.worth - most
            yield Why.TRADED, most - at_leisure
            yield Why.EFFORT, at_leisure - got

    def _most(self, item: Item, moving: tuple[Action, ...]) -> int:
        """The most that it can earn; where that takes too long to find, what it does with everything done."""
        most = _points(self._at_most(moving), item)
        if most < item.criterion.worth:
            with suppress(TooManyWays):
                return self.horizon.highest(item, moving)
        return most

    @cached_property
    def _at_leisure(self) -> Score:
        """The highest score that there is if nobody minds the time; where that takes too long to find, with everything done."""
        if self.effort is None:
            return self.score
        with suppress(TooManyWays):
            most = self.horizon.most(self.actions)
            way = None if most is None else self.horizon.cheapest(most, self.actions)
            if way is not None:
                return self.horizon.after(way)
        return self._at_most(self.actions)

    def _at_most(self, actions: tuple[Action, ...]) -> Score:
        """The score when these actions, and no others, are done as often as can be."""
        key = tuple(each.id for each in actions)
        if key not in self._known:
            ground = self.horizon.ground
            member = ground.member
            for each in actions:
                member = ground.period.after(each, member, ground.period.most(each))
            self._known[key] = ground.terrain.evaluator.score(member, ground.period.end)
        return self._known[key]

    def _pillars(self) -> Iterator[tuple[Why, int, str]]:
        """What caps, deductions and redistribution add to that."""
        ruleset = self.horizon.ground.terrain.ruleset
        for pillar, score in zip(ruleset.pillars, self.score.pillars, strict=True):
            costs = sum(each or 0 for each in score.criteria) - (score.points or 0)
            if costs:
                yield Why.ADJUSTED, costs, pillar.title
        spread = sum(each.points or 0 for each in self.score.pillars) - (self.score.total or 0)
        if spread:
            yield Why.ADJUSTED, spread, ruleset.title


def _points(score: Score, item: Item) -> int:
    return score.pillars[item.pillar].criteria[item.place] or 0
