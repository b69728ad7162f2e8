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
    """

    minutes: int
    kind: object
    worths: tuple[int, ...]


Way = TypeVar("Way")


def undominated(ways: Iterable[tuple[Rated, Way]]) -> list[Way]:
    """The ways that no other of their kind outdoes for as few minutes, cheapest first.

    Two worths are weighed against one another; ways that differ in more are all kept.
    """
    ordered = sorted(ways, key=_rank)
    weighed = _varying([rated.worths for rated, _ in ordered])[:2]
    kept, stairs = [], dict[object, _Stairs]()
    for rated, way in ordered:
        others = tuple(worth for place, worth in enumerate(rated.worths) if place not in weighed)
        first, second = (*(rated.worths[place] for place in weighed), 0, 0)[:2]
        if stairs.setdefault((rated.kind, others), _Stairs()).take(first, second):
            kept.append(way)
    return kept


def _rank(way: tuple[Rated, object]) -> tuple[int, int]:
    return way[0].minutes, -sum(way[0].worths)


def _varying(worths: Sequence[tuple[int, ...]]) -> list[int]:
    """Places in which not all are the same."""
    return [place for place, column in enumerate(zip(*worths, strict=True)) if min(column) != max(column)]


@dataclass(slots=True)
class _Stairs:
    """Pairs none of which is outdone by another: the firsts rise, the seconds fall."""

    firsts: list[int] = field(default_factory=list)
    seconds: list[int] = field(default_factory=list)

    def take(self, first: int, second: int) -> bool:
        """Take a pair in, and drop what it outdoes; no where one that is there is as good."""
        place = bisect_left(self.firsts, first)
        if place < len(self.firsts) and self.seconds[place] >= second:
            return False
        end = place + (place < len(self.firsts) and self.firsts[place] == first)
        while place and self.seconds[place - 1] <= second:
            place -= 1
        self.firsts[place:end], self.seconds[place:end] = [first], [second]
        return True
