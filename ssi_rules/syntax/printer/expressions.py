"""Expressions with no more parentheses than they need, save around an aggregate that is calculated with."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import SCALE, format_number, format_percent
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from ssi_rules.language.windows import Length, Window


class Binding(IntEnum):
    """How tightly an expression holds together; what binds looser than its place needs parentheses."""

    ELSE = 1
    FILTERED = 2
    OR = 3
    AND = 4
    NOT = 5
    COMPARISON = 6
    SUM = 7
    PRODUCT = 8
    ATOM = 9


def print_expression(node: ast.Expression) -> str:
    """The text of an expression; reading it gives an equal one."""
    return _within(node, Binding.ELSE)


def _within(node: ast.Expression, place: Binding) -> str:
    written = _written(node)
    return f"({written})" if _binding(node) < place else written


def _written(node: ast.Expression) -> str:  # noqa: C901 - one case for each kind
    match node:
        case ast.Else(value, fallback):
            return f"{_within(value, Binding.FILTERED)} else {_within(fallback, Binding.ELSE)}"
        case ast.Logic(operator, left, right):
            own = _binding(node)
            return f"{_within(left, own)} {operator} {_within(right, Binding(own + 1))}"
        case ast.Not(operand):
            return f"not {_within(operand, Binding.NOT)}"
        case ast.Compare(operator, left, right):
            return f"{_within(left, Binding.SUM)} {operator} {_within(right, Binding.SUM)}"
        case ast.Between(value, low, high):
            return f"{_operand(value)} between {_operand(low)} and {_operand(high)}"
        case ast.IsKnown(value):
            return f"{_operand(value)} is known"
        case ast.IsMarket(value, market, negated):
            return f"{_operand(value)} is {'not ' if negated else ''}{market.text}"
        case ast.Arithmetic(operator, left, right):
            own = _binding(node)
            return f"{_within(left, own)} {operator} {_within(right, Binding(own + 1))}"
        case ast.Aggregate():
            return _aggregate(node)
        case ast.Reference(name):
            return name
        case ast.Number() | ast.Flag() | ast.Text() | ast.Date() | ast.AsOf():
            return print_literal(node)
        case _:
            assert_never(node)


def _operand(node: ast.Expression) -> str:
    return _within(node, Binding.SUM)


def _binding(node: ast.Expression) -> Binding:
    match node:
        case ast.Else():
            return Binding.ELSE
        case ast.Aggregate(where=where):
            # An aggregate alone is an atom, yet reads better in parentheses wherever it is compared or calculated with.
            return Binding.COMPARISON if where is None else Binding.FILTERED
        case ast.Logic(operator="or"):
            return Binding.OR
        case ast.Logic():
            return Binding.AND
        case ast.Not():
            return Binding.NOT
        case ast.Compare() | ast.Between() | ast.IsKnown() | ast.IsMarket():
            return Binding.COMPARISON
        case ast.Arithmetic(operator="+" | "-"):
            return Binding.SUM
        case ast.Arithmetic():
            return Binding.PRODUCT
        case _:
            return Binding.ATOM


def _aggregate(node: ast.Aggregate) -> str:
    column = f".{node.column.text}" if node.column else ""
    of = "" if " " in node.function else " of"
    window = f" over {_window(node.window)}" if node.window else ""
    where = f" where {_within(node.where, Binding.OR)}" if node.where else ""
    return f"{node.function}{of} {node.table.text}{column}{window}{where}"


def _window(window: Window) -> str:
    ending = f" ending {_length(window.lag)} ago" if window.lag else ""
    return _length(window.length) + ending


def _length(length: Length) -> str:
    return f"{length.amount} {length.unit.value}{'' if length.amount == 1 else 's'}"


def print_literal(node: ast.Literal) -> str:
    """The text of a literal."""
    match node:
        case ast.Number(value, percent, whole):
            if percent:
                return format_percent(value)
            return format_number(value) if whole or value % SCALE else f"{format_number(value)}.0"
        case ast.Flag(value):
            return "yes" if value else "no"
        case ast.Text(value):
            return quoted(value)
        case ast.Date(value):
            return value.isoformat()
        case ast.AsOf():
            return "as_of"
        case _:
            assert_never(node)


def quoted(text: str) -> str:
    """A text in quotes, its own quotes and backslashes escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class MarketBinding(IntEnum):
    """The same for market expressions."""

    OR = 1
    AND = 2
    OPERAND = 3


def print_market_expression(node: ast.MarketExpression) -> str:
    """The text of a market expression."""
    return _market_within(node, MarketBinding.OR)


def _market_within(node: ast.MarketExpression, place: MarketBinding) -> str:
    match node:
        case ast.MarketNames(market):
            return market.text
        case ast.MarketNot(operand):
            return f"not {_market_within(operand, MarketBinding.OPERAND)}"
        case ast.MarketLogic(operator, left, right):
            own = MarketBinding.OR if operator == "or" else MarketBinding.AND
            written = (
                f"{_market_within(left, own)} {operator} {_market_within(right, MarketBinding(own + 1))}"
            )
            return f"({written})" if own < place else written
        case _:
            assert_never(node)
