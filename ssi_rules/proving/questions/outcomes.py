"""What came out for a member, by the reference engine and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.language.numbers import POINT_SCALE, format_points
from ssi_rules.proving.find import replayed

if TYPE_CHECKING:
    from ssi_rules.proving.answers import Found
    from ssi_rules.proving.questions.asking import Place


def earned(place: Place, found: Found) -> str:
    """What a member who was found earns for a criterion."""
    return points_of(replayed(found, place.ruleset).pillars[place.pillar].criteria[place.number])


def points_of(points: int | None) -> str:
    """Points in words."""
    if points is None:
        return "no points"
    return f"{format_points(points)} point{'' if points == POINT_SCALE else 's'}"
