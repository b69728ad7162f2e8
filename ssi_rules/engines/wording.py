"""Expressions in the words of the language, for explanations that cannot quote the author."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import format_number, format_percent
from ssi_rules.language.types import Type, Value
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
    Function,
    InMarket,
    Known,
    LetValue,
    Not,
    Operator,
    Or,
    Otherwise,
)

if TYPE_CHECKING:
    from ssi_rules.language.windows import Length, Window

_ELSE, _OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _ATOM = range(8)


def words(node: Expression) -> str:
    """The expression as a rule file would put it, with no more parentheses than it takes."""
    return _words(node)[0]


def value_words(value: Value | None, of: Type) -> str:
    """A value for people: 13%, 2.5, yes, 2026-06-30; a text as it is."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return format_percent(value) if of in (Type.PERCENT, Type.RATIO) else format_number(value)
    return str(value)


def window_words(window: Window) -> str:
    """``over 90 days ending 7 days ago``."""
    text = f"over {_length(window.length)}"
    return text if window.lag is None else f"{text} ending {_length(window.lag)} ago"


def _length(length: Length) -> str:
    return f"{length.amount} {length.unit.value}{'' if length.amount == 1 else 's'}"


def _words(node: Expression) -> tuple[str, int]:
    """The text and how tightly it holds together."""
    match node:
        case Constant() | FactValue() | ColumnValue() | LetValue() | AsOfValue():
            return _name(node), _ATOM
        case Aggregated():
            return _aggregate(node), _OR
        case Otherwise(value, fallback):
            return f"{_inside(value, _ELSE)} else {_inside(fallback, _OR)}", _ELSE
        case Calculation():
            return _calculation(node)
        case Known() | InMarket() | Compared():
            return _test(node), _COMPARISON
        case Or() | And() | Not():
            return _connected(node)
        case _:
            assert_never(node)


def _connected(node: Or | And | Not) -> tuple[str, int]:
    match node:
        case Or(left, right):
            return f"{_operand(left, _OR)} or {_operand(right, _AND)}", _OR
        case And(left, right):
            return f"{_operand(left, _AND)} and {_operand(right, _NOT)}", _AND
        case Not(InMarket(text, market)):
            return f"{_operand(text, _SUM)} is not {market}", _COMPARISON
        case Not(operand):
            return f"not {_operand(operand, _NOT)}", _NOT
        case _:
            assert_never(node)


def _test(node: Known | InMarket | Compared) -> str:
    match node:
        case Known(operand):
            return f"{_operand(operand, _SUM)} is known"
        case InMarket(text, market):
            return f"{_operand(text, _SUM)} is {market}"
        case Compared(comparison, left, right):
            return f"{_operand(left, _SUM)} {comparison.value} {_operand(right, _SUM)}"
        case _:
            assert_never(node)


def _name(node: Constant | FactValue | ColumnValue | LetValue | AsOfValue) -> str:
    match node:
        case Constant(value, of):
            return f'"{value}"' if isinstance(value, str) else value_words(value, of)
        case FactValue():
            return node.fact
        case ColumnValue():
            return node.column
        case LetValue():
            return node.name
        case AsOfValue():
            return "as_of"
        case _:
            assert_never(node)


def _calculation(node: Calculation) -> tuple[str, int]:
    level = _SUM if node.operator in (Operator.ADD, Operator.SUBTRACT) else _PRODUCT
    return f"{_operand(node.left, level)} {node.operator.value} {_operand(node.right, level + 1)}", level


def _aggregate(node: Aggregated) -> str:
    of = "" if node.function in (Function.DAYS_SINCE_LAST, Function.COUNT_DISTINCT) else " of"
    text = f"{node.function.value}{of} {node.table}{'' if node.column is None else '.' + node.column}"
    if node.window is not None:
        text += f" {window_words(node.window)}"
    return text if node.where is None else f"{text} where {_inside(node.where, _OR)}"


def _operand(node: Expression, least: int) -> str:
    """An operand of an operator; an aggregate would swallow what follows it."""
    return f"({words(node)})" if isinstance(node, Aggregated) else _inside(node, least)


def _inside(node: Expression, least: int) -> str:
    text, level = _words(node)
    return text if level >= least else f"({text})"
