"""What a file says itself, apart from what it builds on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.checking.expressions import declared_expressions, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject
    from ssi_rules.syntax import ast


def expressions(subject: Subject) -> Iterator[ast.Expression]:
    """Every expression that stands in the file, those inside others included, in the order written."""
    for declaration in subject.file.declarations:
        for root in declared_expressions(declaration):
            yield from (each for each, _ in walk(root))
