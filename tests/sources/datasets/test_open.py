from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Catalogue, Column, Fact, Table
from ssi_rules.sources.dataset import DataError, Member, Rows
from ssi_rules.sources.open import open_dataset, resolve_as_of

from .world import CATALOGUE, folder, read, refusal

if TYPE_CHECKING:
    from pathlib import Path

EXPORT = Catalogue(
    {"skills": Fact("skills", Type.COUNT, ""), "days_active": Fact("days_active", Type.COUNT, "")},
    {
        "connections": Table(
            "connections",
            "connected_on",
            "",
            (Column("connected_on", Type.DATE), Column("title", Type.TEXT), Column("company", Type.TEXT)),
        )
    },
)
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAnn,Lee,,,X,CEO,08 Feb 2026\n"
)


def _zip(file: Path) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Skills.csv", "Name\nSelling\nListening\n")
        archive.writestr("Connections.csv", CONNECTIONS)
    return file


def test_a_zip_is_a_dataset_of_one(tmp_path: Path) -> None:
    file = _zip(tmp_path / "Complete_LinkedInDataExport_06-30-2026.zip")
    (member,) = open_dataset(file, EXPORT).members()
    assert member.facts["skills"] == 2 * SCALE
    assert member.as_of == date(2026, 6, 30)
    assert member.tables["connections"].count == 1


def test_a_folder_of_zips_is_a_dataset(tmp_path: Path) -> None:
    for name in ("ann", "bo"):
        (tmp_path / name).mkdir()
        _zip(tmp_path / name / "Basic_LinkedInDataExport_06-30-2026.zip")
    assert len(list(open_dataset(tmp_path, EXPORT).members())) == 2


def test_an_unzipped_export_is_one(tmp_path: Path) -> None:
    root = folder(tmp_path, Connections__csv=CONNECTIONS, Skills__csv="Name\nSelling\n")
    (member,) = open_dataset(root, EXPORT).members()
    assert member.facts["skills"] == SCALE


def test_a_map_fills_what_an_export_lacks(tmp_path: Path) -> None:
    file = _zip(tmp_path / "Complete_LinkedInDataExport_06-30-2026.zip")
    (plain,) = open_dataset(file, EXPORT).members()
    folder(
        tmp_path,
        usage__csv=f"seat,days\n{plain.id},12\n",
        usage__toml='id = "seat"\nfiles = "usage.csv"\n[facts.days_active]\ncolumn = "days"\n',
    )
    (member,) = open_dataset(file, EXPORT, maps=[tmp_path / "usage.toml"]).members()
    assert member.facts == {"skills": 2 * SCALE, "days_active": 12 * SCALE}
    assert member.origins["days_active"] == "usage.csv: days"
    assert "days_active" in plain.missing


def test_a_folder_with_members_is_a_dataset_even_beside_files_named_like_an_export(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        members__csv="member_id\nm1\n",
        connections__csv="member_id,connected_on,title\nm1,2026-01-01,CEO\n",
    )
    (member,) = open_dataset(root, EXPORT).members()
    assert member.tables["connections"].columns["title"] == ["CEO"]


def test_tables_without_members_are_no_export_though_named_like_one(tmp_path: Path) -> None:
    folder(tmp_path, shares__csv="member_id,shared_on\nm1,2026-06-01\n")
    with pytest.raises(
        DataError, match=r"neither a `members` file nor a LinkedIn export: found `shares.csv`"
    ):
        open_dataset(tmp_path, EXPORT)


def test_what_is_not_there(tmp_path: Path) -> None:
    error = refusal(tmp_path / "none")
    assert error.message == "there is nothing of this name"
    assert error.help is not None
    assert "LinkedIn export" in error.help


def test_a_folder_with_nothing_to_read_says_what_it_found(tmp_path: Path) -> None:
    assert refusal(tmp_path).message == "neither a `members` file nor a LinkedIn export: the folder is empty"
    error = refusal(folder(tmp_path, budget__csv="a\n", notes__txt=""))
    assert error.message == "neither a `members` file nor a LinkedIn export: found `budget.csv`, `notes.txt`"


@pytest.mark.parametrize("name", ["team.xlsx", "team.json", "team"])
def test_files_of_other_kinds_are_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("{}", encoding="utf-8")
    assert refusal(file).message.startswith("files of this kind are not read")


def test_a_zip_of_other_things_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "team.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("budget.csv", "a\n")
    with pytest.raises(DataError):
        read(file)


def test_a_duckdb_file_without_members_is_refused(tmp_path: Path) -> None:
    import duckdb  # noqa: PLC0415 -- as the product does

    with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
        connection.execute("CREATE TABLE deals (id INT)")
    assert refusal(tmp_path / "x.duckdb").message == "no `members` table"


def test_the_option_wins_then_the_member_then_the_latest_dated_row() -> None:
    rows = Rows(
        {"sent_on": [date(2026, 5, 1), None], "replied": [True, None], "minutes": [None, None]}, 2, "x"
    )
    late = Rows({"note": [None], "due_on": [date(2030, 1, 1)]}, 1, "y")
    member = Member("m", date(2026, 6, 30), {}, tables={"inmails": rows, "inmails_late": late})
    dateless = Member("m", None, {}, tables=member.tables)
    assert resolve_as_of(member, date(2026, 1, 1), CATALOGUE) == date(2026, 1, 1)
    assert resolve_as_of(member, None, CATALOGUE) == date(2026, 6, 30)
    assert resolve_as_of(dateless, None, CATALOGUE) == date(2026, 5, 1)
    assert resolve_as_of(Member("m", None, {}), None, CATALOGUE) is None
