"""Our action, run from its own description with the environment that GitHub sets."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.integration.hooks import BROKEN, GOOD, git
from tests.integration.runner import ACTION, ROOT, Runner, Step


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    workspace, temp = tmp_path / "work space", tmp_path / "temp"
    for folder in (workspace, workspace / "rules", temp):
        folder.mkdir()
    git(workspace, "init", "--quiet")
    (workspace / "rules" / "ssi.toml").touch()
    (workspace / "rules" / "team.ssi").write_text(GOOD, encoding="utf-8")
    programs = Path(sys.executable).parent
    return Runner(workspace, temp, os.pathsep.join([str(programs), "/usr/bin", "/bin"]))


def _break(runner: Runner, name: str = "rules/team.ssi") -> None:
    (runner.workspace / name).write_text(BROKEN, encoding="utf-8")


def _sarif(step: Step) -> list[dict[str, Any]]:
    (run,) = json.loads(Path(step.outputs["sarif"]).read_text(encoding="utf-8"))["runs"]
    results = run["results"]
    assert isinstance(results, list)
    return results


def test_a_clean_workspace(runner: Runner) -> None:
    step = runner.run("check")
    assert (step.returncode, step.stderr) == (0, "")
    assert step.stdout == "ssi: no findings in 1 file\n"
    assert step.summary == "<!-- ssi-rules: findings -->\n### ssi: no findings in 1 file\n"
    assert step.outputs["exit-code"] == "0"
    assert _sarif(step) == []


def test_a_fault_is_shown_everywhere_by_its_place_in_the_repository(runner: Runner) -> None:
    _break(runner)
    step = runner.run("check")
    assert step.returncode == 1
    annotation, total = step.stdout.splitlines()
    assert annotation.startswith(
        "::error title=SSI201 unknown-name,file=rules/team.ssi,line=13,endLine=13,col=13,endColumn=17::"
    )
    assert total == "ssi: 1 error in 1 file"
    assert "--> rules/team.ssi:13:13" in step.summary
    assert step.outputs["exit-code"] == "1"
    (result,) = _sarif(step)
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "rules/team.ssi"
    assert Path(step.outputs["markdown"]).read_text(encoding="utf-8") == step.summary


def test_what_cannot_be_checked_is_two(runner: Runner) -> None:
    step = runner.run("check", {"paths": "nowhere"})
    assert (step.returncode, step.outputs) == (2, {"exit-code": "2"})
    assert step.stdout == "::error title=ssi::The rules could not be checked; the step's log says why.\n"
    assert "nowhere" in step.stderr


def test_paths_stand_one_a_line(runner: Runner) -> None:
    _break(runner, "rules/other one.ssi")
    step = runner.run("check", {"paths": "rules/team.ssi\r\n\n  \nrules/other one.ssi\n"})
    assert step.stdout.splitlines()[-1] == "ssi: 1 error in 2 files"
    assert "file=rules/other one.ssi," in step.stdout


def test_the_level_and_the_sarif_file_can_be_chosen(runner: Runner) -> None:
    text = GOOD + 'market unused "Nobody" { title has "nobody" }\n'
    (runner.workspace / "rules" / "team.ssi").write_text(text, encoding="utf-8")
    assert runner.run("check").returncode == 0
    step = runner.run("check", {"fail-level": "warning", "sarif": "out.sarif"})
    assert (step.returncode, step.outputs["sarif"]) == (1, "out.sarif")
    assert json.loads((runner.workspace / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


HOSTILE = (
    "$(touch pwned)",
    '"; touch pwned; "',
    "--exit-zero",
    "${{ github.token }}",
    "*",
    "~",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_path_is_a_name_whatever_it_looks_like(name: str, runner: Runner) -> None:
    folder = runner.workspace / name
    folder.mkdir()
    (folder / "rules.ssi").write_text(BROKEN, encoding="utf-8")
    step = runner.run("check", {"paths": name})
    assert step.returncode == 1
    assert step.stdout.splitlines()[-1] == "ssi: 1 error in 1 file"
    assert not list(runner.workspace.rglob("pwned"))


@pytest.mark.parametrize("value", ["$(touch pwned)", "-x", '"; touch pwned; "', "x\nexit-code<<y\n0\ny"])
@pytest.mark.parametrize("name", ["fail-level", "sarif"])
def test_no_input_is_more_than_a_value(name: str, value: str, runner: Runner) -> None:
    _break(runner)
    step = runner.run("check", {name: value})
    assert step.returncode == (1 if name == "sarif" else 2), step.stderr
    assert step.outputs["exit-code"] == str(step.returncode)
    assert step.outputs.get("sarif") == (value if step.returncode == 1 else None)
    assert set(step.outputs) <= set(ACTION["outputs"])
    assert not list(runner.workspace.rglob("pwned"))


def test_nothing_of_the_workspace_runs_while_ssi_is_installed(runner: Runner, tmp_path: Path) -> None:
    for name in ("venv.py", "pip.py", "ensurepip.py", "sitecustomize.py"):
        (runner.workspace / name).write_text("open('pwned', 'w').close()\n", encoding="utf-8")
    shutil.copytree(
        runner.checkout / "ci", tmp_path / "action" / "ci"
    )  # nothing else, so that pip is done at once
    step = replace(runner, checkout=tmp_path / "action").run("setup")
    assert "is not installable" in step.stderr, step.stderr
    assert not list(tmp_path.rglob("pwned"))


_PYTHON = """#!/bin/sh
if [ "$3" = venv ]; then mkdir -p "$4/bin" && cp "$0" "$4/bin/python" && exit; fi
for each; do installed=$each; done
echo "installed $installed"
"""
"""Makes an environment of itself, whose pip says what it is asked to install."""


@pytest.mark.parametrize(
    ("inputs", "extra"),
    [({}, ""), ({"diff-old": "main"}, "[prove]"), ({"diff-old": "main", "diff-limit": "0"}, "")],
)
def test_a_solver_is_installed_where_something_is_to_be_proved(
    inputs: dict[str, str], extra: str, runner: Runner, tmp_path: Path
) -> None:
    python = tmp_path / "programs" / "python"
    python.parent.mkdir()
    python.write_text(_PYTHON, encoding="utf-8")
    python.chmod(0o755)
    step = replace(runner, path=f"{python.parent}:/usr/bin:/bin").run("setup", inputs)
    assert step.stdout == f"installed {ROOT}{extra}\n", step.stderr


def test_every_output_comes_from_a_step_that_says_it() -> None:
    steps = {each["id"] for each in ACTION["runs"]["steps"] if "id" in each}
    for each in ACTION["outputs"].values():
        step, name = re.fullmatch(r"\$\{\{ steps\.(\w+)\.outputs\.([\w-]+) \}\}", each["value"]).groups()  # type: ignore[union-attr]
        assert step in steps
        assert f"output {name} " in (ROOT / "ci" / f"{step}.sh").read_text(encoding="utf-8")


def test_every_input_is_read() -> None:
    given = [
        value
        for step in ACTION["runs"]["steps"]
        for value in (*step.get("env", {}).values(), *step.get("with", {}).values())
    ]
    assert [name for name in ACTION["inputs"] if f"${{{{ inputs.{name} }}}}" not in given] == []
