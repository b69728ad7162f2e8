"""Why nothing more can be reached: what each criterion lacks at the best there is, by reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.language.states import State
from ssi_rules.planning.optimum.wish import Lost, Why

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
        items = self.horizon.ground.terrain.items
        for item in (each for each in items if not each.is_condition):
            pillar = self.score.pillars[item.pillar]
            points = item.criterion.worth - (pillar.criteria[item.place] or 0)
            if points:
                yield self._why(item, pillar.states[item.place]), points, item.criterion.title

    def _why(self, item: Item, state: State) -> Why:
        if state is State.UNKNOWN:
            return Why.UNKNOWN
        moving = tuple(each for each in self.actions if self.horizon.ground.is_moved(item, each))
        if not moving:
            return Why.UNMOVED if state is State.SCORED else Why.SET_ASIDE
        points = [
            each.pillars[item.pillar].criteria[item.place] or 0
            for each in (self.score, self._at_most(moving))
        ]
        if points[1] <= points[0]:
            return Why.LIMIT
        return Why.TRADED if self.effort is None else Why.EFFORT

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
