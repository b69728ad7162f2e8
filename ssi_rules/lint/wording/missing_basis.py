"""Numbers that do not say whether somebody published, inferred or chose them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.lint.wording.grounds import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def missing_basis(subject: Subject) -> Iterator[Diagnostic]:
    """Every criterion, cap and deduction without a basis."""
    for each in numbered(subject):
        if each.basis is None:
            yield Diagnostic(
                codes.MISSING_BASIS,
                f"{each.called} does not say where its numbers come from.",
                each.place,
                help="add `basis published`, `basis inferred` or `basis chosen`, and a note that says how",
            )
