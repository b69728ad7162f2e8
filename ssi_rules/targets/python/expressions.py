"""Expressions of the language as Python calls of the machinery."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import format_number, format_percent
from ssi_rules.language.types import Type
from ssi_rules.model import (
    Aggregated,
    And,
    AsOfValue,
    Calculation,
    ColumnValue,
    Compared,
    Comparison,
    Constant,
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
from ssi_rules.targets.python.layout import Call, Code, call, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.language.windows import Length
    from ssi_rules.model import Expression, Table

_COMPARISONS = {
    Comparison.EQUAL: "equal",
    Comparison.DIFFERENT: "different",
    Comparison.LESS: "less",
    Comparison.AT_MOST: "at_most",
    Comparison.MORE: "more",
    Comparison.AT_LEAST: "at_least",
}
_OPERATORS = {
    Operator.ADD: "plus",
    Operator.SUBTRACT: "minus",
    Operator.MULTIPLY: "times",
    Operator.DIVIDE: "divided",
}
_FUNCTIONS = {
    Function.COUNT: "count_of",
    Function.COUNT_DISTINCT: "count_distinct",
    Function.SHARE: "share_of",
    Function.SUM: "sum_of",
    Function.AVERAGE: "average_of",
    Function.LARGEST: "largest_of",
    Function.SMALLEST: "smallest_of",
    Function.DAYS_SINCE_LAST: "days_since_last",
}


def expression(node: Expression, tables: Mapping[str, Table]) -> Code:
    """The call that computes an expression; ``row`` is the row at hand.

    Args:
        node: The expression.
        tables: The ruleset's tables by name.
    """
    match node:
        case Constant() | FactValue() | ColumnValue() | LetValue() | AsOfValue():
            return _name(node)
        case Calculation(operator, left, right):
            days = operator is Operator.SUBTRACT and left.type is Type.DATE
            name = "days_between" if days else _OPERATORS[operator]
            return call(name, expression(left, tables), expression(right, tables))
        case Compared(comparison, left, right):
            return call(_COMPARISONS[comparison], expression(left, tables), expression(right, tables))
        case And() | Or():
            name = "all_of" if isinstance(node, And) else "any_of"
            return call(name, *(expression(each, tables) for each in _chain(node, type(node))))
        case Not(operand):
            return call("negated", expression(operand, tables))
        case Known(operand):
            return call("is_known", expression(operand, tables))
        case Otherwise():
            return call("otherwise", expression(node.value, tables), expression(node.fallback, tables))
        case InMarket():
            others = "{}" if node.table is None else "row"
            return call(market_function(node.market), expression(node.text, tables), others)
        case Aggregated():
            return _aggregate(node, tables)
        case _:
            assert_never(node)


def market_function(name: str) -> str:
    """What the function is called that decides a market."""
    return f"market_{name}"


def _name(node: Constant | FactValue | ColumnValue | LetValue | AsOfValue) -> Code:
    match node:
        case Constant():
            return _constant(node)
        case FactValue():
            return f"fact({quoted(node.fact)})"
        case ColumnValue():
            return f"row[{quoted(node.column)}]"
        case LetValue():
            return f"let[{quoted(node.name)}]"
        case AsOfValue():
            return "as_of"
        case _:
            assert_never(node)


def _constant(node: Constant) -> str:
    value = node.value
    if isinstance(value, bool):
        return repr(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int):
        return f'held("{format_percent(value) if node.type is Type.PERCENT else format_number(value)}")'
    return f"date({value.year}, {value.month}, {value.day})"


def _chain(node: Expression, kind: type[And | Or]) -> Iterator[Expression]:
    """The operands of a row of equal connectives, as they are written."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, kind):
            waiting += [each.right, each.left]
        else:
            yield each


def _aggregate(node: Aggregated, tables: Mapping[str, Table]) -> Call:
    where = None if node.where is None else _condition(node.where, tables)
    window, function = _window(node), _FUNCTIONS[node.function]
    if node.function is Function.SHARE and where is not None:
        return call(function, call("rows", quoted(node.table), **window), where)
    rows = call("rows", quoted(node.table), **window, where=where)
    if node.function is Function.DAYS_SINCE_LAST:
        return call(function, rows, quoted(str(tables[node.table].dated)), "as_of")
    return call(function, rows, *(() if node.column is None else (quoted(node.column),)))


def _window(node: Aggregated) -> dict[str, Code | None]:
    if node.window is None:
        return {}
    lag = node.window.lag
    return {"over": _length(node.window.length), "ending": None if lag is None else _length(lag)}


def _length(length: Length) -> str:
    return f"{length.unit.value}s({length.amount})"


def _condition(where: Expression, tables: Mapping[str, Table]) -> Code:
    code = expression(where, tables)
    if isinstance(code, str):
        return f"lambda row: {code}"
    return Call(f"lambda row: {code.head}", code.arguments, code.tail)
