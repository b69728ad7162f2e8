"""Related tables: each is gone through once for all that a stage asks of it, then joined to the members."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlglot import exp

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.gathering import Cut, Gathered, Gathering, absent, absent_parts, zero
from ssi_rules.engines.columnar.names import MEMBER_ID
from ssi_rules.engines.columnar.rows import Rows
from ssi_rules.engines.columnar.steps import BEFORE, Joined
from ssi_rules.engines.wide import CellsOf, RowsOf, UndatedOf
from ssi_rules.model import Aggregated, Comparison

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ssi_rules.engines.columnar.query import Query
    from ssi_rules.engines.columnar.vocabulary import Sql
    from ssi_rules.engines.wide import Holding
    from ssi_rules.language.windows import Window
    from ssi_rules.model import Table


def passes(query: Query, aggregates: Sequence[Aggregated]) -> None:
    """Write what a stage asks of the tables: of those that are not there, everything is unknown."""
    for table in dict.fromkeys(each.table for each in aggregates):
        wanted = [each for each in aggregates if each.table == table]
        if table in query.provided.tables:
            TablePass(query, query.ruleset.catalogue.tables[table], wanted).run()
        else:
            query.aggregated |= {each: absent(each) for each in wanted}
            query.parts |= {each: absent_parts(each) for each in wanted}


@dataclass
class TablePass:
    """One pass over a table for the aggregates of one stage."""

    query: Query
    table: Table
    aggregates: Sequence[Aggregated]
    rows: Rows = field(init=False)
    gathering: Gathering = field(init=False)

    def __post_init__(self) -> None:
        self.rows = Rows(self.query, self.table)
        self.gathering = Gathering(self.rows)
        self._name = self.query.relation(f"{self.table.name}_counted")

    def run(self) -> None:
        """Write the pass; the aggregates' values are then known to the query."""
        cuts = {each: self._cut(each) for each in self.aggregates}
        made = {each: self.gathering.aggregate(each, cut) for each, cut in cuts.items()}
        left_out = {each: self._left_out(each, cut) for each, cut in cuts.items()}
        counted = dict(self._counted())
        if not self.query.full and self.rows.dated is not None:
            self.rows.keep(self._counts_at_all(self.rows.dated))
        self._known(made, left_out, counted, self._joined())

    def _known(
        self,
        made: Mapping[Aggregated, Mapping[str, str]],
        left_out: Mapping[Aggregated, str | None],
        counted: Mapping[Holding, str],
        brought: Mapping[str, str],
    ) -> None:
        gathered = Gathered(self.query, self.table)
        for node, columns in made.items():
            found: dict[str, Sql] = {part: sql.column(brought[each]) for part, each in columns.items()}
            self.query.aggregated[node] = gathered.value(node, found)
            missing = left_out[node]
            out = None if missing is None else sql.column(brought[missing])
            self.query.parts[node] = gathered.parts(node, found, out)
        for holds, each in counted.items():
            value = sql.column(brought[each])
            self.query.counted[holds] = gathered.count(value) if isinstance(holds, RowsOf) else zero(value)

    # Which rows count.

    def _cut(self, node: Aggregated) -> Cut:
        inside, define = self._inside(node.window), self.rows.steps.define
        where = None if node.where is None else self.rows.expressions.plainly(node.where)
        return Cut(
            None if inside is None else define("inside", inside),
            None if where is None else define("condition", where),
        )

    def _inside(self, window: Window | None) -> Sql | None:
        """Whether a row is in a window; without one, whether it is not dated after the day."""
        dated = self.rows.dated
        if window is not None:
            return (
                sql.flag(value=False) if dated is None else self._between(dated, *self.query.bounds(window))
            )
        if dated is None or not self.query.full:
            return None  # rows that come later are left out from the start
        return self._not_later(dated)

    def _counts_at_all(self, dated: Sql) -> Sql:
        """Whether any aggregate looks at a row."""
        windows = [each.window for each in self.aggregates]
        day = self.query.provided.day
        if day is None or None in windows:
            return self._not_later(dated)
        spans = [each.bounds(day) for each in windows if each is not None]
        first, last = min(after for after, _ in spans), max(until for _, until in spans)
        return self._between(dated, sql.day(first), sql.day(last))

    def _between(self, dated: Sql, after: Sql, until: Sql) -> Sql:
        return sql.both(
            sql.compare(Comparison.MORE, dated, self.rows.of_member(after)),
            sql.compare(Comparison.AT_MOST, dated.copy(), self.rows.of_member(until)),
        )

    def _not_later(self, dated: Sql) -> Sql:
        day = self.rows.of_member(self.query.day())
        return sql.either(sql.unknown(dated), sql.compare(Comparison.AT_MOST, dated.copy(), day))

    # What FULL says beside.

    def _left_out(self, node: Aggregated, cut: Cut) -> str | None:
        return self.gathering.left_out(node, cut) if self.query.full else None

    def _counted(self) -> Iterator[tuple[Holding, str]]:
        """What the result says of the table as a whole."""
        for each in self.query.held:
            match each.holds:
                case RowsOf(table) if table == self.table.name:
                    yield each.holds, self.gathering.count("rows", None)
                case UndatedOf(table) if table == self.table.name:
                    dated = self.rows.dated
                    undated = None if dated is None else sql.unknown(dated)
                    yield each.holds, self.gathering.count("undated", undated)
                case CellsOf(table, column) if table == self.table.name:
                    cell = self.rows.cell(column)
                    if cell is not None:
                        yield each.holds, self.gathering.known(cell)
                case _:
                    pass

    # From the pass to the members.

    def _joined(self) -> dict[str, str]:
        """Put what was gathered beside the members; says what its columns are called there."""
        members, height = self.query.members, self.rows.height
        brought = {name: members.fresh(f"{self.table.name}_{name}") for name in self.gathering.results}
        beside = members.alias if height == 0 else BEFORE
        on = sql.compare(Comparison.EQUAL, sql.column(MEMBER_ID, self._name), sql.column(MEMBER_ID, beside))
        columns = {own: there for there, own in brought.items()}
        members.join(
            Joined(self._name, sql.relation(self._name), on, columns, tuple(self.rows.borrowed)), height
        )
        self.rows.beside_members()
        self.query.passes.append((height, list(self._written())))
        return brought

    def _written(self) -> Iterator[tuple[str, exp.Select]]:
        results, steps = self.gathering.results, self.rows.steps
        reads = [each.name for value in results.values() for each in value.find_all(exp.Column)]
        top = max((steps.height(value) for value in results.values()), default=0)
        yield from steps.written(reads, top)
        gathered = exp.select(sql.column(MEMBER_ID)).from_(sql.relation(steps.step(top)))
        gathered = gathered.select(*(sql.named(value, name) for name, value in results.items()))
        yield self._name, gathered.group_by(sql.column(MEMBER_ID))
