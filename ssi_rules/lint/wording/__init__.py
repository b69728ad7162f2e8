"""Advice on what members and reviewers read: titles, advice, reasons, where numbers come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.wording.basis_without_note import basis_without_note
from ssi_rules.lint.wording.missing_advice import missing_advice
from ssi_rules.lint.wording.missing_basis import missing_basis
from ssi_rules.lint.wording.missing_because import missing_because
from ssi_rules.lint.wording.name_style import name_style
from ssi_rules.lint.wording.official_score import official_score
from ssi_rules.lint.wording.placeholder_text import placeholder_text
from ssi_rules.lint.wording.repeated_title import repeated_title
from ssi_rules.lint.wording.title_style import title_style
from ssi_rules.lint.wording.title_too_long import title_too_long

if TYPE_CHECKING:
    from ssi_rules.lint.rule import Rule

RULES: tuple[Rule, ...] = (
    missing_advice,
    missing_basis,
    title_too_long,
    name_style,
    title_style,
    repeated_title,
    basis_without_note,
    missing_because,
    placeholder_text,
    official_score,
)
"""In order of their codes."""
