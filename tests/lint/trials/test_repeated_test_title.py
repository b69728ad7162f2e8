from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.trials.repeated_test_title import repeated_test_title
from tests.lint.reading import compiled, findings
from tests.lint.scoring.rules import found

from .rules import RULES, trial

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = "expect brand.photo is unknown"


def test_two_tests_of_one_title(tmp_path: Path) -> None:
    text = RULES + trial(EXPECTED, "No  posts") + trial(EXPECTED, "no posts")
    (each,) = found(repeated_test_title, tmp_path, text)
    assert each.message == 'Another test is called "no posts".'
    assert (each.span.line, [label.span.line for label in each.labels]) == (25, [21])


def test_titles_that_differ(tmp_path: Path) -> None:
    text = RULES + trial(EXPECTED, "no posts") + trial(EXPECTED, "no post")
    assert found(repeated_test_title, tmp_path, text) == []


def test_a_test_file_repeats_a_title_of_its_ruleset(tmp_path: Path) -> None:
    beside = {"rules.ssi": RULES + trial(EXPECTED, "no posts")}
    subject = compiled(tmp_path, trial(EXPECTED, "no posts"), name="rules_test.ssi", beside=beside)
    (each,) = findings(repeated_test_title, subject)
    assert [label.span.source.path for label in each.labels] == ["rules.ssi"]


def claim(title: str) -> str:
    return f'claim "{title}" {{\n  expect total <= 10\n}}\n'


def test_two_claims_of_one_title(tmp_path: Path) -> None:
    (each,) = found(repeated_test_title, tmp_path, RULES + claim("No more") + claim("no  more"))
    assert each.message == 'Another claim is called "no  more".'
    assert each.help == "say in the title what this claim says and the other does not"


def test_a_claim_and_a_test_may_share_a_title(tmp_path: Path) -> None:
    assert found(repeated_test_title, tmp_path, RULES + claim("No posts") + trial(EXPECTED, "no posts")) == []


def test_a_test_file_repeats_the_title_of_a_claim_of_its_ruleset(tmp_path: Path) -> None:
    beside = {"rules.ssi": RULES + claim("no more")}
    subject = compiled(tmp_path, claim("no more"), name="rules_test.ssi", beside=beside)
    (each,) = findings(repeated_test_title, subject)
    assert [label.span.source.path for label in each.labels] == ["rules.ssi"]
