"""Inferred numbers that keep to themselves what they were inferred from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.language.states import Basis
from ssi_rules.lint.wording.grounds import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def basis_without_note(subject: Subject) -> Iterator[Diagnostic]:
    """Every `basis inferred` without a text; what is published has its source, what is chosen needs no ground."""
    for each in numbered(subject):
        if each.basis is not None and each.basis.kind is Basis.INFERRED and each.basis.note is None:
            yield Diagnostic(
                codes.BASIS_WITHOUT_NOTE,
                f"{each.called} has inferred numbers and does not say from what.",
                each.basis.span,
                help='add it behind the word: `basis inferred "Where half of our members stand"`',
            )
