from __future__ import annotations

from typing import TYPE_CHECKING

from .building import project, read

if TYPE_CHECKING:
    from pathlib import Path

RULES = """
facts { a : flag "A" }
ruleset r "R" { version "1" worth 10 }
pillar p "P" worth 10 { criterion c "C" worth 10 { measure a earns 10 when yes } }
test "own" { expect p.c is unknown }
"""
BESIDE = 'test "beside" { given a = yes expect p.c = 10 }\n'
ELSEWHERE = f'use "r.ssi"\n{BESIDE.replace("beside", "elsewhere")}'


def titles(*paths: Path) -> list[list[str]]:
    return [[each.title for each in suite.ruleset.tests] for suite in read(*paths)]


def test_a_ruleset_has_its_own_tests_then_those_of_each_file(tmp_path: Path) -> None:
    folder = project(tmp_path, r=RULES, r_test=BESIDE, a_test=ELSEWHERE)
    assert titles(folder) == [["own", "elsewhere", "beside"]]


def test_a_rule_file_brings_the_tests_beside_it(tmp_path: Path) -> None:
    folder = project(tmp_path, r=RULES, r_test=BESIDE, a_test=ELSEWHERE)
    assert titles(folder / "r.ssi") == [["own", "beside"]]


def test_of_a_test_file_alone_only_its_tests_run(tmp_path: Path) -> None:
    folder = project(tmp_path, r=RULES, r_test=BESIDE, a_test=ELSEWHERE)
    (suite,) = read(folder / "r_test.ssi")
    assert [each.title for each in suite.ruleset.tests] == ["beside"]
    assert suite.path is None
    assert suite.source.path == "r.ssi"


def test_a_file_named_twice_counts_once(tmp_path: Path) -> None:
    folder = project(tmp_path, r=RULES, r_test=BESIDE)
    assert titles(folder / "r.ssi", folder / "r_test.ssi", folder) == [["own", "beside"]]


def test_the_file_of_a_test_is_told_by_its_span(tmp_path: Path) -> None:
    (suite,) = read(project(tmp_path, r=RULES, r_test=BESIDE))
    assert [each.span.source.path for each in suite.ruleset.tests] == ["r.ssi", "r_test.ssi"]


def test_rulesets_of_one_name_in_two_projects_stay_apart(tmp_path: Path) -> None:
    first, second = project(tmp_path / "a", r=RULES), project(tmp_path / "b", r=RULES, r_test=BESIDE)
    assert titles(first, second) == [["own"], ["own", "beside"]]


def test_a_library_is_no_suite(tmp_path: Path) -> None:
    assert read(project(tmp_path, facts='facts { a : flag "A" }\n')) == []


def test_a_ruleset_has_its_own_claims_then_those_of_each_file(tmp_path: Path) -> None:
    claim = 'claim "own" { expect total <= 10 }\n'
    folder = project(tmp_path, r=RULES + claim, r_test=BESIDE + claim.replace("own", "beside"))
    (suite,) = read(folder)
    assert [each.title for each in suite.ruleset.claims] == ["own", "beside"]
    assert len(suite.ruleset.tests) == 2
