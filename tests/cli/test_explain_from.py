"""A score explained from what was kept of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import duckdb
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi


@pytest.mark.parametrize("suffix", ["parquet", "duckdb"])
@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_the_card_is_that_of_the_data(ssi: Ssi, engine: str, suffix: str) -> None:
    file = f"full.{suffix}"
    assert (
        ssi("score", "tour.ssi", "team", "-o", file, "--columns", "full", "--engine", engine).returncode == 0
    )
    kept = json.loads(ssi("explain", "tour.ssi", "--from", file, "--member", "dana", "--json").stdout)
    (card, _) = map(json.loads, ssi("score", "tour.ssi", "team", "--format", "jsonl").stdout.splitlines())
    assert kept["member"] == "dana"
    for name in ("total", "level", "as_of", "ruleset", "labels"):
        assert kept[name] == card[name]
    for mine, its in zip(kept["pillars"], card["pillars"], strict=True):
        assert (mine["points"], mine["low"], mine["high"]) == (its["points"], its["low"], its["high"])
        for one, other in zip(mine["criteria"], its["criteria"], strict=True):
            assert (one["state"], one["points"], one["next"]) == (
                other["state"],
                other["points"],
                other["next"],
            )


def test_it_is_shown_as_any_other(ssi: Ssi) -> None:
    ssi("score", "tour.ssi", "team", "-o", "full.parquet", "--columns", "full")
    shown = ssi("explain", "tour.ssi", "--from", "full.parquet", "--member", "dana").stdout
    assert shown.startswith("Dana Reyes (dana): 17.67 of 50 points, Steady\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tour.ssi", "--from", "full.parquet"], "A result has many members."),
        (["tour.ssi", "--from", "full.parquet", "--member", "zoe"], "The result has no member `zoe`."),
        (["tour.ssi", "team", "--from", "full.parquet", "--member", "eve"], "DATA is for data"),
        (["linkedin-ssi-2015", "--from", "full.parquet", "--member", "eve"], "no result of these rules"),
        (["tour.ssi", "--from", "some.parquet", "--member", "eve"], "has not the columns to explain it"),
        (["tour.ssi", "--from", "none.parquet", "--member", "eve"], "there is no such file"),
        (["tour.ssi", "--from", "team", "--member", "eve"], "this is a folder"),
        (["tour.ssi", "--from", "spark.parquet", "--member", "eve"], "does not say which rules it is of"),
        (["tour.ssi", "--from", "tour.ssi", "--member", "eve"], "results do not stand in `.ssi` files"),
        (["tour.ssi", "--from", "torn.parquet", "--member", "eve"], "DuckDB cannot read it"),
        (["tour.ssi"], "There is nothing to explain."),
    ],
)
def test_what_cannot_be_explained_is_told(ssi: Ssi, project: Path, arguments: list[str], said: str) -> None:
    ssi("score", "tour.ssi", "team", "-o", "full.parquet", "--columns", "full")
    ssi("score", "tour.ssi", "team", "-o", "some.parquet", "--columns", "criteria")
    (project / "torn.parquet").write_bytes((project / "full.parquet").read_bytes()[:500])
    duckdb.execute("COPY (SELECT 'eve' AS member) TO '" + str(project / "spark.parquet") + "'")
    done = ssi("explain", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
