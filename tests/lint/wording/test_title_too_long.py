from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.limits import Limits
from ssi_rules.lint.wording.title_too_long import title_too_long
from tests.lint.reading import compiled, findings
from tests.lint.scoring.rules import told

from .rules import criterion, ruleset

if TYPE_CHECKING:
    from pathlib import Path

HELP = " [name the thing in a few words, and leave the rest to `advice` or the basis note]"


def test_a_title_wider_than_a_line(tmp_path: Path) -> None:
    assert told(title_too_long, tmp_path, ruleset(criterion(title="x" * 61))) == [
        f"9: This title takes 61 columns; a report's line has room for 60.{HELP}"
    ]


@pytest.mark.parametrize("title", ["x" * 60, "会" * 30, "e\u0301" * 60])
def test_a_title_that_just_fits(title: str, tmp_path: Path) -> None:
    assert told(title_too_long, tmp_path, ruleset(criterion(title=title))) == []


def test_wide_letters_take_two_columns(tmp_path: Path) -> None:
    assert told(title_too_long, tmp_path, ruleset(criterion(title="会" * 31))) == [
        f"9: This title takes 62 columns; a report's line has room for 60.{HELP}"
    ]


def test_titles_of_changes_levels_and_actions(tmp_path: Path) -> None:
    long = "y" * 70
    text = f"""ruleset other "{long}" {{
  extends "base.ssi"
  version "1"
}}
change find.one {{
  title "{long}"
}}
level low "{long}" from 0
action list_skill "{long}" {{
  adds 1 to skills
}}
test "{long}" {{
  expect total >= 0
}}
"""
    subject = compiled(tmp_path, text, beside={"base.ssi": ruleset(criterion())})
    assert [each.span.line for each in findings(title_too_long, subject)] == [6, 8, 9]


def test_the_limit_is_the_project_s(tmp_path: Path) -> None:
    subject = compiled(tmp_path, ruleset(criterion(title="Twelve chars")))
    assert findings(title_too_long, replace(subject, limits=Limits(title_length=12))) == []
    (found,) = findings(title_too_long, replace(subject, limits=Limits(title_length=11)))
    assert found.message == "This title takes 12 columns; a report's line has room for 11."
