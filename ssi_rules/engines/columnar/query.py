"""The members' query under construction, as expressions and passes over tables see it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from sqlglot import exp

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.asked import Asked
from ssi_rules.engines.columnar.expressions import Expressions
from ssi_rules.engines.columnar.names import AS_OF, DAYS, MEMBERS, bounds_names, has_table
from ssi_rules.engines.columnar.numbers import Arithmetic
from ssi_rules.engines.columnar.steps import Joined, Steps
from ssi_rules.model import AsOfValue, ColumnValue, Comparison, FactValue

if TYPE_CHECKING:
    from ssi_rules.engines.columnar.dialects import Dialect
    from ssi_rules.engines.columnar.expressions import Value
    from ssi_rules.engines.columnar.gathering import Parts
    from ssi_rules.engines.columnar.provided import Provided
    from ssi_rules.engines.columnar.texts import Question
    from ssi_rules.engines.columnar.vocabulary import Sql
    from ssi_rules.engines.wide import Held, Holding
    from ssi_rules.language.windows import Window
    from ssi_rules.model import Aggregated, Expression, Ruleset


@dataclass
class Query:
    """What is known of the query so far.

    Attributes:
        held: The columns of the result beyond points and states; there are none unless it is FULL.
        repeated: Expressions that stand in several places.
        aggregated: Aggregates that are worked out.
        parts: What they are made of.
        counted: What the result says of whole tables.
        passes: The queries over tables, and the step of the members that each stands beside.
        windows: Windows whose bounds are read from a relation, in its order.
    """

    ruleset: Ruleset
    provided: Provided
    dialect: Dialect
    held: tuple[Held, ...]
    repeated: frozenset[Expression]
    aggregated: dict[Aggregated, Value] = field(default_factory=dict)
    parts: dict[Aggregated, Parts] = field(default_factory=dict)
    counted: dict[Holding, Sql] = field(default_factory=dict)
    passes: list[tuple[int, list[tuple[str, exp.Select]]]] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    _relations: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._relations = {_stem(each) for each in (MEMBERS, *self.ruleset.catalogue.tables)}
        source = exp.select().from_(sql.relation(MEMBERS))
        self.members = Steps(self.relation("scoring"), source, MEMBERS)
        self.asked = Asked(self.provided.absent)
        self.reads = MemberReads(self)
        self.members_arithmetic = self.arithmetic(self.members)
        self.expressions = Expressions(
            self.ruleset, self.members, self.members_arithmetic, self.reads, self.repeated
        )

    @property
    def full(self) -> bool:
        """Whether every value is wanted."""
        return bool(self.held)

    def relation(self, wanted: str) -> str:
        """A name that no relation has, nor any of the steps that go by such a name and a number."""
        number, found = 1, wanted
        while _stem(found) in self._relations:
            number += 1
            found = f"{wanted}{number}"
        self._relations.add(_stem(found))
        return found

    def arithmetic(self, steps: Steps) -> Arithmetic:
        """The language's arithmetic, with intermediates in a query's steps."""
        return Arithmetic(self.dialect, lambda value: steps.define("part", value))

    def kept(self, wanted: str, value: Sql) -> Sql:
        """A value of the members in a column of its own."""
        return self.members.define(wanted, value)

    def day(self) -> Sql:
        """The as-of day of each member."""
        if self.provided.day is not None:
            return sql.day(self.provided.day)
        return self.members.base(AS_OF, sql.column(AS_OF, MEMBERS))

    def bounds(self, window: Window) -> tuple[Sql, Sql]:
        """The exclusive first and the inclusive last day of a window."""
        if self.provided.day is not None:
            after, until = window.bounds(self.provided.day)
            return sql.day(after), sql.day(until)
        if window not in self.windows:
            self.windows.append(window)
        first, last = bounds_names(self.windows.index(window))
        on = sql.compare(Comparison.EQUAL, sql.column(AS_OF, DAYS), sql.column(AS_OF, MEMBERS))
        names = {f"{DAYS}.{each}": each for each in (first, last)}
        self.members.bring(Joined(DAYS, sql.relation(DAYS), on, {}), names)
        return sql.column(f"{DAYS}.{first}"), sql.column(f"{DAYS}.{last}")

    def has_table(self, table: str) -> Sql:
        """Whether a member's data has a table."""
        name = has_table(table)
        return self.members.base(name, sql.column(name, MEMBERS))


def _stem(name: str) -> str:
    """The name without a step's number."""
    return re.sub(r"(_\d+)*$", "", name.casefold())


@dataclass
class MemberReads:
    """Where the leaves of members' expressions are found."""

    query: Query

    def leaf(self, node: FactValue | ColumnValue | AsOfValue) -> Sql | None:
        """A fact, or the day."""
        if isinstance(node, AsOfValue):
            return self.query.day()
        name = cast("FactValue", node).fact
        if name not in self.query.provided.facts:
            return None
        return self.query.members.base(name, sql.column(name, MEMBERS))

    def aggregate(self, node: Aggregated) -> Value:
        """An aggregate that a pass has worked out."""
        return self.query.aggregated[node]

    def elsewhere(self, node: Expression) -> Value | None:  # noqa: ARG002 - rows ask their members
        """Everything is worked out here."""
        return None

    def text(self, node: FactValue | ColumnValue, question: Question | None) -> Sql | None:
        """An answer for a text of the member."""
        name = cast("FactValue", node).fact
        if name not in self.query.provided.facts:
            return None
        if question is None:
            return self.query.asked.plain(self.query.members, None, name)
        return self.query.asked.answer(self.query.members, None, name, question)
