"""``ssi report`` from end to end, as a person runs it."""

from __future__ import annotations

import errno
import json
import os
import re
import webbrowser
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.synthetic import SMALLEST_TEAM, write_team

if TYPE_CHECKING:
    from tests.cli.conftest import Ssi

INDUSTRY = "selling-to-financial-advisors"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def many(project: Path, count: int) -> Path:
    """A dataset of so many members, with little about each."""
    folder = project / f"many{count}"
    folder.mkdir()
    rows = [f"m{number:04},Member {number},2026-06-30,yes,{number % 7}" for number in range(count)]
    text = "\n".join(["member_id,name,as_of,seat,referrals", *rows]) + "\n"
    (folder / "members.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    write_team(folder, 2015, SMALLEST_TEAM, date(2026, 6, 30))
    return folder


def test_every_member_has_a_page_and_the_index_leads_to_all(ssi: Ssi, project: Path, exports: Path) -> None:
    done = ssi("report", INDUSTRY, str(exports), "-o", "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(Path("out/index.html")), str(Path("out/members"))]
    assert f"{SMALLEST_TEAM} members: {SMALLEST_TEAM} pages written" in done.stderr
    assert "as of 2026-06-30, the day the data gives" in done.stderr
    index = (project / "out" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(members/[^"]+)"', index)
    assert sorted(links) == sorted(f"members/{each.name}" for each in (project / "out" / "members").iterdir())
    assert len(links) == SMALLEST_TEAM
    for link in links:
        page = (project / "out" / link).read_text(encoding="utf-8")
        assert page.startswith("<!DOCTYPE html>")
        assert page.rstrip().endswith("</html>")
        assert 'href="../index.html"' in page


def test_each_format_is_a_file_of_its_own(ssi: Ssi, project: Path) -> None:
    wanted = ("html", "md", "json", "pdf")
    done = ssi("report", "tour.ssi", "team", "-o", "out", *(f"--format={each}" for each in wanted))
    assert done.returncode == 0, done.stderr
    made = contents(project / "out")
    assert {each for each in made if each.startswith("members/")} == {
        f"members/{who}.{format_}" for who in ("dana", "eve") for format_ in wanted
    }
    assert b"Dana Reyes" in made["members/dana.html"]
    assert made["members/dana.md"].startswith(b"# Dana Reyes")
    assert made["members/dana.pdf"].startswith(b"%PDF-")
    explained = json.loads(ssi("explain", "tour.ssi", "team", "--member", "dana", "--json").stdout)
    written = json.loads(made["members/dana.json"])
    assert written["total"] == explained["total"]
    assert written["schema"] == "ssi.scorecard/1"
    assert written["plan"] is not None
    assert written["data"].startswith("sha256:") or written["data"]


def test_without_html_there_is_no_index(ssi: Ssi, project: Path) -> None:
    done = ssi("report", "tour.ssi", "team", "-o", "out", "--format", "json")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [str(Path("out/members"))]
    assert not (project / "out" / "index.html").exists()


def test_one_members_page_is_the_page_of_the_whole_report(ssi: Ssi, project: Path, exports: Path) -> None:
    assert ssi("report", INDUSTRY, str(exports), "-o", "all").returncode == 0
    done = ssi("report", INDUSTRY, str(exports), "-o", "one", "--member", "kit-gingerbread")
    assert done.returncode == 0
    page = Path("members") / "kit-gingerbread.html"
    assert done.stdout.splitlines()[0] == str("one" / page)
    assert (project / "one" / page).read_bytes() == (project / "all" / page).read_bytes()
    assert [each.name for each in (project / "one" / "members").iterdir()] == [page.name]


def test_two_runs_write_the_same_bytes_in_one_process_or_in_three(ssi: Ssi, project: Path) -> None:
    data = many(project, 130)
    for folder, jobs in (("first", "1"), ("second", "3")):
        done = ssi("report", "tour.ssi", str(data), "-o", folder, "--team", "--names", "--jobs", jobs)
        assert done.returncode == 0, done.stderr
    assert contents(project / "first") == contents(project / "second")
    assert len(contents(project / "first")) > 130


def test_what_is_there_already_is_not_made_again(ssi: Ssi, project: Path) -> None:
    assert ssi("report", "tour.ssi", "team", "-o", "out").returncode == 0
    dana, eve = (project / "out" / "members" / f"{each}.html" for each in ("dana", "eve"))
    whole = dana.read_bytes()
    dana.write_bytes(whole[:100])
    os.utime(eve, (0, 0))
    done = ssi("report", "tour.ssi", "team", "-o", "out")
    assert "2 members: 0 pages written; 2 pages were there already" in done.stderr or (
        "1 page was there already" in done.stderr
    )
    assert dana.read_bytes() == whole
    assert eve.stat().st_mtime == 0


def test_a_page_of_other_options_is_made_anew(ssi: Ssi, project: Path) -> None:
    assert ssi("report", "tour.ssi", "team", "-o", "out").returncode == 0
    before = contents(project / "out")
    done = ssi("report", "tour.ssi", "team", "-o", "out", "--lang", "de")
    assert "2 members: 2 pages written" in done.stderr
    after = contents(project / "out")
    assert after.keys() == before.keys()
    assert b'lang="de"' in after["members/dana.html"]
    assert b'lang="de"' in after["index.html"]


def test_pages_of_members_who_left_are_removed_and_told(ssi: Ssi, project: Path) -> None:
    assert ssi("report", "tour.ssi", "team", "-o", "out").returncode == 0
    members = project / "team" / "members.csv"
    members.write_text(
        "\n".join(members.read_text(encoding="utf-8").splitlines()[:2]) + "\n", encoding="utf-8"
    )
    done = ssi("report", "tour.ssi", "team", "-o", "out")
    assert done.returncode == 0
    assert "note: 1 file of an earlier report removed, which this one does not have" in done.stderr
    assert [each.name for each in (project / "out" / "members").iterdir()] == ["dana.html"]


def test_one_members_page_is_renewed_and_the_rest_of_the_report_stays(ssi: Ssi, project: Path) -> None:
    assert ssi("report", "tour.ssi", "team", "-o", "out", "--team").returncode == 0
    whole = contents(project / "out")
    dana = project / "out" / "members" / "dana.html"
    dana.write_bytes(b"spoilt")
    done = ssi("report", "tour.ssi", "team", "-o", "out", "--member", "dana")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(Path("out/members/dana.html"))]
    assert "the rest of the report stays as it was" in done.stderr
    assert contents(project / "out") == whole
    again = ssi("report", "tour.ssi", "team", "-o", "out", "--team")
    assert "2 members: 0 pages written; 2 pages were there already" in again.stderr
    assert contents(project / "out") == whole


@pytest.mark.parametrize("options", ["--redact names", "--format md", "--format html --format md"])
def test_a_page_of_another_kind_does_not_come_among_those_of_a_report(
    ssi: Ssi, project: Path, options: str
) -> None:
    assert ssi("report", "tour.ssi", "team", "-o", "out").returncode == 0
    before = contents(project / "out")
    done = ssi("report", "tour.ssi", "team", "-o", "out", "--member", "dana", *options.split())
    assert done.returncode == 2
    assert re.search("holds a report with other pages, .* and has no members/.* to renew", done.stderr)
    assert "leave out --member" in done.stderr
    assert contents(project / "out") == before


def test_one_member_in_another_format_stands_beside_the_first(ssi: Ssi, project: Path) -> None:
    assert ssi("report", "tour.ssi", "team", "-o", "out", "--member", "dana").returncode == 0
    before = contents(project / "out")
    done = ssi("report", "tour.ssi", "team", "-o", "out", "--member", "dana", "--format", "md")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(Path("out/members/dana.md"))]
    assert "note: what is there in other formats stays as it was, such as members/dana.html" in done.stderr
    after = contents(project / "out")
    assert b"# " in after.pop("members/dana.md")
    # The list of pages alone knows of more than before.
    assert after.pop(".ssi-report/pages.jsonl") != before.pop(".ssi-report/pages.jsonl")
    assert after == before
    other = ssi("report", "tour.ssi", "team", "-o", "out", "--member", "eve")
    assert other.returncode == 2
    assert "has no members/eve.html to renew" in other.stderr


@pytest.mark.usefixtures("project")
def test_one_member_under_another_name_is_no_other_member(ssi: Ssi) -> None:
    assert ssi("report", "tour.ssi", "team", "-o", "out", "--member", "dana").returncode == 0
    done = ssi("report", "tour.ssi", "team", "-o", "out", "--member", "dana", "--redact", "names")
    assert done.returncode == 2
    assert "out holds a report with other pages, such as members/dana.html, and has no" in done.stderr


PREVIOUS = {
    "file": ("-o then.json", "--previous then.json"),
    "lines": ("-o then.jsonl", "--previous then.jsonl"),
    "folder": ("-o folder/then.json", "--previous folder"),
    "history": ("--history then.duckdb", "--previous then.duckdb"),
    "trend": ("--history then.duckdb", "--history then.duckdb"),
}


@pytest.mark.parametrize(("kept", "given"), PREVIOUS.values(), ids=PREVIOUS)
def test_who_came_and_who_left_is_told(ssi: Ssi, project: Path, kept: str, given: str) -> None:
    (project / "folder").mkdir()
    then = ssi("score", "tour.ssi", "team", "--as-of", "2026-06-01", *kept.split())
    assert then.returncode == 0, then.stderr
    members = project / "team" / "members.csv"
    same = ssi("report", "tour.ssi", "team", "-o", "out", *given.split())
    assert same.returncode == 0, same.stderr
    assert "since the earlier run" not in same.stderr
    members.write_text(members.read_text(encoding="utf-8").replace("\neve,", "\nzoe,"), encoding="utf-8")
    done = ssi("report", "tour.ssi", "team", "-o", "out", *given.split())
    assert "note: since the earlier run, 1 (zoe) new and 1 (eve) gone; 1 member in both" in done.stderr
    hidden = ssi("report", "tour.ssi", "team", "-o", "hidden", *given.split(), "--redact", "names")
    assert "note: since the earlier run, 1 new and 1 gone; 1 member in both" in hidden.stderr


def test_the_teams_page_is_markdown_where_pages_are(ssi: Ssi, project: Path) -> None:
    assert ssi("report", "tour.ssi", "team", "-o", "out", "--team", "--format", "md").returncode == 0
    made = contents(project / "out")
    assert made["team.md"].startswith(b"# ")
    assert "team.html" not in made
    both = ("--format", "md", "--format", "html")
    assert ssi("report", "tour.ssi", "team", "-o", "out", "--team", *both).returncode == 0
    assert {"team.md", "team.html"} < contents(project / "out").keys()
    assert ssi("report", "tour.ssi", "team", "-o", "out", "--team").returncode == 0
    assert "team.md" not in contents(project / "out")


def test_what_changed_is_split_into_you_and_the_rules(ssi: Ssi, project: Path) -> None:
    assert ssi("score", "tour.ssi", "team", "-o", "then.json").returncode == 0
    old = project / "old"
    (project / "team").rename(old)
    (project / "team").mkdir()
    for each in old.iterdir():
        text = each.read_text(encoding="utf-8").replace("dana,2026-06-01,no\n", "dana,2026-06-01,yes\n", 1)
        (project / "team" / each.name).write_text(text, encoding="utf-8")
    given = ("--previous", "then.json", "--previous-data", "old", "--format", "md")
    done = ssi("report", "tour.ssi", "team", "-o", "out", *given)
    assert done.returncode == 0, done.stderr
    page = (project / "out" / "members" / "dana.md").read_text(encoding="utf-8")
    assert "What changed" in page
    assert "The rules" in page


def test_a_history_makes_the_trend_and_the_earlier_run(ssi: Ssi, project: Path) -> None:
    for day in ("2026-04-30", "2026-05-31"):
        done = ssi("score", "tour.ssi", "team", "--history", "scores.duckdb", "--as-of", day)
        assert done.returncode == 0, done.stderr
    done = ssi("report", "tour.ssi", "team", "-o", "out", "--history", "scores.duckdb", "--format", "md")
    assert done.returncode == 0, done.stderr
    page = (project / "out" / "members" / "dana.md").read_text(encoding="utf-8")
    assert "Over time" in page
    assert "30 Apr 2026" in page
    assert "What changed" in page


def test_linkedins_own_score_stands_beside(ssi: Ssi, project: Path) -> None:
    (project / "own.csv").write_text("member_id,as_of,ssi\ndana,2026-06-30,61\n", encoding="utf-8")
    done = ssi("report", "tour.ssi", "team", "-o", "out", "--linkedin-score", "own.csv:ssi", "--format", "md")
    assert done.returncode == 0, done.stderr
    assert "LinkedIn" in (project / "out" / "members" / "dana.md").read_text(encoding="utf-8")
    assert "61" in (project / "out" / "members" / "dana.md").read_text(encoding="utf-8")


def test_whom_linkedins_scores_name_in_vain_is_told(ssi: Ssi, project: Path) -> None:
    (project / "own.csv").write_text("member_id,as_of,ssi\nDANA,2026-06-30,61\n", encoding="utf-8")
    done = ssi("report", "tour.ssi", "team", "-o", "out", "--linkedin-score", "own.csv:ssi")
    assert "1 (DANA) of the ids in --linkedin-score are nobody's here" in done.stderr


def test_an_earlier_run_is_earlier(ssi: Ssi, project: Path) -> None:
    ssi("score", "tour.ssi", "team", "--as-of", "2026-07-31", "-o", "then.json")
    done = ssi("report", "tour.ssi", "team", "-o", "out", "--as-of", "2026-06-30", "--previous", "then.json")
    assert done.returncode == 2
    assert "The earlier run is of 2026-07-31, later than this one of 2026-06-30." in done.stderr
    assert not (project / "out" / "members" / "dana.html").exists()


def test_a_report_is_not_written_into_its_data(ssi: Ssi, project: Path) -> None:
    before = sorted((project / "team").iterdir())
    done = ssi("report", "tour.ssi", "team", "-o", "team")
    assert done.returncode == 2
    assert "help: Name another folder for the report." in done.stderr
    assert sorted((project / "team").iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "way_out"),
    [
        (
            ("team", "tour.ssi"),
            "name a rule file; where a command takes rules and data, the rules come first",
        ),
        (("tour", "team"), "did you mean `tour.ssi`?"),
        (("tuor.ssi", "team"), "did you mean `tour.ssi`?"),
        (
            ("tour.ssi", "team", "--team", "--by", "xyz"),
            "Name a column of texts of the members' table, such as `team`.",
        ),
    ],
)
def test_a_wrong_name_is_told_with_a_way_out(
    arguments: tuple[str, ...], way_out: str, ssi: Ssi, project: Path
) -> None:
    if "--by" in arguments:
        (project / "team" / "members.csv").write_text("member_id,as_of\ndana,2026-06-30\n", encoding="utf-8")
    done = ssi("report", *arguments, "-o", "out")
    assert done.returncode == 2
    assert f"help: {way_out}" in done.stderr


def test_the_teams_page_comes_with_its_tables(ssi: Ssi, project: Path, exports: Path) -> None:
    done = ssi("report", INDUSTRY, str(exports), "-o", "out", "--team")
    assert done.returncode == 0, done.stderr
    made = contents(project / "out")
    assert {"team.html", "team.xlsx", "team-members.csv"} < made.keys()
    assert b"Gingerbread" not in made["team.html"] + made["team-members.csv"]
    assert "the team's page has pseudonyms, members' pages beside it have names" in done.stderr
    assert ".ssi-salt is new" in done.stderr
    again = ssi("report", INDUSTRY, str(exports), "-o", "again", "--team")
    assert "is new" not in again.stderr
    assert contents(project / "again") == made
    named = ssi("report", INDUSTRY, str(exports), "-o", "named", "--team", "--names")
    assert named.returncode == 0
    assert b"Gingerbread" in (project / "named" / "team.html").read_bytes()


def test_the_report_opens_in_the_browser(ssi: Ssi, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert ssi("report", "tour.ssi", "team", "-o", "out", "--open").returncode == 0
    assert ssi("report", "tour.ssi", "team", "-o", "one", "--open", "--member", "dana").returncode == 0
    assert opened == [
        (project / "out" / "index.html").as_uri(),
        (project / "one" / "members" / "dana.html").as_uri(),
    ]


REFUSED = {
    "--min-group 5": "add --i-accept-that-people-can-be-identified",
    "--min-group 0": "min-group",
    "--by team": "Add --team.",
    "--leaderboard": "Add --team.",
    "--names": "Add --team.",
    "--team --names --redact names": "--names shows what --redact names keeps back",
    "--redact everything": "everything",
    "--format docx": "docx",
    "--lang xx": "There are no reports in the language",
    "--theme nothing.toml": "nothing.toml",
    "--previous nothing.json": "there is nothing of this name",
    "--previous-data nothing": "there is nothing of this name",
    "--history nothing.duckdb": "there is no such file",
    "--linkedin-score nothing.csv": "there is nothing of this name",
    "--member dan": "Did you mean --member dana?",
    "--member nobody --member dana": "has no member `nobody`",
    "--team --by office": "office",
    "--redact names --salt out/salt": "would lie in the report",
    "--redact names --salt team/members.csv": "this is no secret for pseudonyms",
}


@pytest.mark.parametrize(("options", "told"), REFUSED.items())
def test_what_cannot_be_is_refused_before_a_page_is_written(
    ssi: Ssi, project: Path, options: str, told: str
) -> None:
    done = ssi("report", "tour.ssi", "team", "-o", "out", *options.split())
    assert done.returncode == 2, done.stderr
    assert told in " ".join(done.stderr.split())
    assert not done.stdout
    assert not list(project.glob("out/members/*"))
    assert not list(project.glob("out/*.html"))


def test_medians_rest_on_the_members_that_were_asked_for_at_least(
    ssi: Ssi, project: Path, exports: Path
) -> None:
    only = (INDUSTRY, str(exports), "--member", "kit-gingerbread", "--lang", "en")
    for least, is_shown in (("12", True), ("13", False)):
        assert ssi("report", *only, "-o", least, "--min-group", least).returncode == 0
        page = (project / least / "members" / "kit-gingerbread.html").read_text(encoding="utf-8")
        assert ("peers' median" in page.casefold() or "median of peers" in page.casefold()) is is_shown


def test_smaller_groups_are_for_those_who_say_what_that_means(ssi: Ssi) -> None:
    accepted = ("--min-group", "2", "--i-accept-that-people-can-be-identified")
    assert ssi("report", "tour.ssi", "team", "-o", "out", *accepted).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("tour.ssi", "team", "-o", "out"), 0),
        (("wrong.ssi", "team", "-o", "out"), 1),
        (("nothing.ssi", "team", "-o", "out"), 2),
        (("tour.ssi", "nothing", "-o", "out"), 2),
        (("tour.ssi", "empty", "-o", "out"), 2),
        (("tour.ssi", "team", "-o", "tour.ssi"), 2),
        (("tour.ssi", "team"), 2),
    ],
)
def test_each_way_to_end_has_its_code(ssi: Ssi, arguments: tuple[str, ...], code: int) -> None:
    done = ssi("report", *arguments)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_data_without_members_makes_no_report_and_takes_none_away(ssi: Ssi, project: Path) -> None:
    assert ssi("report", "tour.ssi", "team", "-o", "out").returncode == 0
    before = set(contents(project / "out"))
    (project / "team" / "members.csv").write_text("member_id,name\n", encoding="utf-8")
    done = ssi("report", "tour.ssi", "team", "-o", "out")
    assert done.returncode == 2
    assert "The data has no members." in done.stderr
    assert set(contents(project / "out")) == before


def test_a_folder_that_cannot_be_written_is_told(ssi: Ssi, project: Path) -> None:
    (project / "file").touch()
    done = ssi("report", "tour.ssi", "team", "-o", str(Path("file") / "out"))
    assert done.returncode == 2
    assert "file" in done.stderr
    assert "Not a directory" in done.stderr or "cannot find" in done.stderr


def test_a_full_disk_is_told_and_leaves_whole_pages_only(
    ssi: Ssi, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ssi("report", "tour.ssi", "team", "-o", "whole").returncode == 0
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target).name == "eve.html":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(self, target)

    with monkeypatch.context() as here:
        here.setattr(Path, "replace", full)
        done = ssi("report", "tour.ssi", "team", "-o", "out")
    assert done.returncode == 2
    assert "eve.html: No space left on device." in done.stderr
    pages = {name for name in contents(project / "out") if name.endswith(".html")}
    assert pages == {"members/dana.html"}
    done = ssi("report", "tour.ssi", "team", "-o", "out")
    assert "1 page written; 1 page was there already" in done.stderr
    assert contents(project / "out") == contents(project / "whole")


HOSTILE = [
    "../../evil",
    "con",
    "DANA",
    "Dana",
    "<b>x</b>",
    "=1+1",
    "Ünïcode",
    "\u202eevil",
    "x" * 10_000,
    "a b",
]


def test_hostile_ids_have_pages_below_the_folder(ssi: Ssi, project: Path) -> None:
    data = project / "hostile"
    data.mkdir()
    rows = [
        json.dumps({"member_id": each, "name": f"{each[:40]}<script>", "as_of": "2026-06-30"})
        for each in HOSTILE
    ]
    (data / "members.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    before = {each for each in project.rglob("*") if each.is_file()}
    done = ssi("report", "tour.ssi", str(data), "-o", "out", "--format", "html", "--format", "md")
    assert done.returncode == 0, done.stderr
    new = {each for each in project.rglob("*") if each.is_file()} - before
    assert all(each.is_relative_to(project / "out") or ".cache" in each.parts for each in new)
    pages = list((project / "out" / "members").iterdir())
    assert len({each.name.casefold() for each in pages}) == 2 * len(HOSTILE)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,66}", each.name) for each in pages)
    assert all(b"<script" not in each.read_bytes().replace(b"\\<script", b"") for each in pages)
    assert "<script" not in (project / "out" / "index.html").read_text(encoding="utf-8")
