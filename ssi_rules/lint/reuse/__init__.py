"""Advice on what could be said once, or under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.reuse.deprecated_name import deprecated_name
from ssi_rules.lint.reuse.duplicate_criterion import duplicate_criterion
from ssi_rules.lint.reuse.magic_number import magic_number
from ssi_rules.lint.reuse.repeated_expression import repeated_expression
from ssi_rules.lint.reuse.unused_fact import unused_fact
from ssi_rules.lint.reuse.version_not_raised import version_not_raised

if TYPE_CHECKING:
    from ssi_rules.lint.rule import Rule

RULES: tuple[Rule, ...] = (
    magic_number,
    repeated_expression,
    deprecated_name,
    version_not_raised,
    unused_fact,
    duplicate_criterion,
)
"""In order of their codes."""
