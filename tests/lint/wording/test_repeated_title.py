from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.wording.repeated_title import repeated_title
from tests.lint.reading import compiled, findings
from tests.lint.scoring.rules import told

from .rules import criterion, ruleset

if TYPE_CHECKING:
    from pathlib import Path

HELP = " [say in the title what is special about this one]"


def test_two_criteria_of_two_pillars(tmp_path: Path) -> None:
    second = f'pillar brand "Brand" worth 10 {{\n  {criterion(title="your  PROFILE")}\n}}'
    text = ruleset(criterion(title="Your profile"), after=second).replace("worth 10\n", "worth 20\n", 1)
    subject = compiled(tmp_path, text)
    assert told(repeated_title, tmp_path, text) == [
        f'16: Two criteria are called "your  PROFILE", and a report cannot tell them apart.{HELP}'
    ]
    (found,) = findings(repeated_title, subject)
    assert [(each.span.line, each.message) for each in found.labels] == [(9, "the other one is here")]


def test_two_levels_and_two_actions(tmp_path: Path) -> None:
    after = """level low "Good" from 0
level high "Good" from 5
action a "Post" { adds 1 to skills }
action b "Post" { adds 2 to skills }"""
    assert told(repeated_title, tmp_path, ruleset(criterion(), after=after)) == [
        f'16: Two levels are called "Good", and a report cannot tell them apart.{HELP}',
        f'18: Two actions are called "Post", and a report cannot tell them apart.{HELP}',
    ]


def test_a_criterion_may_be_called_like_its_pillar(tmp_path: Path) -> None:
    assert told(repeated_title, tmp_path, ruleset(criterion(title="Find"))) == []


def test_a_title_that_a_change_repeats(tmp_path: Path) -> None:
    base = ruleset(criterion(), after='level low "Low" from 0\nlevel high "High" from 5')
    text = 'ruleset other "Other" {\n  extends "base.ssi"\n  version "1"\n}\nchange low { title "High" }\n'
    (found,) = findings(repeated_title, compiled(tmp_path, text, beside={"base.ssi": base}))
    assert (found.span.line, found.labels[0].span.source.path) == (5, "base.ssi")
