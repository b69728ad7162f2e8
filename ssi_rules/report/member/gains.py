"""What points of one criterion bring in the total, worked out again from the numbers of a scorecard."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.arithmetic import spread
from ssi_rules.language.numbers import POINT_SCALE, as_points

if TYPE_CHECKING:
    from ssi_rules.scorecard import Adjustment, Criterion, Pillar, Points, Scorecard


@dataclass(frozen=True, slots=True)
class Gain:
    """Points of one criterion and what becomes of them.

    Attributes:
        here: Points more in the criterion.
        total: Points more in the total, all else as it is; None where the document does not let it be worked out.
        brake: The last cap or deduction that acts in the criterion's pillar.
    """

    here: Decimal
    total: Decimal | None
    brake: Adjustment | None = None

    @property
    def changes(self) -> bool:
        """Whether the total is known to rise by something else than the criterion."""
        return self.total is not None and self.total != self.here


def next_gain(card: Scorecard, pillar: Pillar, criterion: Criterion) -> Gain | None:
    """What the next cut-point of a criterion brings; None when none brings more.

    Args:
        card: The scorecard.
        pillar: One of its pillars.
        criterion: One of the pillar's criteria.
    """
    step = criterion.next
    return None if step is None or criterion.points is None else gain(card, pillar, criterion, step.gain)


def gain(card: Scorecard, pillar: Pillar, criterion: Criterion, more: Decimal) -> Gain:
    """What ``more`` points of a criterion that counts bring in the total.

    Caps and deductions are taken as they act now: whether one would begin or cease to apply is not in the document.
    """
    acting = [each for each in pillar.adjustments if each.fired and each.kind != "redistributed"]
    total = _in_total(card, pillar, more) if _counts(criterion) else None
    return Gain(more, total, acting[-1] if acting else None)


def _in_total(card: Scorecard, pillar: Pillar, more: Decimal) -> Decimal | None:
    before, after = _pillar(pillar, 0), _pillar(pillar, _held(more))
    if before is None or after is None or before != _points(pillar):
        return None  # other rules made this document: no guess
    now, then = _total(card, pillar, before), _total(card, pillar, after)
    if now is None or then is None or now != _points(card.total):
        return None
    return as_points(then - now)


def _pillar(pillar: Pillar, more: int) -> int | None:
    """A pillar's points, in hundredths, with so many more in one of its criteria."""
    earned = sum(_held(each.points or Decimal(0)) for each in pillar.criteria) + more
    counted = sum(_held(each.worth) for each in pillar.criteria if _counts(each))
    points = spread(earned, _held(pillar.worth), counted)
    for each in pillar.adjustments:
        if points is None or (each.fired and each.kind != "redistributed" and each.limit is None):
            return None
        points = _adjusted(each, points)
    return points


def _adjusted(adjustment: Adjustment, points: int) -> int:
    if not adjustment.fired or adjustment.limit is None:
        return points
    limit = _held(adjustment.limit)
    match adjustment.kind:
        case "cap":
            return min(points, limit)
        case "deduct":
            return max(points - limit, 0)
        case "redistributed":
            return points


def _total(card: Scorecard, changed: Pillar, points: int) -> int | None:
    """The total, in hundredths, with so many points in one pillar."""
    known = [each for each in card.pillars if each.points is not None]
    earned = sum(points if each.id == changed.id else _points(each) or 0 for each in known)
    return spread(earned, _held(card.total.worth), sum(_held(each.worth) for each in known))


def _counts(criterion: Criterion) -> bool:
    """Whether a criterion's worth stays with it."""
    return criterion.points is not None or criterion.missing == "zero"


def _points(points: Points) -> int | None:
    return None if points.points is None else _held(points.points)


def _held(points: Decimal) -> int:
    return int(points * POINT_SCALE)
