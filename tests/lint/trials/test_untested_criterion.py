from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ssi_rules.lint.trials.untested_criterion import untested_criterion
from ssi_rules.workspace.load import Loader
from tests.lint.reading import compiled, findings
from tests.lint.scoring.rules import told

from .rules import RULES, trial

if TYPE_CHECKING:
    from pathlib import Path


def test_a_criterion_that_no_expectation_names(tmp_path: Path) -> None:
    text = RULES + trial("expect brand.photo is unknown\n  expect brand >= 1\n  expect total >= 1")
    assert told(untested_criterion, tmp_path, text) == [
        (
            "13: No test expects anything of `brand.posts`. "
            "[add `expect brand.posts = …` to a test, or see what `ssi test --generate` proposes]"
        )
    ]


def test_every_criterion_is_named_by_some_expectation(tmp_path: Path) -> None:
    expected = "expect brand.photo between 1 and 4\n  expect brand.posts is unknown"
    assert told(untested_criterion, tmp_path, RULES + trial(expected)) == []


def test_expectations_beside_the_file_count(tmp_path: Path) -> None:
    subject = compiled(tmp_path, RULES)
    beside = tmp_path / "rules_test.ssi"
    beside.write_text(trial("expect brand.photo is unknown\n  expect brand.posts is unknown"))
    tests = (Loader().load(beside).file,)
    assert findings(untested_criterion, replace(subject, tests=tests)) == []


def test_without_any_test_one_finding_says_so(tmp_path: Path) -> None:
    assert told(untested_criterion, tmp_path, RULES) == [
        (
            "3: Ruleset `sample` has no tests. "
            "[`ssi test FILE --generate` proposes some, with what the rules give filled in]"
        )
    ]


def test_what_is_inherited_is_tested_where_it_is_written(tmp_path: Path) -> None:
    text = (
        'ruleset other "Other" {\n  extends "base.ssi"\n  version "1"\n}\nchange brand.photo { title "P" }\n'
    )
    assert findings(untested_criterion, compiled(tmp_path, text, beside={"base.ssi": RULES})) == []


def test_a_library_has_no_criteria(tmp_path: Path) -> None:
    assert told(untested_criterion, tmp_path, 'facts {\n  visits : count "Visits"\n}\n') == []
