"""Which columns can be asked for, in every kind of data, and what is said of one that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import duckdb
import pytest

from ssi_rules.model import Catalogue
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.labels import read_labels

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = "member_id,Region,calls\nm1,north,3\nm2,,4\nm3,south,\n"


def labels(path: Path, *columns: str, maps: tuple[Path, ...] = ()) -> dict[str, dict[str, str]]:
    return read_labels(path, columns, Catalogue({}, {}), maps=maps)


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    file = tmp_path / "members.csv"
    file.write_text(MEMBERS, encoding="utf-8")
    return file


@pytest.fixture(params=["csv", "folder", "parquet", "duckdb", "jsonl", "pattern"])
def data(request: pytest.FixtureRequest, csv: Path) -> Path:
    """The same members in each form."""
    other = csv.with_name(f"other.{request.param}")
    match request.param:
        case "csv":
            return csv
        case "folder":
            return csv.parent
        case "pattern":
            return csv.with_name("mem*.csv")
        case "jsonl":
            other.write_text(
                '{"member_id": "m1", "Region": "north", "calls": 3}\n'
                '{"member_id": "m2", "Region": null, "calls": 4}\n{"member_id": "m3", "Region": "south"}\n',
                encoding="utf-8",
            )
        case "parquet":
            duckdb.sql(f"COPY (FROM read_csv('{csv}')) TO '{other}' (FORMAT parquet)")
        case _:
            with duckdb.connect(str(other)) as connection:
                connection.execute(f"CREATE TABLE members AS FROM read_csv('{csv}')")
    return other


def test_texts_and_numbers_are_read_and_blanks_left_out(data: Path) -> None:
    assert labels(data, "region", "calls") == {
        "region": {"m1": "north", "m3": "south"},
        "calls": {"m1": "3", "m2": "4"},
    }


def test_a_column_that_is_not_there_is_told_with_those_that_are(data: Path) -> None:
    with pytest.raises(
        DataError, match="no column `regoin`; columns found: `member_id`, `Region`, `calls`"
    ) as near:
        labels(data, "calls", "regoin")
    assert near.value.help == "did you mean `Region`?"
    with pytest.raises(DataError) as far:
        labels(data, "territory")
    assert far.value.help == "name a column of the members' table"


def test_a_column_that_is_blank_for_everyone_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text("member_id,team\nm1,\nm2, \n", encoding="utf-8")
    with pytest.raises(DataError, match="the column `team` says nothing of any member"):
        labels(file, "team")


def test_of_a_column_map_what_it_names_as_labels_can_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text("Person,Office,Group,won\nm1,Ulm,red,3\n", encoding="utf-8")
    (tmp_path / "sales.toml").write_text(
        'id = "Person"\nteam = "Group"\nlabels = { region = "Office" }\n', encoding="utf-8"
    )
    data, maps = tmp_path / "sales.csv", (tmp_path / "sales.toml",)
    assert labels(data, "region", "team", maps=maps) == {"region": {"m1": "Ulm"}, "team": {"m1": "red"}}
    with pytest.raises(DataError, match="no column `won`; columns found: `team`, `region`"):
        labels(data, "won", maps=maps)


def test_an_export_knows_no_outcome(tmp_path: Path) -> None:
    export = tmp_path / "export.zip"
    with ZipFile(export, "w") as archive:
        archive.writestr("Profile.csv", "First Name,Last Name\nDana,Reyes\n")
    with pytest.raises(DataError, match="no column `won`; columns found: `name`"):
        labels(export, "won")
