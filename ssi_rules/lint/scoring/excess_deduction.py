from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ssi_rules import codes, model
from ssi_rules.checking.conditions import together
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.language.numbers import format_points
from ssi_rules.lint.scored import ScoredPillar, pillars, value_ranges
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from ssi_rules.checking.ranges import Ranges
    from ssi_rules.lint.subject import Subject

    _Deduction: TypeAlias = tuple[ast.Deduct, model.Deduct]

_MOST_WEIGHED = 8
"""Of more deductions than these only all at once are looked at, so that the work stays small."""


def excess_deduction(subject: Subject) -> Iterator[Diagnostic]:
    """Deductions that can act at once and take more than their pillar is worth: the rest of them is never felt."""
    ranges: Ranges | None = None
    for pillar in pillars(subject):
        deductions = _deductions(pillar)
        if sum(typed.points for _, typed in deductions) > pillar.typed.worth:
            ranges = ranges or value_ranges(subject)
            excess = _excess(deductions, pillar.typed.worth, ranges)
            if excess is not None:
                yield _problem(pillar, excess)


def _deductions(pillar: ScoredPillar) -> list[_Deduction]:
    both = zip(pillar.written.adjustments, pillar.typed.adjustments, strict=True)
    return [
        (written, typed)
        for written, typed in both
        if isinstance(written, ast.Deduct) and isinstance(typed, model.Deduct)
    ]


def _excess(deductions: Sequence[_Deduction], worth: int, ranges: Ranges) -> Sequence[_Deduction] | None:
    """The fewest deductions that can act at once and take more than a pillar is worth."""
    least = 1 if len(deductions) <= _MOST_WEIGHED else len(deductions)
    for size in range(least, len(deductions) + 1):
        for chosen in combinations(deductions, size):
            takes = sum(typed.points for _, typed in chosen)
            if takes > worth and together([typed.when for _, typed in chosen], ranges):
                return chosen
    return None


def _problem(pillar: ScoredPillar, excess: Sequence[_Deduction]) -> Diagnostic:
    points = [format_points(typed.points) for _, typed in excess]
    total = format_points(sum(typed.points for _, typed in excess))
    listed = f": {' + '.join(points)}" if len(points) > 1 else ""
    *others, (last, _) = excess
    return Diagnostic(
        codes.EXCESS_DEDUCTION,
        f"Deductions can take {total} of the {format_points(pillar.typed.worth)} points of pillar"
        f" `{pillar.typed.id}`{listed}.",
        last.points.span,
        tuple(
            Label(written.points.span, f"takes {format_points(typed.points)} more")
            for written, typed in others
        ),
        "deduct less: below 0 nothing is taken",
    )
