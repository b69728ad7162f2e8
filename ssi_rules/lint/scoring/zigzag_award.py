from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ssi_rules import codes, model
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.language.numbers import format_points
from ssi_rules.lint.scored import criteria
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.lint.subject import Subject


def zigzag_award(subject: Subject) -> Iterator[Diagnostic]:
    """Awards whose points turn twice or more; one turn makes a best value, and may be meant."""
    for each in criteria(subject):
        award, written = each.typed.award, each.written.award
        if isinstance(award, model.Bands | model.Ramp) and isinstance(written, ast.Bands | ast.Ramp):
            points = [step.points for step in award.steps]
            below = [0] if isinstance(award, model.Bands) and award.steps[0].cut > 0 else []
            turns = _turns(below + points)
            if len(turns) > 1:
                yield _problem(written.steps[turns[1] - len(below)], below + points)


def _turns(points: Sequence[int]) -> list[int]:
    """Where points go the other way than before."""
    found, direction = [], 0
    for position, (before, after) in enumerate(pairwise(points), start=1):
        now = (after > before) - (after < before)
        if now and direction and now != direction:
            found.append(position)
        direction = now or direction
    return found


def _problem(step: ast.Step, points: Sequence[int]) -> Diagnostic:
    listed = ", ".join(format_points(each) for each in points)
    return Diagnostic(
        codes.ZIGZAG_AWARD,
        f"Points rise and fall more than once as the measure grows: {listed}.",
        step.span,
        help="let points rise only, or rise to a best value and fall after it",
    )
