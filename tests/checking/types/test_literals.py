from __future__ import annotations

from datetime import date

import pytest

from ssi_rules.checking.literals import literal_fits, literal_value
from ssi_rules.language.types import DECLARABLE, Type, Value
from ssi_rules.syntax import ast
from ssi_rules.text import Source, Span

HERE = Span(Source("rules.ssi", ""), 0, 0)


def number(value: int, *, percent: bool = False, whole: bool = False) -> ast.Number:
    return ast.Number(value, percent, whole, span=HERE)


@pytest.mark.parametrize(
    ("literal", "fits", "value"),
    [
        (number(3_000_000, whole=True), {Type.COUNT, Type.NUMBER}, 3_000_000),
        (number(-3_000_000, whole=True), {Type.NUMBER}, -3_000_000),
        (number(2_500_000), {Type.NUMBER}, 2_500_000),
        (number(130_000, percent=True), {Type.PERCENT}, 130_000),
        (number(10**18, whole=True), {Type.COUNT, Type.NUMBER}, 10**18),
        (number(10**18 + 1_000_000, whole=True), set[Type](), 10**18 + 1_000_000),
        (ast.Flag(value=True, span=HERE), {Type.FLAG}, True),
        (ast.Text("x", span=HERE), {Type.TEXT}, "x"),
        (ast.Date(date(2026, 6, 30), span=HERE), {Type.DATE}, date(2026, 6, 30)),
        (ast.AsOf(span=HERE), {Type.DATE}, None),
    ],
)
def test_a_literal_fits(literal: ast.Literal, fits: set[Type], value: Value | None) -> None:
    assert {kind for kind in DECLARABLE if literal_fits(literal, kind)} == fits
    assert literal_value(literal) == value
