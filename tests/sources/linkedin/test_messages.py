from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.sources.linkedin.packing import (
    CONNECTIONS,
    INVITATIONS,
    MESSAGES,
    PROFILE,
    connection,
    invited,
    line,
    member,
    rows,
)

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.sources.dataset import Member


def read(folder: Path, lines: str, connections: str = "", **files: str) -> Member:
    given = {
        "messages.csv": MESSAGES + lines,
        "Connections.csv": CONNECTIONS + connections,
        "Profile.csv": PROFILE,
    }
    return member(folder, given | {f"{name}.csv": text for name, text in files.items()})


@pytest.mark.parametrize(
    ("answered", "replied"),
    [("2026-03-10", True), ("2026-06-08", True), ("2026-06-09", False), (None, False)],
)
def test_an_inmail_and_its_answer(answered: str | None, replied: object, tmp_path: Path) -> None:
    lines = line("t", "ada", "bo", "2026-03-10", "Hello there")
    if answered:
        lines = line("t", "bo", "ada", answered) + lines
    found = read(tmp_path, lines)
    assert rows(found, "inmails") == [(date(2026, 3, 10), replied)]


def test_no_subject_no_inmail(tmp_path: Path) -> None:
    assert rows(read(tmp_path, line("t", "ada", "bo", "2026-03-10")), "inmails") == []


def test_opened_by_the_other_no_inmail(tmp_path: Path) -> None:
    lines = line("t", "ada", "bo", "2026-03-10", "Re: yours") + line("t", "bo", "ada", "2026-03-09", "Yours")
    assert rows(read(tmp_path, lines), "inmails") == []


@pytest.mark.parametrize(("connected", "count"), [("09 Mar 2026", 0), ("10 Mar 2026", 0), ("11 Mar 2026", 1)])
def test_to_a_connection_no_inmail(connected: str, count: int, tmp_path: Path) -> None:
    found = read(
        tmp_path, line("t", "ada", "bo", "2026-03-10", "Hi"), connection("Bo", "Fern", connected, "bo")
    )
    assert len(rows(found, "inmails")) == count


def test_without_connections_inmails_are_missing_not_guessed(tmp_path: Path) -> None:
    files = {"messages.csv": MESSAGES + line("t", "ada", "bo", "2026-03-10", "Hi"), "Profile.csv": PROFILE}
    found = member(tmp_path, files)
    assert "an InMail shows only beside connections" in found.missing["inmails"].reason
    assert rows(found, "messages") == [(date(2026, 3, 10), True)]


def test_what_is_no_message_between_two(tmp_path: Path) -> None:
    spam = line("s", "xy", "ada", "2026-03-01", "Win", folder="SPAM")
    advert = line(
        "a", "", "ada", "2026-03-02", text="<p class=spinmail-quill-editor__spin-break>Hi %FIRSTNAME%</p>"
    )
    group = line("g", "bo", "ada+cy", "2026-03-03") + line("g", "ada", "bo+cy", "2026-03-04")
    found = read(tmp_path, spam + advert + group + line("t", "bo", "ada", "2026-03-05"))
    assert rows(found, "messages") == [(date(2026, 3, 5), False)]
    assert "2 in group threads, 1 spam, 1 sponsored" in found.tables["messages"].notes[0]


def test_a_closed_account_is_one_person_and_its_letters_count(tmp_path: Path) -> None:
    lines = line("t", "", "ada", "2026-03-11") + line("t", "ada", "", "2026-03-10", "Hello")
    found = read(tmp_path, lines)
    assert rows(found, "messages") == [(date(2026, 3, 11), False), (date(2026, 3, 10), True)]
    assert rows(found, "inmails") == [(date(2026, 3, 10), True)]


def test_the_owner_by_invitations_first(tmp_path: Path) -> None:
    """The profile's name writes under another slug here; invitations know the owner's."""
    lines = line("t", "ada", "bo", "2026-03-10")
    other_name = PROFILE.replace("Ada,Inkpen", "Zed,Zephyr")
    found = read(tmp_path, lines, Profile=other_name, Invitations=INVITATIONS + invited("bo", "3/10/26"))
    assert rows(found, "messages") == [(date(2026, 3, 10), True)]


def test_the_owner_by_being_everywhere(tmp_path: Path) -> None:
    lines = "".join(
        line(f"t{n}", "ada" if n else f"p{n}", f"p{n}" if n else "ada", "2026-03-10") for n in range(4)
    )
    found = member(tmp_path, {"messages.csv": MESSAGES + lines})
    assert [sent for _, sent in rows(found, "messages")] == [False, True, True, True]


def test_the_owner_by_being_written_to_under_the_profiles_name(tmp_path: Path) -> None:
    found = read(tmp_path, line("t", "bo", "ada", "2026-03-10", "Hello"))
    assert rows(found, "messages") == [(date(2026, 3, 10), False)]
    assert found.tables["inmails"].count == 0


def test_nobody_is_the_owner_by_guess(tmp_path: Path) -> None:
    found = member(
        tmp_path,
        {"messages.csv": MESSAGES + line("t", "ada", "bo", "2026-03-10"), "Connections.csv": CONNECTIONS},
    )
    assert rows(found, "messages") == [(date(2026, 3, 10), None)]
    assert "which sender is its owner" in found.tables["messages"].missing["sent"].reason
    assert "which sender is its owner" in found.missing["inmails"].reason


def test_an_undated_answer_leaves_the_reply_open(tmp_path: Path) -> None:
    undated = line("t", "bo", "ada", "2026-03-10").replace("2026-03-10 10:00:00 UTC", "")
    found = read(tmp_path, undated + line("t", "ada", "bo", "2026-03-10", "Hi"))
    assert rows(found, "inmails") == [(date(2026, 3, 10), None)]
    assert "1 row has no date" in found.tables["messages"].notes


def test_letters_after_a_name_make_no_group(tmp_path: Path) -> None:
    """Before 2023 the file has no recipients' URLs, and commas both join names and stand in them."""
    header = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
    me = "https://www.linkedin.com/in/ada"
    two = f't,,Ada Inkpen,{me},"Bo Fern, Ph.D., CFP",2021-03-10 10:00:00 UTC,Hi,Text,INBOX\n'
    three = f'g,,Ada Inkpen,{me},"Bo Fern, Cy Moss",2021-03-11 10:00:00 UTC,Hi,Text,INBOX\n'
    files = {"messages.csv": header + two + three, "Profile.csv": PROFILE, "Connections.csv": CONNECTIONS}
    found = member(tmp_path, files)
    assert rows(found, "messages") == [(date(2021, 3, 10), True)]
    assert rows(found, "inmails") == [(date(2021, 3, 10), False)]


def test_an_assistant_is_nobody(tmp_path: Path) -> None:
    files = {"coach_messages.csv": MESSAGES + line("t", "ada", "bo", "2026-03-10"), "Profile.csv": PROFILE}
    assert "no messages.csv" in member(tmp_path, files).missing["messages"].reason


def test_the_owner_by_an_early_profiles_url(tmp_path: Path) -> None:
    profile = "First Name,Last Name,Headline,Public Profile URL\nZed,Zephyr,Sells,www.linkedin.com/in/ada\n"
    files = {"messages.csv": MESSAGES + line("t", "ada", "bo", "2026-03-10"), "Profile.csv": profile}
    assert rows(member(tmp_path, files), "messages") == [(date(2026, 3, 10), True)]


def test_a_file_of_no_date_at_all_has_undated_messages(tmp_path: Path) -> None:
    lines = line("t", "ada", "bo", "2026-03-10", "Hi").replace("2026-03-10 10:00:00 UTC", "")
    found = read(tmp_path, lines)
    assert rows(found, "messages") == [(None, True)]
    assert rows(found, "inmails") == []
