"""A criterion that could go wrong without a test failing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.lint.trials.tests import all_tests
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.flat import FlatCriterion, FlatPillar
    from ssi_rules.lint.subject import Subject


def untested_criterion(subject: Subject) -> Iterator[Diagnostic]:
    """Every criterion of the file that no expectation names; only the ruleset itself where there is no test at all."""
    if subject.flat is None:
        return
    tests = list(all_tests(subject))
    own = [
        (pillar, each)
        for pillar in subject.flat.pillars
        for each in pillar.criteria
        if each.name.span.source is subject.source
    ]
    if own and not tests:
        yield _without_tests(subject.flat.header)
        return
    named = {place for test in tests for each in test.expectations if (place := _place(each))}
    for pillar, criterion in own:
        if (pillar.name.text, criterion.name.text) not in named:
            yield _untested(pillar, criterion)


def _place(expectation: ast.Expectation) -> tuple[str, str] | None:
    """The criterion that an expectation is about."""
    match expectation:
        case ast.ExpectLevel():
            return None
        case ast.ExpectPoints(target) | ast.ExpectBetween(target) | ast.ExpectState(target):
            return None if target.criterion is None else (target.pillar.text, target.criterion.text)


def _without_tests(header: ast.RulesetHeader) -> Diagnostic:
    return Diagnostic(
        codes.UNTESTED_CRITERION,
        f"Ruleset `{header.name.text}` has no tests.",
        header.name.span,
        help="`ssi test FILE --generate` proposes some, with what the rules give filled in",
    )


def _untested(pillar: FlatPillar, criterion: FlatCriterion) -> Diagnostic:
    name = f"{pillar.name.text}.{criterion.name.text}"
    return Diagnostic(
        codes.UNTESTED_CRITERION,
        f"No test expects anything of `{name}`.",
        criterion.name.span,
        help=f"add `expect {name} = …` to a test, or see what `ssi test --generate` proposes",
    )
