"""The rows of one related table as a query of their own, with what they need of their members beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlglot import exp

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.expressions import Expressions
from ssi_rules.engines.columnar.names import MEMBER_ID
from ssi_rules.engines.columnar.numbers import Number
from ssi_rules.engines.columnar.steps import Steps
from ssi_rules.engines.walk import reads_row
from ssi_rules.model import Aggregated, ColumnValue, Comparison, Constant, Expression, FactValue

if TYPE_CHECKING:
    from ssi_rules.engines.columnar.expressions import Value
    from ssi_rules.engines.columnar.query import Query
    from ssi_rules.engines.columnar.texts import Question
    from ssi_rules.engines.columnar.vocabulary import Sql
    from ssi_rules.model import AsOfValue, Table

_MEMBER = "of_member"
"""What rows call the members beside them."""


@dataclass
class Rows:
    """The rows of a table.

    Attributes:
        query: The members' query.
        table: The table, which the data has.
        steps: The rows' own query.
        expressions: Writes conditions into it.
        borrowed: Columns of the members that stand beside the rows.
        height: The step of the members before which the rows cannot be gone through.
    """

    query: Query
    table: Table
    steps: Steps = field(init=False)
    expressions: Expressions = field(init=False)
    borrowed: list[str] = field(default_factory=list)
    height: int = 0

    def __post_init__(self) -> None:
        source = exp.select().from_(sql.relation(self.table.name))
        self.steps = Steps(self.query.relation(f"{self.table.name}_rows"), source, self.table.name)
        arithmetic = self.query.arithmetic(self.steps)
        self.expressions = Expressions(
            self.query.ruleset, self.steps, arithmetic, RowReads(self), self.query.repeated
        )

    def cell(self, column: str) -> Sql | None:
        """A column of the table, where the data has it."""
        if column not in self.query.provided.tables[self.table.name].columns:
            return None
        return self.steps.base(column, sql.column(column, self.table.name))

    @property
    def dated(self) -> Sql | None:
        """The column that windows look by, where the data has it."""
        return None if self.table.dated is None else self.cell(self.table.dated)

    def of_member(self, value: Sql) -> Sql:
        """A value of the member, beside each of its rows."""
        if not isinstance(value, exp.Column):
            return value
        self.height = max(self.height, 1 + self.query.members.height(value))
        if value.name not in self.borrowed:
            self.borrowed.append(value.name)
        return self.steps.base(f"member_{value.name}", sql.column(value.name, _MEMBER))

    def keep(self, condition: Sql) -> None:
        """Leave out rows for which a condition on the first step's columns does not hold, before anything is done with them."""
        for column in list(condition.find_all(exp.Column)):
            column.replace(self.steps.columns[column.name].copy())
        self.steps.source = self.steps.source.where(condition)

    def beside_members(self) -> None:
        """Put the members beside the rows, if anything of them is read."""
        if not self.borrowed:
            return
        ids = sql.column(MEMBER_ID, _MEMBER), sql.column(MEMBER_ID, self.table.name)
        members = sql.relation(self.query.members.step(self.height - 1), _MEMBER)
        on = sql.compare(Comparison.EQUAL, *ids)
        self.steps.source = self.steps.source.join(members, on=on, join_type="inner")


@dataclass
class RowReads:
    """Where the leaves of a row's condition are found."""

    rows: Rows

    def leaf(self, node: FactValue | ColumnValue | AsOfValue) -> Sql | None:
        """A cell of the row."""
        assert isinstance(node, ColumnValue)  # noqa: S101 - all else is the same for every row
        return self.rows.cell(node.column)

    def aggregate(self, node: Aggregated) -> Value:
        """None stands in a row's condition but as a value of the member."""
        raise AssertionError(f"the same for every row: {node.table}")

    def elsewhere(self, node: Expression) -> Value | None:
        """What does not depend on the row is worked out among the members."""
        if isinstance(node, Constant) or reads_row(node):
            return None
        members = self.rows.query.expressions
        found = members.kept("of_member", members.value(node))
        if isinstance(found, Number):
            return Number(self.rows.of_member(found.sql), found.range, found.grain, found.wide)
        return self.rows.of_member(found)

    def text(self, node: FactValue | ColumnValue, question: Question | None) -> Sql | None:
        """An answer for a cell of the row, or for a text of the member."""
        query = self.rows.query
        if isinstance(node, FactValue):
            found = query.reads.text(node, question)
            return None if found is None else self.rows.of_member(query.kept("answer", found))
        if self.rows.cell(node.column) is None:
            return None
        if question is None:
            return query.asked.plain(self.rows.steps, self.rows.table.name, node.column)
        return query.asked.answer(self.rows.steps, self.rows.table.name, node.column, question)
