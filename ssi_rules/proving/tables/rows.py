"""The rows of one table: how many there are of each kind, and what their cells come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import LARGEST_TABLE, SCALE
from ssi_rules.proving.logic import both, implied, summed, truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssi_rules.proving.arithmetic import Defining
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.tables.cells import Cell, Span
    from ssi_rules.proving.tables.kinds import Kind, Kinds

_EASY = (0, 1, 5, 10, 50, 100, 1000)
"""Values in ones that all cells of a sum are tried with."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Open numbers about the known cells of one column in the rows of one kind.

    Attributes:
        total: Their sum in steps of their span.
        least: The least of them, the same.
        most: The most of them, the same.
        different: How many different ones there are.
    """

    total: Whole
    least: Whole
    most: Whole
    different: Whole


@dataclass(frozen=True, slots=True)
class Union:
    """Different cells of several kinds of rows: ``joined`` together, of which each kind has its ``own``."""

    kinds: tuple[int, ...]
    own: tuple[Whole, ...]
    joined: Whole

    def around(self, inner: Union) -> Iterator[Truth]:
        """What holds of both, where all that another joins is joined here too."""
        ours, theirs = (dict(zip(each.kinds, each.own, strict=True)) for each in (self, inner))
        if not all(kind in ours and _is_same(ours[kind], own) for kind, own in theirs.items()):
            return
        rest = (own for kind, own in ours.items() if kind not in theirs)
        yield self.joined >= inner.joined
        yield self.joined <= summed((inner.joined, *rest))

    def place(self, placed: dict[int, range], value: Callable[[Whole], int]) -> None:
        """Number the different cells of each kind that has no place yet, so that as many are joined as were proposed."""
        there = [placed[each] for each in self.kinds if each in placed]
        low = min((each.start for each in there), default=0)
        high = max((each.stop for each in there), default=low)
        joined = value(self.joined)
        for each, own in zip(self.kinds, map(value, self.own), strict=True):
            if own and each not in placed:
                start = low + max(min(high - low, joined - own), 0)
                placed[each] = range(start, start + own)
                high = max(high, start + own)


@dataclass(frozen=True)
class TableRows:
    """The rows of a table that a member may have.

    Attributes:
        provided: Whether the member's data has the table.
        counts: How many rows there are of each kind.
        cells: By kind and column, what was asked of cells: sums, ends, differences.
        unions: By column and kind of cell, how many different ones several kinds of rows have together.
        counted: The kinds and columns of which it was asked how many different cells there are.
        added: The kinds and columns of which it was asked what the cells add up to.
    """

    name: str
    found: Kinds
    provided: Truth
    counts: tuple[Whole, ...]
    defining: Defining
    cells: dict[tuple[int, str], Cells] = field(default_factory=dict)
    unions: dict[tuple[str, Cell], list[Union]] = field(default_factory=dict)
    counted: set[tuple[int, str]] = field(default_factory=set)
    added: set[tuple[int, str]] = field(default_factory=set)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of rows there are."""
        return self.found.kinds

    def about(self, kind: Kind, column: str) -> Cells:
        """What the cells of a column come to in the rows of a kind, all of which are known."""
        key = (kind.number, column)
        if key not in self.cells:
            self.cells[key] = self._cells(kind, column)
        return self.cells[key]

    def different(self, kind: Kind, column: str) -> Whole:
        """How many different cells of a column there are in the rows of a kind."""
        self.counted.add((kind.number, column))
        return self.about(kind, column).different

    def joined(self, column: str, cell: Cell, kinds: tuple[int, ...], own: tuple[Whole, ...]) -> Whole:
        """How many different cells of one kind of cell several kinds of rows have together: one number, whoever asks."""
        known = self.unions.setdefault((column, cell), [])
        for each in known:
            if each.kinds == kinds and all(map(_is_same, each.own, own)):
                return each.joined
        found = self.defining.fresh("different")
        self.defining.define(found <= summed(own), *(found >= each for each in own))
        if cell.span is not None:
            self.defining.define(found <= cell.span.size)
        union = Union(kinds, own, found)
        for each in known:
            self.defining.define(*union.around(each), *each.around(union))
        known.append(union)
        return found

    def start(self, kind: Kind, column: str, value: Callable[[Whole], int]) -> int:
        """With which of the different cells that several kinds have together those of one begin; the least unions go first."""
        placed: dict[int, range] = {}
        for each in sorted(
            self.unions.get((column, kind.cells[column]), ()), key=lambda union: len(union.kinds)
        ):
            each.place(placed, value)
        return placed[kind.number].start if kind.number in placed else 0

    def total(self, kind: Kind, column: str) -> Whole:
        """What the numbers of a column add up to in the rows of a kind, in steps of their span."""
        cells, span = self.about(kind, column), kind.cells[column].span
        if (kind.number, column) not in self.added and span is not None:
            self.added.add((kind.number, column))
            self._total(span, self.counts[kind.number], cells)
        return cells.total

    def _cells(self, kind: Kind, column: str) -> Cells:
        fresh = self.defining.fresh
        name = f"{self.name}.{column}.{kind.number}"
        cell, count = kind.cells[column], self.counts[kind.number]
        different = fresh(f"{name}.different")
        self.defining.define(different <= count, implied(count >= 1, different >= 1), different >= 0)
        if cell.span is None:
            if not cell.free:
                self.defining.define(different <= 1)
            return Cells(0, 0, 0, different)
        total, least, most = (fresh(f"{name}.{each}") for each in ("total", "least", "most"))
        self._numbers(cell.span, count, Cells(total, least, most, different))
        return Cells(total, least, most, different)

    def _numbers(self, span: Span, count: Whole, cells: Cells) -> None:
        """One cell is all of them; different ones are apart."""
        least, most, different = cells.least, cells.most, cells.different
        self.defining.define(
            span.low // span.step <= least,
            least <= most,
            most <= span.high // span.step,
            different <= span.size,
            implied(count == 1, least == most),
            implied(least == most, different <= 1),
            implied(different <= 1, least == most),
            different <= most - least + 1,
        )

    def _total(self, span: Span, count: Whole, cells: Cells) -> None:
        """Any sum between all being the least and all being the most is the sum of so many."""
        low, high = span.low // span.step, span.high // span.step
        total, least, most = cells.total, cells.least, cells.most
        self.defining.define(
            count * low <= total,
            total <= count * high,
            implied(count == 1, total == least),
            implied(count >= 1, both(total >= most + (count - 1) * low, total <= least + (count - 1) * high)),
        )
        self.defining.postpone(Between(cells, count, max(SCALE // span.step, 1)))


def _is_same(one: Whole, other: Whole) -> bool:
    """Whether two numbers are written alike."""
    if isinstance(one, int) or isinstance(other, int):
        return isinstance(one, int) and isinstance(other, int) and one == other
    return bool(one.eq(other))


@dataclass(frozen=True, slots=True)
class Between:
    """A sum of so many cells lies between what their ends allow.

    Attributes:
        one: How many steps make one.
    """

    cells: Cells
    count: Whole
    one: int

    def lemmas(self, value: Callable[[Whole], int]) -> Iterator[Truth]:
        """What a proposed sum ignored: told of its ends as widely and as closely as it can be, then of so many cells."""
        count, total = value(self.count), value(self.cells.total)
        least, most = value(self.cells.least), value(self.cells.most)
        if count < 1 or least + (count - 1) * least <= total <= most + (count - 1) * most:
            yield from self._exactly(count, total, least, most)
            return
        if total > count * most:
            for end in sorted({(total - 1) // count, most}):
                yield implied(self.cells.most <= end, self.cells.total <= self.count * end)
        if total < count * least:
            for end in sorted({total // count + 1, least}):
                yield implied(self.cells.least >= end, self.cells.total >= self.count * end)

    def _exactly(self, count: int, total: int, least: int, most: int) -> Iterator[Truth]:
        """One cell is the least, and one the most."""
        if count < 2 or most + (count - 1) * least <= total <= least + (count - 1) * most:  # noqa: PLR2004 - two ends
            return
        low = self.cells.most + (count - 1) * self.cells.least
        high = self.cells.least + (count - 1) * self.cells.most
        yield implied(self.count == count, both(low <= self.cells.total, self.cells.total <= high))

    def exact(self) -> Truth | None:
        """Nothing more than that is needed."""
        return None

    def on_grid(self) -> Iterator[tuple[Truth, Truth]]:
        """For values that are easily read: that all cells have it, and what their sum is then."""
        yield self.count <= 0, True
        for at in (each * self.one for each in _EASY):
            held = both(self.cells.least == at, self.cells.most == at)
            yield held, implied(held, self.cells.total == self.count * at)


def table_rows(name: str, found: Kinds, defining: Defining) -> TableRows:
    """Open numbers for the rows of a table; a table that is not provided has none."""
    provided = truth(f"{name}?")
    counts = tuple(defining.fresh(f"{name}.{kind.number}") for kind in found.kinds)
    defining.define(*(each >= 0 for each in counts))
    if counts:
        defining.define(summed(counts) <= LARGEST_TABLE)
        defining.define(implied(summed(counts) >= 1, provided))
    return TableRows(name, found, provided, counts, defining)
