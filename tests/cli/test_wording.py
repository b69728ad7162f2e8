"""What a person is told who writes something a little wrong, or reads a page in a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi


def test_a_suffix_that_no_format_has_is_refused(ssi: Ssi, project: Path) -> None:
    done = ssi("score", "tour.ssi", "team", "-o", "out.xlsx")
    assert done.returncode == 2
    assert "Scores cannot be written as `.xlsx`." in done.stderr
    assert ".json, .jsonl, .ndjson, .csv, .txt" in done.stderr
    assert not (project / "out.xlsx").exists()


def test_a_format_that_is_named_goes_into_any_file(ssi: Ssi, project: Path) -> None:
    assert ssi("score", "tour.ssi", "team", "-o", "out.data", "--format", "csv").returncode == 0
    assert (project / "out.data").read_text(encoding="utf-8").startswith("member,name,")


@pytest.mark.parametrize(("name", "start"), [("out.txt", "A tour"), ("out", "A tour"), ("out.JSON", "{")])
def test_a_suffix_says_what_is_written(ssi: Ssi, project: Path, name: str, start: str) -> None:
    assert ssi("score", "tour.ssi", "team", "-o", name).returncode == 0
    assert (project / name).read_text(encoding="utf-8").startswith(start)


def test_facts_are_told_as_of_a_day_that_is_given(ssi: Ssi) -> None:
    done = ssi("facts", "team", "--as-of", "2026-05-31", "--json")
    assert {each["as_of"] for each in json.loads(done.stdout)["members"]} == {"2026-05-31"}
    assert "as of 31 May 2026" in ssi("facts", "team", "--as-of", "2026-05-31").stdout
    own = json.loads(ssi("facts", "team", "--json").stdout)["members"]
    assert {each["as_of"] for each in own} == {"2026-06-30"}


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("5/31/2026", "`5/31/2026`: write a day as year-month-day, such as 2026-05-31."),
        ("2026-02-30", "The calendar has no day 2026-02-30."),
    ],
)
@pytest.mark.parametrize("line", ["score tour.ssi team", "explain tour.ssi team --member dana", "facts team"])
def test_a_day_written_wrong_is_told_how_to_write(ssi: Ssi, line: str, option: str, told: str) -> None:
    done = ssi(*line.split(), "--as-of", option)
    assert done.returncode == 2
    assert told in done.stderr


def test_names_are_quoted(ssi: Ssi) -> None:
    assert "There is no `nope`." in ssi("check", "nope").stderr
    assert "There is no rule file in `empty`." in ssi("check", "empty").stderr
    assert "There is no template `nonsense`." in ssi("init", "--template", "nonsense").stderr


def test_names_of_facts_are_whole_where_nothing_says_how_wide_the_page_is(ssi: Ssi) -> None:
    lines = ssi("facts", "team", COLUMNS="").stdout.splitlines()
    assert any(line.startswith("  article_engagement_received  not known") for line in lines)
    assert max(map(len, ssi("facts", "team", COLUMNS="60").stdout.splitlines())) <= 60


@pytest.mark.parametrize(
    "line",
    ["facts team", "score tour.ssi team", "explain tour.ssi team --member dana", "score tour.ssi team -o o"],
)
def test_no_line_ends_in_spaces(ssi: Ssi, project: Path, line: str) -> None:
    done = ssi(*line.split())
    file = project / "o"
    text = file.read_text(encoding="utf-8") if file.exists() else done.stdout
    assert text.count("\n") > 5
    assert not [each for each in text.splitlines() if each.endswith(" ")]


def test_a_name_that_is_the_id_is_told_once(ssi: Ssi, project: Path) -> None:
    members = project / "team" / "members.csv"
    members.write_text("member_id,name,as_of\ndana,dana,2026-06-30\n", encoding="utf-8")
    assert ssi("facts", "team").stdout.startswith("dana, as of 30 Jun 2026\n")
    assert ssi("explain", "tour.ssi", "team").stdout.startswith("dana: ")


def test_a_folder_of_titles_is_told_as_a_folder(ssi: Ssi) -> None:
    done = ssi("match", "senior_executive", "team")
    assert done.returncode == 2
    assert "team: this is a folder" in done.stderr


def test_the_beginning_of_a_markets_name_is_enough_to_suggest_it(ssi: Ssi) -> None:
    done = ssi("match", "senior_exec", "team/members.csv")
    assert "did you mean `senior_executive`? markets here are " in done.stderr


def test_the_starters_test_says_what_becomes_of_it(ssi: Ssi, project: Path) -> None:
    assert ssi("init", "mine").returncode == 0
    text = " ".join((project / "mine" / "team_test.ssi").read_text(encoding="utf-8").replace("#", "").split())
    assert "`ssi test .` runs it, and `ssi test . --coverage` shows what no test tries." in text
    assert ssi("test", "mine").returncode == 0
