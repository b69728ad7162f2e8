from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.wording.missing_advice import missing_advice
from tests.lint.reading import compiled, findings
from tests.lint.scoring.rules import told

from .rules import criterion, ruleset

if TYPE_CHECKING:
    from pathlib import Path

HELP = ' [add `advice "…"` with one thing to do next]'

CHANGING = """ruleset other "Other" {{
  extends "base.ssi"
  version "1"
}}
change find.one {{
  {parts}
}}
"""


def test_a_criterion_without_advice(tmp_path: Path) -> None:
    assert told(missing_advice, tmp_path, ruleset(criterion("basis chosen"))) == [
        f"9: Criterion `one` does not say what a member can do for more points.{HELP}"
    ]


def test_a_criterion_with_advice(tmp_path: Path) -> None:
    assert told(missing_advice, tmp_path, ruleset(criterion('advice "List your skills."'))) == []


def test_what_is_inherited_is_told_to_its_author(tmp_path: Path) -> None:
    beside = {"base.ssi": ruleset(criterion())}
    changed = compiled(tmp_path, CHANGING.format(parts="basis chosen"), beside=beside)
    assert findings(missing_advice, changed) == []


def test_advice_that_a_change_gives(tmp_path: Path) -> None:
    added = """in find {
  criterion two "Two" worth 1 {
    measure skills
    earns 1 when yes
  }
}
change find.two { advice "Do it." }
change find.one {
  worth 9
  ramp { 0 earns 0
  9 earns 9 }
}
""".replace("measure skills", "measure has_cover_photo")
    text = CHANGING.format(parts='advice "List them."') + added
    subject = compiled(tmp_path, text, beside={"base.ssi": ruleset(criterion())})
    assert findings(missing_advice, subject) == []


def test_a_library_gives_no_advice(tmp_path: Path) -> None:
    assert told(missing_advice, tmp_path, 'facts {\n  visits : count "Visits"\n}\n') == []
