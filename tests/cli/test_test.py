"""``ssi test`` as a person and a build server see it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from ssi_rules.cli.documents import CoverageDocument

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Done, Ssi

RULES = """\
facts {
  calls : count "Calls"
  seat  : flag  "Has a seat"
}

ruleset sales "Sales" {
  version "1.0.0"
  worth   10
}

pillar work "Work" worth 10 {

  criterion calls "Calls" worth 10 {
    measure calls
    bands {
      from 3 earns 4
      from 6 earns 10
    }
    advice "Call."
    basis  chosen
  }
}

test "six calls" {
  given calls = 6
  expect work.calls = 10
}
"""
PASSING = 'test "three calls" {\n  given calls = 3\n  expect work.calls = 4\n}\n'
FAILING = 'test "two <calls>" {\n  given calls = 2\n  expect work.calls = 4\n  expect total = 4\n}\n'
REST = """\
test "five calls" {
  given calls = 5
  expect work.calls = 4
}

test "two calls" {
  given calls = 2
  expect work.calls = 0
}

test "nothing is known" {
  expect work.calls is unknown
}
"""


@pytest.fixture
def sales(project: Path) -> Path:
    folder = project / "sales"
    folder.mkdir()
    (folder / "sales.ssi").write_text(RULES, encoding="utf-8")
    (folder / "sales_test.ssi").write_text(PASSING, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("sales")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("sales", "2 tests: 2 passed"),
        ("sales/sales.ssi", "2 tests: 2 passed"),
        ("sales/sales_test.ssi", "1 test: 1 passed"),
        ("sales -k six", "1 test: 1 passed"),
        ("sales -k calls", "2 tests: 2 passed"),
        ("sales -k sales_test", "1 test: 1 passed"),
        ("sales tour.ssi", "3 tests: 3 passed"),
        ("empty --allow-empty", "0 tests: 0 passed"),
        ("nowhere --allow-empty", "0 tests: 0 passed"),
    ],
)
def test_tests_that_pass(arguments: str, told: str, ssi: Ssi) -> None:
    done = ssi("test", *arguments.split())
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"{told}\n")


@pytest.mark.usefixtures("sales")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.ssi"], "There is no `nowhere.ssi`."),
        (["empty"], "There is no test in `empty`."),
        (["wholesale.ssi"], "There is no test in `wholesale.ssi`."),
        (["sales", "-k", "seven"], "No test in `sales` is chosen by -k `seven`."),
        (["sales", "-k", "six and"], "-k `six and` cannot be read: a word is missing."),
        (["sales", "-k", "(six"], "-k `(six` cannot be read: a parenthesis is not closed."),
        (["sales", "-o", "x_test.ssi"], "--output and --force go with --generate."),
        (["sales", "--format", "morse"], "`morse` is none of"),
        (["sales", "--coverage-fail-under", "101"], "101"),
        (["sales", "--generate", "-o", "more.ssi"], "more.ssi would not be found as a test file."),
        (["sales", "--generate", "-o", "sales/sales_test.ssi"], "is there already."),
        (["sales", "tour.ssi", "--generate"], "for one ruleset, and here are 2."),
        (
            ["sales", "--generate", "--mutate"],
            "--generate runs no tests: leave out formats, --coverage and --mutate.",
        ),
        (["sales", "--generate", "--junit", "x.xml"], "--generate runs no tests"),
        (["sales/sales_test.ssi", "--generate"], "--generate needs the rule file that is tested."),
    ],
)
def test_what_cannot_be_run(arguments: list[str], told: str, ssi: Ssi) -> None:
    done = ssi("test", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_failure_is_shown_with_its_trace(sales: Path, ssi: Ssi) -> None:
    (sales / "sales_test.ssi").write_text(FAILING, encoding="utf-8")
    done = ssi("test", "sales", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        'sales/sales_test.ssi:3:3: error[SSI708] Test "two <calls>": `work.calls` is 0, and the test expects 4.',
        'sales/sales_test.ssi:4:3: error[SSI708] Test "two <calls>": the total is 0, and the test expects 4.',
    ]
    assert done.stderr == "2 tests: 1 passed, 1 failed\n"
    full = ssi("test", "sales").stdout
    assert "-------------- 2 is below the first cut-point: 0 points" in full
    assert "if the rules are right, write `expect work.calls = 0`" in full


def test_a_rule_file_with_errors_is_told_and_the_others_run(sales: Path, ssi: Ssi) -> None:
    (sales / "sales_test.ssi").write_text(PASSING.replace("given calls", "given cals"), encoding="utf-8")
    done = ssi("test", "sales", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.startswith("sales/sales_test.ssi:2:9: error[SSI201]")
    assert done.stderr == "1 test: 1 passed; 1 error in rule files\n"


def test_warnings_are_for_check_to_tell(sales: Path, ssi: Ssi) -> None:
    (sales / "sales.ssi").write_text(RULES + "let unused = 3\n", encoding="utf-8")
    assert ssi("test", "sales").stdout == ""
    assert "unused-let" in ssi("check", "sales").stdout


# JUnit: one suite for each file, one case for each test.


def cases(done: Done) -> dict[str, list[ET.Element]]:
    root = ET.fromstring(done.stdout)  # noqa: S314 - our own
    return {str(suite.get("name")): list(suite) for suite in root}


def test_junit_has_a_case_for_each_test(sales: Path, ssi: Ssi) -> None:
    (sales / "sales_test.ssi").write_text(PASSING + FAILING + PASSING, encoding="utf-8")
    found = cases(ssi("test", "sales", "--format", "junit"))
    assert list(found) == ["sales/sales.ssi", "sales/sales_test.ssi"]
    told = [
        (each.get("name"), each.get("classname"), each.get("file"), each.get("line"))
        for each in found["sales/sales_test.ssi"]
    ]
    assert told == [
        ("three calls", "sales", "sales/sales_test.ssi", "1"),
        ("two <calls>", "sales", "sales/sales_test.ssi", "5"),
        ("three calls (2)", "sales", "sales/sales_test.ssi", "10"),
    ]
    passed, failed, _ = found["sales/sales_test.ssi"]
    assert list(passed) == []
    (failure,) = failed
    assert "`work.calls` is 0, and the test expects 4. (and 1 more)" in str(failure.get("message"))
    assert "sales/sales.ssi:16: 2 is below the first cut-point: 0 points" in str(failure.text)


def test_junit_goes_to_a_file_beside_what_people_read(sales: Path, project: Path, ssi: Ssi) -> None:
    (sales / "sales_test.ssi").write_text(FAILING, encoding="utf-8")
    done = ssi("test", "sales", "--junit", "tests.xml")
    assert done.stdout == ssi("test", "sales").stdout
    shown = ssi("test", "sales", "--format", "junit").stdout
    assert (project / "tests.xml").read_text(encoding="utf-8") == shown


def test_junit_fails_for_errors_and_mutants_and_skips_what_is_not_tried(sales: Path, ssi: Ssi) -> None:
    found = cases(ssi("test", "sales", "--format", "junit", "--coverage", "--mutate"))["sales/sales.ssi"]
    kinds = {(str(each.get("name")).split(" (")[0], child.tag) for each in found for child in each}
    assert kinds == {("SSI709 uncovered", "skipped"), ("SSI710 surviving-mutant", "failure")}
    (sales / "sales.ssi").write_text(RULES.replace("measure calls", "measure cals"), encoding="utf-8")
    broken = cases(ssi("test", "sales", "--format", "junit"))["sales/sales.ssi"]
    assert [(each.get("name"), [child.tag for child in each]) for each in broken] == [
        ("SSI201 unknown-name", ["failure"])
    ]


@pytest.mark.parametrize("name", ["json", "github", "gitlab", "sarif", "markdown", "junit"])
def test_every_format_carries_the_failure_and_twice_the_same(name: str, sales: Path, ssi: Ssi) -> None:
    (sales / "sales_test.ssi").write_text(FAILING, encoding="utf-8")
    done = ssi("test", "sales", "--format", name)
    assert done.returncode == 1
    assert "and the test expects 4." in done.stdout
    assert ssi("test", "sales/", "--format", name).stdout == done.stdout


# What the tests try.

UNTRIED = [
    "sales/sales.ssi:14:5: warning[SSI709] No test of `work.calls` tries state unknown.",
    "sales/sales.ssi:16:7: warning[SSI709] No test of `work.calls` tries just below 3.",
    "sales/sales.ssi:17:7: warning[SSI709] No test of `work.calls` tries just below 6.",
]


@pytest.mark.usefixtures("sales")
def test_coverage_is_told_part_by_part(ssi: Ssi) -> None:
    done = ssi("test", "sales", "--coverage", "--format", "concise")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        *UNTRIED,
        "sales/sales.ssi  57.1%  4 of 7",
        "  work.calls     57.1%  4 of 7",
    ]
    assert done.stderr == "2 tests: 2 passed; coverage 57.1%\n"


@pytest.mark.usefixtures("sales")
@pytest.mark.parametrize(("percent", "code"), [("0", 0), ("57.1", 0), ("57.2", 1), ("100", 1)])
def test_too_little_coverage_ends_with_1(percent: str, code: int, ssi: Ssi) -> None:
    done = ssi("test", "sales", "--coverage-fail-under", percent)
    assert done.returncode == code
    assert (f"coverage is under {percent}%\n" in done.stderr) is (code == 1)


@pytest.mark.usefixtures("sales")
def test_a_build_that_ends_with_1_for_its_coverage_says_so(ssi: Ssi) -> None:
    done = ssi("test", "sales", "--coverage-fail-under", "60", "--format", "github")
    assert (done.returncode, done.stderr) == (1, "coverage is under 60%\n")


def test_full_coverage(sales: Path, ssi: Ssi) -> None:
    (sales / "sales_test.ssi").write_text(PASSING + REST, encoding="utf-8")
    done = ssi("test", "sales", "--coverage-fail-under", "100")
    assert (done.returncode, done.stderr) == (0, "5 tests: 5 passed; coverage 100%\n")


@pytest.mark.usefixtures("sales")
def test_only_the_tests_chosen_try_anything(ssi: Ssi) -> None:
    assert "coverage 28.5%" in ssi("test", "sales", "--coverage", "-k", "six").stderr


@pytest.mark.usefixtures("sales")
def test_coverage_as_json(project: Path, ssi: Ssi) -> None:
    ssi("test", "sales", "tour.ssi", "--coverage-json", "coverage.json", "--format", "json")
    document = json.loads((project / "coverage.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, CoverageDocument.model_json_schema(by_alias=True, mode="serialization"))
    assert json.loads(ssi("schema", "coverage").stdout)["title"] == "CoverageDocument"
    (file, _) = sorted(document["files"], key=lambda each: str(each["path"]))
    assert (file["path"], file["tried"], file["all"]) == ("sales/sales.ssi", 4, 7)
    (part,) = file["parts"]
    assert [(each["line"], each["what"]) for each in part["missing"]] == [
        (16, "just below 3"),
        (17, "just below 6"),
        (14, "state unknown"),
    ]
    assert document["all"] == sum(each["all"] for each in document["files"])


# Mistakes that tests should notice.


def test_mistakes_that_no_test_notices(sales: Path, ssi: Ssi) -> None:
    done = ssi("test", "sales", "--mutate", "--format", "concise")
    assert done.returncode == 1
    told = [line.split("change: ")[1] for line in done.stdout.splitlines()]
    assert "work.calls: cut-point 3 moved to 2." in told
    assert "work.calls: cut-point 3 moved to 4." not in told
    (sales / "sales_test.ssi").write_text(
        PASSING + REST + 'test "t" { expect total = 0 }\n', encoding="utf-8"
    )
    full = ssi("test", "sales", "--mutate")
    assert (full.returncode, full.stdout) == (0, "")
    assert full.stderr.startswith("6 tests: 6 passed; ")
    noticed, _, made, *_ = full.stderr.split("; ")[1].split()
    assert noticed == made


# Proposals.


@pytest.mark.usefixtures("sales")
def test_proposals_go_to_stdout(ssi: Ssi) -> None:
    done = ssi("test", "sales", "--generate")
    assert done.returncode == 0
    assert done.stdout.startswith("# Proposed by `ssi test --generate`")
    assert 'use "sales.ssi"\n' in done.stdout
    assert done.stdout.count("\ntest ") == 3
    assert done.stderr.startswith("3 tests proposed")


def test_proposals_go_to_a_file_that_runs_from_anywhere(sales: Path, project: Path, ssi: Ssi) -> None:
    (project / "tests").mkdir()
    done = ssi("test", "sales/sales.ssi", "--generate", "-o", "tests/more_test.ssi")
    assert (done.returncode, done.stdout) == (0, "")
    text = (project / "tests" / "more_test.ssi").read_text(encoding="utf-8")
    assert 'use "../sales/sales.ssi"\n' in text
    assert ssi("test", str(sales), "tests", "--coverage-fail-under", "100").returncode == 0
    again = ssi("test", "sales", "tests", "--generate")
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr == "everything is tried: no test to propose\n"


def test_only_force_writes_over_a_file(sales: Path, ssi: Ssi) -> None:
    output = ("-o", "sales/sales_test.ssi")
    assert ssi("test", "sales", "--generate", *output).returncode == 2
    assert (sales / "sales_test.ssi").read_text(encoding="utf-8") == PASSING
    assert ssi("test", "sales", "--generate", "--force", *output).returncode == 0
    assert ssi("test", "sales", "--coverage-fail-under", "100").returncode == 0


def test_a_ruleset_without_tests_gets_its_first(sales: Path, ssi: Ssi) -> None:
    (sales / "sales.ssi").write_text(RULES[: RULES.index("test ")], encoding="utf-8")
    (sales / "sales_test.ssi").unlink()
    assert ssi("test", "sales").returncode == 2
    assert ssi("test", "sales", "--generate", "-o", "sales/sales_test.ssi").returncode == 0
    assert ssi("test", "sales", "--coverage-fail-under", "100").returncode == 0


def test_nothing_is_proposed_for_rules_with_errors(sales: Path, ssi: Ssi) -> None:
    (sales / "sales.ssi").write_text(RULES.replace("measure calls", "measure cals"), encoding="utf-8")
    done = ssi("test", "sales", "--generate", "-o", "sales/more_test.ssi")
    assert (done.returncode, done.stdout) == (1, "")
    assert "SSI201" in done.stderr
    assert not (sales / "more_test.ssi").exists()


# What a project leaves out.


def test_a_comment_takes_a_part_out_of_the_count(sales: Path, ssi: Ssi) -> None:
    text = RULES.replace(
        "from 3 earns 4", "from 3 earns 4  # ssi: ignore[uncovered, surviving-mutant] three is arbitrary"
    )
    (sales / "sales.ssi").write_text(text, encoding="utf-8")
    done = ssi("test", "sales", "--coverage", "--format", "concise")
    assert "just below 3" not in done.stdout
    assert done.stdout.splitlines()[-1] == "  work.calls     50%  2 of 4"
    assert "cut-point 3 moved" not in ssi("test", "sales", "--mutate").stdout


def test_a_configuration_makes_what_is_not_tried_an_error(sales: Path, project: Path, ssi: Ssi) -> None:
    assert sales.exists()
    (project / "ssi.toml").write_text('[levels]\nuncovered = "error"\n', encoding="utf-8")
    done = ssi("test", "sales", "--coverage", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.startswith(UNTRIED[0].replace("warning", "error"))


@pytest.mark.parametrize("text", ["fail-level = 3", "select = [", '[levels]\nfailed-expectation = "off"'])
@pytest.mark.parametrize("more", [[], ["--coverage"], ["--generate"]])
def test_a_configuration_with_a_fault_ends_the_run(
    text: str, more: list[str], sales: Path, project: Path, ssi: Ssi
) -> None:
    assert sales.exists()
    (project / "ssi.toml").write_text(text, encoding="utf-8")
    done = ssi("test", "sales", *more)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ssi.toml, line ")


def test_a_search_passes_over_what_a_project_excludes(sales: Path, project: Path, ssi: Ssi) -> None:
    assert sales.exists()
    (project / "ssi.toml").write_text('exclude = ["*_test.ssi"]\n', encoding="utf-8")
    assert ssi("test", "sales").stderr == "1 test: 1 passed\n"
    assert ssi("test", "sales/sales_test.ssi").stderr == "1 test: 1 passed\n"


def test_what_a_configuration_turns_off_is_counted_and_fails_nothing(
    sales: Path, project: Path, ssi: Ssi
) -> None:
    assert sales.exists()
    (project / "ssi.toml").write_text('ignore = ["uncovered", "surviving-mutant"]\n', encoding="utf-8")
    done = ssi("test", "sales", "--coverage", "--mutate")
    assert (done.returncode, "SSI" in done.stdout) == (0, False)
    assert done.stderr.startswith("2 tests: 2 passed; coverage 57.1%; ")


# The rest.

FORMATS = ("full", "concise", "json", "github", "gitlab", "junit", "sarif", "markdown")


@pytest.mark.parametrize(("folder", "paths"), [("sales", ["."]), ("empty", ["../sales/sales.ssi"])])
def test_output_is_the_same_from_anywhere(
    folder: str, paths: list[str], sales: Path, project: Path, ssi: Ssi
) -> None:
    (sales / "sales_test.ssi").write_text(FAILING, encoding="utf-8")
    options = ["--coverage", "--mutate", *(f"--format={each}={project / each}" for each in FORMATS)]
    here = ssi("test", "sales", *options)
    files = {each: (project / each).read_bytes() for each in FORMATS}
    there = subprocess.run(
        [sys.executable, "-m", "ssi_rules", "test", *paths, *options],
        cwd=project / folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (there.returncode, there.stdout, there.stderr) == (1, here.stdout, here.stderr)
    assert {each: (project / each).read_bytes() for each in FORMATS} == files
    assert all(files.values())


def test_proposals_are_written_whole_or_not_at_all(
    sales: Path, ssi: Ssi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("boom")

    monkeypatch.setattr("ssi_rules.cli.generating.written", broken)
    output = ("-o", "sales/sales_test.ssi")
    assert ssi("test", "sales", "--generate", "--force", *output).returncode == 2
    assert (sales / "sales_test.ssi").read_text(encoding="utf-8") == PASSING
    assert sorted(each.name for each in sales.iterdir()) == ["sales.ssi", "sales_test.ssi"]


def test_what_no_member_was_found_for_is_told_with_its_place(sales: Path, ssi: Ssi) -> None:
    squared = RULES.replace("measure calls", "measure calls * calls").replace("from 6", "from 7")
    (sales / "sales.ssi").write_text(squared[: squared.index("test ")], encoding="utf-8")
    done = ssi("test", "sales/sales.ssi", "--generate")
    assert done.returncode == 0
    assert "not found: work.calls: 7 itself (sales/sales.ssi:17)\n" in done.stderr


def test_an_heir_without_parts_of_its_own_is_told_so(sales: Path, ssi: Ssi) -> None:
    heir = 'ruleset heir "Heir" {\n  extends "sales.ssi"\n  version "1"\n}\n'
    (sales / "heir.ssi").write_text(heir, encoding="utf-8")
    done = ssi("test", "sales/heir.ssi", "--generate")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "nothing of its own to try: no test to propose\n"
