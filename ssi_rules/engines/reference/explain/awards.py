"""An award as a table of cut-points, where the measure stands in it, and the nearest one that brings more."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, assert_never

from ssi_rules.engines.reference.explain.record import FlagName, as_points
from ssi_rules.engines.reference.explain.trusted import trusted
from ssi_rules.language.numbers import as_decimal
from ssi_rules.model import Award, Bands, EarnsWhen, Ramp, Step
from ssi_rules.scorecard import CutPoint, Next

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

Direction: TypeAlias = Literal["from", "below", "to"]


class Chance(NamedTuple):
    """A cut-point in reach: how far it is, where (a flag where the award asks for one), which way, and the points there."""

    distance: int
    at: int
    direction: Direction
    points: int


@dataclass(frozen=True)
class AwardTable:
    """Cut-points prepared once: the table with none of them marked, and with each."""

    award: Award
    unmarked: tuple[CutPoint, ...]
    marked: tuple[tuple[CutPoint, ...], ...]
    cuts: tuple[int, ...]
    best: int

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

    def lines(self, value: int) -> tuple[CutPoint, ...]:
        """The table with the line that holds marked."""
        place = self._place(value)
        return self.unmarked if place < 0 else self.marked[place]

    def _place(self, value: int) -> int:
        """The line that holds: -1 below the first band, where nothing is earned."""
        match self.award:
            case EarnsWhen(when=when):
                return 0 if bool(value) is when else 1
            case Bands():
                return bisect_right(self.cuts, value) - 1
            case Ramp():
                return max(0, bisect_right(self.cuts, value) - 1)
            case _:
                assert_never(self.award)

    def chance(self, value: int, points: int) -> Chance | None:
        """The nearest cut-point that brings more points than now; of a flag, its being what earns."""
        if points >= self.best:
            return None
        match self.award:
            case EarnsWhen(best, when):
                return Chance(0, when, "to", best)
            case Bands(steps):
                chances = [*_upward(steps, value, points), *_below(steps, value, points)]
            case Ramp(steps):
                chances = [*_upward(steps, value, points), *_down_to(steps, value, points)]
            case _:
                assert_never(self.award)
        return min(chances, key=lambda chance: (chance.distance, -chance.points))


def award_table(award: Award) -> AwardTable:
    """Prepare an award."""
    rows = list(_rows(award))
    cells = [CutPoint(at=at, points=as_points(points), here=False) for at, points in rows]
    here = [CutPoint(at=at, points=as_points(points), here=True) for at, points in rows]
    marked = tuple((*cells[:place], here[place], *cells[place + 1 :]) for place in range(len(rows)))
    cuts = () if isinstance(award, EarnsWhen) else tuple(step.cut for step in award.steps)
    return AwardTable(award, tuple(cells), marked, cuts, max(points for _, points in rows))


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


def _upward(steps: tuple[Step, ...], value: int, points: int) -> Iterator[Chance]:
    for step in steps:
        if step.cut > value and step.points > points:
            yield Chance(step.cut - value, step.cut, "from", step.points)


def _below(steps: tuple[Step, ...], value: int, points: int) -> Iterator[Chance]:
    """A lower band is entered by falling under the cut-point of the one above it."""
    for index, step in enumerate(steps[:-1]):
        end = steps[index + 1].cut
        if end <= value and step.points > points:
            yield Chance(value - end, end, "below", step.points)


def _down_to(steps: tuple[Step, ...], value: int, points: int) -> Iterator[Chance]:
    for step in steps:
        if step.cut < value and step.points > points:
            yield Chance(value - step.cut, step.cut, "to", step.points)


def told(chance: Chance, points: int) -> Next:
    """A chance as the document shows it; ``points`` are those now."""
    is_flag = isinstance(chance.at, bool)
    return trusted(
        Next,
        {
            "at": _flag_name(when=bool(chance.at)) if is_flag else as_decimal(chance.at),
            "gain": as_points(chance.points - points),
            "distance": None if is_flag else as_decimal(chance.distance),
            "direction": chance.direction,
        },
    )
