"""Which totals a member can have, so that a level is not moved between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.language.states import Missing
from ssi_rules.model import Bands, Cap, EarnsWhen, Ramp

if TYPE_CHECKING:
    from ssi_rules.model import Adjustment, Award, Pillar, Ruleset

Sums: TypeAlias = int
"""A set of hundredths: each is a bit. The set may be too large, never too small."""


def possible_totals(ruleset: Ruleset) -> Sums | None:
    """The totals that criteria can add up to; None where worth is redistributed, which can make almost any."""
    if any(each.missing is Missing.REDISTRIBUTE for pillar in ruleset.pillars for each in pillar.criteria):
        return None
    totals = 1
    for pillar in ruleset.pillars:
        totals = _sums(totals, _pillar(pillar))
    return totals


def is_possible(total: int, totals: Sums | None) -> bool:
    """Whether it is among them."""
    return totals is None or bool(totals >> total & 1)


def _pillar(pillar: Pillar) -> Sums:
    points = 1
    for criterion in pillar.criteria:
        points = _sums(points, _earned(criterion.award))
    for adjustment in pillar.adjustments:
        points |= _adjusted(points, adjustment)
    return points


def _sums(left: Sums, right: Sums) -> Sums:
    found = 0
    for points in range(right.bit_length()):
        if right >> points & 1:
            found |= left << points
    return found


def _earned(award: Award) -> Sums:
    """Nothing, for whoever has no points, and what the award gives: of a ramp every hundredth between its ends."""
    match award:
        case EarnsWhen(points):
            return 1 | 1 << points
        case Bands(steps):
            return sum(1 << points for points in {0, *(each.points for each in steps)})
        case Ramp(steps):
            ends = [each.points for each in steps]
            return 1 | sum(1 << each for each in range(min(ends), max(ends) + 1))


def _adjusted(points: Sums, adjustment: Adjustment) -> Sums:
    if isinstance(adjustment, Cap):
        over = points >> (adjustment.at + 1)
        return points & ((1 << adjustment.at + 1) - 1) | (1 << adjustment.at if over else 0)
    return points >> adjustment.points | 1
