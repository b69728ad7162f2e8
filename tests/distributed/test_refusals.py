"""What does not fit is refused in the words of the readers of members; what is nobody's is ignored and counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ssi_rules import api
from ssi_rules.distributed.frames import scores
from ssi_rules.distributed.places import Source
from ssi_rules.engines.score import AsOfNeeded
from ssi_rules.engines.wide import Detail
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyspark.sql import SparkSession

    from ssi_rules.distributed.frames import Scored
    from ssi_rules.model import Ruleset

RULES = """
ruleset small "Small" { version "1.0.0" worth 10 missing zero }
facts {
  fans  : count   "Fans"
  depth : percent "Depth"
  table visits dated on "Visits" {
    on    : date
    pages : number
    why   : text
  }
}
market sales "Sales" {
  why has "sales"
}
pillar p "P" worth 10 {
  criterion a "A" worth 4 { measure fans bands { from 1 earns 4 } basis chosen }
  criterion b "B" worth 2 { measure depth bands { from 10% earns 2 } basis chosen }
  criterion c "C" worth 4 { measure sum of visits.pages over 30 days where why is sales bands { from 1 earns 4 } basis chosen }
}
"""
Columns: TypeAlias = "dict[str, Sequence[object]]"

DAY = date(2026, 6, 30)
MEMBERS: Columns = {"member_id": ["a", "b"], "fans": [3, None], "depth": [0.5, 0.05]}
VISITS: Columns = {
    "member_id": ["a", "a", "b", "c"],
    "on": [DAY, date(2026, 5, 31), DAY, DAY],
    "pages": [1, 2, 3, 4],
    "why": ["Sales", "sales", " ", None],
}


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "ssi.toml").touch()
    (folder / "small.ssi").write_text(RULES)
    return api.load_ruleset(str(folder / "small.ssi"))


def _write(folder: Path, **tables: Columns) -> Path:
    for name, columns in tables.items():
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    return folder


def _scored(spark: SparkSession, ruleset: Ruleset, folder: Path, **given: date) -> Scored:
    return scores(spark, ruleset, Source(str(folder)), as_of=given.get("as_of"), detail=Detail.CRITERIA)


def _both(spark: SparkSession, ruleset: Ruleset, folder: Path) -> tuple[DataError, DataError]:
    """What Spark says, and the readers of members."""
    with pytest.raises(DataError) as by_spark:
        _scored(spark, ruleset, folder)
    with pytest.raises(DataError) as by_readers:
        list(api.open_dataset(folder, ruleset.catalogue).members())
    return by_spark.value, by_readers.value


def test_all_is_well(spark: SparkSession, ruleset: Ruleset, tmp_path: Path) -> None:
    folder = _write(tmp_path, members=MEMBERS | {"nick": ["x", "y"]}, visits=VISITS)
    found = _scored(spark, ruleset, folder)
    rows = sorted(found.result.select("member", "as_of", "total", "open").collect())
    assert [tuple(map(str, row)) for row in rows] == [
        ("a", "2026-06-30", "10.00", "0"),
        ("b", "2026-06-30", "0.00", "1"),
    ]
    dataset = api.open_dataset(folder, ruleset.catalogue)
    list(dataset.members())
    assert sorted(found.notices) == sorted(dataset.notices())
    assert any("ignored 1 row of members who are not listed" in each for each in found.notices)


@pytest.mark.parametrize(
    ("table", "column", "cells"),
    [
        ("members", "fans", [1, -1]),
        ("members", "fans", [1.0, 2.5]),
        ("members", "fans", ["7", "many"]),
        ("members", "fans", [[1], None]),
        ("members", "depth", ["35%", "1,5"]),
        ("members", "member_id", ["a", " "]),
        ("members", "member_id", ["a", " a "]),
        ("visits", "pages", [1, 2, 10**13, 4]),
        ("visits", "on", ["2026-06-30", "30.06.2026", None, None]),
        ("visits", "member_id", ["a", "b", "", "c"]),
    ],
)
def test_cells_that_do_not_fit(  # noqa: PLR0913, PLR0917 - a row of the table of cases, and what it needs
    spark: SparkSession, ruleset: Ruleset, tmp_path: Path, table: str, column: str, cells: Sequence[object]
) -> None:
    tables = {"members": MEMBERS, "visits": VISITS}
    tables[table] = tables[table] | {column: cells}
    by_spark, by_readers = _both(spark, ruleset, _write(tmp_path, **tables))
    assert (by_spark.path, by_spark.message) == (by_readers.path, by_readers.message)
    assert (by_spark.column, by_spark.help) == (by_readers.column, by_readers.help)


def test_what_strangers_rows_hold_is_nobodys_business(
    spark: SparkSession, ruleset: Ruleset, tmp_path: Path
) -> None:
    visits = VISITS | {"pages": ["1", "2", "3", "what?"]}
    found = _scored(spark, ruleset, _write(tmp_path, members=MEMBERS, visits=visits))
    assert found.result.count() == 2


def test_slips_are_told(spark: SparkSession, ruleset: Ruleset, tmp_path: Path) -> None:
    members = MEMBERS | {"depth": [35.0, 0.12345678]}
    visits: Columns = {"member_id": ["a"], "when": [DAY], "pages": [1], "why": ["sales"]}
    folder = _write(tmp_path, members=members, visits=visits)
    dataset = api.open_dataset(folder, ruleset.catalogue)
    list(dataset.members())
    assert sorted(_scored(spark, ruleset, folder, as_of=DAY).notices) == sorted(dataset.notices())
    assert len(dataset.notices()) == 4  # a renamed date, twice; a percent above 100 %; rounding


def test_a_day_is_needed(spark: SparkSession, ruleset: Ruleset, tmp_path: Path) -> None:
    with pytest.raises(AsOfNeeded):
        _scored(spark, ruleset, _write(tmp_path, members=MEMBERS))


def test_own_days_then_the_latest_of_the_data(spark: SparkSession, ruleset: Ruleset, tmp_path: Path) -> None:
    members = MEMBERS | {"as_of": [date(2026, 6, 1), None]}
    found = _scored(spark, ruleset, _write(tmp_path, members=members, visits=VISITS))
    days = {row["member"]: str(row["as_of"]) for row in found.result.collect()}
    assert days == {"a": "2026-06-01", "b": "2026-06-30"}
    assert any("its latest date, 2026-06-30 (visits.parquet: on)" in each for each in found.notices)


def test_a_broken_file(spark: SparkSession, ruleset: Ruleset, tmp_path: Path) -> None:
    whole = _write(tmp_path, members=MEMBERS) / "members.parquet"
    whole.write_bytes(whole.read_bytes()[:-20])
    with pytest.raises(DataError) as caught:
        _scored(spark, ruleset, tmp_path, as_of=DAY)
    assert caught.value.path.endswith("members.parquet")
    assert caught.value.message.startswith("Spark cannot read it: ")


def test_data_that_is_not_there(spark: SparkSession, ruleset: Ruleset, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is nothing of this name"):
        _scored(spark, ruleset, tmp_path / "nowhere")
    with pytest.raises(DataError, match="no `members` table"):
        _scored(spark, ruleset, _write(tmp_path, visits=VISITS))
    with pytest.raises(DataError, match="no column `member_id`"):
        _scored(spark, ruleset, _write(tmp_path, members={"id": ["a"]}))
    (tmp_path / "visits.csv").write_text("member_id\n")
    with pytest.raises(DataError, match="as csv, which Spark is not given"):
        _scored(spark, ruleset, tmp_path)


def test_tables_of_a_catalog(spark: SparkSession, ruleset: Ruleset, tmp_path: Path) -> None:
    folder = _write(tmp_path, members=MEMBERS, visits=VISITS)
    spark.read.parquet(str(folder / "visits.parquet")).createOrReplaceGlobalTempView("logged")
    source = Source(None, {"members": str(folder / "members.parquet"), "visits": "global_temp.logged"})
    found = scores(spark, ruleset, source, as_of=None, detail=Detail.TOTAL)
    assert sorted(str(row["total"]) for row in found.result.collect()) == ["0.00", "10.00"]
    for tables, told in (
        ({"visit": "x.y"}, "declare no table `visit`"),
        ({"members": "no.such"}, "Spark cannot read it"),
    ):
        with pytest.raises(DataError, match=told):
            scores(spark, ruleset, Source(str(folder), tables), as_of=DAY, detail=Detail.TOTAL)


def test_a_member_in_two_parts_is_there_twice(spark: SparkSession, ruleset: Ruleset, tmp_path: Path) -> None:
    parts: dict[str, Columns] = {"members-1": MEMBERS, "members-2": {"member_id": ["c", "a"], "fans": [1, 1]}}
    by_spark, by_readers = _both(spark, ruleset, _write(tmp_path, **parts))
    assert (by_spark.message, by_spark.help) == (by_readers.message, by_readers.help)


def test_nobody(spark: SparkSession, ruleset: Ruleset, tmp_path: Path) -> None:
    nobody = {"member_id": pa.array([], pa.string()), "fans": pa.array([], pa.int64())}
    pq.write_table(pa.table(nobody), tmp_path / "members.parquet")
    assert _scored(spark, ruleset, _write(tmp_path, visits=VISITS)).result.collect() == []


def test_short_floats(spark: SparkSession, ruleset: Ruleset, tmp_path: Path) -> None:
    members = {"member_id": ["a"], "depth": pa.array([0.5], pa.float32())}
    with pytest.raises(DataError, match="column depth: the column is float, whose values"):
        _scored(spark, ruleset, _write(tmp_path, members=members), as_of=DAY)


def test_names_that_stand_for_others_stand_for_themselves(
    spark: SparkSession, ruleset: Ruleset, tmp_path: Path
) -> None:
    folder = tmp_path / "a [b] {c,d} *"
    folder.mkdir()
    found = _scored(spark, ruleset, _write(folder, members=MEMBERS, visits=VISITS))
    assert found.result.count() == 2
