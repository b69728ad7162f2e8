"""What every exported file says of itself first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset

MARK = "(ssi compile)"
"""Stands in every file that is written, so that writing it anew replaces nothing else."""

NOT_LINKEDIN = "These rules are open; what they come to is not LinkedIn's own score."


def about_lines(ruleset: Ruleset, version: str) -> list[str]:
    """What it is, what it is made from, and by what; each a paragraph.

    Args:
        ruleset: The ruleset.
        version: Of the program that writes the file.
    """
    return [
        f"{ruleset.title}",
        f"Ruleset {ruleset.id}, version {ruleset.version}\n{ruleset.fingerprint}",
        *([ruleset.about] if ruleset.about else []),
        NOT_LINKEDIN,
        f"Written by ssi {version} {MARK}. Change the rules and write it again, rather than changing it here.",
    ]
