"""Aggregates: one loop over a table's rows computes all that read it.

Aggregates of one window and condition form a *cut* of the table; the condition of a cut is computed once per row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.expressions import Expressions, Operand, Scope
from ssi_rules.engines.reference.gathering import Accumulator, Cut
from ssi_rules.engines.walk import outside_row, parts, row_columns
from ssi_rules.language.numbers import SCALE
from ssi_rules.model import Aggregated, ColumnValue, Expression, Function, InMarket, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ssi_rules.engines.reference.writer import Writer
    from ssi_rules.language.types import Type
    from ssi_rules.language.windows import Window


@dataclass(frozen=True, slots=True)
class Parts:
    """Locals that the explanation reads beside an aggregate's value; numerator and denominator of a share only."""

    left_out: str
    undated: str
    numerator: str | None = None
    denominator: str | None = None


@dataclass(frozen=True)
class TableLoop:
    """Writes the loop over one table for aggregates of one stage.

    Attributes:
        bounds: Locals with the first (exclusive) and last day of a window.
        counts_left_out: Whether rows left out and undated ones are counted, as the explanation wants.
    """

    table: Table
    writer: Writer
    expressions: Expressions
    bounds: Mapping[Window, tuple[str, str]]
    market_columns: Callable[[InMarket], tuple[ColumnValue, ...]]
    counts_left_out: bool

    def emit(self, aggregates: Iterable[Aggregated], scope: Scope) -> dict[Aggregated, tuple[Operand, Parts]]:
        """Write the loop; the outcome tells where each aggregate and its parts are."""
        cuts = self._cuts(aggregates)
        for where in [cut.where for cut in cuts if cut.where is not None]:
            for part in outside_row(where):
                self.expressions.emit(part, scope)
        values = {each: self.writer.local() for cut in cuts for each in cut.aggregates}
        undated, rows = self.writer.local(), self.writer.local()
        self._begin(cuts, values, undated)
        self.writer.line(f"{rows} = tables.get({self.writer.constant(self.table.name)})")
        with self.writer.block(f"if {rows} is not None:"):
            self._loop(cuts, rows, undated, scope)
            for cut in cuts:
                for each in cut.aggregates:
                    self._finish(each, cut, values[each])
        return {
            each: (Operand(values[each]), self._parts(each, cut, undated))
            for cut in cuts
            for each in cut.aggregates
        }

    def _cuts(self, aggregates: Iterable[Aggregated]) -> list[Cut]:
        cuts: dict[tuple[Window | None, Expression | None], Cut] = {}
        local = self.writer.local
        for each in aggregates:
            key = (each.window, each.where)
            if key not in cuts:
                cuts[key] = Cut(*key, [], local(), local(), local())
            cuts[key].aggregates.append(each)
            if each.function not in (Function.COUNT, Function.SHARE):
                of = self._type(each.column or str(self.table.dated))
                cuts[key].totals[each] = Accumulator(each, local(), local(), local(), of)
        return list(cuts.values())

    def _begin(self, cuts: list[Cut], values: Mapping[Aggregated, str], undated: str) -> None:
        self.writer.line(" = ".join([*values.values(), "None"]))
        totals = [each for cut in cuts for each in cut.totals.values()]
        zero = [name for cut in cuts for name in (cut.yes, cut.no, cut.unknown)]
        zero += [undated, *(name for each in totals for name in (each.cells, each.skipped))]
        self.writer.line(" = ".join([*zero, "0"]))
        for cut in cuts:
            for total in cut.totals.values():
                self.writer.line(f"{total.value} = {total.start}")

    def _loop(self, cuts: list[Cut], rows: str, undated: str, scope: Scope) -> None:
        columns = self._columns(cuts)
        if not columns:  # only counts of an undated table are left
            for cut in cuts:
                self.writer.line(f"{cut.yes} = {rows}.count")
            return
        names = {column: self.writer.local() for column in columns}
        cells = ", ".join(f"cells({rows}, {self.writer.constant(column)})" for column in columns)
        with self.writer.block(f"for {', '.join(names.values())}, in zip({cells}):"):
            inner = Scope(
                scope, {ColumnValue(self.table.name, c, self._type(c)): Operand(n) for c, n in names.items()}
            )
            self._row(cuts, names.get(self.table.dated or ""), undated, inner)

    def _columns(self, cuts: list[Cut]) -> list[str]:
        """Columns any cut reads, the date first."""
        wanted = [self.table.dated] if self.table.dated is not None else []
        for cut in cuts:
            wanted += [each.column for each in cut.aggregates if each.column is not None]
            if cut.where is not None:
                wanted += row_columns(cut.where)
                markets = [each for each in parts(cut.where) if isinstance(each, InMarket)]
                wanted += [column.column for each in markets for column in self.market_columns(each)]
        if not wanted and any(cut.where is not None for cut in cuts):
            return [self.table.columns[0].name]  # what facts decide is asked of every row, whatever it holds
        return list(dict.fromkeys(wanted))

    def _type(self, name: str) -> Type:
        column = self.table.column(name)
        if column is None:
            raise AssertionError("a checked ruleset reads declared columns only")
        return column.type

    def _row(self, cuts: list[Cut], day: str | None, undated: str, scope: Scope) -> None:
        if day is not None and self.counts_left_out:
            self.writer.line(f"if {day} is None: {undated} += 1")
        if day is not None:
            self.writer.line(
                f"elif {day} > last_day: continue"
                if self.counts_left_out
                else f"if {day} is not None and {day} > last_day: continue"
            )
        shared = [cut.where for cut in cuts if cut.where is not None]
        for where in {each: None for each in shared if shared.count(each) > 1}:
            self.expressions.emit(where, scope)
        for window in dict.fromkeys(cut.window for cut in cuts):
            self._in_window(window, [cut for cut in cuts if cut.window == window], day, scope)

    def _in_window(self, window: Window | None, cuts: list[Cut], day: str | None, scope: Scope) -> None:
        if window is None:
            inner = Scope(scope)
            for cut in cuts:
                self._cut(cut, day, inner)
            return
        after, until = self.bounds[window]
        with self.writer.block(f"if {day} is not None and {after} < {day} <= {until}:"):
            inner = Scope(scope)
            for cut in cuts:
                self._cut(cut, day, inner)

    def _cut(self, cut: Cut, day: str | None, scope: Scope) -> None:
        if cut.where is None:
            self._gather(cut, day, scope)
            return
        where = self.expressions.emit(cut.where, scope)
        with self.writer.block(f"if {where.name}:"):
            self._gather(cut, day, scope)
        if cut.has_share:
            self.writer.line(f"elif {where.name} is False: {cut.no} += 1")
        if where.nullable and self.counts_left_out:
            self.writer.line(f"elif {where.name} is None: {cut.unknown} += 1")

    def _gather(self, cut: Cut, day: str | None, scope: Scope) -> None:
        self.writer.line(f"{cut.yes} += 1")
        for each, total in cut.totals.items():
            cell = day if each.column is None else self._cell(each.column, scope)
            with self.writer.block(f"if {cell} is not None:"):
                self.writer.line(total.take(str(cell)))
            if self.counts_left_out and each.column is not None:
                self.writer.line(f"else: {total.skipped} += 1")

    def _cell(self, column: str, scope: Scope) -> str:
        return self.expressions.emit(ColumnValue(self.table.name, column, self._type(column)), scope).name

    def _finish(self, node: Aggregated, cut: Cut, value: str) -> None:
        if node.function is Function.COUNT:
            self.writer.line(f"{value} = {cut.yes} * {SCALE}")
        elif node.function is Function.SHARE:
            count = f"({cut.yes} + {cut.no})"
            rounded = f"({2 * SCALE} * {cut.yes} + {count}) // (2 * {count})"
            self.writer.line(f"{value} = {rounded} if {count} else None")
        else:
            self.writer.line(f"{value} = {cut.totals[node].outcome}")

    def _parts(self, node: Aggregated, cut: Cut, undated: str) -> Parts:
        total = cut.totals.get(node)
        left_out = cut.unknown if total is None else f"{cut.unknown} + {total.skipped}"
        if node.function is not Function.SHARE:
            return Parts(left_out, undated)
        return Parts(left_out, undated, f"{cut.yes} * {SCALE}", f"({cut.yes} + {cut.no}) * {SCALE}")
