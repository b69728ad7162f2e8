"""``--format`` through the command line: several at once, files replaced whole, the same from everywhere."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Protocol

import jsonschema
import pytest

from ssi_rules.cli.main import run
from ssi_rules.cli.options import FORMATS
from tests.formats.test_sarif import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi

FORGES = ("github", "gitlab", "junit", "sarif", "markdown")


@pytest.fixture
def repository(project: Path) -> Path:
    """The project, moved into a folder of a repository; a sibling copy of all of it lies elsewhere."""
    inside = project / "repository" / "sales"
    (inside / "rules").mkdir(parents=True)
    (project / "repository" / ".git").mkdir()
    (inside / "ssi.toml").touch()
    for name in ("wrong.ssi", "tour.ssi"):
        shutil.copy(project / name, inside / "rules" / name)
    shutil.copytree(project / "repository", project / "elsewhere" / "deep" / "repository")
    return project / "repository"


class SsiIn(Protocol):
    """Runs ``ssi`` from a folder and gives what it prints."""

    def __call__(self, folder: Path, *arguments: str) -> str: ...


@pytest.fixture
def ssi_in(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> SsiIn:
    def run_there(folder: Path, *arguments: str) -> str:
        monkeypatch.chdir(folder)
        monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
        monkeypatch.setattr(sys, "argv", ["ssi", *arguments, "--exit-zero"])
        capsys.readouterr()
        with pytest.raises(SystemExit) as leaving:
            run()
        assert not leaving.value.code
        return capsys.readouterr().out

    return run_there


def _written(ssi_in: SsiIn, folder: Path, path: Path, *, into: Path) -> dict[str, str]:
    """What each format says of a path, asked from a folder."""
    into.mkdir()
    formats = [f"--format={name}={into / name}" for name in FORMATS]
    ssi_in(folder, "check", os.path.relpath(path, folder), *formats)
    return {name: (into / name).read_text(encoding="utf-8") for name in FORMATS}


def test_outputs_are_the_same_from_run_to_run_and_from_everywhere(
    ssi_in: SsiIn, repository: Path, project: Path
) -> None:
    copy = project / "elsewhere" / "deep" / "repository"
    asked = [
        (repository, repository / "sales"),
        (repository, repository / "sales"),
        (repository / "sales", repository / "sales"),
        (repository / "sales" / "rules", repository / "sales" / "rules"),
        (project, repository / "sales" / "rules"),
        (copy / "sales", copy / "sales"),
    ]
    first, *others = (
        _written(ssi_in, folder, path, into=project / f"out-{number}")
        for number, (folder, path) in enumerate(asked)
    )
    for each in others:
        assert each == first


@pytest.mark.parametrize("name", FORGES)
def test_forges_are_told_the_place_in_the_repository(name: str, ssi_in: SsiIn, repository: Path) -> None:
    shown = ssi_in(repository / "sales", "check", ".", "--format", name)
    assert "sales/rules/wrong.ssi" in shown
    assert shown.count("wrong.ssi") == shown.count("sales/rules/wrong.ssi")


def test_stdout_gets_full_where_all_else_goes_to_files(ssi: Ssi, project: Path) -> None:
    done = ssi("check", "wrong.ssi", "--format", "json=a.json", "--format", "sarif=b.sarif")
    assert done.returncode == 1
    assert done.stdout == ssi("check", "wrong.ssi").stdout
    assert done.stderr.startswith("1 file: ")
    assert json.loads((project / "a.json").read_text(encoding="utf-8"))["diagnostics"]
    jsonschema.Draft4Validator(SCHEMA).validate(json.loads((project / "b.sarif").read_text(encoding="utf-8")))


def test_stdout_can_be_named_with_a_dash(ssi: Ssi) -> None:
    assert ssi("check", "wrong.ssi", "--format", "gitlab=-").stdout.startswith("[\n")


def test_a_machine_on_stdout_is_told_nothing_on_the_side(ssi: Ssi) -> None:
    for name in set(FORMATS) - {"full", "concise"}:
        assert ssi("check", "wrong.ssi", "--format", name).stderr == ""


def test_a_file_is_replaced_whole_or_not_at_all(ssi: Ssi, project: Path) -> None:
    (project / "out.json").write_text("before", encoding="utf-8")
    done = ssi("check", "wrong.ssi", "--format", "json=out.json", "--format", "sarif=nowhere/b.sarif")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere/b.sarif cannot be written" in done.stderr
    assert json.loads((project / "out.json").read_text(encoding="utf-8"))
    assert not list(project.glob(".out.json*"))


def test_a_file_is_coloured_only_where_that_is_said(ssi: Ssi, project: Path) -> None:
    ssi("check", "wrong.ssi", "--format", "full=a", FORCE_COLOR="1")
    ssi("check", "wrong.ssi", "--format", "full=b", "--color", "always")
    assert "\x1b" not in (project / "a").read_text(encoding="utf-8")
    assert "\x1b" in (project / "b").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["yaml"], "`yaml` is none of full, concise, json, github, gitlab, junit, sarif, markdown."),
        (["json", "sarif"], "Only one format can go to stdout; give sarif a file: --format sarif=FILE."),
        (["json="], "Name a file after `json=`."),
        (["json=a", "sarif=./a"], "Two formats go to one file."),
        (["\x1b[2J"], "`␛[2J` is none of"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is(given: list[str], told: str, ssi: Ssi) -> None:
    done = ssi("check", "wrong.ssi", *(f"--format={each}" for each in given))
    assert (done.returncode, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())


class TestSummary:
    def test_github_gets_one_and_keeps_what_was_there(self, ssi: Ssi, project: Path) -> None:
        page = project / "summary.md"
        page.write_text("before\n", encoding="utf-8")
        done = ssi("check", "wrong.ssi", "--format", "github", GITHUB_STEP_SUMMARY=str(page))
        assert done.returncode == 1
        text = page.read_text(encoding="utf-8")
        assert text.startswith("before\n<!-- ssi-rules: findings -->\n### ssi: ")
        assert "--> wrong.ssi:3:" in text

    def test_other_formats_write_none(self, ssi: Ssi, project: Path) -> None:
        ssi("check", "wrong.ssi", "--format", "json", GITHUB_STEP_SUMMARY=str(project / "summary.md"))
        assert not (project / "summary.md").exists()

    def test_it_fits_into_what_github_takes(self, ssi: Ssi, project: Path) -> None:
        page = project / "summary.md"
        page.write_text("x" * ((1 << 20) - 1_200), encoding="utf-8")
        for _ in range(3):
            ssi("check", "wrong.ssi", "--format", "github", GITHUB_STEP_SUMMARY=str(page))
        assert page.stat().st_size <= 1 << 20

    def test_one_that_cannot_be_written_costs_nothing_else(self, ssi: Ssi) -> None:
        done = ssi("check", "wrong.ssi", "--format", "github", GITHUB_STEP_SUMMARY="nowhere/summary.md")
        assert done.returncode == 1
        assert done.stdout.startswith("::error ")
        assert (
            done.stderr
            == "note: the summary nowhere/summary.md cannot be written: No such file or directory.\n"
        )


def test_no_order_comes_from_hashes(ssi_process: Ssi, project: Path) -> None:
    def written(seed: str) -> list[str]:
        formats = [f"--format={name}={name}.out" for name in FORMATS]
        ssi_process("check", "wrong.ssi", "tour.ssi", *formats, PYTHONHASHSEED=seed)
        return [(project / f"{name}.out").read_text(encoding="utf-8") for name in FORMATS]

    assert written("1") == written("2")


@pytest.mark.parametrize("name", ["markdown", "github"])
def test_machines_get_utf_8_whatever_the_terminal_has(name: str, ssi_process: Ssi, project: Path) -> None:
    (project / "größe.ssi").write_text('let größe = "ß"\n', encoding="utf-8")
    done = ssi_process("check", ".", "--format", name, PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert "größe.ssi" in done.stdout
