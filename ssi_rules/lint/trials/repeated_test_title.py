"""Two tests, or two claims, that a report cannot tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.trials.tests import own_claims, own_tests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.lint.subject import Subject
    from ssi_rules.syntax import ast


def repeated_test_title(subject: Subject) -> Iterator[Diagnostic]:
    """Every test or claim whose title another has before it, in the same file or in that of the ruleset it is about."""
    tested = subject.draft.unit.tested
    files = (subject.file,) if tested is None else (tested.file, subject.file)
    yield from _repeated("test", (each for file in files for each in own_tests(file)))
    yield from _repeated("claim", (each for file in files for each in own_claims(file)))


def _repeated(kind: str, blocks: Iterable[ast.Test | ast.Claim]) -> Iterator[Diagnostic]:
    first: dict[str, ast.Test | ast.Claim] = {}
    for block in blocks:
        standing = first.setdefault(_told(block.title.text), block)
        if standing is not block:
            does = "shows" if kind == "test" else "says"
            yield Diagnostic(
                codes.REPEATED_TEST_TITLE,
                f'Another {kind} is called "{block.title.text}".',
                block.title.span,
                (Label(standing.title.span, "the first of that name"),),
                f"say in the title what this {kind} {does} and the other does not",
            )


def _told(title: str) -> str:
    """A title as people compare it."""
    return " ".join(title.casefold().split())
