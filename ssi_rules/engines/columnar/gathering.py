"""What is gathered from the rows that an aggregate looks at, and what the aggregate makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.checking import intervals
from ssi_rules.checking.aggregate_ranges import aggregate_range
from ssi_rules.checking.intervals import ANY, ANY_NUMBER
from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.dialects import LARGEST_NARROW
from ssi_rules.engines.columnar.expressions import grain_of, range_of
from ssi_rules.engines.columnar.numbers import Number, narrow
from ssi_rules.language.numbers import LARGEST_TABLE, SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Aggregated, ColumnValue, Function

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.engines.columnar.expressions import Value
    from ssi_rules.engines.columnar.query import Query
    from ssi_rules.engines.columnar.rows import Rows
    from ssi_rules.engines.columnar.vocabulary import Sql
    from ssi_rules.model import Table

_ROWS = intervals.whole(0, LARGEST_TABLE, unknown=False)


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows that some aggregates look at: flags in the rows' query, None for every row."""

    inside: Sql | None
    where: Sql | None

    @property
    def yes(self) -> Sql | None:
        """Whether a row counts."""
        conditions = [each.copy() for each in (self.inside, self.where) if each is not None]
        return sql.both(*conditions) if conditions else None

    def otherwise(self, condition: Sql) -> Sql:
        """Whether a row is inside the window, and something else holds of it."""
        return condition if self.inside is None else sql.both(self.inside.copy(), condition)


@dataclass
class Gathering:
    """The columns that one pass over a table brings.

    Attributes:
        rows: The table's rows.
        results: What is gathered for each member, by the column's name.
    """

    rows: Rows
    results: dict[str, Sql] = field(default_factory=dict)

    def aggregate(self, node: Aggregated, cut: Cut) -> dict[str, str]:
        """What an aggregate is made of: the columns that hold it, by what they are to it."""
        match node.function:
            case Function.COUNT:
                return {"yes": self.count("count", cut.yes)}
            case Function.SHARE:
                assert cut.where is not None  # noqa: S101 - a share has a condition
                no = cut.otherwise(sql.negate(cut.where.copy()))
                return {"yes": self.count("yes", cut.yes), "no": self.count("no", no)}
            case Function.COUNT_DISTINCT:
                return {"yes": self._result("distinct", sql.count_distinct(self._cells(node, cut)))}
            case Function.SUM:
                return {"sum": self._result("sum", self._sum(node, cut))}
            case Function.AVERAGE:
                cells = self._result("cells", sql.count_known(self._cells(node, cut)))
                return {"sum": self._result("sum", self._sum(node, cut)), "cells": cells}
            case Function.LARGEST | Function.DAYS_SINCE_LAST:
                return {"best": self._result("largest", sql.largest(self._cells(node, cut)))}
            case Function.SMALLEST:
                return {"best": self._result("smallest", sql.smallest(self._cells(node, cut)))}

    def left_out(self, node: Aggregated, cut: Cut) -> str | None:
        """Rows whose condition is unknown, and those that count but whose cell is; None where there can be none."""
        conditions = []
        if cut.where is not None:
            conditions.append(cut.otherwise(sql.unknown(cut.where.copy())))
        if node.function not in (Function.COUNT, Function.SHARE) and node.column is not None:
            missing = sql.unknown(self._cell(node))
            conditions.append(missing if cut.yes is None else sql.both(cut.yes, missing))
        if not conditions:
            return None
        return self._result("left_out", sql.total([sql.count_where(each) for each in conditions]))

    def count(self, wanted: str, condition: Sql | None) -> str:
        """The number of rows for which a condition holds; None counts all."""
        return self._result(wanted, sql.count_rows() if condition is None else sql.count_where(condition))

    def known(self, cell: Sql) -> str:
        """The number of known cells of a column."""
        return self._result("known", sql.count_known(cell))

    def _cells(self, node: Aggregated, cut: Cut) -> Sql:
        cell = self._cell(node)
        return cell if cut.yes is None else sql.when([(cut.yes, cell)])

    def _cell(self, node: Aggregated) -> Sql:
        value = _column(self.rows.table, node)
        if value.type is Type.TEXT:
            return self.rows.expressions.plain(value)
        found = self.rows.expressions.value(value)
        return found.sql if isinstance(found, Number) else found

    def _sum(self, node: Aggregated, cut: Cut) -> Sql:
        """Summed in the type that holds the largest sum there can be."""
        cells, dialect = self._cells(node, cut), self.rows.query.dialect
        if _is_wide(_column(self.rows.table, node).type):
            return dialect.widened(sql.sum_of(dialect.widened(cells)))
        return narrow(sql.sum_of(cells))

    def _result(self, wanted: str, value: Sql) -> str:
        """A column of the pass's result; the same value has one."""
        known = next((name for name, held in self.results.items() if held == value), None)
        if known is not None:
            return known
        name = f"{wanted}_{len(self.results) + 1}"
        self.results[name] = value
        return name


@dataclass(frozen=True, slots=True)
class Parts:
    """What an aggregate is made of, in the members' query: numbers of rows, 0 without the table."""

    left_out: Sql
    numerator: Sql | None = None
    denominator: Sql | None = None


@dataclass(frozen=True)
class Gathered:
    """What a pass brought, as the members see it."""

    query: Query
    table: Table

    def count(self, found: Sql) -> Sql:
        """A number of rows: none where there was nothing to join, unknown without the table."""
        return self._given(zero(found))

    def value(self, node: Aggregated, found: Mapping[str, Sql]) -> Value:
        """What an aggregate makes of its parts."""
        match node.function:
            case Function.COUNT | Function.COUNT_DISTINCT:
                return Number(self.query.kept("count", self.count(found["yes"])), _ROWS, SCALE)
            case Function.SHARE:
                return self._share(found)
            case Function.SUM:
                return self._sum(node, found["sum"])
            case Function.AVERAGE:
                return self._average(node, found)
            case Function.LARGEST | Function.SMALLEST:
                return self._best(node, found["best"])
            case Function.DAYS_SINCE_LAST:
                return self._days_since(found["best"])

    def parts(self, node: Aggregated, found: Mapping[str, Sql], left_out: Sql | None) -> Parts:
        """The numbers of rows behind it."""
        missing = sql.integer(0) if left_out is None else zero(left_out)
        if node.function is not Function.SHARE:
            return Parts(missing)
        yes, no = zero(found["yes"]), zero(found["no"])
        return Parts(missing, yes, sql.add(yes.copy(), no))

    def _given(self, value: Sql) -> Sql:
        """Unknown for members whose data has no such table."""
        if not self.query.provided.tables[self.table.name].per_member:
            return value
        return sql.when([(self.query.has_table(self.table.name), value)])

    def _share(self, found: Mapping[str, Sql]) -> Number:
        yes, no = (self.query.kept(name, zero(found[name])) for name in ("yes", "no"))
        whole = self.query.kept("either", sql.add(yes.copy(), no))
        share = self.query.members_arithmetic.share(yes, whole, LARGEST_TABLE)
        return Number(self.query.kept("share", self._given(share)), intervals.Interval(0, SCALE), 1)

    def _sum(self, node: Aggregated, value: Sql) -> Number:
        return self._number(node, self.query.kept("sum", self.count(value)))

    def _number(self, node: Aggregated, value: Sql) -> Number:
        kind = _column(self.table, node).type
        sums = Aggregated(Function.SUM, node.table, node.column, None, None, kind)
        found = aggregate_range(sums, range_of(kind), ANY, filtered=False)
        return Number(value, found, grain_of(kind), _is_wide(kind))

    def _average(self, node: Aggregated, found: Mapping[str, Sql]) -> Number:
        arithmetic = self.query.members_arithmetic
        value = arithmetic.in_millionths(self._number(node, found["sum"]))
        average = narrow(arithmetic.average(value, zero(found["cells"]), LARGEST_TABLE))
        return Number(self.query.kept("average", self._given(average)), ANY_NUMBER, 1)

    def _best(self, node: Aggregated, value: Sql) -> Value:
        kind = _column(self.table, node).type
        found = self.query.kept("best", self._given(value))
        return Number(found, range_of(kind), grain_of(kind)) if kind.is_numeric else found

    def _days_since(self, value: Sql) -> Number:
        days = self.query.dialect.days_between(self.query.day(), value)
        found = intervals.whole(0, date.max.toordinal())
        return Number(self.query.kept("days", self._given(days)), found, SCALE)


def absent(node: Aggregated) -> Value:
    """An aggregate over a table that the data lacks."""
    return sql.nothing("DATE") if node.type is Type.DATE else Number(sql.nothing("BIGINT"), ANY_NUMBER, 1)


def absent_parts(node: Aggregated) -> Parts:
    """The numbers of rows behind it."""
    if node.function is not Function.SHARE:
        return Parts(sql.integer(0))
    return Parts(*(sql.integer(0) for _ in range(3)))


def zero(value: Sql) -> Sql:
    """The number, 0 where there was no row to join."""
    return sql.first_known(value, sql.integer(0))


def _column(table: Table, node: Aggregated) -> ColumnValue:
    column = table.column(node.column or str(table.dated))
    assert column is not None  # noqa: S101 - a checked ruleset names declared columns only
    return ColumnValue(table.name, column.name, column.type)


def _is_wide(kind: Type) -> bool:
    return LARGEST_TABLE * range_of(kind).size // grain_of(kind) > LARGEST_NARROW
