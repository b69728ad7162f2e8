"""``ssi compile`` writes whole files, replaces only its own, and says what does not go together."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi


def test_python_runs_without_us(ssi: Ssi, project: Path) -> None:
    assert ssi("compile", "tour.ssi", "--to", "python", "-o", "tour.py").returncode == 0
    member = json.dumps({"facts": {"seat": True}, "as_of": "2026-06-30"})
    done = subprocess.run(
        [sys.executable, "-I", "-S", "tour.py"],
        input=member,
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    card = json.loads(done.stdout)
    assert card["as_of"] == "2026-06-30"
    assert card["low"] <= card["points"] <= card["high"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("[1]", 'give an object with "facts", "tables" and "as_of"'),
        ("{", "this is no JSON"),
        ('{"facts": {}}', "these rules look at dates; give the day to look from"),
        (
            '{"facts": {"seats": true}, "as_of": "2026-06-30"}',
            "the rules know no `seats`; did you mean seat?",
        ),
        ('{"facts": {"seat": "maybe"}, "as_of": "2026-06-30"}', "facts, seat: `maybe` is not a flag"),
        ('{"tables": {"inmails": 3}, "as_of": "2026-06-30"}', "tables, inmails: give a list of rows"),
    ],
)
def test_python_says_what_it_cannot_read(ssi: Ssi, project: Path, given: str, told: str) -> None:
    ssi("compile", "tour.ssi", "--to", "python", "-o", "tour.py")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "tour.py"],
        input=given,
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert told in done.stderr
    assert not done.stdout


def test_sql_goes_to_the_terminal_unless_told(ssi: Ssi) -> None:
    done = ssi("compile", "tour.ssi", "--to", "sql", "--dialect", "trino", "--schema", "sales")
    assert done.returncode == 0
    assert "-- Trino: rendered, golden-tested, not executed." in done.stdout
    assert 'CREATE OR REPLACE VIEW "sales".' in done.stdout


def test_only_own_files_are_replaced(ssi: Ssi, project: Path) -> None:
    asked = ("compile", "tour.ssi", "--to", "sql", "--dialect", "duckdb", "-o", "tour.sql")
    assert ssi(*asked).returncode == 0
    assert ssi(*asked).returncode == 0
    (project / "tour.sql").write_text("SELECT 'mine'", encoding="utf-8")
    done = ssi(*asked)
    assert done.returncode == 2
    assert "tour.sql is there already, and was not written by ssi compile." in done.stderr
    assert (project / "tour.sql").read_text(encoding="utf-8") == "SELECT 'mine'"


def test_a_project_is_written_whole_or_not_at_all(ssi: Ssi, project: Path) -> None:
    asked = ("compile", "tour.ssi", "--to", "sql", "--dialect", "duckdb", "--dbt", "-o", "dbt")
    (project / "dbt" / "seeds").mkdir(parents=True)
    done = ssi(*asked)
    assert done.returncode == 0
    written = done.stdout.split()
    assert written[0] == "dbt/dbt_project.yml"
    assert all((project / each).is_file() for each in written)
    assert ssi(*asked).returncode == 0
    for each in written:
        (project / each).unlink()
    (project / written[-1]).write_text("SELECT 'mine'", encoding="utf-8")
    assert ssi(*asked).returncode == 2
    assert [each for each in written if (project / each).exists()] == [written[-1]]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--to sql", "Say whose SQL, for example --dialect postgres."),
        ("--to sql --dialect oracle", "'oracle' is not one of"),
        ("--to java", "'java' is not one of"),
        ("--to python --dialect duckdb", "This is for --to sql only."),
        ("--to python --dbt", "This is for --to sql only."),
        ("--to sql --dialect duckdb --dbt", "A project needs a folder: -o FOLDER."),
        ("--to sql --dialect duckdb --schema a.b", "`a.b` is no plain name"),
        ("--to sql --dialect duckdb --without inmals", "Did you mean inmails?"),
        ("--to sql --dialect duckdb --dbt -o tour.ssi", "tour.ssi is no folder."),
        ("--to sql --dialect duckdb -o empty", "empty is a folder."),
        ("--to sql --dialect duckdb -o nowhere/tour.sql", "cannot be written"),
    ],
)
def test_what_does_not_go_together_is_told(ssi: Ssi, options: str, told: str) -> None:
    done = ssi("compile", "tour.ssi", *options.split())
    assert done.returncode == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())
    assert not done.stdout


@pytest.mark.parametrize("to", ["python", "sql --dialect spark"])
def test_rules_with_faults_are_not_written(ssi: Ssi, project: Path, to: str) -> None:
    done = ssi("compile", "wrong.ssi", "--to", *to.split(), "-o", "out")
    assert done.returncode == 1
    assert "error[SSI" in done.stderr
    assert not (project / "out").exists()
