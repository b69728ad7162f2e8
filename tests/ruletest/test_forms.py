"""Measures and conditions of every form that proposals can turn round: everything there is to try is found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.ruletest.coverage import cover
from ssi_rules.ruletest.generate import Proposals, propose, written
from ssi_rules.ruletest.run import run_tests, try_tests

from .building import project, read
from .test_goals import criterion

if TYPE_CHECKING:
    from pathlib import Path

BANDS = "bands { from 3 earns 1 from 7 earns 4 }"
JOINT = """
applies when seat or (count of rows) > 5
measure number_of / (count of rows)
needs   (count of rows) >= 10
bands { from 13% earns 1 from 25% earns 4 }
"""
FORMS = [
    f"measure number_of + amount {BANDS}",
    f"measure (count of rows) + number_of {BANDS}",
    f"measure (count of rows) - number_of {BANDS}",
    "measure number_of * 2 bands { from 4 earns 1 from 8 earns 4 }",
    f"measure number_of * 0.5 {BANDS}",
    f"measure (sum of rows.minutes over 90 days) / 60 {BANDS}",
    f"measure average of rows.minutes where ok {BANDS}",
    f"measure largest of rows.minutes over 2 months {BANDS}",
    f"measure smallest of rows.minutes {BANDS}",
    f"measure count distinct rows.title where ok {BANDS}",
    f"measure days since last rows {BANDS}",
    f"measure as_of - born {BANDS}",
    "measure share of rows over 90 days ending 7 days ago where ok bands { from 13% earns 1 from 25.5% earns 4 }",
    f"measure count of rows where (ok else yes) {BANDS}",
    f'measure count of rows where title = "Boss" and not ok {BANDS}',
    f"measure count of rows where minutes > 30 and minutes <= 40 {BANDS}",
    f"measure count of rows where day > born {BANDS}",
    f"measure number_of else amount {BANDS}",
    f"measure number_of else 3 {BANDS}",
    "measure number_of / amount ramp { 0 earns 0 0.5 earns 1 2 earns 4 }",
    "measure seat = seen earns 4 when no",
    'measure name = "Boss" or seat and not seen earns 4 when yes',
    "measure born is known and number_of != 3 earns 4 when yes",
    'applies when name != "New" measure seen and name is known earns 4 when yes',
    JOINT,
]


def hold(text: str, folder: Path) -> Proposals:
    """Propose tests for a ruleset and hold them to what is promised of them."""
    (suite,) = read(project(folder, r=text))
    ruleset = replace(suite.ruleset, tests=())
    found = propose(ruleset, cover(ruleset, ()).missing)
    (suite,) = read(project(folder, r=text, r_test=written(ruleset, found.tests, "r.ssi")))
    assert [each.actual for each in run_tests(suite.ruleset) if not each.passed] == []
    records = (each.record for each in try_tests(Evaluator(suite.ruleset), suite.ruleset.tests))
    left = [item.words for _, item in cover(suite.ruleset, records).missing]
    assert left == [item.words for _, item in found.unfound]
    return found


@pytest.mark.parametrize("parts", FORMS)
def test_everything_is_found(parts: str, tmp_path: Path) -> None:
    assert [item.words for _, item in hold(criterion(parts), tmp_path).unfound] == []


def test_what_nobody_can_have_is_not_found(tmp_path: Path) -> None:
    parts = "measure amount * amount - amount * amount bands { from 0 earns 1 from 1 earns 4 }"
    found = hold(criterion(parts), tmp_path)
    assert [item.words for _, item in found.unfound] == ["just below 0", "1 itself", "the band from 1"]


def test_a_title_that_is_taken_is_numbered(tmp_path: Path) -> None:
    test = 'test "p.c: 3 itself" { as of 2027-02-28 given number_of = 4 expect p.c = 1 }\n'
    (suite,) = read(project(tmp_path, r=criterion(f"measure number_of {BANDS}") + test))
    titles = [each.title for each in propose(suite.ruleset, cover(suite.ruleset, ()).missing).tests]
    assert "p.c: 3 itself (2)" in titles
    assert "p.c: 3 itself" not in titles


def test_the_day_is_that_of_the_tests_there_are(tmp_path: Path) -> None:
    test = 'test "t" { as of 2027-02-28 given rows { } expect p.c = 0 }\n'
    (suite,) = read(project(tmp_path, r=criterion(f"measure count of rows over 30 days {BANDS}") + test))
    found = propose(suite.ruleset, cover(suite.ruleset, ()).missing)
    assert {str(each.given.as_of) for each in found.tests} == {"2027-02-28"}
