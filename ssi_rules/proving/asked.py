"""The expressions that a criterion and a pillar are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules import model


def asked_by(criterion: model.Criterion) -> tuple[model.Expression, ...]:
    """All expressions of a criterion."""
    found = criterion.applies, criterion.needs, criterion.measure
    return tuple(each for each in found if each is not None)


def asked_by_pillar(pillar: model.Pillar) -> tuple[model.Expression, ...]:
    """All expressions of a pillar."""
    conditions = (each.when for each in pillar.adjustments)
    return (*(node for each in pillar.criteria for node in asked_by(each)), *conditions)
