from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Label, Safety
from ssi_rules.language.numbers import format_points
from ssi_rules.lint.scored import criteria
from ssi_rules.syntax import ast
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def equal_bands(subject: Subject) -> Iterator[Diagnostic]:
    """Bands that earn what the one before earns, and points of a ramp between two of the same height.

    A first band of 0 and the two ends of a flat stretch say where it begins and ends, and are left alone.
    """
    for each in criteria(subject):
        match each.written.award:
            case ast.Bands(steps):
                for before, step in pairwise(steps):
                    if step.points == before.points:
                        yield _problem("from ", before, step, "earn more")
            case ast.Ramp(steps):
                for before, step, after in zip(steps, steps[1:], steps[2:], strict=False):
                    if before.points == step.points == after.points:
                        yield _problem("", before, step, "earn something else")
            case _:
                pass


def _problem(word: str, before: ast.Step, step: ast.Step, instead: str) -> Diagnostic:
    points = format_points(step.points.hundredths)
    line, standing = f"{word}{step.cut.span.text}", f"{word}{before.cut.span.text}"
    return Diagnostic(
        codes.EQUAL_BANDS,
        f"`{line}` earns {points} points, as `{standing}` does.",
        step.span,
        (Label(before.span, f"{points} points are earned from here on already"),),
        f"delete the line, or let it {instead}",
        _removal(before.span, step.span),
    )


def _removal(before: Span, step: Span) -> Fix | None:
    """Without the line; with a comment beside it, whoever wrote that has to say what becomes of it."""
    text, source = step.source.text, step.source
    gap, rest = text[before.end : step.start], source.line(step.end_line)[step.end_column - 1 :]
    if "#" in gap + rest:
        return None
    return Fix("Delete the line", (Edit(Span(source, before.end, step.end), ""),), Safety.UNSAFE)
