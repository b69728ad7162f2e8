"""Whether the values that actions and tests give fit the facts and columns they are given to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.checking import problems_awards as say
from ssi_rules.checking.literals import literal_fits
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.diagnostics import Problems

_Declared = ast.FactDeclaration | ast.ColumnDeclaration
_Given = tuple[ast.Literal, ast.Name, _Declared | None]
"""A value, the name it is given to, and what that name stands for, where it stands for something."""


def check_values(
    facts: Mapping[str, ast.FactDeclaration],
    tables: Mapping[str, ast.TableDeclaration],
    actions: Iterable[ast.Action],
    tests: Iterable[ast.Test],
    problems: Problems,
) -> None:
    """Report every value that does not fit; names that stand for nothing are told elsewhere."""
    for action in actions:
        for given in _given(action.parts, facts, tables):
            _check_type(*given, problems)
    for test in tests:
        for given in _given(test.given, facts, tables):
            _check_type(*given, problems)
            if isinstance(given[0], ast.AsOf) and test.as_of is None:
                problems.add(say.as_of_without_day(given[0], test))


def _check_type(value: ast.Literal, name: ast.Name, declared: _Declared | None, problems: Problems) -> None:
    if declared is not None and not literal_fits(value, declared.type):
        problems.add(say.value_type(value, declared.type, name, declared.name.span))


def _given(
    parts: Iterable[ast.ActionPart | ast.Given],
    facts: Mapping[str, ast.FactDeclaration],
    tables: Mapping[str, ast.TableDeclaration],
) -> Iterator[_Given]:
    for part in parts:
        match part:
            case ast.AddsTo(value, fact) | ast.Sets(fact, value) | ast.GivenFact(fact, value):
                yield value, fact, facts.get(fact.text)
            case ast.AddsRows(_, table, cells):
                yield from _cells(cells, tables.get(table.text))
            case ast.GivenTable(table, rows):
                for row in rows:
                    yield from _cells(row.cells, tables.get(table.text))
            case ast.Takes() | ast.Limit():
                pass


def _cells(cells: Iterable[ast.CellValue], table: ast.TableDeclaration | None) -> Iterator[_Given]:
    columns = {} if table is None else {each.name.text: each for each in table.columns}
    for cell in cells:
        yield cell.value, cell.column, columns.get(cell.column.text)
