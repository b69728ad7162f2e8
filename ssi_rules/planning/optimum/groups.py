"""Actions and criteria that hang together: what one group does is nothing to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.engines.apart import apart

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    moved = (
        (each, {item for item in ground.terrain.items if ground.is_moved(item, each)}) for each in actions
    )
    return tuple(_group(each, ground) for each in apart((action, items) for action, items in moved if items))


def _group(actions: tuple[Action, ...], ground: Ground) -> Group:
    items = ground.terrain.items
    return Group(actions, tuple(each for each in items if any(ground.is_moved(each, one) for one in actions)))
