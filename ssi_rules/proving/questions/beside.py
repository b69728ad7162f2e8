"""What questions share that hold a member against the same member changed, and say what each earns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.language.numbers import POINT_SCALE, format_points
from ssi_rules.proving.questions.asking import asked_by
from ssi_rules.proving.rules import rules_of
from ssi_rules.proving.structure import data_read
from ssi_rules.proving.universe import Universe

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.proving.questions.asking import Place
    from ssi_rules.sources.dataset import Member


def apart(universe: Universe, place: Place) -> Universe:
    """The same members, told apart by one criterion, in a universe that no other question changes."""
    rulesets = (each.ruleset for each in universe.rules)
    return Universe(*rulesets, about=asked_by(place.criterion), assuming=universe.assuming)


def assumed(universe: Universe) -> frozenset[str]:
    """The facts and tables of which something is assumed: nobody asks what changes with them."""
    lets = universe.rules[0].lets
    return frozenset(name for each in universe.assuming for name in data_read(each, lets))


def earned(place: Place, member: Member, as_of: date | None) -> str:
    """What a member earns for a criterion, by the reference engine."""
    score = rules_of(place.ruleset).evaluator.score(member, as_of)
    return points_of(score.pillars[place.pillar].criteria[place.number])


def points_of(points: int | None) -> str:
    """Points in words."""
    if points is None:
        return "no points"
    return f"{format_points(points)} point{'' if points == POINT_SCALE else 's'}"
