"""Typed expressions written back in the language, with no more parentheses than it needs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.language.numbers import format_number, format_percent
from ssi_rules.language.types import Type, Value

if TYPE_CHECKING:
    from ssi_rules.language.windows import Length, Window

# How tightly each construct binds; an operand that binds less than its place asks for stands in parentheses.
_ELSE, _OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _ATOM = range(8)

_PRODUCTS = (model.Operator.MULTIPLY, model.Operator.DIVIDE)


def expression_text(expression: model.Expression) -> str:
    """The expression as a rule file would word it."""
    return _text(expression, _ELSE)


def value_text(value: Value, type_: Type) -> str:
    """A literal of a type."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() if type_ is Type.PERCENT:
            return format_percent(value)
        case int():
            return format_number(value)
        case date():
            return value.isoformat()
        case str():
            return quoted(value)


def quoted(text: str) -> str:
    """A text literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(expression: model.Expression, least: int) -> str:
    text, binding = _worded(expression)
    return f"({text})" if binding < least else text


def _worded(expression: model.Expression) -> tuple[str, int]:
    """The text, and how tightly it binds."""
    match expression:
        case model.And() | model.Or() | model.Not() | model.Otherwise():
            return _logic(expression)
        case model.Compared(comparison=comparison, left=left, right=right):
            return f"{_text(left, _SUM)} {comparison.value} {_text(right, _SUM)}", _COMPARISON
        case model.Known(operand=operand):
            return f"{_text(operand, _SUM)} is known", _COMPARISON
        case model.InMarket(text=text, market=market):
            return f"{_text(text, _SUM)} is {market}", _COMPARISON
        case model.Calculation():
            return _calculation(expression)
        case model.Aggregated():
            # An aggregate takes what follows into its condition, so it stands alone or in parentheses.
            return _aggregate(expression), _ELSE
        case _:
            return _leaf(expression), _ATOM


def _leaf(
    node: model.Constant | model.FactValue | model.LetValue | model.ColumnValue | model.AsOfValue,
) -> str:
    match node:
        case model.Constant(value=value, type=type_):
            return value_text(value, type_)
        case model.FactValue(fact=name) | model.LetValue(name=name) | model.ColumnValue(column=name):
            return name
        case model.AsOfValue():
            return "as_of"
        case _:
            assert_never(node)


def _logic(node: model.And | model.Or | model.Not | model.Otherwise) -> tuple[str, int]:
    match node:
        case model.And(left=left, right=right):
            return f"{_text(left, _AND)} and {_text(right, _NOT)}", _AND
        case model.Or(left=left, right=right):
            return f"{_text(left, _OR)} or {_text(right, _AND)}", _OR
        case model.Not(operand=operand):
            return f"not {_text(operand, _NOT)}", _NOT
        case model.Otherwise(value=value, fallback=fallback):
            return f"{_text(value, _OR)} else {_text(fallback, _ELSE)}", _ELSE
        case _:
            assert_never(node)


def _calculation(node: model.Calculation) -> tuple[str, int]:
    binding = _PRODUCT if node.operator in _PRODUCTS else _SUM
    left, right = _text(node.left, binding), _text(node.right, binding + 1)
    return f"{left} {node.operator.value} {right}", binding


def _aggregate(node: model.Aggregated) -> str:
    of = "" if node.function in (model.Function.COUNT_DISTINCT, model.Function.DAYS_SINCE_LAST) else " of"
    table = f"{node.table}.{node.column}" if node.column else node.table
    window = f" {_window(node.window)}" if node.window else ""
    where = f" where {_text(node.where, _OR)}" if node.where else ""
    return f"{node.function.value}{of} {table}{window}{where}"


def _window(window: Window) -> str:
    lag = f" ending {_length(window.lag)} ago" if window.lag else ""
    return f"over {_length(window.length)}{lag}"


def _length(length: Length) -> str:
    return f"{length.amount} {length.unit.value}{'' if length.amount == 1 else 's'}"
