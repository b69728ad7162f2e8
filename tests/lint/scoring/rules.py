"""A ruleset of one criterion, as the tests of this folder use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lint.reading import compiled, findings

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.lint.rule import Rule

RAMP = "ramp { 0 earns 0 20 earns 10 }"
SHARES = "measure count of shares over 90 days"


def scoring(parts: str, *, before: str = "", after: str = "", levels: str = "") -> str:
    """A ruleset with one criterion worth 10 of these parts; ``before`` and ``after`` stand outside of it."""
    return f"""use "facts/linkedin.ssi"

ruleset sample "Sample" {{
  version "1"
  worth 10
}}

{before}

pillar find "Find" worth 10 {{
  criterion one "One" worth 10 {{
    {parts}
  }}
  {after}
}}

{levels}
"""


def found(rule: Rule, folder: Path, text: str) -> list[Diagnostic]:
    """What a rule says about a text."""
    return findings(rule, compiled(folder, text))


def told(rule: Rule, folder: Path, text: str) -> list[str]:
    """The same: place, message and help of each, as people read them."""
    return [
        f"{each.span.line}: {each.message} [{each.help}]"
        if each.help
        else f"{each.span.line}: {each.message}"
        for each in found(rule, folder, text)
    ]
