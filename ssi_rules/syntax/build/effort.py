"""Actions: what one unit of effort changes, costs and how often it can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.syntax import ast
from ssi_rules.syntax.build.literals import name, string, whole
from ssi_rules.syntax.reading import span

if TYPE_CHECKING:
    from ssi_rules.syntax.reading import Word
    from ssi_rules.text import Span

Cells: TypeAlias = "tuple[tuple[ast.CellValue, ...], Span]"

_MINUTES = {"minute": 1, "minutes": 1, "hour": 60, "hours": 60}


def action(
    first: Word, identifier: Word, title: Word, _open: Word, *rest: ast.ActionPart | Word
) -> ast.Action:
    """``action name "Title" { … }``."""
    parts = tuple(part for part in rest if not isinstance(part, str))
    return ast.Action(name(identifier), string(title), parts, span=span(first, rest[-1]))


def adds_rows(
    first: Word, count: Word, _rows: Word, _to: Word, table: Word, row: Cells | None = None
) -> ast.AddsRows:
    """``adds N rows to table { cells }``; the cells may be left out."""
    values, end = row or ((), span(table))
    return ast.AddsRows(whole(count), name(table), values, span=span(first).to(end))


def adds_to(first: Word, amount: ast.Number, _to: Word, fact: Word) -> ast.AddsTo:
    """``adds N to fact``."""
    return ast.AddsTo(amount, name(fact), span=span(first, fact))


def sets(first: Word, fact: Word, _to: Word, value: ast.Literal) -> ast.Sets:
    """``sets fact to value``."""
    return ast.Sets(name(fact), value, span=span(first, value))


def takes(first: Word, amount: Word, unit: Word) -> ast.Takes:
    """``takes N minutes``, ``takes N hours``."""
    counted = whole(amount)
    return ast.Takes(ast.Whole(counted.value * _MINUTES[unit], span=counted.span), span=span(first, unit))


def limit(first: Word, times: Word, _per: Word, unit: Word) -> ast.Limit:
    """``limit N per week``."""
    return ast.Limit(whole(times), str(unit), span=span(first, unit))


def cells(opening: Word, *rest: ast.CellValue | Word) -> Cells:
    """``{ column = literal, … }``."""
    values = tuple(value for value in rest if isinstance(value, ast.CellValue))
    return values, span(opening, rest[-1])


def cell(column: Word, _equals: Word, value: ast.Literal) -> ast.CellValue:
    """``column = literal``."""
    return ast.CellValue(name(column), value, span=span(column, value))
