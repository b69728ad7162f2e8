"""Expressions to SQL. Unknown is NULL, and SQL's logic of NULL is the language's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias, assert_never

from ssi_rules.checking import intervals
from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.numbers import Number, constant
from ssi_rules.engines.columnar.texts import Question
from ssi_rules.engines.walk import other_columns
from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.model import (
    Aggregated,
    And,
    AsOfValue,
    Calculation,
    ColumnValue,
    Compared,
    Constant,
    Expression,
    FactValue,
    InMarket,
    Known,
    LetValue,
    Market,
    MarketAll,
    MarketAny,
    MarketNot,
    NamedMarket,
    Not,
    Operator,
    Or,
    Otherwise,
    PhraseMarket,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ssi_rules.checking.intervals import Interval
    from ssi_rules.engines.columnar.numbers import Arithmetic
    from ssi_rules.engines.columnar.steps import Steps
    from ssi_rules.engines.columnar.vocabulary import Sql
    from ssi_rules.model import Ruleset

Value: TypeAlias = "Number | Sql"
"""Numbers know more of themselves than flags, texts and days."""

SQL_TYPES = {
    Type.COUNT: "BIGINT",
    Type.NUMBER: "BIGINT",
    Type.PERCENT: "BIGINT",
    Type.RATIO: "BIGINT",
    Type.FLAG: "BOOLEAN",
    Type.TEXT: "TEXT",
    Type.DATE: "DATE",
}
_DAYS = intervals.whole(-4_000_000, 4_000_000)
"""Between any two days of the calendar."""


class Reads(Protocol):
    """Where leaves are found: among the members, or among the rows of one table."""

    def leaf(self, node: FactValue | ColumnValue | AsOfValue) -> Sql | None:
        """The column that holds it; None where the data has none."""
        ...

    def aggregate(self, node: Aggregated) -> Value:
        """An aggregate, which must have been worked out."""
        ...

    def elsewhere(self, node: Expression) -> Value | None:
        """The value of a node that is worked out once for a member, seen from its rows; None where it is worked out here."""
        ...

    def text(self, node: FactValue | ColumnValue, question: Question | None) -> Sql | None:
        """The answer to a question, or the plain form; None where the data has no such column."""
        ...


def held(value: Sql, kind: Type) -> Value:
    """A column of the canonical relations as a value."""
    return Number(value, range_of(kind), grain_of(kind)) if kind.is_numeric else value


def range_of(kind: Type) -> Interval:
    """What a fact or a cell of a type can be."""
    return intervals.whole(0, LARGEST_FACT) if kind is Type.COUNT else intervals.ANY_NUMBER


def grain_of(kind: Type) -> int:
    """How many millionths one of a fact or a cell stands for."""
    return SCALE if kind is Type.COUNT else 1


@dataclass
class Expressions:
    """Writes expressions into the steps of one query.

    Attributes:
        ruleset: Whose lets and markets they name.
        steps: The query.
        arithmetic: The language's arithmetic there.
        reads: Where leaves are found.
        repeated: Expressions that stand in several places, worth a column.
    """

    ruleset: Ruleset
    steps: Steps
    arithmetic: Arithmetic
    reads: Reads
    repeated: frozenset[Expression]
    _known: dict[Expression, Value] = field(default_factory=dict)
    _lets: dict[str, Expression] = field(init=False)

    def __post_init__(self) -> None:
        self._lets = {each.name: each.value for each in self.ruleset.lets}

    def value(self, node: Expression) -> Value:
        """What a node comes to."""
        if node not in self._known:
            found = self.reads.elsewhere(node)
            if found is None:
                found = self._worked_out(node)
                if node in self.repeated:
                    found = self.kept("value", found)
            self._known[node] = found
        return _copied(self._known[node])

    def number(self, node: Expression) -> Number:
        """The same of a node that is a number."""
        found = self.value(node)
        assert isinstance(found, Number)  # noqa: S101 - a checked ruleset has the types its nodes say
        return found

    def plainly(self, node: Expression) -> Sql:
        """The same of a flag, a text or a day."""
        found = self.value(node)
        assert not isinstance(found, Number)  # noqa: S101 - the same
        return found

    def kept(self, wanted: str, value: Value) -> Value:
        """The value in a column of its own."""
        if isinstance(value, Number):
            return Number(self.steps.define(wanted, value.sql), value.range, value.grain, value.wide)
        return self.steps.define(wanted, value)

    def _worked_out(self, node: Expression) -> Value:
        match node:
            case Constant(value):
                return _literal(value)
            case FactValue() | ColumnValue() | AsOfValue():
                found = self.reads.leaf(node)
                return held(sql.nothing(SQL_TYPES[node.type]) if found is None else found, node.type)
            case LetValue(name):
                return self.kept(name, self.value(self._lets[name]))
            case Aggregated():
                return self.reads.aggregate(node)
            case Calculation():
                return self._calculation(node)
            case Otherwise(first, second):
                return self._otherwise(first, second)
            case _:
                return self._condition(node)

    def _condition(self, node: And | Or | Not | Known | Compared | InMarket) -> Sql:
        match node:
            case And(left, right):
                return sql.both(self.plainly(left), self.plainly(right))
            case Or(left, right):
                return sql.either(self.plainly(left), self.plainly(right))
            case Not(operand):
                return sql.negate(self.plainly(operand))
            case Known(operand):
                found = self.value(operand)
                return sql.known(found.sql if isinstance(found, Number) else found)
            case Compared():
                return self._compared(node)
            case InMarket():
                return self._in_market(self.ruleset.markets[node.market], node)
            case _:
                assert_never(node)

    def _calculation(self, node: Calculation) -> Number:
        if node.left.type is Type.DATE:
            days = self.arithmetic.dialect.days_between(self.plainly(node.left), self.plainly(node.right))
            return Number(days, _DAYS, SCALE)
        return self._operation(node.operator)(self.number(node.left), self.number(node.right))

    def _operation(self, operator: Operator) -> Callable[[Number, Number], Number]:
        match operator:
            case Operator.ADD:
                return self.arithmetic.add
            case Operator.SUBTRACT:
                return self.arithmetic.subtract
            case Operator.MULTIPLY:
                return self.arithmetic.multiply
            case Operator.DIVIDE:
                return self.arithmetic.divide
            case _:
                assert_never(operator)

    def _otherwise(self, first: Expression, second: Expression) -> Value:
        a, b = self.value(first), self.value(second)
        if isinstance(a, Number) and isinstance(b, Number):
            return self.arithmetic.choose(a, b)
        assert not isinstance(a, Number)  # noqa: S101 - both sides have one type
        assert not isinstance(b, Number)  # noqa: S101 - the same
        return sql.first_known(a, b)

    def _compared(self, node: Compared) -> Sql:
        if node.left.type.is_numeric:
            return self.arithmetic.compare(node.comparison, self.number(node.left), self.number(node.right))
        if node.left.type is Type.TEXT:
            return sql.compare(node.comparison, self.plain(node.left), self.plain(node.right))
        return sql.compare(node.comparison, self.plainly(node.left), self.plainly(node.right))

    # Texts: what is known of them is asked of the dictionary.

    def plain(self, node: Expression) -> Sql:
        """The plain form of a text."""
        return self._of_text(node, lambda text: sql.text(plain_text(text)), None, "TEXT")

    def _in_market(self, market: Market, node: InMarket) -> Sql:
        match market:
            case PhraseMarket():
                return self._in_phrases(market, node)
            case NamedMarket(market=inner):
                return self._in_market(inner, node)
            case MarketNot(operand):
                return sql.negate(self._in_market(operand, node))
            case MarketAll(left, right):
                return sql.both(self._in_market(left, node), self._in_market(right, node))
            case MarketAny(left, right):
                return sql.either(self._in_market(left, node), self._in_market(right, node))
            case _:
                assert_never(market)

    def _in_phrases(self, market: PhraseMarket, node: InMarket) -> Sql:
        """No where another column of the row vetoes; else what the text itself answers."""
        answer = self._of_text(node.text, lambda text: _answered(market, text), Question(market), "BOOLEAN")
        vetoes = [self.reads.text(each, Question(market, each.column)) for each in self._others(market, node)]
        cases = [(each, sql.flag(value=False)) for each in vetoes if each is not None]
        return sql.when(cases, answer) if cases else answer

    def _others(self, market: PhraseMarket, node: InMarket) -> list[ColumnValue]:
        if node.table is None:
            return []
        declared = self.ruleset.catalogue.tables[node.table]
        names = dict.fromkeys(each for each in other_columns(market) if declared.column(each))
        return [ColumnValue(node.table, each, Type.TEXT) for each in names]

    def _of_text(
        self, node: Expression, literal: Callable[[str], Sql], question: Question | None, kind: str
    ) -> Sql:
        """Something known of a text, wherever it comes from."""
        match node:
            case Constant(str(text)):
                return literal(text)
            case LetValue(name):
                return self._of_text(self._lets[name], literal, question, kind)
            case Otherwise(first, second):
                found, other = (self._of_text(each, literal, question, kind) for each in (first, second))
                return sql.when([(sql.known(self.plainly(first)), found)], other)
            case FactValue() | ColumnValue():
                answer = self.reads.text(node, question)
                return sql.nothing(kind) if answer is None else answer
            case _:
                raise AssertionError("no other expression is a text")


def _literal(value: int | bool | str | date) -> Value:  # noqa: FBT001 - a value of the language
    match value:
        case bool():
            return sql.flag(value=value)
        case int():
            return constant(value)
        case str():
            return sql.text(value)
        case _:
            return sql.day(value)


def _answered(market: PhraseMarket, text: str) -> Sql:
    """The verdict on a literal, which needs no dictionary."""
    from ssi_rules.markets.compile import compile_phrases  # noqa: PLC0415 - many rulesets have no market
    from ssi_rules.markets.match import answer_text  # noqa: PLC0415 - the same

    answer = answer_text(compile_phrases(market), text, {})
    return sql.nothing("BOOLEAN") if answer is None else sql.flag(value=answer)


def _copied(value: Value) -> Value:
    if isinstance(value, Number):
        return Number(value.sql.copy(), value.range, value.grain, value.wide)
    return value.copy()
