"""Advice on what members and reviewers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.lint.rule import Rule

RULES: tuple[Rule, ...] = ()
"""In order of their codes."""
