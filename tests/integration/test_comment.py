"""The comment on a pull request, against a stand-in for the API: made once, then brought up to date."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.integration.api import READ_ONLY, REPOSITORY, TOKEN, Comments, answering
from tests.integration.runner import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKER = "<!-- ssi-rules: difference -->"


@pytest.fixture
def comments() -> Iterator[Comments]:
    with answering() as found:
        yield found


class Poster:
    """The action's script, run as the action runs it."""

    def __init__(self, folder: Path, comments: Comments) -> None:
        self.folder, self.comments = folder, comments
        self.event: object = {"pull_request": {"number": 7}}
        self.token = TOKEN

    def run(self, text: str) -> subprocess.CompletedProcess[str]:
        event, body, summary = (self.folder / name for name in ("event.json", "body.md", "summary.md"))
        event.write_text(json.dumps(self.event), encoding="utf-8")
        body.write_text(text, encoding="utf-8")
        summary.write_text("", encoding="utf-8")
        environment = {
            "PATH": os.defpath,
            "GITHUB_API_URL": self.comments.url,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_STEP_SUMMARY": str(summary),
            "SSI_TOKEN": self.token,
        }
        command = [sys.executable, "-I", str(ROOT / "ci" / "comment.py"), str(body)]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=60
        )

    @property
    def summary(self) -> str:
        return (self.folder / "summary.md").read_text(encoding="utf-8")


@pytest.fixture
def poster(tmp_path: Path, comments: Comments) -> Poster:
    return Poster(tmp_path, comments)


def test_it_is_made_once_and_then_brought_up_to_date(poster: Poster, comments: Comments) -> None:
    comments.add(7, "Looks good to me.", kind="User")
    first = poster.run(f"{MARKER}\nOne member moves.\n")
    assert (first.returncode, first.stdout, first.stderr) == (0, "ssi: the comment is created\n", "")
    second = poster.run(f"{MARKER}\nTwo members move.\n")
    assert (second.returncode, second.stdout, second.stderr) == (0, "ssi: the comment is updated\n", "")
    assert comments.on(7) == ["Looks good to me.", f"{MARKER}\nTwo members move.\n"]
    assert comments.written() == ["POST", "PATCH"]
    assert poster.summary == ""


def test_it_is_found_behind_a_hundred_others(poster: Poster, comments: Comments) -> None:
    for number in range(230):
        comments.add(7, f"{number}")
    mine = comments.add(7, f"{MARKER}\nOne member moves.\n")
    assert poster.run(f"{MARKER}\nNobody moves.\n").stdout == "ssi: the comment is updated\n"
    assert [each["id"] for each in comments.found if each["body"].startswith(MARKER)] == [mine]


def test_other_pull_requests_and_other_marks_are_left_alone(poster: Poster, comments: Comments) -> None:
    others = [(8, f"{MARKER}\n8\n"), (7, "<!-- ssi-rules: findings -->\n"), (7, f"Quoting: {MARKER}\n")]
    for number, body in others:
        comments.add(number, body)
    assert poster.run(f"{MARKER}\nOne member moves.\n").stdout == "ssi: the comment is created\n"
    assert [(each["issue"], each["body"]) for each in comments.found[:3]] == others


def test_what_a_passer_by_wrote_under_our_mark_is_not_taken_for_ours(
    poster: Poster, comments: Comments
) -> None:
    comments.add(7, f"{MARKER}\nAll is well!\n", kind="User")
    assert poster.run(f"{MARKER}\nOne member moves.\n").stdout == "ssi: the comment is created\n"
    assert comments.on(7)[0] == f"{MARKER}\nAll is well!\n"


def test_a_comment_of_a_colleague_s_token_is_brought_up_to_date(poster: Poster, comments: Comments) -> None:
    comments.add(7, f"{MARKER}\nOne member moves.\n", kind="User", association="MEMBER")
    assert poster.run(f"{MARKER}\nNobody moves.\n").stdout == "ssi: the comment is updated\n"


def test_what_cannot_be_changed_is_left_and_another_made(poster: Poster, comments: Comments) -> None:
    comments.locked.add(comments.add(7, f"{MARKER}\nOne member moves.\n"))
    assert poster.run(f"{MARKER}\nNobody moves.\n").stdout == "ssi: the comment is created\n"
    assert comments.written() == ["PATCH", "POST"]


def _is_in_the_summary(poster: Poster, why: str) -> None:
    text = f"{MARKER}\nOne member moves.\n"
    done = poster.run(text)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"::notice title=ssi::No comment: {why}. The summary of the step has it.\n"
    assert poster.summary == text
    assert poster.comments.found == []


def test_on_forks_the_summary_has_it(poster: Poster) -> None:
    poster.token = READ_ONLY
    _is_in_the_summary(
        poster, "GitHub answers 403 Forbidden: the token may not write comments; on forks it never may"
    )


def test_without_a_token_the_summary_has_it(poster: Poster, comments: Comments) -> None:
    poster.token = ""
    _is_in_the_summary(poster, "there is no token")
    assert comments.asked == []


def test_a_token_that_is_not_known_is_told(poster: Poster) -> None:
    poster.token = "another"  # noqa: S105 - of nobody
    _is_in_the_summary(poster, "GitHub answers 401 Unauthorized: the token is not known")


@pytest.mark.parametrize("event", [{}, {"ref": "refs/heads/main"}, {"issue": {"number": 7}}], ids=str)
def test_without_a_pull_request_the_summary_has_it(event: object, poster: Poster, comments: Comments) -> None:
    poster.event = event
    _is_in_the_summary(poster, "this run is for no pull request")
    assert comments.asked == []


def test_a_fault_of_the_forge_fails_no_build(poster: Poster, comments: Comments) -> None:
    comments.fails = 500
    _is_in_the_summary(poster, "GitHub answers 500 Internal Server Error")


def test_the_token_goes_nowhere_else(poster: Poster, comments: Comments) -> None:
    comments.fails = 301
    _is_in_the_summary(poster, "GitHub answers 301 Moved Permanently")
    assert [path for _, path in comments.asked if "elsewhere" in path] == []


def test_nobody_there_fails_no_build(poster: Poster, comments: Comments) -> None:
    comments.url = "http://127.0.0.1:9"
    done = poster.run(f"{MARKER}\n")
    assert done.returncode == 0
    assert done.stdout.startswith("::notice title=ssi::No comment: http://127.0.0.1:9 does not answer")


def test_a_long_text_is_cut_between_lines_and_whole_in_the_summary(
    poster: Poster, comments: Comments
) -> None:
    text = f"{MARKER}\n```text\n" + "A line of the difference.\n" * 4000 + "```\n"
    assert poster.run(text).stdout == "ssi: the comment is created\n"
    (posted,) = comments.on(7)
    assert len(posted) <= 65_536
    assert posted.endswith(
        "A line of the difference.\n```\n\n… The rest stands in the summary of the step.\n"
    )
    assert poster.summary == text


def test_a_text_without_a_mark_is_refused(poster: Poster, comments: Comments) -> None:
    done = poster.run("One member moves.\n")
    assert done.returncode == 2
    assert "no marker" in done.stderr
    assert comments.asked == []
