"""What a file says itself, apart from what it builds on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def expressions(subject: Subject) -> Iterator[ast.Expression]:
    """Every expression that stands in the file, those inside others included, in the order written."""
    return (each for each, _ in subject.expressions)


def expressions_of_rules(subject: Subject) -> Iterator[ast.Expression]:
    """The same without what claims assume: they say over again, on purpose, what the rules say."""
    claims = [each.span for each in subject.file.declarations if isinstance(each, ast.Claim)]
    for each in expressions(subject):
        if not any(claim.start < each.span.start < claim.end for claim in claims):
            yield each
