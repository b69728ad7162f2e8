"""The types of aggregates, and what each asks of its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.checking import problems_types as say
from ssi_rules.checking.expressions import column_of
from ssi_rules.language.types import Type
from ssi_rules.model import Function

if TYPE_CHECKING:
    from ssi_rules.diagnostics import Diagnostic, Problems
    from ssi_rules.syntax import ast

_OF_ROWS = {
    Function.COUNT: Type.COUNT,
    Function.SHARE: Type.RATIO,
    Function.DAYS_SINCE_LAST: Type.COUNT,
}
"""Aggregates over rows as such; all others read a column."""


def aggregate_type(node: ast.Aggregate, table: ast.TableDeclaration, problems: Problems) -> Type | None:
    """The type of an aggregate's value; None, and a problem, when it asks for what its table has not."""
    faults = [*_window_faults(node, table), *_row_faults(node)]
    for fault in faults:
        problems.add(fault)
    result = _result(node, table, problems)
    return None if faults else result


def _window_faults(node: ast.Aggregate, table: ast.TableDeclaration) -> list[Diagnostic]:
    dated = table.dated is not None
    faults = []
    if not dated and (node.window is not None or node.function == Function.DAYS_SINCE_LAST.value):
        faults.append(say.undated_table(node, table))
    if node.window is not None and node.window.length.amount == 0:
        faults.append(say.empty_window(node))
    return faults


def _row_faults(node: ast.Aggregate) -> list[Diagnostic]:
    faults = []
    if Function(node.function) in _OF_ROWS and node.column is not None:
        faults.append(say.unneeded_column(node, node.column))
    if node.function == Function.SHARE.value and node.where is None:
        faults.append(say.share_without_where(node))
    return faults


def _result(node: ast.Aggregate, table: ast.TableDeclaration, problems: Problems) -> Type | None:
    function = Function(node.function)
    if function in _OF_ROWS:
        return _OF_ROWS[function]
    if node.column is None:
        columns = tuple(each.name.text for each in table.columns if _of_column(function, each.type))
        problems.add(say.column_needed(node, columns))
        return None
    column = column_of(table, node.column.text)
    if column is None:
        return None
    result = _of_column(function, column.type)
    if result is None:
        problems.add(say.column_type(node, node.column, column))
    return result


def _of_column(function: Function, column: Type) -> Type | None:
    """The type of an aggregate of a column; None where the column's type does not do."""
    match function:
        case Function.COUNT_DISTINCT:
            return Type.COUNT
        case Function.SUM:
            return column if column.is_numeric else None
        case Function.AVERAGE if column.is_numeric:
            return Type.PERCENT if column is Type.PERCENT else Type.NUMBER
        case Function.LARGEST | Function.SMALLEST:
            return column if column.is_numeric or column is Type.DATE else None
        case _:
            return None
