from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Safety
from ssi_rules.lint.written import expressions
from ssi_rules.model import Comparison
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def negated_comparison(subject: Subject) -> Iterator[Diagnostic]:
    """``not`` before a comparison or a market; flags compared with yes or no are told of by their own rule."""
    for node in expressions(subject):
        match node:
            case ast.Not(ast.Compare(operator, left, right)):
                if not isinstance(left, ast.Flag) and not isinstance(right, ast.Flag):
                    yield _problem(node, left, Comparison(operator).negated.value, right)
            case ast.Not(ast.IsMarket(value, market, negated=False)):
                yield _problem(node, value, "is not", market)
            case _:
                pass


def _problem(
    node: ast.Not, left: ast.Expression, operator: str, right: ast.Expression | ast.Name
) -> Diagnostic:
    instead = f"{left.span.text} {operator} {right.span.text}"
    plain = "\n" not in instead and "#" not in node.span.text
    return Diagnostic(
        codes.NEGATED_COMPARISON,
        f"`not` stands before a comparison that has an opposite: `{operator}`.",
        node.span,
        help=f"write `{instead}`" if plain else f"write it with `{operator}`, without `not`",
        fix=_fix(node, instead) if plain else None,
    )


def _fix(node: ast.Not, instead: str) -> Fix:
    """Known or not, the two always agree. Parentheses around the whole stay."""
    depth = len(node.span.text) - len(node.span.text.lstrip("( "))
    text = node.span.text[:depth] + instead + node.span.text[len(node.span.text) - _closing(node) :]
    return Fix(f"Write `{instead}`", (Edit(node.span, text),), Safety.SAFE)


def _closing(node: ast.Not) -> int:
    """How many characters close what was opened around the whole."""
    return node.span.end - node.operand.span.end
