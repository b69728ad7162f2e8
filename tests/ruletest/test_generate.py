"""Proposed tests: they check, they hold, and they try what was not tried."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.formats.full import render
from ssi_rules.formatting import format_text
from ssi_rules.ruletest.coverage import cover
from ssi_rules.ruletest.generate import propose, written
from ssi_rules.ruletest.run import run_tests, try_tests
from ssi_rules.text import Source
from ssi_rules.workspace import check_paths, load_ruleset, shipped_rulesets
from tests.ruletest.test_coverage import LEVELS, MARKETS, PILLARS, criterion

from .building import project, read

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.model import Ruleset
    from ssi_rules.ruletest.generate import Proposals

SHIPPED = dict(shipped_rulesets())


def proposed(ruleset: Ruleset) -> Proposals:
    """Tests for all that the ruleset's own do not try."""
    trials = try_tests(Evaluator(ruleset), ruleset.tests)
    return propose(ruleset, cover(ruleset, (each.record for each in trials)).missing)


def hold(ruleset: Ruleset, rules: Path, folder: Path) -> Proposals:
    """What a file of proposed tests promises; gives what was found."""
    found = proposed(ruleset)
    text = written(ruleset, found.tests, rules.name)
    file = folder / "proposed_test.ssi"
    file.write_text(text, encoding="utf-8")
    checked = check_paths([file])
    assert render(checked.problems) == ""
    assert format_text(Source("proposed_test.ssi", text)) == text
    (compiled,) = checked.compiled
    assert compiled.ruleset is not None
    assert [each.actual for each in run_tests(compiled.ruleset) if not each.passed] == []
    both = replace(ruleset, tests=(*ruleset.tests, *compiled.ruleset.tests))
    trials = try_tests(Evaluator(both), both.tests)
    left = {id(each) for _, each in cover(both, (each.record for each in trials)).missing}
    assert len(left) == len(found.unfound), "what is called not found, and nothing else, is not tried"
    titles = [each.title for each in both.tests]
    assert len(set(titles)) == len(titles)
    return found


@pytest.mark.parametrize("name", [each for each in SHIPPED if each != "linkedin-ssi-2015-fair"])
def test_shipped_rulesets_without_their_tests(name: str, tmp_path: Path) -> None:
    ruleset = replace(load_ruleset(name), tests=())
    (tmp_path / "ssi.toml").touch()
    rules = tmp_path / "rules.ssi"
    rules.write_text(f'ruleset rules "Rules" {{ extends "{name}.ssi" version "1" }}\n', encoding="utf-8")
    found = hold(ruleset, rules, tmp_path)
    assert found.tests
    assert [f"{group.name}: {item.words}" for group, item in found.unfound] == []


@pytest.mark.parametrize("text", [PILLARS + LEVELS, MARKETS], ids=["caps and levels", "markets"])
def test_everything_is_found(text: str, tmp_path: Path) -> None:
    (suite,) = read(project(tmp_path, r=text))
    assert hold(suite.ruleset, tmp_path / "r.ssi", tmp_path).unfound == ()


JOINT = """
applies when seat or (count of rows) > 5
measure number_of / (count of rows)
needs (count of rows) >= 10
bands { from 13% earns 1 from 25% earns 4 }
"""
SEVEN = "bands { from 3 earns 1 from 7 earns 4 }"


@pytest.mark.parametrize(
    "parts",
    [
        "measure number_of + amount " + SEVEN,
        "measure (count of rows) + number_of " + SEVEN,
        "measure (count of rows) - number_of " + SEVEN,
        "measure number_of * 2 " + SEVEN.replace("3", "4").replace("7", "8"),
        "measure number_of * 0.5 " + SEVEN,
        "measure (sum of rows.minutes over 90 days) / 60 " + SEVEN,
        "measure average of rows.minutes where ok " + SEVEN,
        "measure largest of rows.minutes over 2 months " + SEVEN,
        "measure smallest of rows.minutes " + SEVEN,
        "measure count distinct rows.title where ok " + SEVEN,
        "measure days since last rows " + SEVEN,
        "measure as_of - born " + SEVEN,
        "measure share of rows over 90 days ending 7 days ago where ok bands { from 13% earns 1 from 25.5% earns 4 }",
        "measure count of rows where (ok else yes) " + SEVEN,
        "measure count of rows where title = BOSS and not ok " + SEVEN,
        "measure count of rows where minutes > 30 and minutes <= 40 " + SEVEN,
        "measure count of rows where day > born " + SEVEN,
        "measure number_of else amount " + SEVEN,
        "measure (number_of else 3) " + SEVEN,
        "measure seat = ok_too earns 4 when no",
        "measure name = BOSS or seat and not ok_too earns 4 when yes",
        "measure born is known and number_of != 3 earns 4 when yes",
        JOINT,
        "measure number_of / amount ramp { 0 earns 0 0.5 earns 1 2 earns 4 }",
    ],
)  # fmt: skip
def test_measures_of_the_usual_forms_are_turned_round(parts: str, tmp_path: Path) -> None:
    text = (
        criterion(parts.replace("BOSS", '"Boss"'))
        .replace("ok    : flag\n", "ok    : flag\n    minutes : number\n")
        .replace('seat      : flag    "Flag"', 'seat : flag "F"\n  ok_too : flag "G"\n  name : text "N"')
    )
    (suite,) = read(project(tmp_path, r=text))
    found = hold(suite.ruleset, tmp_path / "r.ssi", tmp_path)
    assert [f"{group.name}: {item.words}" for group, item in found.unfound] == []


def test_what_cannot_be_found_is_said(tmp_path: Path) -> None:
    """A measure that is the same on both sides can never be unlike."""
    text = criterion("measure amount * amount - amount * amount bands { from 0 earns 1 from 1 earns 4 }")
    (suite,) = read(project(tmp_path, r=text))
    found = hold(suite.ruleset, tmp_path / "r.ssi", tmp_path)
    assert [item.words for _, item in found.unfound] == ["just below 0", "1 itself", "the band from 1"]


def test_only_what_is_not_tried_is_proposed(tmp_path: Path) -> None:
    tests = """
test "seat" { given seat = yes expect p = 0 }
test "no seat" { given seat = no given amount = 3 expect p = 0 }
test "much" { given amount = 4 expect p = 0 }
test "five" { given number_of = 5 expect p = 10 }
"""
    (suite,) = read(project(tmp_path, r=PILLARS + tests))
    found = hold(suite.ruleset, tmp_path / "r.ssi", tmp_path)
    assert [(each.title, each.expectations) for each in found.tests] == [
        ("p.c: just below 5", ("expect p.c = 0",))
    ]


def test_a_title_that_is_taken_is_numbered(tmp_path: Path) -> None:
    tests = 'test "p.c: just below 5" { given number_of = 3 expect p.c = 0 }\n'
    (suite,) = read(project(tmp_path, r=PILLARS + tests))
    titles = [each.title for each in proposed(suite.ruleset).tests]
    assert "p.c: just below 5 (2)" in titles
    assert "p.c: just below 5" not in titles


def test_the_day_is_that_of_the_tests_there_are(tmp_path: Path) -> None:
    test = 'test "t" { as of 2027-02-28 expect p.c is unknown }\n'
    (suite,) = read(project(tmp_path, r=MARKETS + test))
    assert {str(each.given.as_of) for each in proposed(suite.ruleset).tests} == {"2027-02-28"}
