"""What a run may take of the machine reaches the database that does the work, and what it spills stays in its room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.bulk.connection import SPILL, Limits, connected
from ssi_rules.bulk.memory import memory_of
from ssi_rules.bulk.publish import publish
from ssi_rules.bulk.run import score_population
from ssi_rules.bulk.target import Form, Target
from ssi_rules.bulk.work import How
from tests.bulk.population import rules, write_population

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = 800_000_000
ROUGHLY = 200_000
"""DuckDB tells tenths of a mebibyte."""


def setting(connection: DuckDBPyConnection, name: str) -> object:
    (value,) = connection.execute("SELECT current_setting(?)", [name]).fetchone() or (None,)
    return value


def test_a_connection_keeps_to_its_limits(tmp_path: Path) -> None:
    with connected(tmp_path, Limits("800MB", 3)) as connection:
        assert (
            MEMORY // 2 - ROUGHLY <= memory_of(connection) < MEMORY - 10_000_000
        )  # Python has taken some already
        assert setting(connection, "threads") == 3
        assert Path(str(setting(connection, "temp_directory"))) == tmp_path / SPILL


def test_where_the_process_has_taken_more_than_half_the_other_half_is_for_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssi_rules.bulk.connection._taken", lambda: MEMORY)
    with connected(tmp_path, Limits("800MB")) as connection:
        assert abs(memory_of(connection) - MEMORY // 2) < ROUGHLY


def test_what_does_not_fit_is_spilled_to_the_room_and_finishes(tmp_path: Path) -> None:
    with connected(tmp_path, Limits("120MB", 1)) as connection:
        assert memory_of(connection) < 120_000_000
        connection.execute(
            "CREATE TEMP TABLE t AS SELECT hash(i) AS a, hash(i + 1) AS b, hash(-i) AS c FROM range(8_000_000) r(i)"
        )
        spilt = sum(each.stat().st_size for each in (tmp_path / SPILL).iterdir())
        assert spilt > 30_000_000  # 192 MB of numbers
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (8_000_000,)


@pytest.mark.parametrize("resume", [False, True])
def test_a_run_passes_its_limits_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, resume: bool) -> None:
    seen: list[tuple[bool, object]] = []

    def looking(connection: DuckDBPyConnection, *rest: object) -> None:
        beside = connection.cursor()
        seen.append((memory_of(beside) <= 400_000_000, setting(beside, "threads")))
        publish(connection, *rest)  # type: ignore[arg-type]  # handed through as it comes

    monkeypatch.setattr("ssi_rules.bulk.run.publish", looking)
    how = How(limits=Limits("400MB", 1), resume=resume)
    data = write_population(tmp_path / "people", 20)
    score_population(rules(), data, Target(tmp_path / "scores.csv", Form.CSV), how)
    assert seen == [(True, 1)]
