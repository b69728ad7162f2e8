"""Aggregates over kinds of rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import LARGEST_TABLE, SCALE
from ssi_rules.model import Function
from ssi_rules.proving.arithmetic import divided
from ssi_rules.proving.logic import both, chosen, either, implied, summed
from ssi_rules.proving.terms import Flag, Number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ssi_rules.model import Aggregated, Table
    from ssi_rules.proving.arithmetic import Defining
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.tables.cells import Cell, Span
    from ssi_rules.proving.tables.kinds import Kind
    from ssi_rules.proving.tables.rows import TableRows
    from ssi_rules.proving.terms import Quotient

YES = Flag(yes=True, no=False)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one kind, and whether an aggregate counts them."""

    kind: Kind
    count: Whole
    counts: Flag

    @property
    def there(self) -> Truth:
        """Whether there are any that count."""
        return both(self.counts.yes, self.count >= 1)


@dataclass(frozen=True)
class Gathering:
    """One aggregate at work.

    Attributes:
        where: Answers the aggregate's condition for a kind of row.
        approximate: Told when something is taken for possible that may not be.
    """

    node: Aggregated
    table: Table
    rows: TableRows
    as_of: date
    where: Callable[[Kind], Flag]
    defining: Defining

    def term(self) -> Number | Quotient:
        """The aggregate's value."""
        parts = tuple(self._parts())
        provided = self.rows.provided
        match self.node.function:
            case Function.COUNT:
                return Number(provided, _counted(parts), SCALE, 0, LARGEST_TABLE * SCALE)
            case Function.SHARE:
                return self._share(parts)
            case Function.SUM:
                return self._sum(parts)
            case Function.AVERAGE:
                return self._average(parts)
            case Function.COUNT_DISTINCT:
                return self._different(parts)
            case Function.LARGEST | Function.SMALLEST:
                return self._end(parts, str(self.node.column), largest=self.node.function is Function.LARGEST)
            case Function.DAYS_SINCE_LAST:
                last = self._end(parts, str(self.table.dated), largest=True)
                day = self.as_of.toordinal()
                return Number(
                    last.known, day - last.term, SCALE, day * SCALE - last.high, day * SCALE - last.low
                )
            case _:
                assert_never(self.node.function)

    def _parts(self) -> Sequence[Part]:
        found = []
        for kind, count in zip(self.rows.kinds, self.rows.counts, strict=True):
            if not self.in_window(kind):
                continue
            counts = YES if self.node.where is None else self.where(kind)
            if counts.yes is not False or counts.no is not False:
                found.append(Part(kind, count, counts))
        return found

    def in_window(self, kind: Kind) -> bool:
        """Whether rows of a kind lie in the aggregate's window."""
        return lies_in(self.node, self.table, self.as_of, kind.cells)

    def _known(self, parts: Sequence[Part], column: str | None = None) -> list[Part]:
        """The parts whose cells are known."""
        name = column or str(self.node.column)
        return [each for each in parts if each.kind.cells[name].value is not None]

    def _share(self, parts: Sequence[Part]) -> Quotient:
        yes = _counted(parts)
        no = summed(chosen(each.counts.no, each.count, 0) for each in parts)
        provided, most = self.rows.provided, LARGEST_TABLE * SCALE
        share = divided(
            self.defining,
            Number(provided, yes, SCALE, 0, most),
            Number(provided, summed((yes, no)), SCALE, 0, most),
        )
        return replace(share, low=0, high=SCALE)

    def _sum(self, parts: Sequence[Part]) -> Number:
        column = str(self.node.column)
        known = self._known(parts)
        spans = [(each, _span(each.kind.cells[column])) for each in known]
        if not spans:
            return Number(self.rows.provided, 0, SCALE, 0, 0)
        step = min(span.step for _, span in spans)
        total = summed(
            chosen(each.counts.yes, self.rows.total(each.kind, column), 0) * (span.step // step)
            for each, span in spans
        )
        low = min(0, *(span.low for _, span in spans)) * LARGEST_TABLE
        high = max(0, *(span.high for _, span in spans)) * LARGEST_TABLE
        return Number(self.rows.provided, total, step, low, high)

    def _average(self, parts: Sequence[Part]) -> Quotient:
        """Never beyond the smallest and the largest cell."""
        cells = Number(self.rows.provided, _counted(self._known(parts)), SCALE, 0, LARGEST_TABLE * SCALE)
        average = divided(self.defining, self._sum(parts), cells)
        column = str(self.node.column)

        def settle() -> Number:
            if not settled:
                found = average.settle()
                ends = [self._end(parts, column, largest=each) for each in (False, True)]
                least, most = (each.scaled(1) for each in ends)
                self.defining.define(implied(found.known, both(least <= found.term, found.term <= most)))
                settled.append(found)
            return settled[0]

        settled: list[Number] = []
        return replace(average, settle=settle)

    def _end(self, parts: Sequence[Part], column: str, *, largest: bool) -> Number:
        """The largest or smallest cell, or the last day."""
        known = self._known(parts, column)
        if not known:
            return Number(known=False, term=0, unit=SCALE, low=0, high=0)
        spans = [_span(each.kind.cells[column]) for each in known]
        step = min(each.step for each in spans)
        cells = [self.rows.about(each.kind, column) for each in known]
        ends = [
            (each.most if largest else each.least) * (span.step // step)
            for each, span in zip(cells, spans, strict=True)
        ]
        term = self.defining.fresh("end")
        low, high = min(each.low for each in spans), max(each.high for each in spans)
        self.defining.define(term * step >= low, term * step <= high)
        any_there = either(*(each.there for each in known))
        for each, end in zip(known, ends, strict=True):
            beyond: Truth = term >= end if largest else term <= end
            self.defining.define(implied(each.there, beyond))
        reached = either(*(both(each.there, term == end) for each, end in zip(known, ends, strict=True)))
        self.defining.define(implied(any_there, reached))
        return Number(any_there, term, step, low, high)

    def _different(self, parts: Sequence[Part]) -> Number:
        """Cells of one kind of cell may be the same in several kinds of rows; those of two kinds never are."""
        column = str(self.node.column)
        groups: dict[Cell, list[Part]] = {}
        for each in self._known(parts):
            groups.setdefault(each.kind.cells[column], []).append(each)
        found = [self._group(cell, column, group) for cell, group in groups.items()]
        return Number(self.rows.provided, summed(found), SCALE, 0, LARGEST_TABLE * SCALE)

    def _group(self, cell: Cell, column: str, parts: Sequence[Part]) -> Whole:
        if cell.span is None and not cell.free:
            return chosen(either(*(each.there for each in parts)), 1, 0)
        own = [chosen(each.counts.yes, self.rows.different(each.kind, column), 0) for each in parts]
        if len(own) == 1:
            return own[0]
        return self.rows.joined(column, cell, tuple(each.kind.number for each in parts), tuple(own))


def lies_in(node: Aggregated, table: Table, as_of: date, cells: Mapping[str, Cell]) -> bool:
    """Whether rows with such cells lie in an aggregate's window; undated ones lie in none."""
    if node.window is None or table.dated is None:
        return node.function is not Function.DAYS_SINCE_LAST or cells[str(table.dated)].value is not None
    day = cells[table.dated].value
    after, until = node.window.bounds(as_of)
    return isinstance(day, date) and after < day <= until


def _counted(parts: Sequence[Part]) -> Whole:
    return summed(chosen(each.counts.yes, each.count, 0) for each in parts)


def _span(cell: Cell) -> Span:
    if cell.span is None:
        raise AssertionError("only numbers and days are added up and compared")
    return cell.span
