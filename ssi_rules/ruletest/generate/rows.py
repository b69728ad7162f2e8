"""Rows for aggregates: so many that count, of the right kind, on a day inside the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Function
from ssi_rules.ruletest.generate.numbers import Stretch, picked, quotients

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules import model
    from ssi_rules.language.types import Value
    from ssi_rules.ruletest.generate.sketch import Sketch
    from ssi_rules.ruletest.generate.solve import Solver
    from ssi_rules.ruletest.generate.texts import Texts

_MOST_ROWS = 20_000
"""More rows than that in a test nobody reviews, and every proposal is scored."""

_KINDS = 4
"""How many kinds of rows are tried."""


@dataclass(frozen=True)
class RowMaker:
    """Makes rows for the aggregates of one ruleset; ``texts`` are examples for its markets."""

    catalogue: model.Catalogue
    texts: Texts

    def aggregate(
        self, solver: Solver, node: model.Aggregated, wanted: Stretch, sketch: Sketch
    ) -> Iterator[Sketch]:
        """Members for whom an aggregate lies in a stretch."""
        provided = sketch if node.table in sketch.tables else sketch.with_rows(node.table, 0, {})
        match node.function:
            case Function.COUNT:
                yield from self._count(solver, node, wanted, provided)
            case Function.SHARE:
                yield from self._share(solver, node, wanted, provided)
            case Function.COUNT_DISTINCT:
                yield from self._distinct(solver, node, wanted, provided)
            case Function.SUM:
                yield from self._sum(solver, node, wanted, provided)
            case Function.AVERAGE | Function.LARGEST | Function.SMALLEST:
                yield from self._one(solver, node, wanted, provided)
            case Function.DAYS_SINCE_LAST:
                yield from self._last(solver, node, wanted, provided)

    def with_text(
        self,
        solver: Solver,
        node: model.Aggregated,
        cells: Mapping[str, Value],
        count: int,
        sketch: Sketch,
    ) -> Iterator[Sketch]:
        """So many rows with these texts inside the window: such as count, then as they are."""
        known = {each.name for each in self.catalogue.tables[node.table].columns}
        if not cells.keys() <= known:
            return
        row = {**self._dated(node, sketch), **cells}
        if node.where is not None:
            for found in islice(solver.flag(node.where, wanted=True, sketch=sketch.with_row(row)), 1):
                yield found.with_rows(node.table, count, found.row)
        yield sketch.with_rows(node.table, count, row)

    def _count(
        self, solver: Solver, node: model.Aggregated, wanted: Stretch, sketch: Sketch
    ) -> Iterator[Sketch]:
        now = _now(node, sketch)
        for number in picked(wanted, whole=True):
            more = (number - now) // SCALE
            if more == 0:
                yield sketch
            elif 0 < more <= _MOST_ROWS:
                for row, begun in self._rows(solver, node, sketch, holds=True):
                    yield begun.with_rows(node.table, more, row)

    def _share(
        self, solver: Solver, node: model.Aggregated, wanted: Stretch, sketch: Sketch
    ) -> Iterator[Sketch]:
        for yes, cases in quotients(wanted):
            if not 0 <= yes <= cases <= _MOST_ROWS:
                continue
            for row, begun in self._rows(solver, node, sketch, holds=True):
                with_yes = begun.with_rows(node.table, yes, row)
                for other, both in self._rows(solver, node, with_yes, holds=False):
                    yield both.with_rows(node.table, cases - yes, other)

    def _distinct(
        self, solver: Solver, node: model.Aggregated, wanted: Stretch, sketch: Sketch
    ) -> Iterator[Sketch]:
        kind = self._column_type(node)
        for number in picked(wanted, whole=True):
            more = (number - _now(node, sketch)) // SCALE
            if not 0 <= more <= _MOST_ROWS // 10 or node.column is None:
                continue
            for row, begun in self._rows(solver, node, sketch, holds=True):
                grown = begun
                for at in range(more):
                    cell = _different(at, kind, row.get(node.column))
                    grown = grown.with_rows(node.table, 1, {**row, node.column: cell})
                yield grown

    def _sum(
        self, solver: Solver, node: model.Aggregated, wanted: Stretch, sketch: Sketch
    ) -> Iterator[Sketch]:
        """One more row makes up what is missing."""
        now = _now(node, sketch)
        if wanted.holds(now):
            yield sketch
        for number in picked(wanted.less(now), whole=self._column_type(node) is Type.COUNT):
            yield from self._with_cell(solver, node, number, sketch)

    def _one(
        self, solver: Solver, node: model.Aggregated, wanted: Stretch, sketch: Sketch
    ) -> Iterator[Sketch]:
        """One row that is the average, the largest and the smallest."""
        kind = self._column_type(node)
        for number in picked(wanted, whole=kind in (Type.COUNT, Type.DATE)):
            yield from self._with_cell(solver, node, number, sketch)

    def _with_cell(
        self, solver: Solver, node: model.Aggregated, number: int, sketch: Sketch
    ) -> Iterator[Sketch]:
        kind, column = self._column_type(node), node.column
        if column is None or (kind is Type.COUNT and number < 0):
            return
        cell: Value = date.fromordinal(number // SCALE) if kind is Type.DATE else number
        for row, begun in self._rows(solver, node, sketch, holds=True):
            yield begun.with_rows(node.table, 1, {**row, column: cell})

    def _last(
        self, solver: Solver, node: model.Aggregated, wanted: Stretch, sketch: Sketch
    ) -> Iterator[Sketch]:
        dated = self.catalogue.tables[node.table].dated
        if dated is None or sketch.as_of is None:
            return
        for number in picked(Stretch(max(wanted.low or 0, 0), wanted.high), whole=True):
            day = sketch.as_of - timedelta(min(number // SCALE, sketch.as_of.toordinal() - 1))
            for row, begun in self._rows(solver, node, sketch, holds=True):
                yield begun.with_rows(node.table, 1, {**row, dated: day})

    def _rows(
        self, solver: Solver, node: model.Aggregated, sketch: Sketch, *, holds: bool
    ) -> Iterator[tuple[Mapping[str, Value], Sketch]]:
        """Kinds of rows inside the window for which the condition is yes, or no."""
        begun = sketch.with_row(self._dated(node, sketch))
        if node.where is None:
            yield from [(self._plain(node, begun.row), begun)] if holds else []
            return
        for at, found in enumerate(solver.flag(node.where, holds, begun)):
            if at == _KINDS:
                return
            yield found.row, found

    def _dated(self, node: model.Aggregated, sketch: Sketch) -> dict[str, Value]:
        """The last day of the window, where there is one."""
        dated = self.catalogue.tables[node.table].dated
        if node.window is None or dated is None or sketch.as_of is None:
            return {}
        return {dated: node.window.bounds(sketch.as_of)[1]}

    def _plain(self, node: model.Aggregated, row: Mapping[str, Value]) -> Mapping[str, Value]:
        """A row of which only its being there is asked: its flags are no, so that it stands for nothing else."""
        flags = (each.name for each in self.catalogue.tables[node.table].columns if each.type is Type.FLAG)
        return {**row, **dict.fromkeys(flags, False)}

    def _column_type(self, node: model.Aggregated) -> Type | None:
        found = None if node.column is None else self.catalogue.tables[node.table].column(node.column)
        return None if found is None else found.type


def _now(node: model.Aggregated, sketch: Sketch) -> int:
    value = sketch.value(node)
    return value if isinstance(value, int) else 0


def _different(at: int, kind: Type | None, base: Value | None) -> Value:
    """The nth of values that differ."""
    match kind:
        case Type.TEXT:
            return f"{base or 'Number'} {at + 1}"
        case Type.DATE:
            return (base if isinstance(base, date) else date(2026, 1, 1)) - timedelta(at)
        case Type.FLAG:
            return at % 2 == 0
        case _:
            return (at + 1) * SCALE
