"""What criteria and conditions give their pillars."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ssi_rules.engines.reference.arithmetic import spread
from ssi_rules.language.states import Missing
from ssi_rules.model import Cap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssi_rules.model import Pillar
    from ssi_rules.planning.optimum.items import Item


class Part(NamedTuple):
    """What some criteria and conditions give their pillar.

    Attributes:
        earned: Points.
        uncounted: Worth of criteria without points that leave it to the others.
        fired: Places of the caps and deductions whose conditions hold.
    """

    earned: int
    uncounted: int
    fired: frozenset[int]

    def plus(self, other: Part) -> Part:
        """Both together."""
        return Part(self.earned + other.earned, self.uncounted + other.uncounted, self.fired | other.fired)


NOTHING = Part(0, 0, frozenset())


class Scale(NamedTuple):
    """How a pillar's criteria are scaled where some without points leave their worth to the others.

    Attributes:
        worth: The pillar's.
        counted: Of the criteria that count; at least 1.
    """

    worth: int
    counted: int

    def points(self, earned: int) -> int:
        """What the pillar comes to, rounded."""
        return spread(earned, self.worth, self.counted) or 0


def spans(scales: Iterable[Scale], earned: Iterable[int]) -> tuple[int, int]:
    """What so much more in the criteria of each pillar brings all of them together, at least and at most."""
    least = most = 0
    for (worth, counted), more in zip(scales, earned, strict=True):
        least += more * worth // counted
        most -= -more * worth // counted
    return least, most


Scales: TypeAlias = "Mapping[int, Scale]"
"""Scales by the places of pillars."""

Parts: TypeAlias = dict[int, Part]
"""Parts by the places of pillars."""


def parts_given(items: Iterable[Item], points: Iterable[int | None]) -> Parts:
    """What items with these points give their pillars."""
    found: Parts = {}
    for item, each in zip(items, points, strict=True):
        found[item.pillar] = found.get(item.pillar, NOTHING).plus(_part(item, each))
    return found


def together(left: Parts, right: Parts) -> Parts:
    """Both together."""
    return {
        place: left.get(place, NOTHING).plus(right.get(place, NOTHING))
        for place in dict.fromkeys((*left, *right))
    }


def _part(item: Item, points: int | None) -> Part:
    if item.is_condition:
        return Part(0, 0, frozenset((item.place,) if points else ()))
    passed_on = points is None and item.criterion.missing is Missing.REDISTRIBUTE
    return Part(points or 0, item.criterion.worth if passed_on else 0, frozenset())


def points_of(pillar: Pillar, part: Part) -> int | None:
    """The pillar's points from all that its criteria and conditions give; None where nothing counts."""
    points = spread(part.earned, pillar.worth, pillar.worth - part.uncounted)
    for place, each in enumerate(pillar.adjustments):
        if points is not None and place in part.fired:
            points = min(points, each.at) if isinstance(each, Cap) else max(points - each.points, 0)
    return points


def adjustment_of(pillar: Pillar, part: Part) -> int | None:
    """What caps and deductions add to the pillar's points; None where nothing counts."""
    points, plain = points_of(pillar, part), spread(part.earned, pillar.worth, pillar.worth - part.uncounted)
    return None if points is None or plain is None else points - plain
