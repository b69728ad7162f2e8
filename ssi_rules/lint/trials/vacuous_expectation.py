"""An expectation that any score would meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.lower import worth
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.language.numbers import format_points
from ssi_rules.lint.trials.tests import own_tests
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.flat import Flat
    from ssi_rules.lint.subject import Subject


def vacuous_expectation(subject: Subject) -> Iterator[Diagnostic]:
    """Every expectation of points that holds of all points there can be, from 0 to the worth."""
    if subject.flat is None:
        return
    for test in own_tests(subject.file):
        for each in test.expectations:
            if isinstance(each, ast.ExpectPoints | ast.ExpectBetween):
                most = _worth(each.target, subject.flat)
                if most is not None and _holds_of_all(each, most):
                    yield _vacuous(each, most)


def _worth(target: ast.Target, flat: Flat) -> int | None:
    """The most that can be scored there, in hundredths."""
    if target.criterion is None and target.pillar.text == "total":
        return worth(flat)
    pillar = next((each for each in flat.pillars if each.name.text == target.pillar.text), None)
    if pillar is None or target.criterion is None:
        return None if pillar is None else pillar.worth.hundredths
    wanted = target.criterion.text
    return next((each.worth.hundredths for each in pillar.criteria if each.name.text == wanted), None)


def _holds_of_all(expected: ast.ExpectPoints | ast.ExpectBetween, most: int) -> bool:
    match expected:
        case ast.ExpectBetween(_, low, high):
            return low.hundredths <= 0 and high.hundredths >= most
        case ast.ExpectPoints(_, operator, points):
            return _always(operator, points.hundredths, most)


def _always(operator: str, points: int, most: int) -> bool:
    match operator:
        case ">=":
            return points <= 0
        case ">":
            return points < 0
        case "<=":
            return points >= most
        case "<":
            return points > most
        case "!=":
            return not 0 <= points <= most
        case _:
            return False


def _vacuous(expected: ast.ExpectPoints | ast.ExpectBetween, most: int) -> Diagnostic:
    named = expected.target.span.text
    scored = expected.target.criterion is not None
    return Diagnostic(
        codes.VACUOUS_EXPECTATION,
        f"This holds whatever is scored: `{named}` lies between 0 and {format_points(most)} anyway.",
        expected.span,
        help=f"expect the points themselves, as in `expect {named} = …`"
        + (f"; that there are points is `expect {named} is scored`" if scored else ""),
    )
