"""Whether an item has points is often the same whatever is done: then what it passes on to others is known beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.engines.walk import walk
from ssi_rules.language.states import State
from ssi_rules.language.types import Type
from ssi_rules.model import (
    Aggregated,
    AsOfValue,
    Calculation,
    Compared,
    Constant,
    FactValue,
    InMarket,
    LetValue,
    Operator,
    SetTo,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.model import Expression
    from ssi_rules.planning.optimum.ground import Ground
    from ssi_rules.planning.optimum.items import Input, Item

_STRICT = (Constant, FactValue, LetValue, AsOfValue, Calculation, Compared, Aggregated)
"""Expressions that are unknown where anything that they are made of is."""


def is_certain(item: Item, ground: Ground) -> bool:
    """Whether the item has points, or has none, whatever is done: as it is now.

    An action may make a fact known by setting it, or fill a table that has no rows to average; it makes nothing unknown.
    """
    criterion, moved = item.criterion, ground.moved
    given = [each for each in (criterion.applies, criterion.needs) if each is not None]
    if ground.terrain.is_tangled(item) or any(not moved.isdisjoint(_inputs(each, ground)) for each in given):
        return False
    points = ground.record.score.pillars[item.pillar]
    if points.criteria[item.place] is not None:
        return _stays_known(criterion.measure, ground)
    return points.states[item.place] is not State.UNKNOWN or _stays_unknown(criterion.measure, ground)


def _stays_known(measure: Expression, ground: Ground) -> bool:
    """Whether all that it reads is known, and nothing may make it undefined."""
    known = all(_is_known(each, ground) for each in _leaves(measure, ground))
    return known and not any(_is_partial(each, ground) for each in walk(measure, ground.terrain.lets))


def _is_partial(node: Expression, ground: Ground) -> bool:
    """Whether it may be undefined where all is known that it reads."""
    if isinstance(node, InMarket):
        return True
    if not isinstance(node, Calculation):
        return False
    return node.type is Type.DATE or (
        node.operator is Operator.DIVIDE and not ground.moved.isdisjoint(_inputs(node.right, ground))
    )


def _stays_unknown(measure: Expression, ground: Ground) -> bool:
    """Whether something that it cannot do without is unknown and stays so."""
    nodes = tuple(walk(measure, ground.terrain.lets))
    return all(isinstance(each, _STRICT) for each in nodes) and any(
        not _is_known(each, ground) and _is_never_given(each, ground) for each in _leaves(measure, ground)
    )


def _is_known(leaf: FactValue | Aggregated, ground: Ground) -> bool:
    held = ground.member.facts.get(leaf.fact) if isinstance(leaf, FactValue) else ground.record.value(leaf)
    return held is not None


def _is_never_given(leaf: FactValue | Aggregated, ground: Ground) -> bool:
    if isinstance(leaf, Aggregated):
        return leaf not in ground.moved
    return not any(
        isinstance(effect, SetTo) and effect.fact == leaf.fact
        for action in ground.terrain.ruleset.actions
        for effect in action.effects
    )


def _leaves(measure: Expression, ground: Ground) -> Iterator[FactValue | Aggregated]:
    return (each for each in walk(measure, ground.terrain.lets) if isinstance(each, FactValue | Aggregated))


def _inputs(expression: Expression, ground: Ground) -> set[Input]:
    return {each.fact if isinstance(each, FactValue) else each for each in _leaves(expression, ground)}
