"""Literals as values of facts and cells: in tests and in actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.types import Type
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from ssi_rules.language.types import Value


def literal_fits(literal: ast.Literal, kind: Type) -> bool:
    """Whether a fact or column of this type may hold the literal; ``as_of`` is a date."""
    match literal:
        case ast.Number():
            return _number_fits(literal, kind)
        case ast.Flag():
            return kind is Type.FLAG
        case ast.Text():
            return kind is Type.TEXT
        case ast.Date() | ast.AsOf():
            return kind is Type.DATE
    assert_never(literal)


def _number_fits(literal: ast.Number, kind: Type) -> bool:
    if abs(literal.value) > LARGEST_FACT * SCALE:
        return False
    if kind is Type.COUNT:
        return literal.whole and not literal.percent and literal.value >= 0
    return kind is (Type.PERCENT if literal.percent else Type.NUMBER)


def literal_value(literal: ast.Literal) -> Value | None:
    """The value a literal stands for; None for the as-of day."""
    match literal:
        case ast.Number(value):
            return value
        case ast.Flag(value):
            return value
        case ast.Text(value):
            return value
        case ast.Date(value):
            return value
        case ast.AsOf():
            return None
    assert_never(literal)
