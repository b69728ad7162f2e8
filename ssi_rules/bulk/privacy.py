"""Which figures about groups may stand side by side on one page without giving away a handful of people.

The rule and why it holds. A figure rests on a group of members. Whoever has several groups can form their unions,
intersections, differences and complements, and any sum of their counts and totals with any factors. All of these are
built of *atoms*: the largest sets of members that no given group tells apart. As long as every atom is empty or has the
minimum number of members, whatever is put together has too, or is empty; so that is what is kept up here, group by
group: one is given only if it cuts no atom into a piece that is too small. Nothing has to be assumed about what an
attacker tries. Even who finds a median's own member among the pseudonyms, and knows who is in which cohort, is left with
an atom: one of at least so many people.

Figures of two pages about the same people can still be put together: ask for all columns in one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

MINIMUM = 10
"""Members a figure rests on at least."""


class Given:
    """The groups of one figure that are given so far; each of their atoms has the minimum number of members."""

    def __init__(self, members: Iterable[int], minimum: int, alike: Mapping[int, int] | None = None) -> None:
        """Begin with the whole, which is one atom.

        Args:
            members: Everyone the figure is known of, by number.
            minimum: Members an atom has at least.
            alike: How many members a number stands for, all of whom are in the same groups; one each unless told.
        """
        self._minimum = minimum
        self._alike = alike
        self._atom = dict.fromkeys(members, 0)
        self._sizes = [sum(map(self._count, self._atom))]

    def give(self, group: Collection[int]) -> bool:
        """Give a group's figure if that is safe beside all that is given already.

        Args:
            group: Members, by number; those the figure is not known of do not count.

        Returns:
            Whether it may be shown; False changes nothing.
        """
        inside = [member for member in group if member in self._atom]
        pieces = self._pieces(inside)
        if not pieces or not all(self._may_cut(atom, piece) for atom, piece in pieces.items()):
            return False
        self._cut(inside, pieces)
        return True

    def _pieces(self, inside: Iterable[int]) -> Counter[int]:
        pieces: Counter[int] = Counter()
        for member in inside:
            pieces[self._atom[member]] += self._count(member)
        return pieces

    def _count(self, member: int) -> int:
        return 1 if self._alike is None else self._alike[member]

    def _may_cut(self, atom: int, piece: int) -> bool:
        rest = self._sizes[atom] - piece
        return piece >= self._minimum and (not rest or rest >= self._minimum)

    def _cut(self, inside: Iterable[int], pieces: Counter[int]) -> None:
        new = {
            atom: len(self._sizes) + i
            for i, atom in enumerate(each for each in pieces if pieces[each] < self._sizes[each])
        }
        for member in inside:
            self._atom[member] = new.get(self._atom[member], self._atom[member])
        for atom in new:
            self._sizes[atom] -= pieces[atom]
            self._sizes.append(pieces[atom])


def joined(counts: Sequence[int], minimum: int) -> Iterator[range]:
    """Neighbouring bins put together until each holds enough; empty ones join in, for they tell where the ends are.

    Args:
        counts: Members in each bin, in order.
        minimum: Members a bin holds at least.

    Yields:
        Bins, by index, that are shown as one; none at all where all together hold too few.
    """
    ahead, start, held = sum(counts), 0, 0
    if ahead < minimum:
        return
    for index, count in enumerate(counts, 1):
        held, ahead = held + count, ahead - count
        # A bin that is closed leaves enough for the next one.
        if held >= minimum and (ahead >= minimum or index == len(counts)):
            yield range(start, index)
            start, held = index, 0


def runs(size: int, may_stand: Callable[[int, int], bool]) -> list[range]:
    """Neighbours put together, as few as will do, until each run of them may stand; what is left at the end joins the runs before it.

    Args:
        size: How many there are.
        may_stand: Whether those from one place to before another may be shown as one.

    Returns:
        All places, in order; all in one run, whether it may stand or not, where nothing else would do.
    """
    found: list[range] = []
    start = 0
    for end in range(1, size + 1):
        if may_stand(start, end):
            found.append(range(start, end))
            start = end
    while start < size and found and not may_stand(start, size):
        start = found.pop().start
    return [*found, range(start, size)] if start < size else found
