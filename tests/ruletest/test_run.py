from __future__ import annotations

from pathlib import Path

import pytest

from ssi_rules.ruletest.run import run_tests
from ssi_rules.workspace import load_ruleset, shipped_rulesets

NORMATIVE = Path(__file__).parents[1] / "language"


@pytest.mark.parametrize("name", ["tour.ssi", "wholesale.ssi"])
def test_the_normative_files_keep_their_promises(name: str) -> None:
    assert [each for each in run_tests(load_ruleset(NORMATIVE / name)) if not each.passed] == []


def test_the_tour_expects_something() -> None:
    assert len(list(run_tests(load_ruleset(NORMATIVE / "tour.ssi")))) == 7


@pytest.mark.parametrize("name", [name for name, _ in shipped_rulesets()])
def test_shipped_rulesets_keep_their_promises(name: str) -> None:
    file = dict(shipped_rulesets())[name].with_name(f"{name}_test.ssi")
    ruleset = load_ruleset(file)
    assert len(ruleset.tests) >= 3, "a low, a middle and a trap-heavy member"
    failed = [each for each in run_tests(ruleset) if not each.passed]
    assert [f"{each.test.title}: {each.expectation.span.text}, but {each.actual}" for each in failed] == []


WRONG = """
facts { a : number "A" }
ruleset r "R" { version "1" worth 10 }
pillar p "P" worth 10 { criterion c "C" worth 10 { measure a bands { from 1 earns 10 } basis chosen } }
level low "Low" from 0
level top "Top" from 10
test "t" { given a = 1 %s }
"""


@pytest.mark.parametrize(
    ("expectation", "passed"),
    [
        ("expect total = 10", True),
        ("expect total = 9.99", False),
        ("expect total != 10", False),
        ("expect total < 10", False),
        ("expect total <= 10", True),
        ("expect total > 10", False),
        ("expect total >= 10.01", False),
        ("expect p between 9 and 10", True),
        ("expect p between 1 and 9.99", False),
        ("expect p.c = 10", True),
        ("expect p.c is scored", True),
        ("expect p.c is unknown", False),
        ("expect level is top", True),
        ("expect level is low", False),
    ],
)
def test_an_expectation_is_judged(expectation: str, passed: bool, tmp_path: Path) -> None:
    (tmp_path / "ssi.toml").touch()
    file = tmp_path / "r.ssi"
    file.write_text(WRONG % expectation)
    assert [each.passed for each in run_tests(load_ruleset(file))] == [passed]


def test_absent_points_fail_every_expectation(tmp_path: Path) -> None:
    (tmp_path / "ssi.toml").touch()
    file = tmp_path / "r.ssi"
    file.write_text(WRONG.replace("given a = 1 ", "") % "expect p.c != 5")
    assert [(each.passed, each.actual) for each in run_tests(load_ruleset(file))] == [(False, None)]
