"""Advice on tests: what is not tested, and tests that say less than they seem to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.trials.repeated_test_title import repeated_test_title
from ssi_rules.lint.trials.untested_criterion import untested_criterion
from ssi_rules.lint.trials.unused_given import unused_given
from ssi_rules.lint.trials.vacuous_expectation import vacuous_expectation

if TYPE_CHECKING:
    from ssi_rules.lint.rule import Rule

RULES: tuple[Rule, ...] = (untested_criterion, repeated_test_title, vacuous_expectation, unused_given)
"""In order of their codes."""
