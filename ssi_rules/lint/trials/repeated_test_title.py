"""Two tests that a report of failures cannot tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.trials.tests import own_tests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject
    from ssi_rules.syntax import ast


def repeated_test_title(subject: Subject) -> Iterator[Diagnostic]:
    """Every test whose title another has before it, in the same file or in that of the ruleset it tests."""
    tested = subject.draft.unit.tested
    before = [] if tested is None else own_tests(tested.file)
    first: dict[str, ast.Test] = {}
    for test in (*before, *own_tests(subject.file)):
        standing = first.setdefault(_told(test), test)
        if standing is not test:
            yield Diagnostic(
                codes.REPEATED_TEST_TITLE,
                f'Another test is called "{test.title.text}".',
                test.title.span,
                (Label(standing.title.span, "the first of that name"),),
                "say in the title what this test shows and the other does not",
            )


def _told(test: ast.Test) -> str:
    """A title as people compare it."""
    return " ".join(test.title.text.casefold().split())
