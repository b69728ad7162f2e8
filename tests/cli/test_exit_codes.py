"""One meaning for each exit code: 0 clean, 1 findings, 2 could not be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi

CLEAN = [
    "check tour.ssi wholesale.ssi",
    "check wrong.ssi --exit-zero",
    "check empty --allow-empty",
    "check nothing*.ssi --allow-empty",
    "show wholesale.ssi",
    "show linkedin-ssi-2015",
    "score tour.ssi team",
    "explain tour.ssi team --member dana",
    "facts team",
    "schema scorecard",
    "version",
    "--version",
    "--help",
    "check --help",
]
FINDINGS = [
    "check wrong.ssi",
    "check tour.ssi wrong.ssi",
    "check .",
    "show wrong.ssi",
    "score wrong.ssi team",
    "explain wrong.ssi team --member dana",
]
TROUBLE = [
    "",
    "frobnicate",
    "check",
    "check empty",
    "check nothing.ssi",
    "check tour.ssi nothing.ssi",
    "check tour.ssi --format yaml",
    "check tour.ssi --no-such-option",
    "show no-such-ruleset",
    "score no-such-ruleset team",
    "score tour.ssi nowhere",
    "score tour.ssi empty",
    "score tour.ssi team --as-of yesterday",
    "score tour.ssi team -o nowhere/scores.json",
    "score tour.ssi team --engine quantum",
    "explain tour.ssi team",
    "explain tour.ssi team --member dena",
    "facts nowhere",
    "match no_such_market titles.txt",
    "match senior_executive nowhere.txt",
    "schema nonsense",
    "init --template nonsense",
]


@pytest.mark.parametrize(
    ("line", "code"),
    [*((line, 0) for line in CLEAN), *((line, 1) for line in FINDINGS), *((line, 2) for line in TROUBLE)],
)
def test_each_way_to_end_has_its_code(line: str, code: int, ssi: Ssi) -> None:
    done = ssi(*line.split())
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    if code == 2 and line:
        assert done.stderr
        assert not done.stdout


@pytest.mark.parametrize(("line", "code"), [("check tour.ssi", 0), ("check wrong.ssi", 1), ("check", 2)])
def test_a_process_ends_with_the_same_codes(line: str, code: int, ssi_process: Ssi) -> None:
    assert ssi_process(*line.split()).returncode == code


def test_data_that_does_not_fit_is_refused_with_its_place_and_a_way_out(ssi: Ssi, project: Path) -> None:
    members = project / "team" / "members.csv"
    members.write_text(
        members.read_text(encoding="utf-8") + "finn,Finn,2026-06-30,maybe,1,\n", encoding="utf-8"
    )
    done = ssi("score", "tour.ssi", "team", "-o", "scores.json")
    assert done.returncode == 2
    assert "members.csv, row 4, column seat" in done.stderr
    assert not (project / "scores.json").exists()
    aside = ssi("score", "tour.ssi", "team", "--rejects")
    assert aside.returncode == 0
    assert "Dana Reyes" in aside.stdout
    assert "Finn" not in aside.stdout


def test_a_ruleset_that_reads_dates_needs_a_day(ssi: Ssi, project: Path) -> None:
    (project / "undated").mkdir()
    (project / "undated" / "members.csv").write_text("member_id,seat\ndana,yes\n", encoding="utf-8")
    done = ssi("score", "tour.ssi", "undated")
    assert done.returncode == 2
    assert "--as-of" in done.stderr
    assert ssi("score", "tour.ssi", "undated", "--as-of", "2026-06-30").returncode == 0


def test_a_fault_of_our_own_is_two_with_the_traceback_in_a_file(
    ssi: Ssi, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("ssi_rules.cli.checking.inspect_paths", broken)
    done = ssi("check", "tour.ssi")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    (report,) = project.glob("ssi-crash-*.txt")
    assert str(report) in done.stderr
    assert "RuntimeError: boom" in report.read_text(encoding="utf-8")


def test_a_missing_member_is_named_with_the_nearest(ssi: Ssi) -> None:
    assert "Did you mean --member dana?" in ssi("explain", "tour.ssi", "team", "--member", "dena").stderr
    assert "--member dana, --member eve" in ssi("explain", "tour.ssi", "team").stderr
