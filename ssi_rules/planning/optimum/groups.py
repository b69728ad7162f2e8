"""Actions and criteria that hang together: what one group does is nothing to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.model import Action
    from ssi_rules.planning.optimum.ground import Ground
    from ssi_rules.planning.optimum.items import Item


@dataclass(frozen=True, slots=True)
class Group:
    """Some actions, and all items that any of them moves; both in the ruleset's order."""

    actions: tuple[Action, ...]
    items: tuple[Item, ...]


def groups_of(ground: Ground, actions: Sequence[Action]) -> tuple[Group, ...]:
    """The smallest groups of actions that share no item; actions that move nothing are in none."""
    moved = [
        (each, [item for item in ground.terrain.items if ground.is_moved(item, each)]) for each in actions
    ]
    groups: list[tuple[list[Action], dict[Item, None]]] = []
    for action, items in moved:
        if not items:
            continue
        joined = [each for each in groups if not each[1].keys().isdisjoint(items)]
        groups = [each for each in groups if each not in joined]
        groups.append(_merged([*joined, ([action], dict.fromkeys(items))]))
    return tuple(_ordered(each, ground) for each in groups)


def _merged(groups: Iterable[tuple[list[Action], dict[Item, None]]]) -> tuple[list[Action], dict[Item, None]]:
    actions: list[Action] = []
    items: dict[Item, None] = {}
    for each in groups:
        actions += each[0]
        items |= each[1]
    return actions, items


def _ordered(group: tuple[list[Action], dict[Item, None]], ground: Ground) -> Group:
    actions = {each.id for each in group[0]}
    return Group(
        tuple(each for each in ground.terrain.ruleset.actions if each.id in actions),
        tuple(each for each in ground.terrain.items if each in group[1]),
    )
