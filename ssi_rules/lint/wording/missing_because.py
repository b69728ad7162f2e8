"""Points taken from a member without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.lint.wording.grounds import adjustments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def missing_because(subject: Subject) -> Iterator[Diagnostic]:
    """Every cap and deduction without a reason for the member."""
    for pillar in () if subject.flat is None else subject.flat.pillars:
        for each in adjustments(pillar.adjustments):
            if each.because is None:
                yield Diagnostic(
                    codes.MISSING_BECAUSE,
                    f"{each.called} does not tell the member why.",
                    each.place,
                    help='add `because "…"` in its braces; the report shows it beside the points it costs',
                )
