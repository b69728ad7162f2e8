"""What a file says itself, apart from what it builds on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject
    from ssi_rules.syntax import ast


def expressions(subject: Subject) -> Iterator[ast.Expression]:
    """Every expression that stands in the file, those inside others included, in the order written."""
    return (each for each, _ in subject.expressions)
