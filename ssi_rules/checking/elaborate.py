"""From an expression as written to the same with types, as the model says it.

What does not resolve has been told elsewhere: such an expression has no type, and nothing more is said of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.checking import operators
from ssi_rules.checking import problems_types as say
from ssi_rules.checking.aggregates import aggregate_type
from ssi_rules.checking.constants import constant_number
from ssi_rules.checking.expressions import column_of
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison, Expression, Function, Operator
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.diagnostics import Problems


@dataclass(frozen=True, slots=True)
class Names:
    """What names stand for; ``lets`` are those that have a type so far, ``constants`` those of them that never vary."""

    facts: Mapping[str, ast.FactDeclaration]
    tables: Mapping[str, ast.TableDeclaration]
    markets: Mapping[str, ast.Market]
    lets: dict[str, Expression] = field(default_factory=dict)
    constants: dict[str, int] = field(default_factory=dict)

    def define(self, let: str, value: Expression) -> None:
        """Give a let its value; those it uses come first."""
        self.lets[let] = value
        constant = constant_number(value, self.constants)
        if constant is not None:
            self.constants[let] = constant


@dataclass(frozen=True, slots=True)
class Elaboration:
    """Types expressions against names, telling its problems; ``row`` is the table whose row is at hand."""

    names: Names
    problems: Problems
    row: ast.TableDeclaration | None = None

    def condition(self, node: ast.Expression, place: str) -> Expression | None:
        """An expression that must be yes or no; ``place`` is the word that asks for it."""
        typed = self.expression(node)
        if typed is None or typed.type is Type.FLAG:
            return typed
        self.problems.add(say.not_a_condition(node, typed.type, place))
        return None

    def expression(self, node: ast.Expression) -> Expression | None:
        """The typed expression, or None when it has no type."""
        match node:
            case ast.Number(value):
                return model.Constant(value, literal_type(node))
            case ast.Flag(value):
                return model.Constant(value, Type.FLAG)
            case ast.Text(value):
                return model.Constant(value, Type.TEXT)
            case ast.Date(value):
                return model.Constant(value, Type.DATE)
            case ast.AsOf():
                return model.AsOfValue()
            case ast.Reference(name):
                return self._reference(name)
            case ast.Aggregate():
                return self._aggregate(node)
            case _:
                return self._combined(node)

    def _combined(
        self,
        node: ast.Else
        | ast.Logic
        | ast.Not
        | ast.Compare
        | ast.Between
        | ast.IsKnown
        | ast.IsMarket
        | ast.Arithmetic,
    ) -> Expression | None:
        match node:
            case ast.Else():
                return self._else(node)
            case ast.Logic():
                return self._logic(node)
            case ast.Not(operand):
                typed = self.condition(operand, "not")
                return None if typed is None else model.Not(typed)
            case ast.Compare():
                return self._compare(node)
            case ast.Between():
                return self._between(node)
            case ast.IsKnown(value):
                typed = self.expression(value)
                return None if typed is None else model.Known(typed)
            case ast.IsMarket():
                return self._market(node)
            case ast.Arithmetic():
                return self._arithmetic(node)
        assert_never(node)

    def _reference(self, name: str) -> Expression | None:
        """Columns of the row at hand come before facts and lets."""
        column = column_of(self.row, name)
        if self.row is not None and column is not None:
            return model.ColumnValue(self.row.name.text, name, column.type)
        if name in self.names.facts:
            return model.FactValue(name, self.names.facts[name].type)
        let = self.names.lets.get(name)
        return None if let is None else model.LetValue(name, let.type)

    def _else(self, node: ast.Else) -> Expression | None:
        value, fallback = self.expression(node.value), self.expression(node.fallback)
        if value is None or fallback is None:
            return None
        kind = operators.alternative(value.type, fallback.type)
        if kind is None:
            self.problems.add(say.mixed_else(node, value.type, fallback.type))
            return None
        return model.Otherwise(value, fallback, kind)

    def _logic(self, node: ast.Logic) -> Expression | None:
        left, right = (self.condition(side, node.operator) for side in (node.left, node.right))
        if left is None or right is None:
            return None
        return model.And(left, right) if node.operator == "and" else model.Or(left, right)

    def _compare(self, node: ast.Compare) -> Expression | None:
        left, right = self.expression(node.left), self.expression(node.right)
        if left is None or right is None:
            return None
        comparison = Comparison(node.operator)
        if not self._comparable(node, (node.left, left), (node.right, right), comparison):
            return None
        return model.Compared(comparison, left, right, span=node.span)

    def _between(self, node: ast.Between) -> Expression | None:
        """Both ends are judged; that texts have no order is said once."""
        value, low, high = (self.expression(each) for each in (node.value, node.low, node.high))
        if value is None or low is None or high is None:
            return None
        left = node.value, value
        fits = (
            self._comparable(node, left, (node.low, low), Comparison.AT_LEAST),
            self._comparable(node, left, (node.high, high), Comparison.EQUAL),
        )
        if not all(fits):
            return None
        return model.And(
            model.Compared(Comparison.AT_LEAST, value, low, span=node.span),
            model.Compared(Comparison.AT_MOST, value, high, span=node.span),
        )

    def _comparable(
        self,
        node: ast.Compare | ast.Between,
        left: tuple[ast.Expression, Expression],
        right: tuple[ast.Expression, Expression],
        comparison: Comparison,
    ) -> bool:
        (left_node, typed), (right_node, other) = left, right
        if not operators.comparable(typed.type, other.type):
            self.problems.add(say.uncomparable(node, left_node, typed.type, right_node, other.type))
            return False
        if operators.takes_order(comparison) and not operators.ordered(typed.type):
            self.problems.add(say.not_ordered(node, left_node, right_node, typed.type))
            return False
        return True

    def _market(self, node: ast.IsMarket) -> Expression | None:
        text = self.expression(node.value)
        if text is None:
            return None
        if text.type is not Type.TEXT:
            self.problems.add(say.not_a_text(node, text.type))
            return None
        if node.market.text not in self.names.markets:
            return None
        found = model.InMarket(text, node.market.text, self.row.name.text if self.row else None)
        return model.Not(found) if node.negated else found

    def _arithmetic(self, node: ast.Arithmetic) -> Expression | None:
        left, right = self.expression(node.left), self.expression(node.right)
        if left is None or right is None:
            return None
        operator = Operator(node.operator)
        kind = operators.calculated(operator, left.type, right.type)
        if kind is None:
            self.problems.add(say.mixed_arithmetic(node, left.type, right.type))
            return None
        return model.Calculation(operator, left, right, kind, node.span)

    def _aggregate(self, node: ast.Aggregate) -> Expression | None:
        """None inside another's ``where`` too, which is told as a fault of its own."""
        table = self.names.tables.get(node.table.text)
        if table is None:
            return None
        kind = aggregate_type(node, table, self.problems)
        inside = Elaboration(self.names, self.problems, table)
        where = None if node.where is None else inside.condition(node.where, "where")
        if kind is None or (node.where is not None and where is None) or self.row is not None:
            return None
        column = None if node.column is None else node.column.text
        return model.Aggregated(
            Function(node.function), node.table.text, column, node.window, where, kind, node.span
        )


def literal_type(node: ast.Number) -> Type:
    """Whole literals from 0 up are counts, others numbers, those with ``%`` percents."""
    if node.percent:
        return Type.PERCENT
    return Type.COUNT if node.whole and node.value >= 0 else Type.NUMBER
