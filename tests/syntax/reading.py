"""Reads texts for the tests of this folder."""

from __future__ import annotations

from ssi_rules.diagnostics import Diagnostic, Problems
from ssi_rules.syntax import ast
from ssi_rules.syntax.parser import parse
from ssi_rules.text import Source


def read(text: str) -> tuple[ast.File, list[Diagnostic]]:
    """The tree of a text and what was found wrong with it."""
    problems = Problems()
    return parse(Source("rules.ssi", text), problems), list(problems)


def clean(text: str) -> ast.File:
    """The tree of a text in which nothing is wrong."""
    file, found = read(text)
    assert [each.message for each in found] == []
    assert not file.partial
    return file


def expression(text: str) -> ast.Expression:
    """The tree of an expression."""
    (declaration,) = clean(f"let it = {text}").declarations
    assert isinstance(declaration, ast.Let)
    return declaration.value


def codes(text: str) -> list[str]:
    """The codes of what is wrong, in output order."""
    return [each.code.number for each in read(text)[1]]
