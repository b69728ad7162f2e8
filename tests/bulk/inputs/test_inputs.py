"""Damaged, confined, sorted and unsorted data: what the generated cases do not come upon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pytest

from ssi_rules.bulk.inputs.inputs import Inputs, open_inputs
from ssi_rules.bulk.inputs.needs import needs_of
from ssi_rules.bulk.inputs.spans import most_rows
from ssi_rules.language.types import Type
from ssi_rules.model import (
    Aggregated,
    Catalogue,
    Column,
    ColumnValue,
    Compared,
    Comparison,
    Constant,
    EarnsWhen,
    Expression,
    Function,
    InMarket,
    Known,
    MarketLine,
    PhraseMarket,
    Table,
)
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.tabular import related
from tests.engines import build
from tests.sources.datasets.world import CATALOGUE, folder

from .agreement import assert_same, by_reader, in_bulk, ruleset_reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def parquet(file: Path, select: str, options: str = "ROW_GROUP_SIZE 2048") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as writer:
        writer.execute(f"COPY ({select}) TO '{file}' (FORMAT parquet, {options})")
    return file


def opened(connection: duckdb.DuckDBPyConnection, path: Path, *, rejects: bool = False) -> Inputs:
    inputs = open_inputs(connection, path, ruleset_reading(CATALOGUE), rejects=rejects)
    assert inputs is not None
    return inputs


# Damage.


def test_parquet_with_a_damaged_page_is_refused_by_name(tmp_path: Path) -> None:
    file = parquet(
        tmp_path / "members.parquet", "SELECT 'm' || i AS member_id, i AS skills FROM range(50000) r(i)"
    )
    content = bytearray(file.read_bytes())
    content[200:5000] = bytes(4800)
    file.write_bytes(content)
    found = in_bulk(tmp_path, CATALOGUE)
    assert found is not None
    assert found.refusal is not None
    assert found.refusal[0] == str(file)
    assert found.refusal == by_reader(tmp_path, CATALOGUE).refusal


@pytest.mark.parametrize("kept", [0.3, 0.999])
def test_parquet_that_is_cut_off_is_refused(tmp_path: Path, kept: float) -> None:
    file = parquet(tmp_path / "members.parquet", "SELECT 'm1' AS member_id")
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * kept)])
    assert assert_same(tmp_path, CATALOGUE).refusal is not None


def test_csv_that_is_cut_in_a_quote_is_refused(tmp_path: Path) -> None:
    folder(tmp_path, members__csv='member_id,title\nm1,CEO\nm2,"Vice Pres')
    assert assert_same(tmp_path, CATALOGUE).refusal is not None


def test_one_bad_piece_among_many_is_named(tmp_path: Path) -> None:
    for number in range(5):
        skills = "-1" if number == 3 else "1"
        parquet(
            tmp_path / "members" / f"part-{number}.parquet",
            f"SELECT 'm{number}' AS member_id, {skills} AS skills",
        )
    refusal = assert_same(tmp_path, CATALOGUE).refusal
    assert refusal is not None
    assert refusal[0].endswith("part-3.parquet")
    assert refusal[2:4] == (1, "skills")


def test_pieces_of_many_types_are_one_relation(tmp_path: Path) -> None:
    for number, cell in enumerate(
        ("3", "3::DOUBLE", "'3'", "3::DECIMAL(9,0)", "NULL::BIGINT", "3::UTINYINT")
    ):
        parquet(tmp_path / f"members-{number}.parquet", f"SELECT 'm{number}' AS member_id, {cell} AS skills")
    assert len(assert_same(tmp_path, CATALOGUE).members) == 6


@pytest.mark.parametrize(
    "line",
    [
        '"hours": 0.12345649999999999999999',
        '"hours": 0.1234565000000000001',
        '"hours": 0.1234565',
        '"hours": "0.12345650"',
        '"hours": 123456789012.1234567',
        '"hours": 0.30000000000000004, "rate": 0.3333333333333333',
        '"hours": 1e2, "skills": 1E2, "rate": "35 %"',
        '"hours": 1E400',
        '"hours": 1e-400',
        '"hours": NaN, "title": NaN',
        '"hours": Infinity',
        '"title": Infinity',
        '"title": 1.10',
        '"title": 12345678901234567890123',
        '"title": 007',
        '"title": "NaN"',
        '"title": "[1]"',
        '"title": [1]',
        '"title": {"a": 1}',
        '"title": true, "seat": "true"',
        '"title": "a\\u0000b\\ud83d\\ude00"',
        '"title": "\\ud83d"',
        '"title": "  "',
        '"skills": 3, "skills": 4',
        '"region": 3, "region": 4',
        '"skills": 3, "Skills": 4',
        '"skills": 3,',
        '"skills": [1, 2, ]',
        '"skills": 9007199254740993',
        '"hired_on": "2026-06-30T23:30:00-02:00"',
        '"region": {"deep": [1, {"x": "y"}]}',
    ],
)
def test_json_lines_keep_what_they_say(tmp_path: Path, line: str) -> None:
    start = '{"member_id": "m1", "skills": 1}'
    folder(
        tmp_path,
        members__jsonl=f'{start}\n\n{{"member_id": "m2", {line}}}\r\n{{"team": "x", "member_id": 3}}',
    )
    assert_same(tmp_path, CATALOGUE)


@pytest.mark.parametrize("member", ["1.10", "1e2", "12", "true", "null", "NaN", "[1]", '" 7 "', '"1.10"'])
def test_json_lines_name_members_as_written(tmp_path: Path, member: str) -> None:
    folder(tmp_path, members__jsonl=f'{{"member_id": {member}, "skills": 1}}\n{{"member_id": "m2"}}\n')
    assert_same(tmp_path, CATALOGUE)


@pytest.mark.parametrize(
    "text",
    [
        'member_id,title\nm1,"a"  \n',
        'member_id,title\nm1,  "a"\n',
        'member_id,title\nm1,"a"b\n',
        'member_id,title\nm1,a"b\n',
        'member_id,title\nm1,"a ""q"" b"\n',
        "member_id,title\nm1,a\rm2,b\n",
        "member_id,title\rm1,a\rm2,b\r",
        "member_id,title\r\nm1,a\nm2,b\r\n",
        'member_id,title\nm1,"a\r\nb"\nm2,"c\nd"\n',
        "member_id,title\nm1,a,\nm2,b,,\n",
        "member_id,title\nm1\n",
        "member_id,title\nm1,a,b\n",
        "member_id,title\n\n , \nm1,a\n,,\n",
        "\ufeffmember_id;title\nm1;a\n",
        "exported on Monday\n\nmember_id,title\nm1,a\n",
        "member_id\nm1\n\nm2\n",
        "member_id,,title\nm1,x,a\n",
        "member_id,title\nm1,\\N\nm2,NULL\nm3,a\\\n",
        "member_id,title\n#m1,a\n",
        "'member_id','title'\nm1,'a,b'\n",
    ],
)
def test_csv_is_read_as_the_reader_reads_it(tmp_path: Path, text: str) -> None:
    assert_same(folder(tmp_path, members__csv=text), CATALOGUE)


def test_a_view_of_a_database_reaches_no_other_file(tmp_path: Path) -> None:
    other = folder(tmp_path, other__csv="member_id,title\nm1,hidden\n") / "other.csv"
    file = tmp_path / "team.duckdb"
    with duckdb.connect(str(file)) as database:
        database.execute(f"CREATE VIEW members AS FROM read_csv('{other}')")
    found = in_bulk(file, CATALOGUE)
    assert found is not None
    assert found.refusal is not None
    assert found.members == []


def test_names_with_patterns_in_them_are_files(tmp_path: Path) -> None:
    root = tmp_path / "a [b] *"
    root.mkdir()
    parquet(root / "members-[1].parquet", "SELECT 'm1' AS member_id, 1 AS skills")
    parquet(root / "members-*.parquet", "SELECT 'm2' AS member_id, 2 AS skills")
    assert len(assert_same(root, CATALOGUE).members) == 2


# Ids.


@pytest.mark.parametrize("order", ["i", "hash(i)"])
def test_ids_are_found_twice_in_any_order_and_in_any_piece(tmp_path: Path, order: str) -> None:
    parquet(
        tmp_path / "members-1.parquet", f"FROM range(5000) r(i) SELECT 'm' || i AS member_id ORDER BY {order}"
    )
    assert assert_same(tmp_path, CATALOGUE).refusal is None
    parquet(tmp_path / "members-2.parquet", "SELECT 'm4711' AS member_id, 1 AS skills")
    refusal = assert_same(tmp_path, CATALOGUE).refusal
    assert refusal is not None
    assert refusal[:4] == (
        str(tmp_path / "members-2.parquet"),
        "the member `m4711` is there twice",
        1,
        "member_id",
    )
    assert len(assert_same(tmp_path, CATALOGUE, rejects=True).members) == 5000


def test_ids_with_blanks_around_them_are_the_same_ids(tmp_path: Path) -> None:
    parquet(tmp_path / "members.parquet", "SELECT ' m' || i || chr(160) AS member_id FROM range(3) r(i)")
    parquet(
        tmp_path / "inmails.parquet",
        "SELECT 'm1 ' AS member_id, DATE '2026-06-01' AS sent_on, true AS replied",
    )
    found = assert_same(tmp_path, CATALOGUE)
    assert [len(tables["inmails"]) for *_, tables in found.members] == [0, 1, 0]


@pytest.mark.parametrize("order", ["i", "hash(i)"])
def test_too_many_rows_of_a_member_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    parquet(tmp_path / "members.parquet", "SELECT 'm' || i AS member_id FROM range(9) r(i)")
    rows = "SELECT 'm' || i % 9 AS member_id, i AS minutes FROM range(900) r(i)"
    parquet(tmp_path / "inmails.parquet", f"{rows} ORDER BY {order}")
    monkeypatch.setattr(related, "LARGEST_TABLE", 100)
    assert assert_same(tmp_path, CATALOGUE).refusal is None
    monkeypatch.setattr(related, "LARGEST_TABLE", 99)
    assert assert_same(tmp_path, CATALOGUE).refusal is not None


def test_sorted_files_tell_that_nobody_has_too_many_rows(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet(tmp_path / "members.parquet", "SELECT printf('m%05d', i) AS member_id FROM range(9000) r(i)")
    row = "SELECT printf('m%05d', i // 10) AS member_id, i AS minutes FROM range(90000) r(i)"
    parquet(tmp_path / "inmails.parquet", f"{row} ORDER BY i")
    parquet(tmp_path / "visits.parquet", f"{row} ORDER BY hash(i)")
    tables = opened(connection, tmp_path)._checked.opened.tables  # noqa: SLF001 -- it asks for no more than it must
    monkeypatch.setattr(related, "LARGEST_TABLE", 10_000)
    bound = most_rows(connection, tables["inmails"])
    assert bound is not None
    assert 10 <= bound <= 3 * 2048
    assert most_rows(connection, tables["visits"]) is None


# What is asked of whom.


def test_plain_data_is_not_looked_over(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    parquet(tmp_path / "members.parquet", "SELECT 'm' || i AS member_id, 0.25 AS rate FROM range(10) r(i)")
    inputs = opened(connection, tmp_path)
    runs: list[int] = []
    inputs.attempt(lambda: runs.append(len(connection.execute("FROM members").fetchall())))
    assert runs == [10]
    assert inputs.notices() == ()


def test_what_is_not_plain_is_done_again(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    parquet(
        tmp_path / "members.parquet", "SELECT 'm' || i AS member_id, 1.0 / 3 AS hours FROM range(10) r(i)"
    )
    inputs = opened(connection, tmp_path)
    runs: list[int] = []

    def action() -> list[tuple[int]]:
        runs.append(1)
        return connection.execute("SELECT DISTINCT hours FROM members").fetchall()

    assert inputs.attempt(action) == [(333_333,)]
    assert runs == [1, 1]
    assert inputs.attempt(action) == [(333_333,)]
    assert runs == [1, 1, 1]
    (notice,) = inputs.notices()
    assert notice.endswith("column hours: numbers rounded to six decimals")


def test_what_fails_for_another_reason_fails(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    parquet(tmp_path / "members.parquet", "SELECT 'm1' AS member_id")
    inputs = opened(connection, tmp_path)
    with pytest.raises(duckdb.CatalogException):
        inputs.attempt(lambda: connection.execute("FROM nowhere"))


def test_a_day_that_is_asked_for_is_everyones(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    parquet(tmp_path / "members.parquet", "SELECT 'm1' AS member_id, 'no day' AS as_of")
    day = date(2026, 6, 30)
    inputs = open_inputs(connection, tmp_path, ruleset_reading(CATALOGUE), as_of=day)
    assert inputs is not None
    assert inputs.days == (day,)
    assert inputs.provided.day == day


def test_members_without_any_day_have_none(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    parquet(tmp_path / "members.parquet", "SELECT 'm1' AS member_id, NULL::DATE AS as_of")
    inputs = opened(connection, tmp_path)
    assert inputs.days == (None,)
    assert inputs.provided.day is None
    assert connection.execute("SELECT as_of FROM members").fetchall() == [(None,)]


def test_the_latest_date_is_a_listed_members(tmp_path: Path) -> None:
    parquet(tmp_path / "members.parquet", "SELECT 'm1' AS member_id")
    rows = (
        "SELECT unnest(['m1', 'm7']) AS member_id, unnest([DATE '2026-06-01', DATE '2026-06-09']) AS sent_on"
    )
    parquet(tmp_path / "inmails.parquet", rows)
    found = assert_same(tmp_path, CATALOGUE)
    assert [day for _, day, *_ in found.members] == [date(2026, 6, 1)]


def test_only_what_the_rules_read_is_looked_at(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    parquet(tmp_path / "members.parquet", "SELECT 'm1' AS member_id, 'abc' AS skills, true AS seat")
    seat = build.pillar("all", build.criterion("seat", Known(build.SEAT), EarnsWhen(100, when=True)))
    inputs = open_inputs(connection, tmp_path, build.ruleset(seat))
    assert inputs is not None
    assert connection.execute("FROM members").fetchall() == [("m1", True, None)]
    assert inputs.provided.facts == {"seat"}


def test_exports_are_left_to_the_reader_of_members(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    folder(tmp_path, Skills__csv="Name\nSQL\n", Profile__csv="First Name,Last Name\nAda,L\n")
    assert open_inputs(connection, tmp_path, ruleset_reading(CATALOGUE)) is None


def test_data_that_is_not_there_is_refused(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(DataError, match="there is nothing of this name"):
        open_inputs(connection, tmp_path / "nowhere", ruleset_reading(CATALOGUE))


# Needs.


def _needs(
    where: Expression, *, blanks: bool = False
) -> tuple[frozenset[str], frozenset[tuple[str | None, str]]]:
    market = PhraseMarket(
        "target",
        "",
        (
            MarketLine("title", vetoes=False, phrases=("ceo",)),
            MarketLine("company", vetoes=True, phrases=("contoso",)),
        ),
    )
    rows = Aggregated(Function.COUNT, "connections", None, None, where, Type.COUNT)
    criterion = build.criterion("c", Known(rows), EarnsWhen(100, when=True))
    texts = tuple(Column(name, Type.TEXT) for name in ("title", "company", "place"))
    ruleset = replace(
        build.ruleset(build.pillar("p", criterion), markets={"target": market}),
        catalogue=Catalogue({}, {"connections": Table("connections", None, "", texts)}),
    )
    needs = needs_of(ruleset, blanks=blanks)
    return needs.tables["connections"], needs.matched


def test_a_market_needs_its_other_columns_and_no_word_of_blanks() -> None:
    title = ColumnValue("connections", "title", Type.TEXT)
    columns, matched = _needs(InMarket(title, "target", "connections"))
    assert columns == {"title", "company"}
    assert {("connections", "title"), ("connections", "company")} == matched
    assert _needs(InMarket(title, "target", "connections"), blanks=True)[1] == frozenset()


def test_a_text_that_is_compared_must_be_told_from_a_blank_one() -> None:
    title = ColumnValue("connections", "title", Type.TEXT)
    same = Compared(Comparison.EQUAL, title, Constant("CEO", Type.TEXT))
    assert _needs(same)[1] == frozenset()
