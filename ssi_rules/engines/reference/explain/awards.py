"""An award as a table of cut-points, where the measure stands in it, and the nearest one that brings more."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, assert_never

from ssi_rules.engines.reference.explain.forms import Form, Ready
from ssi_rules.language.numbers import as_decimal, as_points
from ssi_rules.model import Award, Bands, EarnsWhen, Ramp
from ssi_rules.scorecard import Criterion, CutPoint, Next

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ssi_rules.engines.reference.explain.media import Medium, Part
    from ssi_rules.engines.reference.explain.record import FlagName

Direction: TypeAlias = Literal["from", "below", "to"]


class Chance(NamedTuple):
    """A cut-point in reach: how far it is, where (a flag where the award asks for one), which way, and the points there."""

    distance: int
    at: int
    direction: Direction
    points: int


@dataclass(frozen=True)
class AwardTable:
    """Cut-points prepared once: the table with none of them marked, and with each.

    Attributes:
        cuts: Where the lines begin, ascending; none of a flag.
        earned: Points of each line.
        best: The most of them.
        falls: Whether some line earns less than one before it.
    """

    award: Award
    unmarked: Ready
    marked: tuple[Ready, ...]
    cuts: tuple[int, ...]
    earned: tuple[int, ...]
    best: int
    falls: bool

    @property
    def name(self) -> Literal["bands", "ramp", "when"]:
        """What the document calls it."""
        match self.award:
            case Bands():
                return "bands"
            case Ramp():
                return "ramp"
            case EarnsWhen():
                return "when"
            case _:
                assert_never(self.award)

    def lines(self, value: int) -> Ready:
        """The table with the line that holds marked."""
        match self.award:
            case EarnsWhen(when=when):
                return self.marked[0 if bool(value) is when else 1]
            case Bands() | Ramp():
                return self.line(bisect_right(self.cuts, value))
            case _:
                assert_never(self.award)

    def line(self, place: int) -> Ready:
        """The same after so many cut-points; below the first one a ramp is flat, and bands earn nothing."""
        if place or isinstance(self.award, Ramp):
            return self.marked[max(0, place - 1)]
        return self.unmarked

    def chance(self, value: int, points: int) -> Chance | None:
        """The nearest cut-point that brings more points than now; of a flag, its being what earns."""
        if points >= self.best:
            return None
        if isinstance(self.award, EarnsWhen):
            return Chance(0, self.award.when, "to", self.best)
        place = bisect_right(self.cuts, value)
        up = self._upward(value, points, place)
        down = self._downward(value, points, place) if self.falls else None
        if up is None or down is None:
            return up or down
        return min(up, down, key=lambda chance: (chance.distance, -chance.points))

    def _upward(self, value: int, points: int, place: int) -> Chance | None:
        for each in range(place, len(self.cuts)):
            if self.earned[each] > points:
                return Chance(self.cuts[each] - value, self.cuts[each], "from", self.earned[each])
        return None

    def _downward(self, value: int, points: int, place: int) -> Chance | None:
        """A lower band is entered by falling under the cut-point of the one above it; on a ramp, points are those at it."""
        is_ramp = isinstance(self.award, Ramp)
        for each in reversed(range(place if is_ramp else place - 1)):
            if self.earned[each] > points:
                at = self.cuts[each if is_ramp else each + 1]
                return Chance(value - at, at, "to" if is_ramp else "below", self.earned[each])
        return None


def award_table(award: Award) -> AwardTable:
    """Prepare an award."""
    rows = list(_rows(award))
    cells = [CutPoint(at=at, points=as_points(points), here=False) for at, points in rows]
    here = [CutPoint(at=at, points=as_points(points), here=True) for at, points in rows]
    marked = tuple(_table(*cells[:place], here[place], *cells[place + 1 :]) for place in range(len(rows)))
    cuts = () if isinstance(award, EarnsWhen) else tuple(step.cut for step in award.steps)
    earned = tuple(points for _, points in rows)
    falls = any(lower > higher for lower, higher in pairwise(earned))
    return AwardTable(award, _table(*cells), marked, cuts, earned, max(earned), falls)


def _table(*lines: CutPoint) -> Ready:
    return Ready(Criterion, "cut_points", lines)


def _rows(award: Award) -> Iterator[tuple[Decimal | FlagName, int]]:
    match award:
        case Bands(steps) | Ramp(steps):
            yield from ((as_decimal(step.cut), step.points) for step in steps)
        case EarnsWhen(points, when):
            yield _flag_name(when=when), points
            yield _flag_name(when=not when), 0
        case _:
            assert_never(award)


def _flag_name(*, when: bool) -> FlagName:
    return "yes" if when else "no"


NEXT: dict[Direction, Form] = {
    direction: Form(Next, {"direction": direction}, ("at", "gain", "distance"))
    for direction in ("from", "below", "to")
}
"""What is told of a chance, by where it lies."""

NEXT_FLAG = {
    when: Form(Next, {"at": _flag_name(when=when), "distance": None, "direction": "to"}, ("gain",))
    for when in (True, False)
}


def told(chance: Chance, points: int, medium: Medium[Part]) -> Part:
    """A chance as the document shows it; ``points`` are those now."""
    gain = medium.points(chance.points - points)
    if isinstance(chance.at, bool):
        return medium.filled(NEXT_FLAG[chance.at], (gain,))
    number = medium.number
    return medium.filled(NEXT[chance.direction], (number(chance.at), gain, number(chance.distance)))
