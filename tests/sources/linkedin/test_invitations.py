from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.sources.linkedin.packing import CONNECTIONS, INVITATIONS, connection, invited, member, rows

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.sources.dataset import Member


def read(folder: Path, invitations: str, connections: str | None) -> Member:
    files = {"Invitations.csv": INVITATIONS + invitations}
    if connections is not None:
        files["Connections.csv"] = CONNECTIONS + connections
    return member(folder, files)


@pytest.mark.parametrize(
    ("connected", "accepted"),
    [
        ("09 Mar 2026", True),
        ("10 Mar 2026", True),
        ("28 Jun 2026", True),
        ("08 Mar 2026", False),
        ("01 Jan 2020", False),
    ],
)
def test_accepted_is_connected_since_the_day_before(connected: str, accepted: object, tmp_path: Path) -> None:
    found = read(tmp_path, invited("bo", "3/10/26"), connection("Bo", "Fern", connected, "bo"))
    assert rows(found, "invitations") == [(date(2026, 3, 10), accepted)]


def test_slugs_are_compared_without_case_query_and_percent_signs(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        invited("B%C3%B6-Fern/?trk=x", "3/10/26"),
        connection("Bö", "Fern", "11 Mar 2026", "bö-fern"),
    )
    assert rows(found, "invitations") == [(date(2026, 3, 10), True)]


def test_younger_than_fourteen_days_is_open(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        invited("a", "6/16/26") + invited("b", "6/17/26") + invited("c", "6/17/26"),
        connection("C", "C", "18 Jun 2026", "c"),
    )
    assert rows(found, "invitations") == [
        (date(2026, 6, 16), False),
        (date(2026, 6, 17), None),
        (date(2026, 6, 17), None),
    ]
    assert any("2 left open" in note for note in found.tables["invitations"].notes)


def test_one_row_an_invitee_the_last(tmp_path: Path) -> None:
    invitations = invited("bo", "3/10/26") + invited("bo", "5/1/26") + invited("bo", "4/1/26")
    found = read(tmp_path, invitations, connection("Bo", "Fern", "20 Mar 2026", "bo"))
    assert rows(found, "invitations") == [(date(2026, 5, 1), False)]


def test_incoming_ones_are_not_rows_but_cover_connections(tmp_path: Path) -> None:
    incoming = 'Bo,Ada Inkpen,"3/10/26, 1:00 PM",,INCOMING,https://www.linkedin.com/in/bo,https://www.linkedin.com/in/ada\n'
    found = read(tmp_path, incoming + invited("cy", "5/1/26"), connection("Bo", "", "11 Mar 2026", "bo"))
    assert rows(found, "invitations") == [(date(2026, 5, 1), False)]
    assert found.tables["invitations"].notes[0].startswith("coverage 100 %")


@pytest.mark.parametrize(
    ("uncovered", "hidden", "known"), [(2, 0, True), (3, 0, False), (1, 1, True), (2, 1, False)]
)
def test_below_sixty_percent_nothing_is_believed(
    uncovered: int, hidden: int, known: object, tmp_path: Path
) -> None:
    """Three of five connections with a row are sixty percent; three of six are not. Hidden people are connections."""
    invited_people = "".join(invited(f"p{number}", "3/10/26") for number in range(3)) + invited(
        "late", "6/1/26"
    )
    made = "".join(connection(f"P{number}", "X", "11 Mar 2026", f"p{number}") for number in range(3))
    strangers = "".join(
        connection(f"S{number}", "X", "01 Apr 2026", f"s{number}") for number in range(uncovered)
    )
    found = read(tmp_path, invited_people, made + strangers + ",,,,,,02 Apr 2026\n" * hidden)
    outcomes = [accepted for _, accepted in rows(found, "invitations")]
    assert outcomes == ([True, True, True, False] if known else [None] * 4)
    missing = found.tables["invitations"].missing
    assert ("accepted" in missing) is not known
    if not known:
        assert "only 3 of 6 connections" in missing["accepted"].reason


def test_without_connections_no_outcome_is_known(tmp_path: Path) -> None:
    found = read(tmp_path, invited("bo", "3/10/26"), None)
    assert rows(found, "invitations") == [(date(2026, 3, 10), None)]
    assert "no Connections.csv" in found.tables["invitations"].missing["accepted"].reason


def test_by_name_where_there_are_no_urls(tmp_path: Path) -> None:
    header = "From,To,Sent At,Message,Direction\n"
    outgoing = "".join(
        f'Ada,{name},"3/10/26, 1:00 PM",,OUTGOING\n' for name in ("BO  fern", "Cy Moss", "Di Oak")
    )
    people = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    people += "Bo,Fern,,,,11 Mar 2026\nCy,Moss,,,,11 Mar 2026\nCy,Moss,,,,01 Jan 2019\n"
    found = member(tmp_path, {"Invitations.csv": header + outgoing, "Connections.csv": people})
    assert [accepted for _, accepted in rows(found, "invitations")] == [True, None, False]


def test_of_namesakes_who_are_no_connections_nobody_accepted(tmp_path: Path) -> None:
    found = read(tmp_path, invited("a", "3/10/26") + invited("b", "3/11/26"), "")
    assert [accepted for _, accepted in rows(found, "invitations")] == [False, False]


def test_an_invitee_without_slug_and_name_stays_open(tmp_path: Path) -> None:
    nobody = 'Ada Inkpen,,"3/10/26, 2:37 PM",,OUTGOING,https://www.linkedin.com/in/ada,\n'
    found = read(tmp_path, nobody, connection("Cy", "Moss", "20 Mar 2020", "cy"))
    assert rows(found, "invitations") == [(date(2026, 3, 10), None)]


def test_an_undated_connection_leaves_the_outcome_open(tmp_path: Path) -> None:
    found = read(tmp_path, invited("bo", "3/10/26"), connection("Bo", "Fern", "", "bo"))
    assert rows(found, "invitations") == [(date(2026, 3, 10), None)]


def test_rows_of_no_direction_are_set_aside_and_told(tmp_path: Path) -> None:
    odd = invited("bo", "3/10/26").replace("OUTGOING", "SIDEWAYS")
    found = read(tmp_path, odd, "")
    assert rows(found, "invitations") == []
    assert "1 rows set aside" in found.tables["invitations"].notes[0]


def test_without_a_day_in_the_name_the_last_dated_row_judges_age(tmp_path: Path) -> None:
    files = {
        "Invitations.csv": INVITATIONS + invited("bo", "3/10/26"),
        "Connections.csv": CONNECTIONS + connection("Cy", "Moss", "20 Mar 2026", "cy"),
    }
    assert rows(member(tmp_path, files, "export"), "invitations") == [(date(2026, 3, 10), None)]
    files["Logins.csv"] = "Login Date\nTue Mar 24 09:08:27 UTC 2026\n"
    assert rows(member(tmp_path, files, "export"), "invitations") == [(date(2026, 3, 10), False)]
