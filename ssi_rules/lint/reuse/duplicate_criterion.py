from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.fingerprint import expression_hash
from ssi_rules.diagnostics import Diagnostic, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject
    from ssi_rules.syntax import ast


def duplicate_criterion(subject: Subject) -> Iterator[Diagnostic]:
    """Two criteria with the same measure, for the same members: one thing counts twice."""
    if subject.ruleset is None or subject.flat is None:
        return
    meaning = expression_hash(subject.ruleset)
    seen: dict[tuple[str, str], tuple[str, ast.Name]] = {}
    for pillar, written in zip(subject.ruleset.pillars, subject.flat.pillars, strict=True):
        for criterion, flat in zip(pillar.criteria, written.criteria, strict=True):
            here = f"{pillar.id}.{criterion.id}", flat.name
            first = seen.setdefault((meaning(criterion.measure), meaning(criterion.applies)), here)
            if first is not here:
                yield _twice(here, first)


def _twice(again: tuple[str, ast.Name], first: tuple[str, ast.Name]) -> Diagnostic:
    return Diagnostic(
        codes.DUPLICATE_CRITERION,
        f"`{again[0]}` measures the same as `{first[0]}`, so one thing counts twice.",
        again[1].span,
        (Label(first[1].span, "the first of the two"),),
        "keep one of the two, with the worth of both, or measure something else",
    )
