from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes, model
from ssi_rules.checking.conditions import possible
from ssi_rules.checking.problems_ranges import range_label
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.scored import criteria, value_ranges
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.ranges import Ranges
    from ssi_rules.lint.subject import Subject


def idle_needs(subject: Subject) -> Iterator[Diagnostic]:
    """Conditions of ``needs`` that are never no, whatever the data are."""
    ranges: Ranges | None = None
    for each in criteria(subject):
        needs, written = each.typed.needs, each.written.needs
        if needs is not None and written is not None:
            ranges = ranges or value_ranges(subject)
            if False not in possible(needs, ranges):
                yield Diagnostic(
                    codes.IDLE_NEEDS,
                    f"This can never be no, so criterion `{each.typed.id}` needs nothing.",
                    written.condition.span,
                    tuple(_sides(written.condition, needs, ranges)),
                    "ask for more, or delete the line",
                )


def _sides(written: ast.Expression, typed: model.Expression, ranges: Ranges) -> Iterator[Label]:
    """What the sides of a comparison can be."""
    if isinstance(written, ast.Compare) and isinstance(typed, model.Compared):
        for node, side in ((written.left, typed.left), (written.right, typed.right)):
            if side.type.is_numeric and not isinstance(side, model.Constant):
                yield range_label(node, ranges.interval(side), side.type)
