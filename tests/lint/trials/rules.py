"""A ruleset of two criteria, as the tests of this folder use it."""

from __future__ import annotations

RULES = """use "facts/linkedin.ssi"

ruleset sample "Sample" {
  version "1"
  worth   10
}

pillar brand "Brand" worth 10 {
  criterion photo "Photo" worth 4 {
    measure has_cover_photo
    earns 4 when yes
  }
  criterion posts "Posts" worth 6 {
    measure count of shares
    ramp {
      0 earns 0
      6 earns 6
    }
  }
}
"""
"""Worth 10; reads `has_cover_photo` and `shares`."""


def trial(lines: str, title: str = "one") -> str:
    """A test of it."""
    return f'test "{title}" {{\n  as of 2026-06-30\n  {lines}\n}}\n'
