"""Results come whole or not at all, in every form to the byte as other engines write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ssi_rules import api
from ssi_rules.distributed.output import refuse_taken, written
from ssi_rules.distributed.places import Destination, Format, Source
from ssi_rules.distributed.score import score
from ssi_rules.distributed.trouble import SparkTrouble
from ssi_rules.engines.cells import csv_head, csv_line, json_line
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.wide import WideRows
from ssi_rules.engines.wide import Detail, wide_columns
from ssi_rules.sources.dataset import DataError
from tests.distributed.conftest import QUICK
from tests.distributed.test_refusals import DAY, MEMBERS, RULES, VISITS, Columns

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import SparkSession

    from ssi_rules.model import Ruleset

_NAMED: Columns = MEMBERS | {"name": ['=Ann, "the" one', "Bo"], "team": ["", "é\nf"]}


@pytest.fixture
def ruleset(tmp_path: Path) -> Ruleset:
    (tmp_path / "ssi.toml").touch()
    (tmp_path / "small.ssi").write_text(RULES)
    return api.load_ruleset(str(tmp_path / "small.ssi"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    pq.write_table(pa.table(_NAMED), folder / "members.parquet")
    pq.write_table(pa.table(VISITS), folder / "visits.parquet")
    return folder


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet"])
def test_rows_as_every_engine_writes_them(
    tmp_path: Path, ruleset: Ruleset, data: Path, format_: Format
) -> None:
    place = tmp_path / "new" / "scores"
    place.parent.mkdir()
    outcome = score(
        ruleset,
        Source(str(data)),
        Destination(str(place), format_),
        as_of=DAY,
        detail=Detail.CRITERIA,
        cluster=QUICK,
    )
    assert [each.name for each in place.parent.iterdir()] == ["scores"]
    wide, columns = WideRows(Evaluator(ruleset), Detail.CRITERIA), wide_columns(ruleset, Detail.CRITERIA)
    rows = [wide.row(each, DAY) for each in api.open_dataset(data, ruleset.catalogue).members()]
    match format_:
        case "csv":
            assert _text(place, "csv") == sorted({csv_head(columns), *map(csv_line, rows)})
        case "jsonl":
            assert _text(place, "jsonl") == sorted(json_line(columns, row) for row in rows)
        case _:
            table = pq.read_table(place).to_pylist()
            assert sorted(tuple(row.values()) for row in table) == sorted(rows)
    assert outcome.summary.members == 2
    assert outcome.summary.days == {DAY: 2}
    assert outcome.summary.levels == {None: 2}
    assert str(outcome.summary.points["total"].median) == "5.00"
    assert outcome.summary.states["p.a"] == {"scored": 1, "unknown": 1}


def _text(place: Path, suffix: str) -> list[str]:
    """Lines of all parts; the CSV's own line breaks stand within quotes."""
    found = "".join(each.read_text(encoding="utf-8") for each in place.glob(f"part-*.{suffix}"))
    lines = found.replace("é\n", "é\0").splitlines(keepends=True)
    return sorted({line.replace("é\0", "é\n") for line in lines})


def test_what_is_there_is_not_replaced_unless_asked(spark: SparkSession, tmp_path: Path) -> None:
    place = tmp_path / "scores"
    place.mkdir()
    (place / "old").touch()
    with pytest.raises(DataError, match="there is something of this name already"):
        refuse_taken(spark, Destination(str(place)))
    wanted = Destination(str(place), overwrite=True)
    refuse_taken(spark, wanted)
    with written(spark.sql("SELECT 'a' AS member"), wanted, ()) as rows:
        assert rows.count() == 1
        assert [each.name for each in place.iterdir()] == ["old"]
    assert pq.read_table(place).to_pylist() == [{"member": "a"}]
    assert [each.name for each in tmp_path.iterdir()] == ["scores"]


def test_a_job_that_fails_leaves_nothing_behind(spark: SparkSession, tmp_path: Path) -> None:
    failing = spark.sql("SELECT raise_error('no more of this') AS member")
    with (
        pytest.raises(SparkTrouble, match="no more of this"),
        written(failing, Destination(str(tmp_path / "scores")), ()),
    ):
        pytest.fail("there is nothing to read back")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises((SparkTrouble, DataError)),
        written(spark.sql("SELECT 1 AS member"), Destination(str(tmp_path / "file" / "scores")), ()),
    ):
        pytest.fail("there is nothing to read back")


def test_a_table_of_the_catalog(spark: SparkSession) -> None:
    wanted = Destination("kept_scores", "table")
    try:
        with written(spark.sql("SELECT 'a' AS member"), wanted, ()) as rows:
            assert rows.count() == 1
        assert spark.table("kept_scores").count() == 1
        with pytest.raises(DataError, match="there is something of this name already"):
            refuse_taken(spark, wanted)
    finally:
        spark.sql("DROP TABLE IF EXISTS kept_scores")
