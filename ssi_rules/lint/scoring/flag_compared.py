from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Safety
from ssi_rules.lint.written import expressions
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def flag_compared(subject: Subject) -> Iterator[Diagnostic]:
    """Flags compared with ``yes`` or ``no``: a flag is a condition already."""
    for node in expressions(subject):
        match node:
            case ast.Compare(operator, flag, ast.Flag(value)) | ast.Compare(operator, ast.Flag(value), flag):
                if not isinstance(flag, ast.Flag):
                    yield _problem(node, flag, holds=(operator == "=") is value)
            case _:
                pass


def _problem(node: ast.Compare, flag: ast.Expression, *, holds: bool) -> Diagnostic:
    instead = flag.span.text if holds else f"not {flag.span.text}"
    plain = "\n" not in instead and "#" not in node.span.text
    return Diagnostic(
        codes.FLAG_COMPARED,
        "A flag is a condition by itself.",
        node.span,
        help=f"write `{instead}`" if plain else f"write it alone, {'without' if holds else 'with'} `not`",
        fix=_fix(node, instead) if plain else None,
    )


def _fix(node: ast.Compare, instead: str) -> Fix:
    """Known or not, the two always agree. Parentheses around the whole stay."""
    text, opening = node.span.text, node.left.span.start - node.span.start
    closing = node.span.end - node.right.span.end
    edit = Edit(node.span, text[:opening] + instead + text[len(text) - closing :])
    return Fix(f"Write `{instead}`", (edit,), Safety.SAFE)
