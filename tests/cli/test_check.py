"""``ssi check``: choosing, mending, knowing, comparing; what stands on which stream, and how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ssi_rules.cli.configuration_schema import CONFIGURATION
from ssi_rules.workspace import configuration

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi

RULES = """\
let idle = 1

use "facts/linkedin.ssi"

ruleset case "A case" {
  version "1.0.0"
  worth   5
}

pillar engage "Engage" worth 5 {
  criterion writing "Writing" worth 5 {
    measure count of shares over 90 days # ssi: ignore[cliff] There was one.
    ramp {
      0  earns 0
      24 earns 5
    }
    advice "Write once a week."
    basis  chosen "One a week"
  }
}

level starting "Starting" from 0

test "nothing" {
  as of 2026-06-30
  given shares { }
  expect engage.writing = 0
}
"""


@pytest.fixture
def rules(project: Path) -> Path:
    path = project / "rules.ssi"
    path.write_text(RULES, encoding="utf-8")
    return path


def slugs(ssi: Ssi, *options: str) -> list[str]:
    done = ssi("check", "rules.ssi", "--format", "json", *options)
    assert done.returncode in (0, 1), done.stderr
    return [each["slug"] for each in json.loads(done.stdout)["diagnostics"]]


def test_codes_are_chosen(ssi: Ssi, rules: Path) -> None:
    assert rules.exists()
    assert slugs(ssi) == ["unused-let", "unused-suppression"]
    assert slugs(ssi, "--select", "suppressions,cliff") == ["unused-suppression"]
    assert slugs(ssi, "--ignore", "SSI2,cliff") == []
    assert slugs(ssi, "--ignore", "SSI8", "--ignore", "unused-let") == []
    assert slugs(ssi, "--ignore", "SSI2", "--extend-select", "unused-let") == [
        "unused-let",
        "unused-suppression",
    ]


def test_the_configuration_is_found_named_and_overruled(ssi: Ssi, project: Path, rules: Path) -> None:
    (project / "ssi.toml").write_text('ignore = ["unused-let"]\n', encoding="utf-8")
    (project / "other.toml").write_text('ignore = ["suppressions"]\n', encoding="utf-8")
    assert slugs(ssi) == ["unused-suppression"]
    assert slugs(ssi, "--extend-select", "unused-let") == ["unused-let", "unused-suppression"]
    assert slugs(ssi, "--isolated") == ["unused-let", "unused-suppression"]
    assert slugs(ssi, "--config", "other.toml") == ["unused-let"]
    assert "configuration: ssi.toml\n" in ssi("check", rules.name, "-v").stderr
    assert "configuration: none\n" in ssi("check", rules.name, "-v", "--isolated").stderr


@pytest.mark.parametrize(
    "line",
    [
        "--select clif",
        "--ignore unknown-name",
        "--fix --diff",
        "--unsafe-fixes",
        "--isolated --config ssi.toml",
        "--config none.toml",
        "--baseline none.json",
        "--since HEAD~1000000",
        "--fail-level fatal",
        "--add-ignores ",
    ],
)
def test_what_cannot_be_done_is_two(ssi: Ssi, rules: Path, line: str) -> None:
    done = ssi("check", rules.name, *line.split(" "))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_misspelt_code_is_told_with_the_nearest(ssi: Ssi, rules: Path) -> None:
    assert "did you mean `cliff`?" in " ".join(ssi("check", rules.name, "--select", "clif").stderr.split())


def test_a_fault_of_the_configuration_is_told_with_its_line(ssi: Ssi, project: Path, rules: Path) -> None:
    (project / "ssi.toml").write_text('\nselekt = ["cliff"]\n', encoding="utf-8")
    done = ssi("check", rules.name)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == "error: ssi.toml, line 2: there is no setting `selekt`.\nhelp: did you mean `select`?\n"
    )


def test_the_level_from_which_a_run_fails(ssi: Ssi, project: Path, rules: Path) -> None:
    assert ssi("check", rules.name).returncode == 0
    assert ssi("check", rules.name, "--fail-level", "warning").returncode == 1
    (project / "ssi.toml").write_text('fail-level = "warning"\n', encoding="utf-8")
    assert ssi("check", rules.name).returncode == 1
    assert ssi("check", rules.name, "--fail-level", "error").returncode == 0
    assert ssi("check", rules.name, "--exit-zero").returncode == 0
    (project / "ssi.toml").write_text('[levels]\nunused-let = "error"\n', encoding="utf-8")
    done = ssi("check", rules.name, "--format", "concise")
    assert done.returncode == 1
    assert "error[SSI223]" in done.stdout


def test_excluded_files_are_passed_over_unless_named(ssi: Ssi, project: Path, rules: Path) -> None:
    (project / "ssi.toml").write_text('exclude = ["*.ssi"]\n', encoding="utf-8")
    assert ssi("check", ".").returncode == 2
    assert ssi("check", ".", "--allow-empty").returncode == 0
    assert "1 file:" in ssi("check", rules.name).stderr


def test_fixes_are_shown_and_made(ssi: Ssi, rules: Path) -> None:
    diff = ssi("check", rules.name, "--diff")
    assert diff.returncode == 1
    assert diff.stdout.startswith("--- a/rules.ssi\n+++ b/rules.ssi\n@@ ")
    assert "-    measure count of shares over 90 days # ssi: ignore[cliff] There was one.\n" in diff.stdout
    assert rules.read_text(encoding="utf-8") == RULES
    rules.write_bytes(b"\xef\xbb\xbf" + RULES.replace("\n", "\r\n").encode())
    mode = rules.stat().st_mode
    done = ssi("check", rules.name, "--fix", "--format", "concise")
    assert done.returncode == 0
    assert "1 fix made\n" in done.stderr
    assert "SSI891" not in done.stdout
    fixed = RULES.replace(" # ssi: ignore[cliff] There was one.", "")
    assert rules.read_bytes() == b"\xef\xbb\xbf" + fixed.replace("\n", "\r\n").encode()
    assert rules.stat().st_mode == mode
    again = ssi("check", rules.name, "--diff")
    assert (again.returncode, again.stdout) == (0, "")


def test_a_read_only_file_is_left_alone(ssi: Ssi, rules: Path) -> None:
    rules.chmod(0o444)
    done = ssi("check", rules.name, "--fix")
    assert done.returncode == 2
    assert "read-only" in done.stderr
    assert rules.read_text(encoding="utf-8") == RULES


def test_comments_leave_out_what_is_found(ssi: Ssi, rules: Path) -> None:
    done = ssi("check", rules.name, "--add-ignores", "Known since 2025")
    assert done.returncode == 0
    assert "1 finding is left out by comments" in done.stderr
    text = rules.read_text(encoding="utf-8")
    assert text.startswith("# ssi: ignore[unused-let] Known since 2025\nlet idle = 1\n")
    assert slugs(ssi) == ["unused-suppression"]


def test_a_comment_that_is_there_gets_the_new_names(ssi: Ssi, rules: Path) -> None:
    kept = "# ssi: ignore[cliff] There was one."
    rules.write_text(RULES.replace(kept, "").replace("let idle", f"{kept}\nlet idle"), encoding="utf-8")
    assert ssi("check", rules.name, "--add-ignores", "Known").returncode == 0
    assert "# ssi: ignore[cliff, unused-let] There was one.\n" in rules.read_text(encoding="utf-8")


def test_a_baseline_is_written_used_and_grows_old(ssi: Ssi, project: Path, rules: Path) -> None:
    done = ssi("check", rules.name, "wrong.ssi", "--write-baseline", "known.json", "--format", "concise")
    assert done.returncode == 1
    assert "unused-let" not in done.stdout
    assert "error" in done.stdout
    assert "findings are known from now on" in done.stderr
    assert slugs(ssi, "--baseline", "known.json") == []
    (project / "ssi.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert slugs(ssi) == []
    rules.write_text(RULES.replace("let idle = 1\n", "# moved\n"), encoding="utf-8")
    done = ssi("check", rules.name)
    assert "no longer found: unused-let in rules.ssi: let idle = 1\n" in done.stderr
    assert done.returncode == 0
    assert "no longer found" not in ssi("check", "tour.ssi").stderr


def test_statistics(ssi: Ssi, rules: Path) -> None:
    done = ssi("check", rules.name, "--statistics")
    assert done.stdout == "1  SSI223  unused-let\n1  SSI891  unused-suppression\n"
    with_format = ssi("check", rules.name, "--statistics", "--format", "json")
    assert json.loads(with_format.stdout)["diagnostics"]
    assert "SSI223  unused-let" in with_format.stderr


def test_quiet_says_nothing_but_findings(ssi: Ssi, rules: Path) -> None:
    loud, quiet = ssi("check", rules.name), ssi("check", rules.name, "--quiet")
    assert loud.stderr
    assert (quiet.stdout, quiet.stderr) == (loud.stdout, "")


def test_stdin_lies_where_its_name_says(ssi: Ssi, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "sub").mkdir()
    (project / "sub" / "facts.ssi").write_text('facts {\n  calls : count "Calls"\n}\n', encoding="utf-8")
    text = RULES.replace("let idle = 1", 'use "facts.ssi"').replace(
        " # ssi: ignore[cliff] There was one.", ""
    )

    def given(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))

    given(text.encode())
    done = ssi("check", "-", "--stdin-filename", "sub/new.ssi", "--format", "concise")
    assert done.returncode == 0
    assert done.stdout.startswith("sub/new.ssi:1:1: warning[SSI222] ")
    given(text.encode())
    done = ssi("check", "-", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.startswith("<stdin>:1:5: error[SSI010]")
    given(b"let caf\xe9 = 1\n")
    done = ssi("check", "-", "--format", "concise")
    assert done.returncode == 1
    assert "SSI002" in done.stdout
    assert "The byte E9" in done.stdout
    assert ssi("check", "-", "tour.ssi").returncode == 2
    assert ssi("check", "-", "--fix").returncode == 2


def test_versions_are_compared_with_a_commit(ssi: Ssi, project: Path, rules: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=Dana", "-c", "user.email=dana@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    assert "version-not-raised" not in slugs(ssi, "--since", "HEAD")
    rules.write_text(RULES.replace("24 earns", "25 earns"), encoding="utf-8")
    assert "version-not-raised" in slugs(ssi, "--since", "HEAD")
    rules.write_text(RULES.replace("24 earns", "25 earns").replace("1.0.0", "1.1.0"), encoding="utf-8")
    assert "version-not-raised" not in slugs(ssi, "--since", "HEAD")


def test_output_is_the_same_with_and_without_what_was_kept(ssi: Ssi, rules: Path) -> None:
    runs = [ssi("check", rules.name, "--format", "sarif", *more) for more in ((), (), ("--no-cache",))]
    assert len({each.stdout for each in runs}) == 1


def test_the_schema_of_the_configuration_knows_every_setting(ssi: Ssi) -> None:
    shown = json.loads(ssi("schema", "configuration").stdout)
    assert {name: value for name, value in shown.items() if name != "$schema"} == CONFIGURATION
    assert tuple(shown["properties"]) == configuration.KEYS
    assert tuple(shown["properties"]["limits"]["properties"]) == configuration.LIMIT_KEYS
    assert tuple(shown["properties"]["paths"]["items"]["properties"]) == configuration.PATH_KEYS
    assert tuple(shown["properties"]["levels"]["additionalProperties"]["enum"]) == configuration.LEVELS
