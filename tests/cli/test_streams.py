from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ssi_rules.cli.streams import wants_colour
from ssi_rules.synthetic import SMALLEST_TEAM, write_team

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi


def test_data_is_on_stdout_and_talk_on_stderr(ssi: Ssi) -> None:
    done = ssi("explain", "tour.ssi", "team", "--member", "dana", "--json")
    assert json.loads(done.stdout)["member"] == "dana"
    assert "as of 2026-06-30, the day the data gives" in done.stderr


def test_a_day_that_was_given_is_not_told(ssi: Ssi) -> None:
    done = ssi("score", "tour.ssi", "team", "--as-of", "2026-06-15", "--format", "json")
    assert json.loads(done.stdout)["as_of"] == "2026-06-15"
    assert "as of" not in done.stderr


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ((), {}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
@pytest.mark.parametrize(
    "line", ["check wrong.ssi", "explain tour.ssi team --member dana", "score tour.ssi team"]
)
def test_the_option_wins_over_the_environment(
    ssi: Ssi, line: str, options: tuple[str, ...], environment: dict[str, str], *, coloured: bool
) -> None:
    done = ssi(*line.split(), *options, **environment)
    assert ("\x1b[" in done.stdout) is coloured


@pytest.mark.parametrize(
    "line",
    [
        "check wrong.ssi --format json",
        "score tour.ssi team --format csv",
        "score tour.ssi team --format json",
    ],
)
def test_machine_formats_are_never_coloured_and_always_the_same(ssi: Ssi, line: str) -> None:
    first, second = (ssi(*line.split(), "--color", "always").stdout for _ in range(2))
    assert first == second
    assert "\x1b" not in first


def test_a_terminal_that_is_dumb_gets_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert wants_colour("auto", Terminal())  # type: ignore[arg-type]
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour("auto", Terminal())  # type: ignore[arg-type]


def test_a_reader_that_goes_away_is_no_error(project: Path) -> None:
    command = [sys.executable, "-m", "ssi_rules", "show", "linkedin-ssi-2015"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read().decode()
    assert process.returncode == 141
    assert told == ""


def test_ctrl_c_ends_with_130(ssi: Ssi, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ssi_rules.cli.checking.inspect_paths", stopped)
    done = ssi("check", "tour.ssi")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_terminal_without_the_characters_still_gets_its_page(ssi_process: Ssi) -> None:
    done = ssi_process(
        "explain", "tour.ssi", "team", "--member", "dana", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    assert done.returncode == 0, done.stderr
    assert "Why it is not higher" in done.stdout


def test_what_an_error_quotes_cannot_move_the_cursor(ssi: Ssi, project: Path) -> None:
    members = project / "team" / "members.csv"
    members.write_text("member_id,seat\ndana,\x1b[2Jmaybe\u202e\n", encoding="utf-8")
    done = ssi("score", "tour.ssi", "team")
    assert done.returncode == 2
    assert "maybe" in done.stderr
    assert not set(done.stderr) & {"\x1b", "\u202e"}


def test_facts_of_a_team_are_told_whole_or_not_at_all(project: Path, ssi: Ssi) -> None:
    (project / "exports").mkdir()
    write_team(project / "exports", seed=1, members=SMALLEST_TEAM, as_of=date(2026, 6, 30))
    last = max((project / "exports").iterdir())
    last.write_bytes(last.read_bytes()[:3000])
    done = ssi("facts", "exports", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert last.name in done.stderr
