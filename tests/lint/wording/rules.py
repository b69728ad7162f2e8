"""Rulesets as the tests of this folder use them."""

from __future__ import annotations

AWARD = "measure skills\n    ramp { 0 earns 0 9 earns 10 }"
"""A sound measure and award of 10 points."""


def ruleset(pillar: str, *, header: str = "", after: str = "", before: str = "") -> str:
    """A ruleset of one pillar with this text in it; ``header`` is a line of the ruleset's own."""
    return f"""use "facts/linkedin.ssi"
ruleset sample "Sample" {{
  version "1"
  worth 10
  {header}
}}
{before}
pillar find "Find" worth 10 {{
  {pillar}
}}
{after}
"""


def criterion(parts: str = "", *, name: str = "one", title: str = "One") -> str:
    """A criterion worth 10 with these parts beside its measure and award."""
    return f'criterion {name} "{title}" worth 10 {{\n    {AWARD}\n    {parts}\n  }}'
