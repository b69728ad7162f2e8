"""What a mutant touches, seen from its parts: untouched ones are the original's own objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ssi_rules import model
from ssi_rules.checking.reading import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

Place: TypeAlias = tuple[str, str]
"""A pillar's and a criterion's id."""


def touched_criteria(original: model.Ruleset, mutant: model.Ruleset) -> frozenset[Place] | None:
    """The criteria whose points or states can differ; None where pillars or levels can differ besides."""
    names = _changed_names(original, mutant)
    if mutant.levels is not original.levels or _sums_differ(original, mutant, names):
        return None
    return frozenset(
        (theirs.id, changed.id)
        for ours, theirs in zip(original.pillars, mutant.pillars, strict=True)
        for criterion, changed in zip(ours.criteria, theirs.criteria, strict=True)
        if criterion is not changed or any(_reads(each, names) for each in _expressions(changed))
    )


def _sums_differ(original: model.Ruleset, mutant: model.Ruleset, names: frozenset[str]) -> bool:
    """Whether the same points of criteria could make another pillar."""
    for ours, theirs in zip(original.pillars, mutant.pillars, strict=True):
        if ours.adjustments is not theirs.adjustments or any(
            _reads(each.when, names) for each in theirs.adjustments
        ):
            return True
        policies = [[each.missing for each in pillar.criteria] for pillar in (ours, theirs)]
        if policies[0] != policies[1]:
            return True
    return False


def _changed_names(original: model.Ruleset, mutant: model.Ruleset) -> frozenset[str]:
    """Markets and lets that are not the original's; each let uses only earlier ones. A market's name starts with a colon."""
    names = {f":{name}" for name, each in mutant.markets.items() if each is not original.markets[name]}
    for ours, theirs in zip(original.lets, mutant.lets, strict=True):
        if ours is not theirs or _reads(theirs.value, frozenset(names)):
            names.add(theirs.name)
    return frozenset(names)


def _expressions(criterion: model.Criterion) -> Iterator[model.Expression]:
    parts = criterion.applies, criterion.needs, criterion.measure
    yield from (each for each in parts if each is not None)


def _reads(node: model.Expression, names: frozenset[str]) -> bool:
    return any(_named(each) in names for each in walk(node)) if names else False


def _named(node: model.Expression) -> str | None:
    match node:
        case model.LetValue(name):
            return name
        case model.InMarket(market=market):
            return f":{market}"
        case _:
            return None
