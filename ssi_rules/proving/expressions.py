"""Expressions of one ruleset as terms over a member nobody knows yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeAlias, assert_never

from ssi_rules import model
from ssi_rules.engines.walk import reads_row
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison, Operator
from ssi_rules.proving.arithmetic import Defining, added, divided, multiplied
from ssi_rules.proving.logic import both, either, negated
from ssi_rules.proving.terms import (
    Choice,
    Flag,
    Number,
    Numeric,
    Quotient,
    Term,
    Text,
    compared,
    same_flags,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.language.types import Value
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.rules import Rules

Leaf: TypeAlias = (
    model.Constant | model.AsOfValue | model.FactValue | model.ColumnValue | model.LetValue | model.Aggregated
)

UNKNOWN_NUMBER = Number(known=False, term=0, unit=SCALE, low=0, high=0)


class Leaves(Protocol):
    """Where the values come from that an expression begins with."""

    def fact(self, name: str) -> Term:
        """A fact of the member."""
        ...

    def aggregate(self, node: model.Aggregated) -> Term:
        """An aggregate over the member's rows."""
        ...

    def cell(self, node: model.ColumnValue) -> Term:
        """A cell of the row at hand."""
        ...

    def outside(self, node: model.Expression) -> Term | None:
        """A part that is the same for every row, where it is known from elsewhere."""
        ...


@dataclass(frozen=True)
class Expressions:
    """Writes expressions; each is written once."""

    rules: Rules
    leaves: Leaves
    defining: Defining
    as_of: date
    _known: dict[model.Expression, Term] = field(default_factory=dict)

    def term(self, node: model.Expression) -> Term:
        """What an expression comes to."""
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = self._term(node)
        return found

    def flag(self, node: model.Expression) -> Flag:
        """What a condition comes to."""
        found = self.term(node)
        match found:
            case Flag():
                return found
            case _:
                raise AssertionError("a checked condition is a flag")

    def number(self, node: model.Expression) -> Numeric:
        """What a number or a day comes to."""
        found = self.term(node)
        match found:
            case Number() | Quotient() | Choice():
                return found
            case _:
                raise AssertionError("a checked number is a number")

    def text(self, node: model.Expression) -> Text:
        """What a text comes to."""
        found = self.term(node)
        match found:
            case Text():
                return found
            case _:
                raise AssertionError("a checked text is a text")

    def _term(self, node: model.Expression) -> Term:
        outside = self.leaves.outside(node)
        if outside is not None:
            return outside
        match node:
            case (
                model.Constant()
                | model.AsOfValue()
                | model.FactValue()
                | model.ColumnValue()
                | model.LetValue()
                | model.Aggregated()
            ):
                return self._leaf(node)
            case model.Calculation():
                return self._calculation(node)
            case model.Otherwise():
                return self._otherwise(node)
            case model.Compared():
                return self._compared(node)
            case model.InMarket():
                return self._in_market(node)
            case model.And() | model.Or() | model.Not() | model.Known():
                return self._logic(node)
            case _:
                assert_never(node)

    def _leaf(self, node: Leaf) -> Term:
        match node:
            case model.Constant(value):
                return constant(value)
            case model.AsOfValue():
                return constant(self.as_of)
            case model.FactValue(name):
                return self.leaves.fact(name)
            case model.ColumnValue():
                return self.leaves.cell(node)
            case model.LetValue(name):
                return self.term(self.rules.lets[name])
            case model.Aggregated():
                return self.leaves.aggregate(node)
            case _:
                assert_never(node)

    def _logic(self, node: model.And | model.Or | model.Not | model.Known) -> Flag:
        match node:
            case model.And(left, right):
                a, b = self.flag(left), self.flag(right)
                return Flag(both(a.yes, b.yes), either(a.no, b.no))
            case model.Or(left, right):
                a, b = self.flag(left), self.flag(right)
                return Flag(either(a.yes, b.yes), both(a.no, b.no))
            case model.Not(operand):
                a = self.flag(operand)
                return Flag(a.no, a.yes)
            case model.Known(operand):
                known = self.term(operand).known
                return Flag(known, negated(known))
            case _:
                assert_never(node)

    def _calculation(self, node: model.Calculation) -> Number | Quotient:
        left, right = self.number(node.left), self.number(node.right)
        match node.operator:
            case Operator.ADD:
                return added(left, right)
            case Operator.SUBTRACT:
                return added(left, right, -1)
            case Operator.MULTIPLY:
                return multiplied(self.defining, left, right)
            case Operator.DIVIDE:
                return divided(self.defining, left, right)
            case _:
                assert_never(node.operator)

    def _otherwise(self, node: model.Otherwise) -> Term:
        first, second = self.term(node.value), self.term(node.fallback)
        if first.known is True:
            return first
        if first.known is False:
            return second
        unknown = negated(first.known)
        if isinstance(first, Flag) and isinstance(second, Flag):
            return Flag(
                either(first.yes, both(unknown, second.yes)), either(first.no, both(unknown, second.no))
            )
        if isinstance(first, Text) and isinstance(second, Text):
            return Text((*first.cases, *((text, both(unknown, holds)) for text, holds in second.cases)))
        return Choice(self.number(node.value), self.number(node.fallback))

    def _compared(self, node: model.Compared) -> Flag:
        if node.left.type is Type.TEXT:
            found = _same_texts(self.text(node.left), self.text(node.right))
        elif node.left.type is Type.FLAG:
            found = same_flags(self.flag(node.left), self.flag(node.right))
        else:
            return compared(node.comparison, self.number(node.left), self.number(node.right))
        return found if node.comparison is Comparison.EQUAL else Flag(found.no, found.yes)

    def _in_market(self, node: model.InMarket) -> Flag:
        """Asked of each text that it may be; a text of the row with the row's other texts."""
        matcher = self.rules.evaluator.matchers.of(node)
        others = [_only_text(self.text(each)) for each in matcher.columns]
        text = self.text(node.text)
        found = [(matcher.match(each, *others), holds) for each, holds in text.cases]
        found.append((matcher.match(None, *others), negated(text.known)))
        return Flag(
            either(*(holds for answer, holds in found if answer is True)),
            either(*(holds for answer, holds in found if answer is False)),
        )


def _only_text(text: Text) -> str | None:
    """The text of a row's cell, which is one text or none."""
    return text.cases[0][0] if text.cases else None


def _same_texts(left: Text, right: Text) -> Flag:
    known = both(left.known, right.known)
    pairs = [
        both(mine, theirs)
        for text, mine in left.cases
        for other, theirs in right.cases
        if plain_text(text) == plain_text(other)
    ]
    agree: Truth = either(*pairs)
    return Flag(agree, both(known, negated(agree)))


def constant(value: Value) -> Term:
    """A literal."""
    match value:
        case bool():
            return Flag(value, not value)
        case str():
            return Text(((value, True),))
        case date():
            days = value.toordinal()
            return Number(True, days, SCALE, days * SCALE, days * SCALE)  # noqa: FBT003 - known
        case _:
            unit = SCALE if value % SCALE == 0 else 1
            return Number(True, value // unit, unit, value, value)  # noqa: FBT003 - known


def unknown(kind: Type) -> Term:
    """A value of a type, of which nothing is known."""
    match kind:
        case Type.FLAG:
            return Flag(yes=False, no=False)
        case Type.TEXT:
            return Text(())
        case _:
            return UNKNOWN_NUMBER


@dataclass(frozen=True)
class RowLeaves:
    """A row with known cells: what is outside of the row is asked of the member."""

    cells: Mapping[str, Value | None]
    outer: Outer

    def fact(self, name: str) -> Term:
        """A fact is outside of the row."""
        raise AssertionError(f"{name} is outside of the row")

    def aggregate(self, node: model.Aggregated) -> Term:
        """An aggregate is outside of the row."""
        raise AssertionError(f"{node.function} is outside of the row")

    def cell(self, node: model.ColumnValue) -> Term:
        """A cell of the row."""
        value = self.cells.get(node.column)
        return unknown(node.type) if value is None else constant(value)

    def outside(self, node: model.Expression) -> Term | None:
        """What the member knows of a part that reads no cell."""
        return None if reads_row(node) else self.outer.term(node)


class Outer(Protocol):
    """Whoever knows what is the same for every row."""

    def term(self, node: model.Expression) -> Term:
        """What an expression comes to."""
        ...
