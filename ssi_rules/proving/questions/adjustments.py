"""Can each cap and deduction act, and need it not?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.language.numbers import format_points
from ssi_rules.proving.answers import Nothing, Undecided
from ssi_rules.proving.asked import asked_by_pillar
from ssi_rules.proving.findings import Kind
from ssi_rules.proving.logic import both
from ssi_rules.proving.questions.asking import About, decide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.findings import Finding
    from ssi_rules.proving.limits import Limit
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.universe import Universe


def adjustments(universe: Universe, ruleset: model.Ruleset, limit: Limit) -> Iterator[Finding]:
    """One finding for each cap and deduction.

    Args:
        universe: Whom to look among.
        ruleset: What is asked about.
        limit: What may be spent on each of up to three steps.
    """
    for number, pillar in enumerate(ruleset.pillars):
        for place, each in enumerate(pillar.adjustments):
            yield _finding(universe, ruleset, (number, place), each, limit)


def _finding(
    universe: Universe, ruleset: model.Ruleset, place: tuple[int, int], each: model.Adjustment, limit: Limit
) -> Finding:
    pillar = ruleset.pillars[place[0]]
    what = f"{_name(each)} of `{pillar.id}`"
    about = About(Kind.ADJUSTMENTS, pillar.id, each.span)
    alone = universe.part(each.when)
    steps = (
        (
            decide(alone, lambda alone: alone.world(ruleset).flag(each.when).yes, limit),
            "never acts: its condition cannot be yes",
        ),
        (
            decide(alone, lambda alone: alone.world(ruleset).flag(each.when).no, limit),
            "acts on everyone of whom enough is known",
        ),
        (_costs(universe, ruleset, place, limit), "never takes a point"),
    )
    for answer, fault in steps:
        if isinstance(answer, Nothing):
            return about.refuted(f"The {what} {fault}.")
    for answer, _ in steps:
        if isinstance(answer, Undecided):
            return about.undecided(f"Whether the {what} can act and need not", answer.why)
    return about.proved(f"The {what} acts on some, and on others not.")


def _name(each: model.Adjustment) -> str:
    if isinstance(each, model.Cap):
        return f"cap at {format_points(each.at)}"
    return f"deduction of {format_points(each.points)}"


def _costs(universe: Universe, ruleset: model.Ruleset, place: tuple[int, int], limit: Limit) -> Answer:
    """Whether it takes points from anyone."""
    pillar = ruleset.pillars[place[0]]
    part = universe.part(*asked_by_pillar(pillar))

    def wanted(part: Universe) -> Truth:
        found, each = part.world(ruleset).pillar(place[0]), pillar.adjustments[place[1]]
        least = each.at if isinstance(each, model.Cap) else 0
        return both(found.sums.has, found.acts[place[1]].yes, found.before[place[1]] > least)

    return decide(part, wanted, limit)
