"""Related tables: each is gone through once for all that a stage asks of it, then joined to the members."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sqlglot import exp

from ssi_rules.checking import intervals
from ssi_rules.checking.aggregate_ranges import aggregate_range
from ssi_rules.checking.intervals import ANY, ANY_NUMBER
from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.dialects import LARGEST_NARROW
from ssi_rules.engines.columnar.expressions import Expressions, grain_of, range_of
from ssi_rules.engines.columnar.names import MEMBER_ID
from ssi_rules.engines.columnar.numbers import Number, narrow
from ssi_rules.engines.columnar.steps import BEFORE, Joined, Steps
from ssi_rules.engines.walk import reads_row
from ssi_rules.engines.wide import CellsOf, RowsOf, UndatedOf
from ssi_rules.language.numbers import LARGEST_TABLE, SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Aggregated, ColumnValue, Comparison, Constant, Expression, FactValue, Function

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.engines.columnar.expressions import Value
    from ssi_rules.engines.columnar.query import Query
    from ssi_rules.engines.columnar.texts import Question
    from ssi_rules.engines.columnar.vocabulary import Sql
    from ssi_rules.engines.wide import Holding
    from ssi_rules.language.windows import Window
    from ssi_rules.model import AsOfValue, Table

_ROWS = intervals.whole(0, LARGEST_TABLE, unknown=False)
_OUTER = "of_member"
"""What rows call the members beside them."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What an aggregate is made of, in the members' query: numbers of rows, 0 without the table."""

    left_out: Sql
    numerator: Sql | None = None
    denominator: Sql | None = None


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
class RowReads:
    """Where the leaves of a row's condition are found."""

    pass_: TablePass

    def leaf(self, node: FactValue | ColumnValue | AsOfValue) -> Sql | None:
        """A cell of the row."""
        assert isinstance(node, ColumnValue)  # noqa: S101 - all else is the same for every row
        return self.pass_.cell(node.column)

    def aggregate(self, node: Aggregated) -> Value:
        """None stands in a row's condition but as a value of the member."""
        raise AssertionError(f"the same for every row: {node.table}")

    def elsewhere(self, node: Expression) -> Value | None:
        """What does not depend on the row is worked out among the members."""
        if isinstance(node, Constant) or reads_row(node):
            return None
        return self.pass_.of_member(node)

    def text(self, node: FactValue | ColumnValue, question: Question | None) -> Sql | None:
        """An answer for a cell of the row, or for a text of the member."""
        if isinstance(node, FactValue):
            return self.pass_.of_member_text(node, question)
        if self.pass_.cell(node.column) is None:
            return None
        asked, steps, table = self.pass_.query.asked, self.pass_.steps, self.pass_.table.name
        if question is None:
            return asked.plain(steps, table, node.column)
        return asked.answer(steps, table, node.column, question)


@dataclass
class TablePass:
    """One pass over a table for the aggregates of one stage."""

    query: Query
    table: Table
    aggregates: Sequence[Aggregated]
    steps: Steps = field(init=False)
    expressions: Expressions = field(init=False)
    _results: dict[str, Sql] = field(default_factory=dict)
    _outer: dict[str, str] = field(default_factory=dict)
    _height: int = 0

    def __post_init__(self) -> None:
        source = exp.select().from_(sql.relation(self.table.name))
        self.steps = Steps(self.query.relation(f"{self.table.name}_rows"), source, self.table.name)
        self.expressions = Expressions(
            self.query.ruleset,
            self.steps,
            self.query.arithmetic(self.steps),
            RowReads(self),
            self.query.repeated,
        )
        self.given = self.query.provided.tables[self.table.name]
        self._brought = self.query.relation(f"{self.table.name}_counted")

    # What the rows see.

    def cell(self, column: str) -> Sql | None:
        """A column of the table, where the data has it."""
        if column not in self.given.columns:
            return None
        return self.steps.base(column, sql.column(column, self.table.name))

    def of_member(self, node: Expression) -> Value:
        """A value of the member, beside each row."""
        found = self.query.expressions.kept("of_member", self.query.expressions.value(node))
        if isinstance(found, Number):
            return Number(self._beside(found.sql), found.range, found.grain, found.wide)
        return self._beside(found)

    def of_member_text(self, node: FactValue, question: Question | None) -> Sql | None:
        """The answer to a question about a text of the member, beside each row."""
        found = self.query.reads.text(node, question)
        return None if found is None else self._beside(self.query.members.define("answer", found))

    def _beside(self, value: Sql) -> Sql:
        if not isinstance(value, exp.Column):
            return value
        self._height = max(self._height, 1 + self.query.members.height(value))
        own = self._outer.setdefault(value.name, value.name)
        return self.steps.base(f"member_{own}", sql.column(own, _OUTER))

    # The pass itself.

    def run(self) -> None:
        """Write the pass; the aggregates' values are then known to the query."""
        cuts = {each: self._cut(each) for each in self.aggregates}
        raw = {each: self._raw(each, cuts[each]) for each in self.aggregates}
        left_out = {each: self._left_out(each, cuts[each]) for each in self.aggregates if self.query.full}
        counted = self._table_counts()
        self._only_counting()
        brought = self._join()
        for node, values in raw.items():
            found: dict[str, Sql] = {name: sql.column(brought[each]) for name, each in values.items()}
            self.query.aggregated[node] = self._value(node, found)
            self.query.parts[node] = self._parts(node, found, left_out.get(node), brought)
        for holds, each in counted.items():
            zero = self._zero(sql.column(brought[each]))
            self.query.counted[holds] = self._given(zero) if isinstance(holds, RowsOf) else zero

    def _cut(self, node: Aggregated) -> Cut:
        inside = self._inside(node.window)
        where = (
            None
            if node.where is None
            else self.steps.define("condition", self.expressions.plainly(node.where))
        )
        return Cut(None if inside is None else self.steps.define("inside", inside), where)

    def _inside(self, window: Window | None) -> Sql | None:
        """Whether a row is in a window; without one, whether it is not dated after the day."""
        dated = None if self.table.dated is None else self.cell(self.table.dated)
        if window is not None:
            if dated is None:
                return sql.flag(value=False)
            after, until = (self._beside(each) for each in self.query.bounds(window))
            return sql.both(
                sql.compare(Comparison.MORE, dated, after),
                sql.compare(Comparison.AT_MOST, dated.copy(), until),
            )
        if dated is None or not self.query.full:
            return None  # rows that come later are left out from the start
        return self._not_later(dated, self._beside(self.query.day()))

    def _not_later(self, dated: Sql, day: Sql) -> Sql:
        return sql.either(sql.unknown(dated), sql.compare(Comparison.AT_MOST, dated.copy(), day))

    def _only_counting(self) -> None:
        """Leave out rows that no aggregate looks at, before anything is done with them."""
        dated = None if self.table.dated is None else self.cell(self.table.dated)
        if dated is None or self.query.full:
            return
        cell = sql.column(str(self.table.dated), self.table.name)
        windows = [each.window for each in self.aggregates]
        day = self.query.provided.day
        if day is None or None in windows:
            self._keep_rows(self._not_later(cell, self._in_source(self._beside(self.query.day()))))
            return
        spans = [each.bounds(day) for each in windows if each is not None]
        self._keep_rows(
            sql.both(
                sql.compare(Comparison.MORE, cell, sql.day(min(after for after, _ in spans))),
                sql.compare(Comparison.AT_MOST, cell.copy(), sql.day(max(until for _, until in spans))),
            )
        )

    def _in_source(self, value: Sql) -> Sql:
        """A member's value where rows are read, before it has a name of this query's own."""
        return self.steps.columns[value.name].copy() if isinstance(value, exp.Column) else value

    def _keep_rows(self, condition: Sql) -> None:
        self.steps.source = self.steps.source.where(condition)

    # What is gathered: columns of the result by what they hold.

    def _raw(self, node: Aggregated, cut: Cut) -> dict[str, str]:
        match node.function:
            case Function.COUNT:
                return {"yes": self._result("count", self._count(cut.yes))}
            case Function.SHARE:
                assert cut.where is not None  # noqa: S101 - a share has a condition
                no = self._count(cut.otherwise(sql.negate(cut.where.copy())))
                return {"yes": self._result("yes", self._count(cut.yes)), "no": self._result("no", no)}
            case Function.COUNT_DISTINCT:
                return {"yes": self._result("distinct", sql.count_distinct(self._cells(node, cut)))}
            case Function.SUM | Function.AVERAGE:
                cells = {"cells": self._result("cells", sql.count_known(self._cells(node, cut)))}
                return {"sum": self._result("sum", self._sum(node, cut)), **cells}
            case Function.LARGEST | Function.DAYS_SINCE_LAST:
                return {"best": self._result("largest", sql.largest(self._cells(node, cut)))}
            case Function.SMALLEST:
                return {"best": self._result("smallest", sql.smallest(self._cells(node, cut)))}

    def _count(self, condition: Sql | None) -> Sql:
        return sql.count_rows() if condition is None else sql.count_where(condition)

    def _cells(self, node: Aggregated, cut: Cut) -> Sql:
        cell = self._cell_of(node)
        return cell if cut.yes is None else sql.when([(cut.yes, cell)])

    def _cell_of(self, node: Aggregated) -> Sql:
        column = self.table.column(node.column or str(self.table.dated))
        assert column is not None  # noqa: S101 - a checked ruleset names declared columns only
        value = ColumnValue(self.table.name, column.name, column.type)
        if column.type is Type.TEXT:
            return self.expressions.plain(value)
        found = self.expressions.value(value)
        return found.sql if isinstance(found, Number) else found

    def _sum(self, node: Aggregated, cut: Cut) -> Sql:
        """Summed in the type that holds the largest sum there can be."""
        cells = self._cells(node, cut)
        if self._is_wide(node):
            return self.query.dialect.widened(sql.sum_of(self.query.dialect.widened(cells)))
        return narrow(sql.sum_of(cells))

    def _is_wide(self, node: Aggregated) -> bool:
        kind = self._type(node)
        return LARGEST_TABLE * range_of(kind).size // grain_of(kind) > LARGEST_NARROW

    def _type(self, node: Aggregated) -> Type:
        column = self.table.column(node.column or str(self.table.dated))
        assert column is not None  # noqa: S101 - the same
        return column.type

    def _left_out(self, node: Aggregated, cut: Cut) -> str | None:
        """Rows whose condition is unknown, and those that count but whose cell is."""
        conditions = []
        if cut.where is not None:
            conditions.append(cut.otherwise(sql.unknown(cut.where.copy())))
        if node.function not in (Function.COUNT, Function.SHARE) and node.column is not None:
            missing = sql.unknown(self._cell_of(node))
            conditions.append(missing if cut.yes is None else sql.both(cut.yes, sql.within(missing)))
        if not conditions:
            return None
        return self._result("left_out", sql.total([self._count(each) for each in conditions]))

    def _table_counts(self) -> dict[Holding, str]:
        """What the result says of the table as a whole."""
        found: dict[Holding, str] = {}
        for each in self.query.held:
            match each.holds:
                case RowsOf(table) if table == self.table.name:
                    found[each.holds] = self._result("rows", sql.count_rows())
                case UndatedOf(table) if table == self.table.name:
                    dated = self.cell(str(self.table.dated))
                    undated = None if dated is None else sql.unknown(dated)
                    found[each.holds] = self._result("undated", self._count(undated))
                case CellsOf(table, column) if table == self.table.name:
                    cell = self.cell(column)
                    if cell is not None:
                        found[each.holds] = self._result("cells", sql.count_known(cell))
                case _:
                    pass
        return found

    def _result(self, wanted: str, value: Sql) -> str:
        """A column of the pass's result; the same value has one."""
        for name, known in self._results.items():
            if known == value:
                return name
        name = f"{wanted}_{len(self._results) + 1}"
        self._results[name] = value
        return name

    # From the pass to the members.

    def _join(self) -> dict[str, str]:
        """Put the result beside the members; says what its columns are called there."""
        height = self._height
        members = self.query.members
        if self._outer:
            outer = sql.relation(members.step(height - 1), _OUTER)
            on = sql.compare(
                Comparison.EQUAL, sql.column(MEMBER_ID, _OUTER), sql.column(MEMBER_ID, self.table.name)
            )
            self.steps.source = self.steps.source.join(outer, on=on, join_type="inner")
        brought = {name: members.fresh(f"{self.table.name}_{name}") for name in self._results}
        near = members.alias if height == 0 else BEFORE
        on = sql.compare(Comparison.EQUAL, sql.column(MEMBER_ID, self._brought), sql.column(MEMBER_ID, near))
        joined = Joined(
            self._brought,
            sql.relation(self._brought),
            on,
            {own: there for there, own in brought.items()},
            tuple(self._outer),
        )
        members.join(joined, height)
        self.query.passes.append((height, self._written()))
        return brought

    def _written(self) -> list[tuple[str, exp.Select]]:
        reads = [each.name for value in self._results.values() for each in value.find_all(exp.Column)]
        top = max((self.steps.height(value) for value in self._results.values()), default=0)
        steps = list(self.steps.written(reads, top))
        last = exp.select(sql.column(MEMBER_ID)).from_(sql.relation(self.steps.step(top)))
        last = last.select(*(sql.named(value, name) for name, value in self._results.items()))
        return [*steps, (self._brought, last.group_by(sql.column(MEMBER_ID)))]

    def _given(self, value: Sql) -> Sql:
        """Unknown for members whose data has no such table."""
        if not self.given.per_member:
            return value
        return sql.when([(self.query.has_table(self.table.name), value)])

    def _zero(self, value: Sql) -> Sql:
        """Without rows there is nothing to join; that is none."""
        return sql.first_known(value, sql.integer(0))

    def _number(self, value: Sql) -> Sql:
        return self._given(self._zero(value))

    def _value(self, node: Aggregated, found: dict[str, Sql]) -> Value:
        """The aggregate from what was gathered."""
        match node.function:
            case Function.COUNT | Function.COUNT_DISTINCT:
                return Number(self.query.kept("count", self._number(found["yes"])), _ROWS, SCALE)
            case Function.SHARE:
                return self._share(found)
            case Function.SUM:
                return self._total(node, found["sum"])
            case Function.AVERAGE:
                return self._average(node, found)
            case Function.LARGEST | Function.SMALLEST:
                return self._best(node, found["best"])
            case Function.DAYS_SINCE_LAST:
                return self._days_since(found["best"])

    def _share(self, found: dict[str, Sql]) -> Number:
        yes, no = (self.query.kept(name, self._zero(found[name])) for name in ("yes", "no"))
        whole = self.query.kept("either", sql.add(yes.copy(), no))
        share = self.query.members_arithmetic.share(yes, whole, LARGEST_TABLE)
        return Number(self.query.kept("share", self._given(share)), intervals.Interval(0, SCALE), 1)

    def _total(self, node: Aggregated, value: Sql) -> Number:
        kind = self._type(node)
        found = aggregate_range(node, range_of(kind), ANY, filtered=node.where is not None)
        return Number(self.query.kept("sum", self._number(value)), found, grain_of(kind), self._is_wide(node))

    def _average(self, node: Aggregated, found: dict[str, Sql]) -> Number:
        kind, arithmetic = self._type(node), self.query.members_arithmetic
        sums = aggregate_range(
            Aggregated(Function.SUM, node.table, node.column, None, None, kind),
            range_of(kind),
            ANY,
            filtered=True,
        )
        value = arithmetic.in_millionths(Number(found["sum"], sums, grain_of(kind), self._is_wide(node)))
        average = arithmetic.average(value, self._zero(found["cells"]), LARGEST_TABLE)
        held = narrow(average)  # an average is no larger than the largest cell
        return Number(self.query.kept("average", self._given(held)), ANY_NUMBER, 1)

    def _best(self, node: Aggregated, value: Sql) -> Value:
        kind = self._type(node)
        found = self.query.kept("best", self._given(value))
        return Number(found, range_of(kind), grain_of(kind)) if kind.is_numeric else found

    def _days_since(self, value: Sql) -> Number:
        days = self.query.dialect.days_between(self.query.day(), value)
        range_ = intervals.whole(0, date.max.toordinal())
        return Number(self.query.kept("days", self._given(days)), range_, SCALE)

    def _parts(
        self, node: Aggregated, found: dict[str, Sql], left_out: str | None, brought: dict[str, str]
    ) -> Parts:
        missing = sql.integer(0) if left_out is None else self._zero(sql.column(brought[left_out]))
        if node.function is not Function.SHARE:
            return Parts(missing)
        yes, no = self._zero(found["yes"]), self._zero(found["no"])
        return Parts(missing, yes, sql.add(yes.copy(), no))


def passes(query: Query, aggregates: Sequence[Aggregated]) -> None:
    """Write what a stage asks of the tables: of those that are not there, everything is unknown."""
    by_table: dict[str, list[Aggregated]] = {}
    for each in aggregates:
        by_table.setdefault(each.table, []).append(each)
    for table, wanted in by_table.items():
        if table in query.provided.tables:
            TablePass(query, query.ruleset.catalogue.tables[table], wanted).run()
        else:
            query.aggregated |= {each: _absent(each) for each in wanted}
            query.parts |= {each: _no_parts(each) for each in wanted}


def _absent(node: Aggregated) -> Value:
    if node.type is Type.DATE:
        return sql.nothing("DATE")
    return Number(sql.nothing("BIGINT"), ANY_NUMBER, 1)


def _no_parts(node: Aggregated) -> Parts:
    if node.function is not Function.SHARE:
        return Parts(sql.integer(0))
    return Parts(*(sql.integer(0) for _ in range(3)))
