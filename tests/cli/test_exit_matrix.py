"""Exit codes as a matrix: what a command is asked, what it finds, and the one code for that."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ssi_rules.codes import CATALOGUE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi

CLEAN = """\
ruleset sample "A sample" {
  version "1.0.0"
  worth   10
}

facts {
  calls : count "Calls made"
}

pillar reach "Reach" worth 10 {

  criterion calls_made "Calls" worth 10 {
    measure calls
    ramp {
      0  earns 0
      10 earns 10
    }
    advice "Call more people."
    basis  chosen
  }
}

level starting "Starting" from 0

test "half of the calls" {
  given calls = 5
  expect reach.calls_made = 5
}
"""
FILES = {
    "none.ssi": CLEAN,
    "info.ssi": CLEAN.replace('  version "1.0.0"\n', ""),
    "warning.ssi": f'market unused "Nobody" {{ title has "nobody" }}\n\n{CLEAN}',
    "error.ssi": CLEAN.replace("measure calls\n", "measure cals\n"),
    "unread.ssi": CLEAN.replace("measure calls\n", "measure (((\n"),
    "ugly.ssi": CLEAN.replace("  worth   10\n", "  worth 10\n"),
    "failing.ssi": CLEAN.replace("calls_made = 5", "calls_made = 6"),
    "untested.ssi": CLEAN[: CLEAN.index("test ")],
}
DATA = {
    "won.csv": [f"m{each},{each % 13},{each % 7},team {each % 2}" for each in range(60)],
    "few.csv": [f"m{each},{each % 13},{each % 7 if each else ''},team {each % 2}" for each in range(50)],
    "alike.csv": [f"m{each},{each % 13},7,one team" for each in range(60)],
    "words.csv": [f"m{each},many,lots,team {each % 2}" for each in range(60)],
}
"""Members with calls, what came of them, and a team."""

CONFIGURATIONS = {
    "misconfigured": "fail-level = 3\n",
    "unreadable": "select = [\n",
    "misnamed": 'selct = ["cliff"]\n',
}
LEVELS = ("none", "info", "warning", "error")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """In place of the usual project: a folder for each state of a rule file, so that folders can be asked for too."""
    (tmp_path / "ssi.toml").touch()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, lines in DATA.items():
        (tmp_path / name).write_text("\n".join(["member_id,calls,won,team", *lines]) + "\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for name, configuration in CONFIGURATIONS.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "ssi.toml").write_text(configuration, encoding="utf-8")
        (tmp_path / name / "none.ssi").write_text(CLEAN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("exit_zero", [False, True])
@pytest.mark.parametrize("fail_level", [None, "error", "warning", "info"])
@pytest.mark.parametrize("found", LEVELS)
def test_check_fails_from_its_level_up(found: str, fail_level: str | None, exit_zero: bool, ssi: Ssi) -> None:
    options = [*(["--fail-level", fail_level] if fail_level else []), *(["--exit-zero"] if exit_zero else [])]
    done = ssi("check", f"{found}.ssi", *options)
    fails = LEVELS.index(found) >= LEVELS.index(fail_level or "error")
    assert done.returncode == int(fails and not exit_zero), done.stdout
    assert (f"{found}[" in done.stdout) is (found != "none")


@pytest.mark.parametrize(
    "format_", ["full", "concise", "json", "github", "gitlab", "junit", "sarif", "markdown"]
)
@pytest.mark.parametrize(("found", "code"), [("none", 0), ("error", 1)])
def test_the_format_makes_no_difference(format_: str, found: str, code: int, ssi: Ssi) -> None:
    assert ssi("check", f"{found}.ssi", "--format", format_).returncode == code
    assert ssi("check", f"{found}.ssi", "--format", f"{format_}=out").returncode == code


MATRIX = {
    "fmt none.ssi": 0,
    "fmt ugly.ssi": 0,
    "fmt --check none.ssi": 0,
    "fmt --check ugly.ssi": 1,
    "fmt --diff ugly.ssi": 1,
    "fmt unread.ssi": 1,
    "fmt --check unread.ssi": 1,
    "test none.ssi": 0,
    "test failing.ssi": 1,
    "test failing.ssi none.ssi": 1,
    "test error.ssi": 1,
    "test none.ssi -k half": 0,
    "whatif error.ssi nowhere calls=5": 1,
    "prove none.ssi": 0,
    "prove none.ssi --assume calls=3": 0,
    "prove none.ssi --cliff 0.5": 1,
    "prove error.ssi": 1,
    "prove unread.ssi": 1,
    "diff none.ssi ugly.ssi": 0,
    "diff none.ssi error.ssi": 1,
    "diff error.ssi none.ssi --limit 0": 1,
    "diff unread.ssi none.ssi --exit-code": 1,
    "score error.ssi won.csv": 1,
    "explain error.ssi won.csv": 1,
    # What scores go with is told, whatever it is: nothing is a finding about the rules.
    "calibrate none.ssi won.csv --outcome won": 0,
    "calibrate none.ssi won.csv --outcome calls": 0,
    "calibrate none.ssi won.csv --outcome won --before few.csv": 0,
    "calibrate error.ssi won.csv --outcome won": 1,
    "calibrate unread.ssi won.csv --outcome won": 1,
    "audit none.ssi won.csv --by team": 0,
    "audit none.ssi won.csv --by team --format json": 0,
    "audit none.ssi alike.csv --by team": 0,
    "audit none.ssi won.csv --by member_id": 0,
    "audit error.ssi won.csv --by team": 1,
    "audit unread.ssi won.csv --by team": 1,
    "rule": 0,
    "rule SSI865": 0,
    "rule --json": 0,
    "show none.ssi": 0,
    "show error.ssi": 1,
    # Nothing there.
    "check empty": 2,
    "check nothing.ssi": 2,
    "check none.ssi nothing.ssi": 2,
    "check empty --allow-empty": 0,
    "check nothing*.ssi --allow-empty": 0,
    "check empty --exit-zero": 2,
    "fmt empty": 2,
    "fmt nothing.ssi": 2,
    "test empty": 2,
    "test nothing.ssi": 2,
    "test untested.ssi": 2,
    "test none.ssi -k nothing": 2,
    "test empty --allow-empty": 0,
    "test untested.ssi --allow-empty": 0,
    # A configuration that cannot be read, or asks for what there is not.
    "check misconfigured": 2,
    "check misconfigured --exit-zero": 2,
    "check unreadable": 2,
    "check misnamed/none.ssi": 2,
    # Wrong use.
    "": 2,
    "frobnicate": 2,
    "check": 2,
    "check none.ssi --format yaml": 2,
    "check none.ssi --format json --format full": 2,
    "check none.ssi --format json= ": 2,
    "check none.ssi --format json=a --format sarif=./a": 2,
    "check none.ssi --format json=nowhere/a": 2,
    "check none.ssi --fail-level fatal": 2,
    "check none.ssi --no-such-option": 2,
    "check error.ssi --exit-zero --format yaml": 2,
    "fmt": 2,
    "fmt --no-such-option none.ssi": 2,
    "test": 2,
    "test none.ssi --format yaml": 2,
    "test none.ssi -k (": 2,
    "whatif": 2,
    "whatif none.ssi": 2,
    "whatif none.ssi nowhere calls=5": 2,
    "whatif none.ssi nowhere calls=5 --format yaml": 2,
    "prove": 2,
    "prove nothing.ssi": 2,
    "prove empty": 2,
    "prove misconfigured": 2,
    "prove none.ssi --assume cals=3": 2,
    "prove none.ssi --assume calls": 2,
    "prove none.ssi --assume calls+=3": 2,
    "prove none.ssi --limit 0": 2,
    "prove none.ssi --limit nan": 2,
    "prove none.ssi --cliff six": 2,
    "prove none.ssi --format yaml": 2,
    "diff": 2,
    "diff none.ssi nothing.ssi": 2,
    "diff none.ssi ugly.ssi nowhere": 2,
    "diff none.ssi ugly.ssi --format yaml": 2,
    "diff none.ssi ugly.ssi --limit nan": 2,
    "calibrate": 2,
    "calibrate none.ssi won.csv": 2,
    "calibrate nothing.ssi won.csv --outcome won": 2,
    "calibrate none.ssi nowhere --outcome won": 2,
    "calibrate none.ssi words.csv --outcome won": 2,
    "calibrate none.ssi few.csv --outcome won": 2,
    "calibrate none.ssi alike.csv --outcome won": 2,
    "calibrate none.ssi won.csv --outcome lost": 2,
    "calibrate none.ssi won.csv --outcome won --before nowhere": 2,
    "calibrate none.ssi won.csv --outcome won --bands 1": 2,
    "calibrate none.ssi won.csv --outcome won --as-of soon": 2,
    "calibrate none.ssi won.csv --outcome won --before-as-of 2026-06-30": 2,
    "calibrate none.ssi won.csv --outcome won --format yaml": 2,
    "audit": 2,
    "audit none.ssi won.csv": 2,
    "audit none.ssi won.csv --by ,": 2,
    "audit none.ssi won.csv --by taem": 2,
    "audit none.ssi nowhere --by team": 2,
    "audit none.ssi words.csv --by team": 2,
    "audit nothing.ssi won.csv --by team": 2,
    "audit none.ssi won.csv --by team --format yaml": 2,
    "rule no-such-code": 2,
    "rule SSI865 SSI866": 2,
}


@pytest.mark.parametrize(("line", "code"), MATRIX.items())
def test_each_way_to_end_has_its_code(line: str, code: int, ssi: Ssi) -> None:
    done = ssi(*line.split())
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    if code == 2 and line:
        assert done.stderr
        assert not done.stdout


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("check none.ssi", "ssi_rules.text.Source.__init__"),
        ("check error.ssi --exit-zero", "ssi_rules.formats.palette.Palette.severity"),
        ("fmt none.ssi", "ssi_rules.text.Source.__init__"),
        ("test none.ssi", "ssi_rules.text.Source.__init__"),
        ("rule SSI865", "ssi_rules.formats.palette.Palette.severity"),
        ("show none.ssi", "ssi_rules.text.Source.__init__"),
        ("calibrate none.ssi won.csv --outcome won", "ssi_rules.calibration.groups.Sums.__init__"),
        ("audit none.ssi won.csv --by team", "ssi_rules.calibration.audit.exact_shift"),
    ],
)
def test_a_fault_of_our_own_is_two_and_never_looks_like_findings(
    line: str, broken: str, ssi: Ssi, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raising(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(broken, raising)
    done = ssi(*line.split())
    assert done.returncode == 2
    assert "failed on its own account: RuntimeError" in done.stderr
    assert len(list(project.glob("ssi-crash-*.txt"))) == 1


@pytest.mark.parametrize(
    "line",
    ["check error.ssi", "check none.ssi --format json", "test failing.ssi", "fmt --diff ugly.ssi", "rule"],
)
def test_a_reader_that_goes_away_is_141(line: str, project: Path) -> None:
    command = [sys.executable, "-m", "ssi_rules", *line.split()]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command, cwd=project, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=120
    )
    os.close(writing)
    assert done.returncode == 141, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize(
    "line", ["calibrate none.ssi won.csv --outcome won", "audit none.ssi won.csv --by team"]
)
def test_what_is_not_installed_is_two_and_says_what_to_install(
    line: str, ssi: Ssi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssi_rules.cli.asking.reading.find_spec", lambda _: None)
    done = ssi(*line.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'ssi-rules[calibrate]'" in done.stderr


def test_every_severity_is_in_the_matrix() -> None:
    assert {each.severity.value for each in CATALOGUE.values()} == set(LEVELS) - {"none"}
