"""Advice on scoring: cliffs, rates, caps, levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.scoring.cliff import cliff
from ssi_rules.lint.scoring.equal_bands import equal_bands
from ssi_rules.lint.scoring.excess_deduction import excess_deduction
from ssi_rules.lint.scoring.flag_compared import flag_compared
from ssi_rules.lint.scoring.idle_cap import idle_cap
from ssi_rules.lint.scoring.idle_needs import idle_needs
from ssi_rules.lint.scoring.implausible_cut_point import implausible_cut_point
from ssi_rules.lint.scoring.missing_as_zero import missing_as_zero
from ssi_rules.lint.scoring.mixed_windows import mixed_windows
from ssi_rules.lint.scoring.negated_comparison import negated_comparison
from ssi_rules.lint.scoring.no_starting_level import no_starting_level
from ssi_rules.lint.scoring.rate_without_needs import rate_without_needs
from ssi_rules.lint.scoring.reply_without_lag import reply_without_lag
from ssi_rules.lint.scoring.same_on_both_sides import same_on_both_sides
from ssi_rules.lint.scoring.seat_only_points import seat_only_points
from ssi_rules.lint.scoring.zigzag_award import zigzag_award

if TYPE_CHECKING:
    from ssi_rules.lint.rule import Rule

RULES: tuple[Rule, ...] = (
    cliff,
    equal_bands,
    implausible_cut_point,
    rate_without_needs,
    reply_without_lag,
    seat_only_points,
    zigzag_award,
    idle_cap,
    excess_deduction,
    no_starting_level,
    idle_needs,
    missing_as_zero,
    same_on_both_sides,
    negated_comparison,
    flag_compared,
    mixed_windows,
)
"""In order of their codes."""
