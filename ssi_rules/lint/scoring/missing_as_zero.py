from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.expressions import parts
from ssi_rules.checking.problems_types import quoted
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Safety
from ssi_rules.lint.scored import criteria
from ssi_rules.syntax import ast
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.lint.subject import Subject

_COUNTING = ("count", "count distinct", "sum")
"""Aggregates that are 0 by themselves where a table is there and empty."""


def missing_as_zero(subject: Subject) -> Iterator[Diagnostic]:
    """``else 0`` and ``else no`` in measures; what unknown cells mean inside ``where`` is the author's to say."""
    if subject.flat is None:
        return
    found: dict[Span, ast.Else] = {}
    for each in criteria(subject):
        measure = each.written.measure
        if measure is not None:
            found |= {
                node.span: node for node in _otherwise(measure.value, subject.flat.lets) if _is_none(node)
            }
    for node in found.values():
        yield _problem(node)


def _otherwise(root: ast.Expression, lets: Mapping[str, ast.Let]) -> Iterator[ast.Else]:
    """Every ``else`` of a measure and of the lets it is made of."""
    seen: set[str] = set()
    stack = [root]
    while stack:
        each = stack.pop()
        if isinstance(each, ast.Else):
            yield each
        if isinstance(each, ast.Reference) and each.name in lets and each.name not in seen:
            seen.add(each.name)
            stack.append(lets[each.name].value)
        stack += parts(each)


def _is_none(node: ast.Else) -> bool:
    match node.fallback:
        case ast.Number(0) | ast.Flag(False):
            return True
        case _:
            return False


def _problem(node: ast.Else) -> Diagnostic:
    fallback = f"`else {node.fallback.span.text}`"
    counted = isinstance(node.value, ast.Aggregate) and node.value.function in _COUNTING
    why = (
        "a table that is there and empty counts 0 by itself" if counted else "`missing` says what a gap earns"
    )
    return Diagnostic(
        codes.MISSING_AS_ZERO,
        f"{fallback} makes a member without data for {quoted(node.value.span)} look like one who does nothing.",
        node.span,
        help=f"delete {fallback}: {why}",
        fix=_fix(node, fallback),
    )


def _fix(node: ast.Else, fallback: str) -> Fix:
    edit = Edit(Span(node.span.source, node.value.span.end, node.fallback.span.end), "")
    return Fix(f"Delete {fallback}", (edit,), Safety.UNSAFE)
