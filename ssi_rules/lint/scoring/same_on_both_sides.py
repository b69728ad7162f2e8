from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.problems_types import quoted
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject

_SENSELESS = ("-", "/")
"""Arithmetic that gives the same for every value; doubling and squaring make sense."""


def same_on_both_sides(subject: Subject) -> Iterator[Diagnostic]:
    """Comparisons, differences and quotients of a thing with itself, and conditions said twice in a row of them."""
    rows: set[int] = set()
    for node, _ in subject.expressions:
        yield from _judged(node, rows)


def _judged(node: ast.Expression, rows: set[int]) -> Iterator[Diagnostic]:
    """What is said of a node; ``rows`` are the parts of rows that have been looked through."""
    match node:
        case ast.Compare(operator, left, right) | ast.Arithmetic(operator, left, right):
            sensible = isinstance(node, ast.Arithmetic) and operator not in _SENSELESS
            if left == right and not sensible and not isinstance(left, ast.Number):
                yield _same(operator, left, right)
        case ast.Else(left, right) if left == right:
            yield _same("else", left, right)
        case ast.Logic(operator) if id(node) not in rows:
            yield from _repeated(operator, _row(node, rows))
        case _:
            pass


def _row(node: ast.Logic, rows: set[int]) -> list[ast.Expression]:
    """The conditions that one operator joins, however they are grouped."""
    found: list[ast.Expression] = []
    stack: list[ast.Expression] = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, ast.Logic) and each.operator == node.operator:
            rows.add(id(each))
            stack += [each.right, each.left]
        else:
            found.append(each)
    return found


def _repeated(operator: str, row: list[ast.Expression]) -> Iterator[Diagnostic]:
    first: dict[ast.Expression, ast.Expression] = {}
    for each in row:
        standing = first.setdefault(each, each)
        if standing is not each:
            yield _twice(operator, standing, each)


def _same(operator: str, left: ast.Expression, right: ast.Expression) -> Diagnostic:
    message = f"Both sides of `{operator}` are {quoted(right.span, 'the same')}."
    return _problem(message, left, right)


def _twice(operator: str, left: ast.Expression, right: ast.Expression) -> Diagnostic:
    return _problem(f"`{operator}` joins {quoted(right.span, 'a condition')} with itself.", left, right)


def _problem(message: str, left: ast.Expression, right: ast.Expression) -> Diagnostic:
    return Diagnostic(
        codes.SAME_ON_BOTH_SIDES,
        message,
        right.span,
        (Label(left.span, "it stands here already"),),
        "delete one of the two, or write what the other should be",
    )
