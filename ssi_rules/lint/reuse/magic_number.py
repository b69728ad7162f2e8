from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.language.numbers import SCALE
from ssi_rules.lint.written import expressions_of_rules
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject

_PLAIN = (0, SCALE)
"""None, one and all of it need no name."""


def magic_number(subject: Subject) -> Iterator[Diagnostic]:
    """One value compared with the same number in two places: who changes one will forget the other."""
    seen: dict[tuple[ast.Expression, ast.Number], ast.Number] = {}
    for value, number in _compared(subject):
        if number.value in _PLAIN:
            continue
        first = seen.setdefault((value, number), number)
        if first is not number:
            yield _repeated(value, number, first)


def _compared(subject: Subject) -> Iterator[tuple[ast.Expression, ast.Number]]:
    for each in expressions_of_rules(subject):
        match each:
            case ast.Compare(_, value, ast.Number() as number):
                yield value, number
            case ast.Compare(_, ast.Number() as number, value):
                yield value, number
            case _:
                pass


def _repeated(value: ast.Expression, number: ast.Number, first: ast.Number) -> Diagnostic:
    written, compared = number.span.text, " ".join(value.span.text.split())
    return Diagnostic(
        codes.MAGIC_NUMBER,
        f"`{compared}` is compared with {written} a second time, and nothing says that the two are one number.",
        number.span,
        (Label(first.span, "and here"),),
        f"name it once: `let enough = {written}`, and write the name in both places",
    )
