from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.written import expressions_of_rules
from ssi_rules.syntax import ast
from ssi_rules.syntax.printer import print_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def repeated_expression(subject: Subject) -> Iterator[Diagnostic]:
    """An aggregate with a window or a condition, written out twice outside of lets."""
    seen: dict[ast.Aggregate, ast.Aggregate] = {}
    for each in _aggregates(subject):
        if each.window is None and each.where is None:
            continue
        first = seen.setdefault(each, each)
        if first is not each:
            yield _repeated(each, first)


def _aggregates(subject: Subject) -> Iterator[ast.Aggregate]:
    return (each for each in expressions_of_rules(subject) if isinstance(each, ast.Aggregate))


def _repeated(again: ast.Aggregate, first: ast.Aggregate) -> Diagnostic:
    written = print_expression(again)
    return Diagnostic(
        codes.REPEATED_EXPRESSION,
        f"`{written}` is written out a second time.",
        again.span,
        (Label(first.span, "first written here"),),
        f"name it once: `let NAME = {written}`, and write the name in both places",
    )
