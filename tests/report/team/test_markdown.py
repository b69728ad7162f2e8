from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.report.team.markdown import team_markdown
from ssi_rules.report.team.whole import TeamOptions
from tests.report.team.people import member, people, view_of
from tests.report.team.test_movers import moved

if TYPE_CHECKING:
    from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"


def test_a_teams_page_in_markdown(golden: Golden) -> None:
    crowd = [
        *(moved(f"m-{i}", str(4 - i), str(i % 2)) for i in range(4)),
        *people(20, team="AAB"),
        member("x", None),
    ]
    view = view_of(crowd, TeamOptions(by=("team",), leaderboard=True))
    golden(GOLDEN / "team.md", team_markdown(view))


def test_a_small_teams_page_in_markdown(golden: Golden) -> None:
    golden(GOLDEN / "few.md", team_markdown(view_of(people(3))))


def test_markup_of_others_is_text() -> None:
    crowd = [member(f"[x](http://y)|*{i}*", labels={"*team*": "`a`|b"}) for i in range(10)]
    text = team_markdown(view_of(crowd, TeamOptions(by=("*team*",))))
    assert "[x](" not in text.replace("\\[", "")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.replace("\\|", "").count("|") in {4, 5, 6} for line in rows)
