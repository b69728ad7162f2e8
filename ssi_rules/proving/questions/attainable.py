"""Can each pillar, and the total, come to its whole worth; and what is the most under assumptions?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import format_points
from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.asked import asked_by_pillar
from ssi_rules.proving.find import replayed
from ssi_rules.proving.findings import Kind, Verdict
from ssi_rules.proving.logic import both
from ssi_rules.proving.questions.asking import About, decide, witness
from ssi_rules.proving.questions.filled import all_filled, filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.model import Ruleset
    from ssi_rules.proving.findings import Finding, Witness
    from ssi_rules.proving.limits import Limit
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.universe import Universe


def attainable(universe: Universe, ruleset: Ruleset, limit: Limit) -> Iterator[Finding]:
    """One finding for each pillar; where all can be filled, one for the total.

    Args:
        universe: Whom to look among.
        ruleset: What is asked about.
        limit: What may be spent on each.
    """
    found = [_pillar(universe, ruleset, number, limit) for number in range(len(ruleset.pillars))]
    yield from found
    if all(each.verdict is Verdict.PROVED for each in found):
        yield _total(universe, ruleset, limit)


def _pillar(universe: Universe, ruleset: Ruleset, number: int, limit: Limit) -> Finding:
    pillar = ruleset.pillars[number]
    part = universe.part(*asked_by_pillar(pillar))

    def wanted(part: Universe) -> Truth:
        return filled(pillar, part.world(ruleset).pillar(number))

    worth = format_points(pillar.worth)
    return About(Kind.ATTAINABLE, pillar.id, pillar.span).exists(
        decide(part, wanted, limit),
        there_is=f"`{pillar.id}` can earn all of its {worth} points.",
        there_is_none=f"Nobody can earn all {worth} points of `{pillar.id}`.",
        asked=f"Whether `{pillar.id}` can earn all of its {worth} points",
    )


def _total(universe: Universe, ruleset: Ruleset, limit: Limit) -> Finding:
    def wanted(universe: Universe) -> Truth:
        return all_filled(ruleset, universe.world(ruleset).encoded())

    worth, span = format_points(ruleset.worth), ruleset.span or ruleset.pillars[0].span
    return About(Kind.ATTAINABLE, "total", span).exists(
        decide(universe, wanted, limit),
        there_is=f"One member can earn all {worth} points.",
        there_is_none=f"Nobody can earn all {worth} points, though each pillar can be filled.",
        asked=f"Whether one member can earn all {worth} points",
    )


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most points there are, in hundredths, and a member who has them."""

    points: int
    witness: Witness


def ceiling(universe: Universe, ruleset: Ruleset, limit: Limit) -> Ceiling | Nothing | Undecided:
    """The most that a member of a universe can score, its assumptions respected.

    Args:
        universe: Whom to look among; its ``assumed`` hold.
        ruleset: What is asked about.
        limit: What may be spent on each step.

    Returns:
        The ceiling; nothing where nobody has a score; or why nobody knows.
    """
    found = _reaches(universe, ruleset, 0, limit)
    if not isinstance(found, Found):
        return found
    best, high = _ceiling(found, ruleset), ruleset.worth
    while best.points < high:
        middle = (best.points + high + 1) // 2
        match _reaches(universe, ruleset, middle, limit):
            case Found() as found:
                best = _ceiling(found, ruleset)
            case Nothing():
                high = middle - 1
            case Undecided() as undecided:
                return undecided
    return best


def _ceiling(found: Found, ruleset: Ruleset) -> Ceiling:
    points = replayed(found, ruleset).total or 0
    return Ceiling(points, witness(found, f"scores {format_points(points)} points"))


def _reaches(universe: Universe, ruleset: Ruleset, points: int, limit: Limit) -> Found | Nothing | Undecided:
    def wanted(universe: Universe) -> Truth:
        total = universe.encode(ruleset).total
        return both(total.has, total.points >= points)

    return decide(universe, wanted, limit, shown=True)
