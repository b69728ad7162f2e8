"""What it takes to earn all: said of each criterion, a solver need not find out that a sum is full only where its parts are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.language.states import Missing
from ssi_rules.proving.logic import both

if TYPE_CHECKING:
    from ssi_rules import model
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.scoring import Encoded, Pillar


def filled(pillar: model.Pillar, term: Pillar) -> Truth:
    """Whether a pillar earns its whole worth; where nothing is redistributed, only if each criterion does."""
    full = both(term.sums.has, term.sums.points == pillar.worth)
    if any(each.missing is Missing.REDISTRIBUTE for each in pillar.criteria):
        return full
    each_full = (
        both(found.has, found.points == criterion.worth)
        for criterion, found in zip(pillar.criteria, term.criteria, strict=True)
    )
    return both(full, *each_full)


def all_filled(ruleset: model.Ruleset, term: Encoded) -> Truth:
    """Whether the total is the whole worth; where every pillar has a score, only if each is full."""
    full = both(term.total.has, term.total.points == ruleset.worth)
    if any(each.sums.has is not True for each in term.pillars):
        return full
    pillars = zip(ruleset.pillars, term.pillars, strict=True)
    return both(full, *(filled(pillar, found) for pillar, found in pillars))
