"""What a lint rule is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.lint.subject import Subject


class Rule(Protocol):
    """One kind of advice: a function named for its code's slug, in a module of that name."""

    def __call__(self, subject: Subject) -> Iterator[Diagnostic]:
        """Every finding of this kind; places outside the subject's own file are dropped by the caller."""
