"""What is said about the types of awards, and about values given in tests and actions (SSI3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.problems_types import is_label, kind, percent_for, percent_help, quoted
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.language.types import Type
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from ssi_rules.text import Span


def award_mismatch(award: ast.Award, measure: ast.Measure, of: Type) -> Diagnostic:
    """A measure cannot earn points in this way."""
    word = {ast.Bands: "bands", ast.Ramp: "ramp", ast.EarnsWhen: "earns"}[type(award)]
    needs = "a yes or a no" if isinstance(award, ast.EarnsWhen) else "a number"
    return Diagnostic(
        codes.AWARD_MISMATCH,
        f"`{word}` needs {needs}, and the measure is {kind(of)}.",
        award.span,
        (Label(measure.value.span, f"this is {kind(of)}"),),
        _award_help(measure, of),
    )


def _award_help(measure: ast.Measure, of: Type) -> str:
    if of is Type.DATE:
        return f"measure days: `as_of - {_operand(measure.value)}`"
    if of is Type.FLAG:
        return "write `earns N when yes`"
    if of is Type.TEXT:
        return "compare the text: with `=` or `is MARKET`, and `earns N when yes`"
    return "write `bands` or `ramp`, or compare the measure with a number"


def _operand(node: ast.Expression) -> str:
    text = quoted(node.span, "`(…)`")[1:-1]
    return (
        text
        if isinstance(node, ast.Reference | ast.Date)
        else f"({text.removeprefix('(').removesuffix(')')})"
    )


def mixed_cut_points(first: ast.Expression, is_: Type, other: ast.Expression, with_: Type) -> Diagnostic:
    """The cut-points of one award have different types."""
    return Diagnostic(
        codes.MIXED_CUT_POINTS,
        f"The cut-points of one award are {kind(is_)} here and {kind(with_)} there.",
        other.span,
        (is_label(first, is_), is_label(other, with_)),
        percent_for(other) if is_ is Type.PERCENT else percent_help(first, is_, other),
    )


def cut_point_type(measure: ast.Measure, is_: Type, cut: ast.Expression, with_: Type) -> Diagnostic:
    """A cut-point does not go with the measure."""
    percent = Type.PERCENT in (is_, with_) and is_.is_numeric and with_.is_numeric
    return Diagnostic(
        codes.CUT_POINT_TYPE,
        f"The measure is {kind(is_)}, and this cut-point is {kind(with_)}.",
        cut.span,
        (Label(measure.value.span, f"this is {kind(is_)}"),),
        percent_help(measure.value, is_, cut) if percent else None,
    )


def cut_point_not_constant(cut: ast.Expression, let: ast.Let | None) -> Diagnostic:
    """A cut-point depends on data, is no number, divides by 0 or is too large."""
    labels = (Label(let.value.span, "this is not the same number for every member"),) if let else ()
    return Diagnostic(
        codes.CUT_POINT_NOT_CONSTANT,
        f"A cut-point is one number for every member, and {quoted(cut.span)} is not.",
        cut.span,
        labels,
        "write a number or a percent, or a `let` made of them",
    )


def value_type(value: ast.Literal, of: Type, name: ast.Name, declared: Span) -> Diagnostic:
    """A value given in a test or an action does not fit its fact or column."""
    return Diagnostic(
        codes.VALUE_TYPE,
        f"`{name.text}` is {kind(of)}, and {quoted(value.span)} is not.",
        value.span,
        (Label(declared, "declared here"),),
        _value_help(value, of),
    )


def as_of_without_day(value: ast.AsOf, test: ast.Test) -> Diagnostic:
    """A cell holds the test's day, and the test gives none."""
    return Diagnostic(
        codes.MISSING_AS_OF,
        "`as_of` is the day of the test, and the test gives none.",
        value.span,
        (Label(test.title.span, "this test"),),
        "add a line such as `as of 2026-06-30`",
    )


def _value_help(value: ast.Literal, of: Type) -> str | None:
    match of:
        case Type.PERCENT if isinstance(value, ast.Number):
            return percent_for(value)
        case Type.COUNT:
            return "a count is a whole number from 0 up"
        case Type.FLAG:
            return "write `yes` or `no`"
        case Type.TEXT:
            return "write the text in double quotes"
        case Type.DATE:
            return "write a day as `2026-06-30`"
        case _:
            return "write a plain number"
