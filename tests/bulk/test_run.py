"""A population from files to a file: what the reference engine says of each member, whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import textwrap
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from ssi_rules.bulk.connection import Limits
from ssi_rules.bulk.run import score_population
from ssi_rules.bulk.target import TABLE, Form, Target
from ssi_rules.bulk.work import How
from ssi_rules.engines.cells import Cell, csv_head, csv_line, json_line
from ssi_rules.engines.wide import Detail, wide_columns
from ssi_rules.files import hold, let_go
from ssi_rules.sources.dataset import DataError
from tests.bulk.population import RULES, by_the_reference, rules, write_population

if TYPE_CHECKING:
    from ssi_rules.bulk.outcome import Outcome

ONE_THREAD = Limits(threads=1)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_population(tmp_path_factory.mktemp("data") / "people", 300)


def scored(data: Path, path: Path, how: How = How(limits=ONE_THREAD)) -> Outcome:  # noqa: B008 - frozen
    return score_population(rules(), data, Target(path, Form(path.suffix[1:])), how)


def rows_of(path: Path, relation: str) -> list[tuple[Cell, ...]]:
    with duckdb.connect(str(path) if relation == TABLE else ":memory:", read_only=relation == TABLE) as made:
        return made.execute(f"FROM {relation}").fetchall()


def as_csv(rows: list[tuple[Cell, ...]], detail: Detail) -> str:
    """Rows as CSV, in which a decimal is written as short as it can be."""
    return csv_head(wide_columns(rules(), detail)) + "".join(csv_line(map(_short, row)) for row in rows)


@pytest.mark.parametrize("detail", list(Detail))
def test_every_member_has_the_row_of_the_reference_engine(
    people: Path, tmp_path: Path, detail: Detail
) -> None:
    path = tmp_path / "scores.csv"
    outcome = scored(people, path, How(detail, limits=ONE_THREAD))
    assert path.read_text(encoding="utf-8") == by_the_reference(people, detail)
    assert outcome.summary is not None
    assert outcome.summary.members == 300


@pytest.mark.parametrize("threads", [1, 2])
def test_every_form_says_the_same(people: Path, tmp_path: Path, threads: int) -> None:
    expected = by_the_reference(people, Detail.FULL)
    how = How(Detail.FULL, limits=Limits(threads=threads))
    for form in Form:
        scored(people, tmp_path / f"scores.{form.value}", how)
    parquet = rows_of(tmp_path / "scores.parquet", f"'{tmp_path / 'scores.parquet'}'")
    assert as_csv(parquet, Detail.FULL) == expected
    assert as_csv(rows_of(tmp_path / "scores.duckdb", TABLE), Detail.FULL) == expected
    assert (tmp_path / "scores.csv").read_text(encoding="utf-8") == expected
    lines = (tmp_path / "scores.jsonl").read_text(encoding="utf-8").splitlines()
    columns = wide_columns(rules(), Detail.FULL)
    assert lines[7] + "\n" == json_line(columns, [_short(each) for each in parquet[7]])
    assert [json.loads(line)["member"] for line in lines] == [str(row[0]) for row in parquet]
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "scores.csv",
        "scores.duckdb",
        "scores.jsonl",
        "scores.parquet",
    ]


def _short(cell: Cell) -> Cell:
    return cell.normalize() if isinstance(cell, Decimal) else cell


def test_columns_have_the_types_of_the_wide_result(people: Path, tmp_path: Path) -> None:
    path = tmp_path / "scores.parquet"
    scored(people, path, How(Detail.FULL, limits=ONE_THREAD))
    with duckdb.connect() as connection:
        described = connection.execute(f"DESCRIBE FROM '{path}'").fetchall()
    types = {name: kind for name, kind, *_ in described}
    assert [name for name, *_ in described] == [each.name for each in wide_columns(rules(), Detail.FULL)]
    assert types["member"] == types["level"] == types["engage.visiting.state"] == "VARCHAR"
    assert types["as_of"] == "DATE"
    assert types["total"] == types["engage.low"] == "DECIMAL(18,2)"
    assert types["engage.staying.measure"] == "DECIMAL(38,6)"
    assert types["fact.seat"] == "BOOLEAN"
    assert types["rows.visits"] == types["open"] == "BIGINT"


def test_parts_make_the_same_rows(people: Path, tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    scored(people, path, How(Detail.FULL, limits=ONE_THREAD, resume=True, part=70))
    assert path.read_text(encoding="utf-8") == by_the_reference(people, Detail.FULL)
    assert list(tmp_path.iterdir()) == [path]


def test_a_result_is_counted(people: Path, tmp_path: Path) -> None:
    path = tmp_path / "scores.parquet"
    summary = scored(people, path).summary
    assert summary is not None
    with duckdb.connect() as connection:
        states = connection.execute(
            f"SELECT \"engage.visiting.state\", count(*) FROM '{path}' GROUP BY 1"  # noqa: S608 - names of this test
        ).fetchall()
        (median,) = connection.execute(f"SELECT median(brand) FROM '{path}'").fetchone() or (None,)  # noqa: S608 - the same
    assert dict(summary.states["engage.visiting"]) == dict(states)
    assert float(summary.points["brand"].median or 0) == median
    assert sum(summary.levels.values()) == 300
    assert {str(day): count for day, count in summary.days.items()} == {"2026-06-30": 300}


def test_a_result_need_not_be_counted(people: Path, tmp_path: Path) -> None:
    assert scored(people, tmp_path / "scores.parquet", How(summary=False)).summary is None


def test_nobody_is_a_population_too(tmp_path: Path) -> None:
    data = write_population(tmp_path / "people", 0)
    for name in ("a.csv", "b.parquet"):
        outcome = scored(data, tmp_path / name)
        assert outcome.summary is not None
        assert outcome.summary.members == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == csv_head(
        wide_columns(rules(), Detail.CRITERIA)
    )


# What stands at the result's place.


def test_what_was_there_stays_until_the_new_one_is_whole(people: Path, tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    broken = write_population(tmp_path / "people", 20)
    (broken / "visits.csv").write_text("member_id,visited_on,minutes\nm3,yesterday,1\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"visits\.csv, row 2, column visited_on"):
        scored(broken, path)
    assert path.read_text(encoding="utf-8") == "old"
    scored(people, path)
    assert path.read_text(encoding="utf-8").startswith("member,")
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in tmp_path.iterdir()) == ["people", "scores.csv"]


def test_what_a_killed_run_left_is_swept_away(people: Path, tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    left, at_work, fresh, other = (
        tmp_path / name
        for name in (".scores.csv.a.run", ".scores.csv.b.run", ".scores.csv.c.run", ".other.csv.d.run")
    )
    for each in (left, at_work, fresh, other):
        (each / "spill").mkdir(parents=True)
    for each in (left, at_work, other):
        os.utime(each, (0, 0))
    held = hold(at_work)
    try:
        scored(people, path)
    finally:
        let_go(held)
    assert sorted(tmp_path.iterdir()) == sorted([at_work, fresh, other, path])


def test_a_result_never_takes_the_place_of_its_data(tmp_path: Path) -> None:
    data = write_population(tmp_path / "people", 20)
    before = (data / "members.csv").read_bytes()
    link = tmp_path / "link.csv"
    link.symlink_to(data / "members.csv")
    for path in (data / "members.csv", data / "visits.csv", link):
        with pytest.raises(DataError, match="a file of the data"):
            scored(data, path)
    assert (data / "members.csv").read_bytes() == before


def test_a_database_with_other_tables_is_left_alone(people: Path, tmp_path: Path) -> None:
    path = tmp_path / "sales.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE deals AS SELECT 1 AS id")
    with pytest.raises(DataError, match="other tables, which would be lost: deals"):
        scored(people, path)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("FROM deals").fetchall() == [(1,)]


def test_scores_in_a_database_are_replaced(people: Path, tmp_path: Path) -> None:
    path = tmp_path / "scores.duckdb"
    for _ in range(2):
        scored(people, path)
    assert len(rows_of(path, TABLE)) == 300


@pytest.mark.parametrize(
    ("name", "said"), [("people", "this is a folder"), ("nowhere/scores.csv", "does not exist")]
)
def test_a_place_that_cannot_be_written_is_told_before_work_begins(
    people: Path, tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "people").mkdir()
    with pytest.raises(DataError, match=said):
        score_population(rules(), people, Target(tmp_path / name, Form.CSV), How())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_told(people: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(DataError, match="nothing can be written"):
        scored(people, closed / "scores.csv")


def test_a_folder_without_permission_is_told_to_anyone(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    with pytest.raises(DataError, match="nothing can be written in the folder"):
        scored(people, tmp_path / "scores.csv")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
@pytest.mark.parametrize("form", [Form.PARQUET, Form.CSV])
def test_a_device_that_is_full_is_told(people: Path, form: Form) -> None:
    with pytest.raises(OSError, match="No space left") as refused:
        score_population(rules(), people, Target(Path("/dev/full"), form), How())
    assert (refused.value.errno, refused.value.filename) == (errno.ENOSPC, "/dev/full")


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl", "duckdb"])
@pytest.mark.parametrize("resume", [False, True])
def test_a_disk_without_room_leaves_what_was_there(
    people: Path, tmp_path: Path, suffix: str, resume: bool
) -> None:
    path = tmp_path / f"scores.{suffix}"
    scored(people, path)
    before = path.read_bytes()
    done = in_a_process(
        people, path, f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) // 2}, -1))", resume=resume
    )
    assert f"OSError: [Errno {errno.EFBIG}] File too large: '{path}'" in done.stderr
    assert path.read_bytes() == before
    left = [each.name for each in tmp_path.iterdir() if each != path]
    assert left == ([f".{path.name}.unfinished"] if resume else [])


def in_a_process(
    data: Path, path: Path, first: str = "", *, resume: bool = False
) -> subprocess.CompletedProcess[str]:
    script = f"""
        import resource, sys
        from pathlib import Path
        from ssi_rules import api
        from ssi_rules.bulk.run import score_population
        from ssi_rules.bulk.target import Form, Target
        from ssi_rules.bulk.work import How
        {first}
        ruleset = api.load_ruleset({str(RULES)!r})
        target = Target(Path({str(path)!r}), Form({path.suffix[1:]!r}))
        score_population(ruleset, Path({str(data)!r}), target, How(resume={resume}, part=40))
    """
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_ctrl_c_ends_a_run_and_leaves_nothing(people: Path, tmp_path: Path) -> None:
    first = (
        "import os, signal, threading; from ssi_rules.bulk import run; write = run.write_part\n"
        "        def slow(connection, query, part, origin):\n"
        "            threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        "            write(connection, 'SELECT sum(a.range * b.range) FROM range(100000) a, range(10000000) b', part, origin)\n"
        "        run.write_part = slow"
    )
    done = in_a_process(people, tmp_path / "scores.csv", first)
    assert done.stderr.endswith("KeyboardInterrupt\n")
    assert list(tmp_path.iterdir()) == []
