"""A run that was stopped goes on: nothing is lost, nothing is there twice, and the result is the same to the byte."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import textwrap
import time
from typing import TYPE_CHECKING

import pytest

from ssi_rules import api
from ssi_rules.bulk import parts, result
from ssi_rules.bulk.connection import Limits
from ssi_rules.bulk.room import place_kept
from ssi_rules.bulk.run import score_population
from ssi_rules.bulk.target import Form, Target
from ssi_rules.bulk.work import How
from ssi_rules.engines.wide import Detail
from ssi_rules.files import hold, let_go
from ssi_rules.sources.dataset import DataError
from tests.bulk.population import RULES, by_the_reference, rules, write_population

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.outcome import Outcome

HOW = How(limits=Limits(threads=1), resume=True, part=40)
KILLS = int(os.environ.get("SSI_KILLS", "3"))
"""How often a run is killed; more by SSI_KILLS=100 pytest tests/bulk/test_resume.py."""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return write_population(tmp_path / "people", 300)


def scored(data: Path, path: Path, how: How = HOW) -> Outcome:
    return score_population(rules(), data, Target(path, Form(path.suffix[1:])), how)


class Stopped(Exception):  # noqa: N818 - it is no error
    """Ends a run where a test wants it."""


def stop_at(monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    """Let the run end before it has finished a part."""
    real = result.write_part

    def write(connection: DuckDBPyConnection, query: str, file: Path, origin: str, rows: int) -> None:
        if file.stem.endswith(f"{part:06}"):
            raise Stopped
        real(connection, query, file, origin, rows)

    monkeypatch.setattr(parts, "write_part", write)


def test_a_run_goes_on_where_it_was_stopped(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "scores.csv"
    with monkeypatch.context() as stopping:
        stop_at(stopping, 3)
        with pytest.raises(Stopped):
            scored(people, path)
    assert not path.exists()
    kept = {each.name: each.stat().st_mtime_ns for each in place_kept(path).glob("*.[kp]*")}
    assert {"members.kept", "gathered-0.kept", "part-000002.parquet"} <= set(kept)
    with monkeypatch.context() as reading:
        reading.setattr("ssi_rules.bulk.work.open_inputs", None)  # nothing is read again
        outcome = scored(people, path)
    assert path.read_text(encoding="utf-8") == by_the_reference(people, Detail.CRITERIA)
    assert outcome.notices[0] == "gone on from an earlier run: 3 parts were there"
    assert "ignored 14 rows of members who are not listed" in outcome.notices[1]
    assert not place_kept(path).exists()


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_killed_at_any_moment_it_comes_to_the_same_bytes(people: Path, tmp_path: Path, suffix: str) -> None:
    whole, path = tmp_path / f"whole.{suffix}", tmp_path / f"scores.{suffix}"
    scored(people, whole)
    moments = random.Random(f"{KILLS} {suffix}")
    for _ in range(KILLS):
        run = a_run(people, path)
        wait_for(run, path, moments)
        run.kill()
        run.wait()
    assert a_run(people, path).wait() == 0
    assert path.read_bytes() == whole.read_bytes()
    assert not place_kept(path).exists()


def wait_for(run: subprocess.Popen[bytes], path: Path, moments: random.Random) -> None:
    """Wait until work has begun, and then a random moment of it."""
    begun = place_kept(path) / "about.json"
    while run.poll() is None and not begun.exists():
        time.sleep(0.01)
    time.sleep(moments.random() * 1.5)


def a_run(data: Path, path: Path) -> subprocess.Popen[bytes]:
    script = f"""
        from pathlib import Path
        from ssi_rules import api
        from ssi_rules.bulk.connection import Limits
        from ssi_rules.bulk.run import score_population
        from ssi_rules.bulk.target import Form, Target
        from ssi_rules.bulk.work import How
        how = How(limits=Limits(threads=1), resume=True, part=40)
        target = Target(Path({str(path)!r}), Form({path.suffix[1:]!r}))
        score_population(api.load_ruleset({str(RULES)!r}), Path({str(data)!r}), target, how)
    """
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)])


@pytest.mark.parametrize("change", ["data", "options", "rules"])
def test_what_was_kept_of_something_else_is_not_gone_on_from(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    path, how, ruleset = tmp_path / "scores.csv", HOW, rules()
    with monkeypatch.context() as stopping:
        stop_at(stopping, 3)
        with pytest.raises(Stopped):
            scored(people, path)
    match change:
        case "data":
            shutil.rmtree(people)
            write_population(people, 250)
        case "options":
            how = How(Detail.TOTAL, limits=Limits(threads=1), resume=True, part=40)
        case _:
            file = tmp_path / "other.ssi"
            file.write_text(RULES.read_text(encoding="utf-8").replace("from 5  earns 10", "from 5  earns 9"))
            ruleset = api.load_ruleset(str(file))
    outcome = score_population(ruleset, people, Target(path, Form.CSV), how)
    told = "begun anew: what an earlier run had kept was of other data, rules, options or versions"
    assert outcome.notices[0] == told
    expected = tmp_path / "expected.csv"
    score_population(ruleset, people, Target(expected, Form.CSV), How(how.detail))
    assert path.read_bytes() == expected.read_bytes()


def test_two_runs_do_not_work_on_one_result(people: Path, tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    place_kept(path).mkdir()
    held = hold(place_kept(path))
    try:
        with pytest.raises(DataError, match="another run is at work on it"):
            scored(people, path)
    finally:
        let_go(held)
    scored(people, path)


def test_stdout_keeps_nothing_to_go_on_with(people: Path) -> None:
    with pytest.raises(DataError, match="nothing to go on with"):
        score_population(rules(), people, Target(None, Form.CSV), HOW)


def test_rows_set_aside_are_told_after_a_stop_too(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (people / "visits.csv").open("a", encoding="utf-8") as file:
        file.write("m3,yesterday,1\n")
    path, how = tmp_path / "scores.csv", How(rejects=True, limits=Limits(threads=1), resume=True, part=40)
    with monkeypatch.context() as stopping:
        stop_at(stopping, 3)
        with pytest.raises(Stopped):
            scored(people, path, how)
    outcome = scored(people, path, how)
    assert outcome.rejected == 1
    assert any("set aside 1 row" in each for each in outcome.notices)
