"""A criterion that leaves a member with points missing and nothing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def missing_advice(subject: Subject) -> Iterator[Diagnostic]:
    """Every criterion that says nowhere, not even in a change, what to do for more points."""
    pillars = () if subject.flat is None else subject.flat.pillars
    for criterion in (each for pillar in pillars for each in pillar.criteria):
        if criterion.advice is None:
            yield Diagnostic(
                codes.MISSING_ADVICE,
                f"Criterion `{criterion.name.text}` does not say what a member can do for more points.",
                criterion.name.span,
                help='add `advice "…"` with one thing to do next',
            )
