"""The lines inside declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules.language.numbers import format_points
from ssi_rules.syntax import ast
from ssi_rules.syntax.printer.expressions import print_expression, print_literal, quoted
from ssi_rules.syntax.printer.layout import Block, Item, Row, row

if TYPE_CHECKING:
    from collections.abc import Iterable

_Line: TypeAlias = (
    ast.AppliesWhen | ast.Measure | ast.Needs | ast.EarnsWhen | ast.MissingPolicy | ast.Advice | ast.BasisNote
    | ast.Citation | ast.Because | ast.TitlePart | ast.WorthPart | ast.FromPart
)  # fmt: skip
Part: TypeAlias = (
    ast.CriterionPart | ast.Because | ast.TitlePart | ast.WorthPart | ast.FromPart | ast.ActionPart
)


def string(node: ast.String | None) -> str:
    """A quoted text, or nothing."""
    return quoted(node.text) if node else ""


def points(node: ast.Points) -> str:
    """Points in their shortest form."""
    return format_points(node.hundredths)


def part(node: Part) -> Item:
    """A line, or an award's block, of a criterion, an adjustment, an action or a change."""
    match node:
        case ast.Bands(steps):
            return Block("bands", tuple(map(_band, steps)))
        case ast.Ramp(steps):
            return Block("ramp", tuple(map(_ramp_point, steps)))
        case ast.AddsRows() | ast.AddsTo() | ast.Sets() | ast.Takes() | ast.Limit():
            return _action_line(node)
        case _:
            return _line(node)


def _line(node: _Line) -> Row:  # noqa: C901, PLR0912 - one case for each kind
    match node:
        case ast.AppliesWhen(condition):
            return row("applies", f"when {print_expression(condition)}")
        case ast.Measure(value):
            return row("measure", print_expression(value))
        case ast.Needs(condition):
            return row("needs", print_expression(condition))
        case ast.EarnsWhen(earned, when):
            return row("earns", f"{points(earned)} when {'yes' if when else 'no'}")
        case ast.MissingPolicy(policy):
            return row("missing", policy.value)
        case ast.Advice(text):
            return row("advice", string(text))
        case ast.BasisNote(kind, note):
            return row("basis", f"{kind.value} {string(note)}".rstrip())
        case ast.Citation(text):
            return row("source", string(text))
        case ast.Because(text):
            return row("because", string(text))
        case ast.TitlePart(text):
            return row("title", string(text))
        case ast.WorthPart(worth):
            return row("worth", points(worth))
        case ast.FromPart(start):
            return row("from", points(start))
        case _:
            assert_never(node)


def _band(step: ast.Step) -> Row:
    return row("from", print_expression(step.cut), f"earns {points(step.points)}")


def _ramp_point(step: ast.Step) -> Row:
    return row(print_expression(step.cut), f"earns {points(step.points)}")


def _action_line(node: ast.ActionPart) -> Row:
    match node:
        case ast.AddsRows(count, table, row_cells):
            rows = "row" if count.value == 1 else "rows"
            values = f" {cells(row_cells)}" if row_cells else ""
            return row("adds", f"{count.value} {rows} to {table.text}{values}")
        case ast.AddsTo(amount, fact):
            return row("adds", f"{print_literal(amount)} to {fact.text}")
        case ast.Sets(fact, value):
            return row("sets", f"{fact.text} to {print_literal(value)}")
        case ast.Takes(minutes):
            return row("takes", f"{minutes.value} {'minute' if minutes.value == 1 else 'minutes'}")
        case ast.Limit(times, per):
            return row("limit", f"{times.value} per {per}")
        case _:
            assert_never(node)


def cells(values: Iterable[ast.CellValue]) -> str:
    """``{ column = value, … }``."""
    inner = ", ".join(f"{cell.column.text} = {print_literal(cell.value)}" for cell in values)
    return f"{{ {inner} }}" if inner else "{ }"


def given(node: ast.Given) -> Item:
    """What a test gives."""
    match node:
        case ast.GivenFact(name, value):
            return row(f"given {name.text} = {print_literal(value)}")
        case ast.GivenTable(name, ()):
            return row(f"given {name.text} {{ }}")
        case ast.GivenTable(name, rows):
            return Block(
                f"given {name.text}",
                tuple(row(f"{each.count.value} of {cells(each.cells)}") for each in rows),
            )
        case _:
            assert_never(node)


def expectation(node: ast.Expectation) -> Row:
    """What a test expects."""
    match node:
        case ast.ExpectPoints(target, operator, expected):
            return row(f"expect {path(target.pillar, target.criterion)} {operator} {points(expected)}")
        case ast.ExpectBetween(target, low, high):
            named = path(target.pillar, target.criterion)
            return row(f"expect {named} between {points(low)} and {points(high)}")
        case ast.ExpectState(target, state):
            return row(f"expect {path(target.pillar, target.criterion)} is {state.text}")
        case ast.ExpectLevel(level):
            return row(f"expect level is {level.text}")
        case _:
            assert_never(node)


def path(owner: ast.Name, criterion: ast.Name | None) -> str:
    """``pillar`` or ``pillar.criterion``."""
    return f"{owner.text}.{criterion.text}" if criterion else owner.text
