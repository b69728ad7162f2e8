"""What ``ssi score`` writes of whole populations, and what it tells of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

from tests.bulk.population import RULES, write_population

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi


@pytest.fixture
def people(project: Path) -> Path:
    (project / "small.ssi").write_text(RULES.read_text(encoding="utf-8"), encoding="utf-8")
    return write_population(project / "people", 120)


def asked(path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path) if path.suffix == ".duckdb" else ":memory:") as connection:
        return connection.execute(query.replace("FILE", f"'{path}'")).fetchall()


@pytest.mark.parametrize("columns", ["total", "pillars", "criteria", "full"])
@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_engines_write_the_same_bytes(ssi: Ssi, project: Path, suffix: str, columns: str) -> None:
    engines = ("reference", "duckdb")
    for engine in engines:
        done = ssi(
            "score", "tour.ssi", "team", "-o", f"{engine}.{suffix}", "--columns", columns, "--engine", engine
        )
        assert done.returncode == 0, done.stderr
    first, second = ((project / f"{engine}.{suffix}").read_bytes() for engine in engines)
    assert first == second
    assert len(first.splitlines()) == (3 if suffix == "csv" else 2)


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize("suffix", ["parquet", "duckdb"])
def test_typed_files_say_what_the_csv_says(ssi: Ssi, project: Path, engine: str, suffix: str) -> None:
    path = project / f"scores.{suffix}"
    assert ssi("score", "tour.ssi", "team", "-o", path.name, "--engine", engine).returncode == 0
    source = "FILE" if suffix == "parquet" else "scores"
    query = f'SELECT member, name, total, "engage.high", "engage.shares.state" FROM {source}'  # noqa: S608 - names of ours
    told = [tuple(map(str, row)) for row in asked(path, query)]
    assert told == [
        ("dana", "Dana Reyes", "17.67", "20.00", "unknown"),
        ("eve", "=HYPERLINK(1)", "5.00", "20.00", "unknown"),
    ]


def test_json_lines_are_scorecards_unless_columns_are_asked_for(ssi: Ssi) -> None:
    card, _ = ssi("score", "tour.ssi", "team", "--format", "jsonl").stdout.splitlines()
    assert json.loads(card)["schema"] == "ssi.scorecard/1"
    row, _ = ssi("score", "tour.ssi", "team", "--format", "jsonl", "--columns", "pillars").stdout.splitlines()
    assert json.loads(row)["engage.high"] == 20


def test_rows_are_kept_in_a_history_too(ssi: Ssi, project: Path) -> None:
    done = ssi("score", "tour.ssi", "team", "-o", "s.csv", "--columns", "full", "--history", "h.duckdb")
    assert "h.duckdb: begun with run 1 of 2 members" in done.stderr
    alone = ssi("score", "tour.ssi", "team", "--columns", "full", "--format", "csv").stdout
    assert (project / "s.csv").read_text(encoding="utf-8") == alone


def test_a_population_is_summed_up(ssi: Ssi, people: Path) -> None:
    done = ssi("score", "small.ssi", people.name, "-o", "scores.parquet")
    assert done.returncode == 0
    first, *lines = done.stderr.splitlines()
    assert first.startswith("scores.parquet: 120 members in ")
    assert lines[0] == "levels:"
    assert "  total: " in "\n".join(lines)
    assert any(line.startswith("  engage.visiting: scored ") for line in lines)
    assert "as of 2026-06-30, the day the data gives" in lines


def test_nothing_is_told_of_a_few(ssi: Ssi, project: Path) -> None:
    (project / "small.ssi").write_text(RULES.read_text(encoding="utf-8"), encoding="utf-8")
    write_population(project / "few", 9)
    done = ssi("score", "small.ssi", "few", "-o", "scores.parquet")
    assert "fewer than 10 members" in done.stderr
    assert "medians" not in done.stderr


def test_the_day_asked_for_is_not_told(ssi: Ssi, people: Path) -> None:
    done = ssi("score", "small.ssi", people.name, "-o", "scores.parquet", "--as-of", "2026-03-31")
    assert "as of" not in done.stderr


# Rows that do not fit.


@pytest.fixture
def flawed(people: Path) -> Path:
    with (people / "visits.csv").open("a", encoding="utf-8") as file:
        file.write("m3,yesterday,1\nm3,2026-06-01,long\n")
    return people


LISTED = """\
file,row,column,reason
people/visits.csv,362,visited_on,`yesterday` is not a date
people/visits.csv,363,minutes,`long` is not a number
"""


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_rejects_are_listed_with_the_reason(ssi: Ssi, project: Path, flawed: Path, engine: str) -> None:
    options = ["-o", "scores.csv", "--engine", engine]
    refused = ssi("score", "small.ssi", flawed.name, *options)
    assert refused.returncode == 2
    assert "people/visits.csv, row 362, column visited_on: `yesterday` is not a date" in refused.stderr
    done = ssi("score", "small.ssi", flawed.name, *options, "--rejects-to", "rejects.csv")
    assert done.returncode == 0
    assert "rejects.csv: 2 rejected rows" in done.stderr
    assert (project / "rejects.csv").read_text(encoding="utf-8") == LISTED
    counted = ssi("score", "small.ssi", flawed.name, *options, "--rejects")
    assert "note: people/visits.csv: set aside 2 rows" in counted.stderr


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_there_are_no_scores_where_rejects_are_a_failure(
    ssi: Ssi, project: Path, flawed: Path, engine: str, suffix: str
) -> None:
    options = ["-o", f"scores.{suffix}", "--engine", engine, "--fail-on-rejects"]
    done = ssi("score", "small.ssi", flawed.name, *options, "--rejects-to", "rejects.csv")
    assert done.returncode == 2
    assert "error: 2 rows did not fit; no scores were written." in done.stderr
    assert (project / "rejects.csv").read_text(encoding="utf-8") == LISTED
    assert not (project / f"scores.{suffix}").exists()
    assert not list(project.glob(".*scores*"))


def test_what_all_rows_fit_does_not_fail(ssi: Ssi, people: Path, project: Path) -> None:
    done = ssi("score", "small.ssi", people.name, "-o", "s.csv", "--fail-on-rejects", "--rejects-to", "r.csv")
    assert done.returncode == 0
    assert (project / "r.csv").read_text(encoding="utf-8") == "file,row,column,reason\n"


# What goes together.


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--columns", "total"], "--columns is about rows, and table has none."),
        (["--format", "duckdb"], "A DuckDB file cannot go to stdout."),
        (["--engine", "duckdb"], "DuckDB writes rows and no scorecards."),
        (["-o", "s.csv", "--engine", "duckdb", "--history", "h.duckdb"], "DuckDB keeps no history."),
        (
            ["-o", "s.csv", "--threads", "2", "--engine", "reference"],
            "--threads is not for the reference engine.",
        ),
        (["--format", "csv", "--resume"], "There is nothing to go on with where nothing is kept."),
        (["-o", "s.csv", "--memory-limit", "lots"], "write an amount with its unit, such as 4GB"),
        (["-o", "s.csv", "--memory-limit", "31MB"], "32MB is the least"),
        (["-o", "nowhere/s.csv", "--engine", "duckdb"], "the folder"),
        (["-o", "nowhere/s.csv", "--engine", "reference"], "the folder"),
        (["-o", "s.csv", "--rejects-to", "nowhere/r.csv"], "--rejects-to nowhere/r.csv: the folder"),
        (["-o", "s.csv", "--dictionary", "nowhere/d.parquet"], "--dictionary nowhere/d.parquet: the folder"),
        (["-o", "s.csv", "--rejects-to", "./s.csv"], "--rejects-to s.csv: -o goes there, too."),
        (
            ["-o", "s.parquet", "--dictionary", "s.parquet"],
            "--dictionary s.parquet: -o goes there, too.",
        ),
        (["--format", "csv", "-o", "tour.ssi"], "-o tour.ssi: this run reads its rules there."),
        (["-o", "s.csv", "--threads", "99999"], "--threads 99999 is more than 4096."),
        (["-o", "s.csv", "--master", "local[2]"], "--master is for Spark alone."),
        (["-o", "s.csv", "--overwrite"], "--overwrite is for Spark alone."),
        (["--table", "members=crm.members"], "--table is for Spark alone."),
    ],
)
def test_what_does_not_go_together_is_told(ssi: Ssi, arguments: list[str], said: str) -> None:
    done = ssi("score", "tour.ssi", "team", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_without_data_there_is_nothing_to_score(ssi: Ssi) -> None:
    done = ssi("score", "tour.ssi")
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is nothing to score." in done.stderr


def test_a_large_population_is_scored_by_duckdb(
    ssi: Ssi, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssi_rules.cli.population.choose.MANY", 1000)
    assert "scores.csv: 120 members in" in ssi("score", "small.ssi", people.name, "-o", "scores.csv").stderr
    table = ssi("score", "small.ssi", people.name)
    assert table.stdout.startswith("A small card")


# Where it goes.


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize("option", ["-o", "--rejects-to"])
@pytest.mark.parametrize("data", ["people", "people/members.csv", "people/*.csv"])
def test_no_file_of_the_data_is_replaced(ssi: Ssi, people: Path, engine: str, option: str, data: str) -> None:
    before = (people / "members.csv").read_bytes()
    given = [] if option == "-o" else ["-o", "s.csv"]
    done = ssi("score", "small.ssi", data, "--engine", engine, *given, option, "people/members.csv")
    assert done.returncode == 2
    assert f"{option} people/members.csv: this is a file of the data." in done.stderr
    assert (people / "members.csv").read_bytes() == before


def test_no_file_of_an_export_is_replaced(ssi: Ssi, project: Path) -> None:
    file = project / "ann" / "Connections.csv"
    file.parent.mkdir()
    before = "First Name,Last Name,Company,Position,Connected On\nBo,Fern,Contoso,Teacher,02 May 2026\n"
    file.write_text(before, encoding="utf-8")
    done = ssi("score", "tour.ssi", "ann", "-o", "ann/Connections.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "this is a file of the data." in done.stderr
    assert file.read_text(encoding="utf-8") == before


def test_scores_beside_the_data_are_replaced(ssi: Ssi, people: Path) -> None:
    for _ in range(2):
        assert ssi("score", "small.ssi", people.name, "-o", "people/scores.csv").returncode == 0


def test_stdout_gets_the_bytes_of_the_file(ssi: Ssi, people: Path, project: Path) -> None:
    done = ssi("score", "small.ssi", people.name, "--format", "csv", "--engine", "duckdb")
    ssi("score", "small.ssi", people.name, "-o", "scores.csv", "--engine", "duckdb")
    assert done.stdout == (project / "scores.csv").read_text(encoding="utf-8")


def test_a_reader_that_goes_away_ends_the_run_in_silence(people: Path, project: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "ssi_rules",
            *f"score small.ssi {people.name} --format csv --engine duckdb".split(),
        ],
        cwd=project,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=120,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")
