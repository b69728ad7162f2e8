"""Small rulesets from text, for the tests of mutants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.workspace import load_ruleset

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.model import Ruleset

FACTS = """
facts {
  posts : count "Posts"
  hours : number "Hours"
  rate : percent "Rate"
  seat : flag "Seat"
  town : text "Town"
  joined : date "Joined"
  table calls dated on_day "Calls" { on_day : date answered : flag length : number title : text company : text }
}
ruleset r "R" { version "1" worth 10 }
"""

SCALE = "bands { from 1 earns 10 }"


def read(tmp_path: Path, rules: str, *tests: str) -> Ruleset:
    """The ruleset of these declarations, with facts to write them with and tests with these lines."""
    (tmp_path / "ssi.toml").touch()
    file = tmp_path / "r.ssi"
    blocks = (f'test "{at}" {{\n{each}\n}}\n' for at, each in enumerate(tests))
    file.write_text(FACTS + rules + "\n" + "".join(blocks), encoding="utf-8")
    return load_ruleset(file)


def scored(*parts: str, after: str = "") -> str:
    """One criterion worth all, of these parts; what comes after it in the pillar."""
    lines = "\n".join(parts)
    return f'pillar p "P" worth 10 {{ criterion c "C" worth 10 {{\n{lines}\nbasis chosen }}\n{after}\n}}\n'
