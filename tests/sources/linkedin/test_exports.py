from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ssi_rules.language.types import Type
from ssi_rules.model import Catalogue, Column, Fact, Table
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.linkedin import is_export, read_export, read_exports
from ssi_rules.sources.linkedin.naming import export_name
from ssi_rules.synthetic import generate
from tests.sources.linkedin.catalogue import CATALOGUE
from tests.sources.linkedin.packing import (
    COMPLETE,
    CONNECTIONS,
    INVITATIONS,
    MESSAGES,
    PROFILE,
    connection,
    invited,
    line,
    pack,
)

if TYPE_CHECKING:
    from pathlib import Path

BASIC = "Basic_LinkedInDataExport_06-29-2026"
ONE = {"Profile.csv": PROFILE}
TWO = {"Profile.csv": PROFILE, "Connections.csv": CONNECTIONS + connection("Bo", "Fern", "01 Jan 2020", "bo")}
OTHER = {"Profile.csv": PROFILE.replace("Ada,Inkpen", "Bo,Fern")}


def ids(folder: Path) -> list[str]:
    return [member.id for member in read_exports(folder, CATALOGUE).members()]


def test_a_folder_of_zips_is_one_member_a_zip_named_for_the_person(tmp_path: Path) -> None:
    pack(tmp_path, ONE, f"bo-fern_{COMPLETE}")
    pack(tmp_path, ONE, "ada")
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / ".hidden.zip").write_text("hello")
    dataset = read_exports(tmp_path, CATALOGUE)
    assert [member.id for member in dataset.members()] == ["ada", "bo-fern"]
    assert any("notes.txt" in notice for notice in dataset.notices())


def test_each_pass_reads_afresh_and_tells_once(tmp_path: Path) -> None:
    pack(tmp_path, ONE, "ada")
    (tmp_path / "notes.txt").write_text("hello")
    dataset = read_exports(tmp_path, CATALOGUE)
    first, notices = list(dataset.members()), dataset.notices()
    assert list(dataset.members()) == first
    assert dataset.notices() == notices
    assert any("second archive" in notice for notice in notices)


def test_unzipped_folders_and_folders_of_zips(tmp_path: Path) -> None:
    made = generate(1)
    made.write_unzipped(tmp_path / "ada")
    (tmp_path / "bo").mkdir()
    pack(tmp_path / "bo", ONE, COMPLETE)
    (tmp_path / "empty").mkdir()
    assert is_export(tmp_path / "ada")
    assert not is_export(tmp_path)
    members = list(read_exports(tmp_path, CATALOGUE).members())
    assert [member.id for member in members] == ["ada", "bo"]
    assert members[0].as_of == made.truth.as_of
    assert members[1].as_of == date(2026, 6, 30)


def test_a_single_export_is_a_dataset(tmp_path: Path) -> None:
    assert ids(pack(tmp_path, ONE, f"ada_{COMPLETE}")) == ["ada"]


@pytest.mark.parametrize("person", ["", "ada_"])
def test_two_parts_of_one_person_are_one_member(person: str, tmp_path: Path) -> None:
    pack(tmp_path, {**ONE, "Skills.csv": "Name\nSelling\n"}, f"{person}{BASIC}")
    pack(tmp_path, TWO, f"{person}{COMPLETE}")
    (member,) = read_exports(tmp_path, CATALOGUE).members()
    assert member.id == (person.strip("_") or COMPLETE)
    assert member.as_of == date(2026, 6, 30)
    assert member.tables["connections"].count == 1
    assert member.facts["skills"] == 1_000_000


def test_two_archives_of_different_people_stay_two(tmp_path: Path) -> None:
    pack(tmp_path, OTHER, BASIC)
    pack(tmp_path, TWO, COMPLETE)
    assert ids(tmp_path) == [BASIC, COMPLETE]


def test_parts_without_a_name_stay_apart(tmp_path: Path) -> None:
    pack(tmp_path, {"Skills.csv": "Name\n"}, BASIC)
    pack(tmp_path, TWO, COMPLETE)
    assert ids(tmp_path) == [BASIC, COMPLETE]


def test_two_complete_archives_of_one_person_stay_two(tmp_path: Path) -> None:
    pack(tmp_path, TWO, f"ada_{COMPLETE}")
    pack(tmp_path, TWO, "ada_Complete_LinkedInDataExport_05-31-2026")
    assert ids(tmp_path) == ["ada_Complete_LinkedInDataExport_05-31-2026", f"ada_{COMPLETE}"]


def test_parts_in_a_folder_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "ada").mkdir()
    (tmp_path / "bo").mkdir()
    for name, files in ((BASIC, ONE), (COMPLETE, TWO)):
        pack(tmp_path / "ada", files, name)
    for name, files in ((BASIC, ONE), (COMPLETE, OTHER)):
        pack(tmp_path / "bo", files, name)
    assert ids(tmp_path) == ["ada", f"bo/{BASIC}", f"bo/{COMPLETE}"]


def test_a_zip_and_what_was_unzipped_from_it(tmp_path: Path) -> None:
    made = generate(1)
    made.write(tmp_path)
    made.write_unzipped(tmp_path)
    dataset = read_exports(tmp_path, CATALOGUE)
    assert [member.id for member in dataset.members()] == [made.name]
    assert any("its ZIP stands beside it" in notice for notice in dataset.notices())


def test_no_export_at_all(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no LinkedIn export"):
        read_exports(tmp_path, CATALOGUE)
    with pytest.raises(DataError, match="no such file"):
        read_exports(tmp_path / "nowhere", CATALOGUE)


@pytest.mark.parametrize("name", ["Rich_Media.csv", "guide_messages.csv", "Endorsement_Given_Info_4711.csv"])
def test_an_export_of_files_that_no_fact_needs_is_an_export(name: str, tmp_path: Path) -> None:
    found = read_export(pack(tmp_path, {name: "Date\n"}), CATALOGUE)
    assert not found.tables
    assert "no messages.csv" in found.missing["messages"].reason


def test_a_dataset_of_tables_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text("member_id\nada\n")
    (tmp_path / "connections.csv").write_text("member_id,title\nada,CEO\n")
    assert not is_export(tmp_path)
    assert not is_export(tmp_path / "members.csv")


@pytest.mark.parametrize(
    ("stem", "person", "kind", "day"),
    [
        (COMPLETE, "", "complete", date(2026, 6, 30)),
        (f"ada {COMPLETE} (1)", "ada", "complete", date(2026, 6, 30)),
        ("ada-basic_LinkedInDataExport_6-3-2026", "ada", "basic", date(2026, 6, 3)),
        ("basic_linkedindataexport_6-3-2026", "", "basic", date(2026, 6, 3)),
        ("Basic_LinkedInDataExport_13-03-2026", "", "basic", None),
        ("holiday", "holiday", "", None),
    ],
)
def test_names(stem: str, person: str, kind: str, day: date | None) -> None:
    name = export_name(stem)
    assert (name.person, name.kind, name.day) == (person, kind, day)


def test_only_what_the_catalogue_declares_and_all_of_it(tmp_path: Path) -> None:
    facts = {"referrals": Fact("referrals", Type.COUNT, ""), "skills": Fact("skills", Type.TEXT, "")}
    columns = (Column("connected_on", Type.DATE), Column("seniority", Type.TEXT), Column("title", Type.COUNT))
    tables = {
        "connections": Table("connections", "connected_on", "", columns),
        "visits": Table("visits", "visited_on", "", (Column("visited_on", Type.DATE),)),
    }
    member = read_export(generate(1).write(tmp_path), Catalogue(facts, tables))
    assert member.facts == {}
    assert set(member.tables) == {"connections"}
    assert member.missing["referrals"].origin == "entered by hand"
    assert "declared as text" in member.missing["skills"].reason
    assert "does not hold it" in member.missing["visits"].reason
    connections = member.tables["connections"]
    assert list(connections.columns) == ["connected_on", "seniority", "title"]
    assert set(connections.missing) == {"seniority", "title"}
    assert set(connections.columns["seniority"]) == {None}


def test_rows_of_unreadable_dates_are_refused_or_set_aside_and_counted(tmp_path: Path) -> None:
    good, bad = connection("Bo", "Fern", "01 Jan 2020", "bo"), connection("Cy", "Moss", "31 Feb 2020", "cy")
    link = "https://www.linkedin.com/feed"
    files = {
        "Connections.csv": CONNECTIONS + good + bad + good,
        "Comments.csv": f"Date,Link,Message\n2026-02-09 01:21:47,{link},a\n2026-02-30 01:21:47,{link},b\n",
        "Reactions.csv": "Date,Type,Link\n2026-02-30 01:21:47,LIKE,x\n2026-02-09 01:21:47,LIKE,x\n",
        "Logins.csv": "Login Date\nTue Foo 28 09:08:27 UTC 2021\nTue Sep 28 09:08:27 UTC 2021\n",
        "Invitations.csv": INVITATIONS + invited("bo", "13/1/26") + invited("cy", "1/1/26"),
        "messages.csv": MESSAGES
        + line("t", "ada", "bo", "2026-02-30")
        + line("t", "ada", "bo", "2026-02-09"),
    }
    path = pack(tmp_path, files)
    with pytest.raises(DataError, match=r"Connections\.csv, row 3, column Connected On"):
        read_export(path, CATALOGUE)
    (member,) = read_exports(path, CATALOGUE, rejects=True).members()
    counts = {name: rows.count for name, rows in member.tables.items()}
    assert counts == {
        "connections": 2,
        "comments": 1,
        "reactions": 1,
        "logins": 1,
        "invitations": 1,
        "messages": 1,
        "inmails": 0,
    }
    told = [name for name, rows in member.tables.items() if any("1 set aside" in note for note in rows.notes)]
    assert set(told) == set(counts) - {"inmails"}


BOTH = ("marta_Basic_LinkedInDataExport_05-30-2026", "marta_Complete_LinkedInDataExport_05-31-2026")


@pytest.mark.parametrize("inside", ["", "marta/"])
@pytest.mark.parametrize("complete", [TWO, {"Connections.csv": TWO["Connections.csv"]}])
def test_a_prefix_joins_the_two_parts(inside: str, complete: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / inside).mkdir(exist_ok=True)
    pack(tmp_path / inside, ONE, BOTH[0])
    pack(tmp_path / inside, complete, BOTH[1])
    dataset = read_exports(tmp_path, CATALOGUE)
    (member,) = dataset.members()
    assert (member.id, member.as_of) == ("marta", date(2026, 5, 31))
    assert member.labels == {"name": "Ada Inkpen"}
    assert member.tables["connections"].count == 1
    assert dataset.notices() == ()


def test_a_folder_of_its_own_joins_parts_of_which_one_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "marta").mkdir()
    pack(tmp_path / "marta", ONE, BASIC)
    pack(tmp_path / "marta", {"Connections.csv": CONNECTIONS}, f"new_{COMPLETE}")
    assert ids(tmp_path) == ["marta"]


def test_one_prefix_but_two_people_is_told(tmp_path: Path) -> None:
    pack(tmp_path, OTHER, BOTH[0])
    pack(tmp_path, TWO, BOTH[1])
    dataset = read_exports(tmp_path, CATALOGUE)
    assert [member.id for member in dataset.members()] == list(BOTH)
    assert any("their profiles name different people" in notice for notice in dataset.notices())


def test_parts_that_nothing_joins_say_how_to_join_them(tmp_path: Path) -> None:
    pack(tmp_path, {"Skills.csv": "Name\n"}, BASIC)
    pack(tmp_path, TWO, COMPLETE)
    (told,) = [each for each in read_exports(tmp_path, CATALOGUE).notices() if "scored as 2 members" in each]
    assert "begin both names with the same word" in told
    assert "sub-folder of their own" in told


def test_a_copy_is_passed_over_and_a_second_archive_of_a_kind_told(tmp_path: Path) -> None:
    pack(tmp_path, ONE, BOTH[0])
    (tmp_path / f"{BOTH[1]} (1).zip").write_bytes(pack(tmp_path, TWO, BOTH[1]).read_bytes())
    dataset = read_exports(tmp_path, CATALOGUE)
    assert [member.id for member in dataset.members()] == ["marta"]
    assert dataset.notices() == (f"{BOTH[1]} (1).zip: passed over, being a copy of {BOTH[1]}.zip",)
    pack(tmp_path, {**TWO, "Skills.csv": "Name\n"}, f"{BOTH[1]} (1)")
    (told,) = read_exports(tmp_path, CATALOGUE).notices()
    assert "scored as 3 members" in told
    assert "keep the latest of each kind" in told
