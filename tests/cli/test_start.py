"""What a start loads decides how long it takes; these hold the line without a clock."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {
    "pydantic",
    "duckdb",
    "rich",
    "ssi_rules.markets",
    "ssi_rules.sources",
    "ssi_rules.engines",
}


def loaded(code: str, folder: Path) -> set[str]:
    """The heavy modules that a piece of code leaves loaded."""
    script = f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True, timeout=120
    )
    return HEAVY & set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [["--help"], ["version"], ["check", "tour.ssi", "wrong.ssi"]])
def test_light_commands_load_nothing_heavy(arguments: list[str], project: Path) -> None:
    code = f"from ssi_rules.cli.main import app\ntry: app({arguments!r})\nexcept SystemExit: pass"
    # Advice on markets asks the matcher, which is light.
    expected = {"ssi_rules.markets"} if "check" in arguments else set[str]()
    assert loaded(code, project) == expected


def test_importing_the_package_loads_nothing_of_it(project: Path) -> None:
    assert loaded("import ssi_rules", project) == set()
    script = "import sys, ssi_rules; print([name for name in sys.modules if name.startswith('ssi_rules.')])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"


def test_a_run_that_reads_parquet_ends_in_silence(tmp_path: Path) -> None:
    duckdb.sql(
        f"copy (select 'ada' member_id, date '2026-06-30' as_of) to '{(tmp_path / 'members.parquet').as_posix()}'"
    )
    done = subprocess.run(
        [sys.executable, "-m", "ssi_rules", "score", "linkedin-ssi-2015", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "leaked" not in done.stderr
    assert "ada" in done.stdout
