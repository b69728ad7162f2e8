"""What is left of many ways when those that another outdoes are dropped."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Rated(NamedTuple):
    """How a way compares.

    Attributes:
        minutes: Less is better.
        kind: Only ways of one kind compare.
        worths: More is better in each; of one length for all.
        scaled: What will be scaled and rounded, each by itself, and added to the first worth.
        least: What comes of it at least, were it added to the first worth of something else;
        most: and at most.
    """

    minutes: int
    kind: object
    worths: tuple[int, ...]
    scaled: tuple[int, ...] = ()
    least: int = 0
    most: int = 0


Way = TypeVar("Way")


def undominated(ways: Iterable[tuple[Rated, Way]]) -> list[Way]:
    """The ways that no other of their kind outdoes for as few minutes, cheapest first.

    Two worths are weighed against one another; ways that differ in more are all kept. Where something is yet to be rounded, a
    way outdoes another if that is so however it is rounded.
    """
    ordered = sorted(ways, key=_rank)
    varying = _varying([rated.worths for rated, _ in ordered])
    is_rounded = any(rated.scaled for rated, _ in ordered)
    weighed = list(dict.fromkeys([0, *varying]))[:2] if is_rounded else varying[:2]
    kept, stairs = [], dict[object, _Stairs]()
    for rated, way in ordered:
        others = tuple(worth for place, worth in enumerate(rated.worths) if place not in weighed)
        first, second = (*(rated.worths[place] for place in weighed), 0, 0)[:2]
        kind = rated.kind, others
        if rated.least == rated.most:
            is_new = stairs.setdefault(kind, _Stairs()).take(first + rated.least, second)
        else:
            is_new = _taken(rated, kind, (first, second), stairs)
        if is_new:
            kept.append(way)
    return kept


def _taken(rated: Rated, kind: object, worths: tuple[int, int], stairs: dict[object, _Stairs]) -> bool:
    """Take a way in of which something is yet to be rounded; no where one that is there is as good in any case."""
    first, second = worths
    rough, alike = (stairs.setdefault(each, _Stairs()) for each in (kind, (kind, rated.scaled)))
    if rough.covers(first + rated.most, second) or not alike.take(first, second):
        return False
    rough.take(first + rated.least, second)
    return True


def _rank(way: tuple[Rated, object]) -> tuple[int, int]:
    return way[0].minutes, -sum(way[0].worths) - way[0].least


def _varying(worths: Sequence[tuple[int, ...]]) -> list[int]:
    """Places in which not all are the same."""
    return [place for place, column in enumerate(zip(*worths, strict=True)) if min(column) != max(column)]


@dataclass(slots=True)
class _Stairs:
    """Pairs none of which is outdone by another: the firsts rise, the seconds fall."""

    firsts: list[int] = field(default_factory=list)
    seconds: list[int] = field(default_factory=list)

    def covers(self, first: int, second: int) -> bool:
        """Whether one that is there is as good."""
        place = bisect_left(self.firsts, first)
        return place < len(self.firsts) and self.seconds[place] >= second

    def take(self, first: int, second: int) -> bool:
        """Take a pair in, and drop what it outdoes; no where one that is there is as good."""
        if self.covers(first, second):
            return False
        place = bisect_left(self.firsts, first)
        end = place + (place < len(self.firsts) and self.firsts[place] == first)
        while place and self.seconds[place - 1] <= second:
            place -= 1
        self.firsts[place:end], self.seconds[place:end] = [first], [second]
        return True
