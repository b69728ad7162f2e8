"""The action's comparison, from its own description: a comment on the pull request, or the summary."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bulk.population import RULES, write_population
from tests.integration.api import READ_ONLY, REPOSITORY, TOKEN, Comments, answering
from tests.integration.hooks import git
from tests.integration.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Iterator

INPUTS = {
    "diff-old": "HEAD:rules/team.ssi",
    "diff-data": "people",
    "diff-by": "team",
    "diff-as-of": "2026-06-30",
    "diff-limit": "0",
}
"""What a workflow would say; ``diff-new`` follows from ``diff-old``."""


@pytest.fixture
def comments() -> Iterator[Comments]:
    with answering() as found:
        yield found


@pytest.fixture
def runner(tmp_path: Path, comments: Comments) -> Runner:
    """A pull request that moves a cut-point."""
    workspace, temp = tmp_path / "work space", tmp_path / "temp"
    (workspace / "rules").mkdir(parents=True)
    temp.mkdir()
    git(workspace, "init", "--quiet")
    _write(workspace, 20)
    git(workspace, "add", ".")
    git(workspace, "commit", "--quiet", "--message", "Rules")
    _write(workspace, 30)
    write_population(workspace / "people", 120)
    event = temp / "event.json"
    event.write_text(json.dumps({"pull_request": {"number": 7}}), encoding="utf-8")
    github = {
        "GITHUB_API_URL": comments.url,
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_EVENT_PATH": str(event),
    }
    programs = os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"])
    return Runner(workspace, temp, programs, github=github, token=TOKEN)


def _write(workspace: Path, cut: int) -> None:
    text = RULES.read_text(encoding="utf-8").replace("from 20 earns", f"from {cut} earns")
    (workspace / "rules" / "team.ssi").write_text(text, encoding="utf-8")


def test_a_change_is_told_in_one_comment_that_is_kept_up_to_date(runner: Runner, comments: Comments) -> None:
    first = runner.run("diff", INPUTS)
    assert first.returncode == 0, first.stderr
    assert "ssi: the comment is created\n" in first.stdout
    assert first.stdout.startswith("::notice title=brand.skilled%3A award changed,file=rules/team.ssi,")
    (told,) = comments.on(7)
    assert told.startswith("<!-- ssi-rules: difference ")
    assert "cut-point: 20 earns 25 → 30 earns 25" in told
    assert "### By team" in told
    assert "m1" not in told  # as members are called
    assert first.summary == ""
    assert Path(first.outputs["markdown"]).read_text(encoding="utf-8") == told
    _write(runner.workspace, 40)
    second = runner.run("diff", INPUTS)
    assert "ssi: the comment is updated\n" in second.stdout
    (told,) = comments.on(7)
    assert "cut-point: 20 earns 25 → 40 earns 25" in told
    assert comments.written() == ["POST", "PATCH"]


def test_two_comparisons_have_a_comment_each(runner: Runner, comments: Comments) -> None:
    for inputs in (INPUTS, {**INPUTS, "diff-data": "", "diff-by": "", "diff-as-of": ""}, INPUTS):
        assert runner.run("diff", inputs).returncode == 0
    assert comments.written() == ["POST", "POST", "PATCH"]


def test_a_condition_fails_the_step_after_it_was_told(runner: Runner, comments: Comments) -> None:
    step = runner.run("diff", {**INPUTS, "fail-if": "levels_changed > 90%\r\n\nlost > 5%\n"})
    assert (step.returncode, step.outputs["exit-code"]) == (1, "1")
    assert "::error title=ssi diff::It fails if lost > 5%25." in step.stdout
    assert "It fails if levels_changed" not in step.stdout
    assert len(comments.on(7)) == 1


def test_what_may_not_be_told_warns_and_fails_nothing(runner: Runner, comments: Comments) -> None:
    write_population(runner.workspace / "people", 9)
    step = runner.run("diff", {**INPUTS, "fail-if": "lost >= 1"})
    assert (step.returncode, step.outputs["exit-code"]) == (0, "3"), step.stderr
    assert "::warning title=ssi diff::Not answered: lost >= 1." in step.stdout
    (told,) = comments.on(7)
    assert "not answered" in told


@pytest.mark.parametrize("token", [READ_ONLY, ""])
def test_on_a_fork_and_without_a_token_the_summary_has_it(
    token: str, runner: Runner, comments: Comments
) -> None:
    step = replace(runner, token=token).run("diff", INPUTS)
    assert step.returncode == 0, step.stderr
    assert "::notice title=ssi::No comment: " in step.stdout
    assert step.summary.startswith("<!-- ssi-rules: difference ")
    assert "## For the members of people" in step.summary
    assert comments.on(7) == []


def test_who_wants_no_comment_gets_the_summary(runner: Runner, comments: Comments) -> None:
    step = runner.run("diff", {**INPUTS, "comment": "false"})
    assert step.returncode == 0, step.stderr
    assert "## For the members of people" in step.summary
    assert comments.asked == []


def test_what_cannot_be_compared_is_two_and_no_comment(runner: Runner, comments: Comments) -> None:
    step = runner.run("diff", {**INPUTS, "fail-if": "levels_changd > 5%"})
    assert (step.returncode, step.outputs) == (2, {"exit-code": "2"})
    assert "Did you mean `levels_changed`?" in step.stderr
    assert step.stdout == "::error title=ssi::The rules could not be compared; the step's log says why.\n"
    assert comments.asked == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("diff-old", "$(touch pwned)"),
        ("diff-new", '"; touch pwned; "'),
        ("diff-data", "--help"),
        ("diff-by", "$(touch pwned)"),
        ("diff-as-of", "x\nexit-code<<y\n0\ny"),
        ("diff-limit", "0; touch pwned"),
        ("fail-if", '"; touch pwned; "'),
    ],
)
def test_no_input_is_more_than_a_value(name: str, value: str, runner: Runner, comments: Comments) -> None:
    step = runner.run("diff", {**INPUTS, name: value})
    assert (step.returncode, step.outputs) == (2, {"exit-code": "2"}), step.stdout
    assert not list(runner.workspace.rglob("pwned"))
    assert comments.asked == []
