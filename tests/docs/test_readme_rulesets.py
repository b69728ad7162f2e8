"""The README names every ruleset that ships, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from ssi_rules.workspace import shipped_rulesets

README = Path(__file__).parents[2] / "README.md"
SECTION = re.compile(r"^## Rulesets that come with it\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|$", re.MULTILINE)


def _rows() -> list[tuple[str, str]]:
    section = SECTION.search(README.read_text(encoding="utf-8"))
    assert section, "the README has no section on the rulesets that come with it"
    return ROW.findall(section[1])


def test_the_table_lists_exactly_the_rulesets_that_ship() -> None:
    assert sorted(name for name, _ in _rows()) == sorted(name for name, _ in shipped_rulesets())


def test_every_ruleset_says_what_it_claims() -> None:
    assert [name for name, claim in _rows() if not claim.strip()] == []
