"""A total that nothing done in a period exceeds, found without a search: where it is below the goal there is nothing to look for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.arithmetic import spread
from ssi_rules.language.states import Missing
from ssi_rules.planning.optimum.groups import Group
from ssi_rules.planning.optimum.moves import added
from ssi_rules.planning.optimum.parts import parts_given, points_of
from ssi_rules.planning.optimum.reach import Reach
from ssi_rules.planning.optimum.scores import Scores

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ssi_rules.model import Action, Pillar
    from ssi_rules.planning.optimum.ground import Ground
    from ssi_rules.planning.optimum.items import Item
    from ssi_rules.planning.optimum.moves import Atom, Held


@dataclass(frozen=True, eq=False)
class Bounds:
    """What each item can come to at most, were every action done as often as is best for it alone.

    Attributes:
        idle: What each item of the terrain earns if nothing is done.
    """

    ground: Ground
    idle: Sequence[int | None]

    def total(self, actions: Sequence[Action]) -> int:
        """No total that these actions bring about is higher."""
        ruleset, items = self.ground.terrain.ruleset, self.ground.terrain.items
        moved = {each for each in items if any(self.ground.is_moved(each, one) for one in actions)}
        open_ = moved.difference(self.rising, self.ground.certain)
        unsure = {each.pillar for each in open_ if each.criterion.missing is Missing.REDISTRIBUTE}
        if any(_may_be_absent(ruleset.pillars[place]) for place in unsure):
            return ruleset.worth
        parts = parts_given(items, self._points(moved, actions))
        points = [
            each.worth if place in unsure else points_of(each, parts[place])
            for place, each in enumerate(ruleset.pillars)
        ]
        known = sum(
            each.worth for each, some in zip(ruleset.pillars, points, strict=True) if some is not None
        )
        return spread(sum(each or 0 for each in points), ruleset.worth, known) or 0

    def _points(self, moved: set[Item], actions: Sequence[Action]) -> list[int | None]:
        """The most of each item; a condition that may be otherwise does not hold."""
        rising, found = self.most(actions), list[int | None]()
        for item, idle in zip(self.ground.terrain.items, self.idle, strict=True):
            if item not in moved or (idle is None and item in self.ground.certain):
                found.append(idle)
            elif item in rising:
                found.append(rising[item])
            else:
                found.append(0 if item.is_condition else item.criterion.worth)
        return found

    def most(self, actions: Sequence[Action]) -> dict[Item, int | None]:
        """What the rising items come to when each thing that they add up is most."""
        items = self.rising
        return (
            dict(zip(items, Scores(self.ground).of(items, self._held(actions)), strict=True)) if items else {}
        )

    @cached_property
    def rising(self) -> tuple[Item, ...]:
        """The items that earn most when each thing that they add up is most."""
        terrain = self.ground.terrain
        return tuple(
            each
            for each in terrain.items
            if not (each.is_condition or terrain.is_tangled(each))
            and all(enough is not None for _, enough in self._reach.sight((each,)).forms)
        )

    @cached_property
    def _reach(self) -> Reach:
        """What all actions of the ruleset move."""
        terrain = self.ground.terrain
        return Reach(self.ground, Group(terrain.ruleset.actions, terrain.items))

    def _held(self, actions: Sequence[Action]) -> Mapping[Atom, Held]:
        """The most of each fact and tally that only adds up."""
        held = dict(zip(self._reach.atoms, self._reach.start, strict=True))
        for action in actions:
            for move in self.ground.moves(action):
                more, start = added(move, self.ground.period.most(action)), held[move.atom]
                if more is not None and isinstance(start, int):
                    held[move.atom] = start + max(more)
        return held


def _may_be_absent(pillar: Pillar) -> bool:
    """Whether the pillar can be without points: all worth is passed on where nothing counts."""
    return all(each.missing is Missing.REDISTRIBUTE for each in pillar.criteria)
