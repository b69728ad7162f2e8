from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ssi_rules.sources.dataset import DataError
from tests.sources.linkedin.packing import CONNECTIONS, PROFILE, connection, member, rows

if TYPE_CHECKING:
    from pathlib import Path

LINK = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A71"
MILLION = 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        '"quoted \\"well\\", he said"',
        '"doubled ""well"", he said"',
        '"two\nlines"',
        '"ends in a backslash\\"',
        '"C:\\temp\\"',
        '"lost quote',
        '"a list:\n2024-01-01 was a Monday\n,and\n2024, too\n2024-01-02,,"',
        '"a link\nhttps://www.linkedin.com/in/x"',
    ],
)
def test_comments_are_counted_whatever_their_quoting(text: str, tmp_path: Path) -> None:
    records = (
        f"2026-02-09 01:21:47,{LINK},{text}\n" * 2
        + f",{LINK},{text}\n"
        + f'"2026-02-10 01:21:47","{LINK}",{text}\n'
    )
    found = member(tmp_path, {"Comments.csv": "Date,Link,Message\n" + records})
    assert rows(found, "comments") == [
        (date(2026, 2, 9),),
        (date(2026, 2, 9),),
        (None,),
        (date(2026, 2, 10),),
    ]
    assert found.tables["comments"].notes == ("1 row has no date",)


@pytest.mark.parametrize("link", ["https://elsewhere.example/7", "/feed/update/urn%3Ali%3Ashare%3A71", LINK])
def test_a_comment_without_a_date_counts_whatever_it_is_on(link: str, tmp_path: Path) -> None:
    records = f"2026-02-09 01:21:47,{link},a\n,{link},b\n"
    found = member(tmp_path, {"Comments.csv": "Date,Link,Message\n" + records})
    assert rows(found, "comments") == [(date(2026, 2, 9),), (None,)]


def test_a_comment_on_nothing_still_counts(tmp_path: Path) -> None:
    found = member(tmp_path, {"Comments.csv": 'Date,Link,Message\n2026-02-09 01:21:47,,"text"\n'})
    assert rows(found, "comments") == [(date(2026, 2, 9),)]


def test_a_comment_of_an_impossible_day_is_refused_with_its_line(tmp_path: Path) -> None:
    files = {
        "Comments.csv": f"Date,Link,Message\n2026-02-09 01:21:47,{LINK},a\n2026-02-30 01:21:47,{LINK},b\n"
    }
    with pytest.raises(DataError, match="row 3, column Date"):
        member(tmp_path, files)


def test_lines_before_the_first_comment_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="row 2: the line does not begin with a date and a link"):
        member(tmp_path, {"Comments.csv": f"Date,Link,Message\nsoon,{LINK},a\n"})


@pytest.mark.parametrize("text", ["", '""""""', '"""\n"""', '"  "'])
def test_a_share_without_words_is_no_original(text: str, tmp_path: Path) -> None:
    found = member(
        tmp_path, {"Shares.csv": f"Date,ShareLink,ShareCommentary\n2026-02-09 01:21:47,{LINK},{text}\n"}
    )
    assert rows(found, "shares") == [(date(2026, 2, 9), False)]
    assert any("no InstantReposts.csv" in note for note in found.tables["shares"].notes)


def test_reposts_count_as_shares(tmp_path: Path) -> None:
    files = {
        "Shares_4711.csv": f'Date,ShareLink,ShareCommentary\n2026-02-09 01:21:47,{LINK},"a ""b"""\n',
        "InstantReposts_4711.csv": f"Date,Link\n2026-02-10 01:21:47,{LINK}\n,{LINK}\n",
    }
    found = member(tmp_path, files)
    assert rows(found, "shares") == [(date(2026, 2, 9), True), (date(2026, 2, 10), False), (None, False)]
    assert found.tables["shares"].origin == "Shares_4711.csv, InstantReposts_4711.csv"


def test_reposts_alone_are_not_all_shares(tmp_path: Path) -> None:
    found = member(tmp_path, {"InstantReposts.csv": f"Date,Link\n2026-02-10 01:21:47,{LINK}\n"})
    assert found.missing["shares"].origin == "Shares.csv"


def test_a_missing_column_of_a_table_is_told(tmp_path: Path) -> None:
    found = member(tmp_path, {"Reactions.csv": "Date,Link\n2026-02-10 01:21:47,x\n"})
    assert rows(found, "reactions") == [(date(2026, 2, 10), None)]
    assert found.tables["reactions"].missing["kind"].reason == "Reactions.csv has no column Type"


def test_days_active_are_the_last_ninety(tmp_path: Path) -> None:
    days = ["Tue Jun 30 09:08:27 UTC 2026", "Tue Jun 30 19:08:27 UTC 2026", "Thu Apr 02 09:08:27 UTC 2026"]
    days += ["Wed Apr 01 09:08:27 UTC 2026", "Wed Jul 01 09:08:27 UTC 2026"]
    found = member(
        tmp_path, {"Logins.csv": "Login Date,IP Address\n" + "".join(f"{day},192.0.2.1\n" for day in days)}
    )
    assert found.facts["days_active"] == 2 * MILLION
    assert found.tables["logins"].count == 5


@pytest.mark.parametrize(
    ("cell", "groups"),
    [("A; B, C; D", 3), ("A, B", 2), ("A", 1), ("A; a ;", 1), ("", None)],
)
def test_groups(cell: str, groups: int | None, tmp_path: Path) -> None:
    found = member(tmp_path, {"Ad_Targeting.csv": f'Job Titles,Job Titles,Member Groups\nx,y,"{cell}"\n'})
    assert found.facts.get("groups") == (None if groups is None else groups * MILLION)
    assert ("groups" in found.missing) == (groups is None)


@pytest.mark.parametrize(
    ("cell", "seat"),
    [("Sales Navigator Team", True), ("SALES_NAVIGATOR", True), ("Premium Business", False), ("", None)],
)
def test_a_blank_subscription_is_not_no(cell: str, seat: object, tmp_path: Path) -> None:
    found = member(
        tmp_path, {"Registration.csv": f"Registered At,Registration Ip,Subscription Types\n,,{cell}\n"}
    )
    assert found.facts.get("sales_navigator_seat") is seat


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("Complete_LinkedInDataExport_06-30-2026", 0),
        ("Basic_LinkedInDataExport_06-30-2026", None),
        ("export", None),
    ],
)
def test_no_articles_are_none_only_in_a_complete_archive(
    name: str, articles: int | None, tmp_path: Path
) -> None:
    found = member(tmp_path, {"Profile.csv": PROFILE}, name)
    assert found.facts.get("articles") == articles


def test_seven_parts_of_a_profile(tmp_path: Path) -> None:
    files = {
        "Profile.csv": PROFILE,
        "Profile Summary.csv": "Profile Summary\nA summary\n",
        "Positions.csv": "Company Name,Title,Started On,Finished On\nOld Firm,Clerk,2010,Jan 2020\n",
        "Education.csv": "School Name\n",
        "Skills.csv": "Name\n" + "".join(f"Skill {n}\n" for n in range(4)),
    }
    found = member(tmp_path, files)
    assert found.facts["profile_completeness"] == 571_429
    assert "Profile Summary.csv" in found.origins["profile_completeness"]
    del files["Profile Summary.csv"]
    (tmp_path / "less").mkdir()
    told = member(tmp_path / "less", files).origins["profile_completeness"]
    assert told.startswith("Profile.csv, Positions.csv, Education.csv, Skills.csv (without")
    assert (
        "without a current position, an education, 5 or more skills" in found.origins["profile_completeness"]
    )
    assert "no position is current" in found.missing["member_title"].reason
    del files["Education.csv"]
    assert "no Education.csv" in member(tmp_path, files).missing["profile_completeness"].reason


def test_the_position_begun_last_is_current(tmp_path: Path) -> None:
    jobs = "Acme,Adviser,Jan 2019,\nFabrikam,VP Sales,Mar 2023,\nContoso,Clerk,Apr 2024,May 2024\n"
    people = connection("A", "B", "01 Jan 2020", "ab", " fabrikam ") + connection(
        "C", "D", "01 Jan 2020", "cd", "Acme"
    )
    files = {
        "Positions.csv": "Company Name,Title,Started On,Finished On\n" + jobs,
        "Connections.csv": CONNECTIONS + people + ",,,,,,02 Jan 2020\n",
    }
    found = member(tmp_path, files)
    assert (found.facts["member_title"], found.facts["member_company"]) == ("VP Sales", "Fabrikam")
    assert found.facts["coworker_connections"] == MILLION
    assert found.tables["connections"].notes == ("1 person has hidden their profile: no title, no company",)
