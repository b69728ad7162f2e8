"""Several files by a pattern, and files in folders that say what their rows have: both engines read the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from ssi_rules.bulk.connection import Limits
from ssi_rules.bulk.run import score_population
from ssi_rules.bulk.target import Form, Target
from ssi_rules.bulk.work import How
from ssi_rules.engines.wide import Detail
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.open import open_dataset
from tests.bulk.population import by_the_reference, rules, write_population

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection


@pytest.fixture
def connection() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as made:
        yield made


def scored(data: Path, path: Path) -> str:
    score_population(rules(), data, Target(path, Form.CSV), How(Detail.FULL, limits=Limits(threads=1)))
    return path.read_text(encoding="utf-8")


def members_of(data: Path) -> list[str]:
    return [each.id for each in open_dataset(data, rules().catalogue).members()]


@pytest.fixture
def parted(tmp_path: Path, connection: DuckDBPyConnection) -> Path:
    """Members in folders by team and day, as Spark and DuckDB write them."""
    people = write_population(tmp_path / "people", 60)
    root = tmp_path / "parted"
    root.mkdir()
    connection.execute(
        f"COPY (SELECT member_id, name, team, as_of, skills, seat FROM '{people / 'members.csv'}') "  # noqa: S608 - names of this test
        f"TO '{root / 'members'}' (FORMAT parquet, PARTITION_BY (team, as_of))"
    )
    (root / "visits.csv").write_bytes((people / "visits.csv").read_bytes())
    return root


def test_folders_say_what_their_rows_have(parted: Path, tmp_path: Path) -> None:
    assert sorted(each.name for each in (parted / "members").iterdir()) == [f"team=t{i}" for i in range(4)]
    found = scored(parted, tmp_path / "scores.csv")
    assert found == by_the_reference(parted, Detail.FULL)
    first = found.splitlines()[1].split(",")
    assert first[2:4] == ["t0", "2026-06-30"]
    assert len(found.splitlines()) == 61


def test_a_folder_without_a_value_says_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "people" / "members" / "team=__HIVE_DEFAULT_PARTITION__"
    folder.mkdir(parents=True)
    (folder / "part.csv").write_text("member_id,skills,as_of\nada,9,2026-06-30\n", encoding="utf-8")
    (folder.parent / "team=A%20%26%20B").mkdir()
    (folder.parent / "team=A%20%26%20B" / "part.csv").write_text("member_id,as_of\nbob,2026-06-30\n")
    found = scored(tmp_path / "people", tmp_path / "scores.csv")
    assert found == by_the_reference(tmp_path / "people", Detail.FULL)
    assert [line.split(",")[:3] for line in found.splitlines()[1:]] == [["bob", "", "A & B"], ["ada", "", ""]]


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("folder", ["members/skills=7", "skills=7/c1=7"])
def test_what_a_file_has_itself_is_the_files(
    tmp_path: Path, connection: DuckDBPyConnection, folder: str, suffix: str
) -> None:
    (tmp_path / folder).mkdir(parents=True)
    file = tmp_path / folder / f"members.{suffix}"
    form = {"jsonl": "json"}.get(suffix, suffix)
    row = "SELECT 'ada' AS member_id, 9 AS \"Skills\", '2026-06-30' AS as_of"
    connection.execute(f"COPY ({row}) TO '{file}' (FORMAT {form})")
    data = tmp_path if folder.startswith("members") else file.parent
    found = scored(data, tmp_path / "scores.csv")
    assert found == by_the_reference(data, Detail.FULL)
    assert [each.facts["skills"] for each in open_dataset(data, rules().catalogue).members()] == [9_000_000]


def test_a_value_that_does_not_fit_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "people" / "members" / "as_of=yesterday"
    folder.mkdir(parents=True)
    (folder / "part.csv").write_text("member_id\nada\n", encoding="utf-8")
    with pytest.raises(DataError, match="column as_of: `yesterday` is not a date"):
        scored(tmp_path / "people", tmp_path / "scores.csv")


def test_files_by_a_pattern_are_parts_of_the_members(tmp_path: Path) -> None:
    for name, member in {"b": "bob", "a": "ada"}.items():
        text = f"member_id,skills,as_of\n{member},9,2026-06-30\n"
        (tmp_path / f"{name}-2026.csv").write_text(text, encoding="utf-8")
    data = tmp_path / "*-2026.csv"
    assert members_of(data) == ["ada", "bob"]
    assert scored(data, tmp_path / "scores.csv") == by_the_reference(data, Detail.FULL)


def test_files_by_a_pattern_are_the_tables_they_are_called_after(tmp_path: Path) -> None:
    people = write_population(tmp_path / "people", 30)
    (people / "other.csv").write_text("x\n1\n", encoding="utf-8")
    data = people / "*.csv"
    assert scored(data, tmp_path / "scores.csv") == by_the_reference(people, Detail.FULL)
    dataset = open_dataset(data, rules().catalogue)
    assert len(list(dataset.members())) == 30
    assert any("not read, since they are no table of the rules" in each for each in dataset.notices())


def test_a_pattern_over_folders_knows_what_they_say(parted: Path, tmp_path: Path) -> None:
    found = scored(parted / "members" / "**" / "*.parquet", tmp_path / "scores.csv")
    assert found.splitlines()[1].split(",")[2:4] == ["t0", "2026-06-30"]
    assert len(found.splitlines()) == 61


def test_a_pattern_that_nothing_is_called_like_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no file is called like this"):
        scored(tmp_path / "*.csv", tmp_path / "scores.csv")


def test_a_file_with_a_sign_of_patterns_in_its_name_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "members [1].csv"
    file.write_text("member_id,as_of\nada,2026-06-30\n", encoding="utf-8")
    assert members_of(file) == ["ada"]
    assert scored(file, tmp_path / "scores.csv") == by_the_reference(file, Detail.FULL)
