"""Words for lines of two scorecards of one member that stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.languages.language import ENGLISH
from ssi_rules.report.member import sums

if TYPE_CHECKING:
    from decimal import Decimal

    from ssi_rules.scorecard import Adjustment


def change_told(change: Decimal | None) -> str:
    """Points more or less; empty where nothing changed or nobody can say."""
    return ENGLISH.signed(change) if change else ""


def adjustment_title(adjustment: Adjustment) -> str:
    """A cap or deduction, and why it is there."""
    return words.joined(f"{sums.name(adjustment)}.", words.because(adjustment))


def adjustment_told(adjustment: Adjustment) -> str:
    """What a cap or deduction does to one side."""
    if adjustment.open:
        return "not known whether it applies"
    if not adjustment.fired:
        return "does not apply"
    return change_told(-adjustment.cost) or "takes nothing"
