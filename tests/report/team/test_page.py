"""The team's page as a file: valid, complete, still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.html.page import Pages
from ssi_rules.report.team.whole import TeamOptions
from tests.report.html.reading import read
from tests.report.html.test_valid import findings
from tests.report.team.people import member, people, texts, view_of
from tests.report.team.test_movers import moved

if TYPE_CHECKING:
    from pathlib import Path

CROWD = [
    *(moved(f"m-{i}", str(4 - i), str(i % 2)) for i in range(8)),
    *people(30, team="AB"),
    member("open", None),
]
VIEW = view_of(CROWD, TeamOptions(by=("team",), leaderboard=True))
FEW = view_of(people(4))
PAGES = Pages()


def test_the_page_is_valid_html(tmp_path: Path) -> None:
    for name, view in (("full", VIEW), ("few", FEW)):
        (tmp_path / f"{name}.html").write_text(PAGES.team(view, {"index": "index.html"}), encoding="utf-8")
    assert findings(tmp_path.iterdir()) == []


def test_the_page_says_all_that_the_view_says() -> None:
    for view in (VIEW, FEW):
        said = read(PAGES.team(view, {})).text
        for line in texts(view).splitlines():
            assert " ".join(line.split()) in said


def test_the_page_runs_nothing_and_asks_for_nothing() -> None:
    page = read(PAGES.team(VIEW, {"index": "../index.html"}))
    assert not page.all("script")
    assert all(each.startswith("#") or each == "../index.html" for each in page.values("href"))
    assert page.values("src") == []
    assert "url(" not in page.style


def test_parts_that_are_listed_are_there() -> None:
    page = read(PAGES.team(VIEW, {}))
    anchors = [each.removeprefix("#") for each in page.values("href")]
    assert set(anchors) - set(page.values("id")) == set()
    assert {each.key for each in VIEW.parts} <= set(anchors)
