"""The same members come out of every format."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssi_rules.language.numbers import SCALE

from .world import FACTS, FORMATS, INMAILS, Cell, Records, folder, read, read_with_notices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.language.types import Value
    from ssi_rules.sources.dataset import Member

MEMBER_COLUMNS = {
    "member_id": "VARCHAR",
    "skills": "BIGINT",
    "hours": "DECIMAL(18,6)",
    "rate": "DECIMAL(18,6)",
    "seat": "BOOLEAN",
    "title": "VARCHAR",
    "hired_on": "DATE",
    "as_of": "DATE",
}
INMAIL_COLUMNS = {"member_id": "VARCHAR", "sent_on": "DATE", "replied": "BOOLEAN", "minutes": "DECIMAL(18,6)"}

_texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12).filter(
    lambda text: bool(text.strip())
)
_numbers = st.integers(-(10**9), 10**9).map(lambda number: Decimal(number) / 1000)
_days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def _maybe(strategy: st.SearchStrategy[Cell]) -> st.SearchStrategy[Cell]:
    return st.none() | strategy


@st.composite
def _datasets(draw: st.DrawFn) -> tuple[Records, Records]:
    ids = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1, max_size=4))
    members = [
        {
            "member_id": member,
            "skills": draw(_maybe(st.integers(0, 10**12))),
            "hours": draw(_maybe(_numbers)),
            "rate": draw(_maybe(_numbers)),
            "seat": draw(_maybe(st.booleans())),
            "title": draw(_maybe(_texts)),
            "hired_on": draw(_maybe(_days)),
            "as_of": draw(_days),
        }
        for member in ids
    ]
    inmail = st.fixed_dictionaries(
        {
            "member_id": st.sampled_from(ids),
            "sent_on": _maybe(_days),
            "replied": _maybe(st.booleans()),
            "minutes": _maybe(_numbers),
        }
    )
    return members, draw(st.lists(inmail, max_size=6))


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(written=_datasets())
def test_what_was_written_is_read(kind: str, written: tuple[Records, Records]) -> None:
    members, inmails = written
    with TemporaryDirectory() as root:
        tables = {"members": (MEMBER_COLUMNS, members), "inmails": (INMAIL_COLUMNS, inmails)}
        found = read(FORMATS[kind](Path(root), tables))
    assert [member.id for member in found] == [record["member_id"] for record in members]
    for member, record in zip(found, members, strict=True):
        _check_member(member, record)
        _check_rows(member, [each for each in inmails if each["member_id"] == member.id])


def _check_member(member: Member, record: Mapping[str, Cell]) -> None:
    expected = {name: value for name in FACTS if (value := _held(record[name])) is not None}
    assert dict(member.facts) == expected
    assert set(member.missing) >= {name for name in FACTS if record[name] is None}
    assert member.as_of == record["as_of"]


def _check_rows(member: Member, records: Records) -> None:
    rows = member.tables["inmails"]
    assert rows.count == len(records)
    for column in INMAILS.columns:
        assert list(rows.columns[column.name]) == [_held(record[column.name]) for record in records]


def _held(cell: Cell) -> Value | None:
    match cell:
        case bool() | None | date() | str():
            return cell
        case Decimal() | int():
            return int(cell * SCALE)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(-1e12, 1e12, width=64), min_size=1, max_size=5))
def test_doubles_of_parquet_read_like_their_shortest_text(numbers: list[float]) -> None:
    with TemporaryDirectory() as name:
        root = Path(name)
        with duckdb.connect() as connection:
            connection.execute("CREATE TABLE t (member_id VARCHAR, hours DOUBLE)")
            connection.executemany(
                "INSERT INTO t VALUES (?, ?)", [[f"m{i}", each] for i, each in enumerate(numbers)]
            )
            connection.execute(f"COPY t TO '{root / 'members.parquet'}' (FORMAT parquet)")
        lines = [f"m{i},{each!r}\n" for i, each in enumerate(numbers)]
        plain = folder(root, plain__csv="member_id,hours\n" + "".join(lines)) / "plain.csv"
        assert [each.facts for each in read(root / "members.parquet")] == [each.facts for each in read(plain)]


def _parquet(root: Path, select: str) -> Path:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'America/New_York'")
        connection.execute(f"COPY ({select}) TO '{root / 'members.parquet'}' (FORMAT parquet)")
    return root


def test_typed_columns_read_as_people_mean_them(tmp_path: Path) -> None:
    _parquet(
        tmp_path,
        """SELECT 7 AS member_id, 3::UTINYINT AS skills, 0.1::FLOAT AS hours, 0.86::DOUBLE AS rate, 1 AS seat,
        TIMESTAMPTZ '2026-06-30 23:30:00-05' AS hired_on, TIMESTAMP_NS '2026-01-02 23:59:59.999999999' AS as_of,
        'a'::ENUM ('a') AS title""",
    )
    (member,) = read(tmp_path)
    assert member.id == "7"
    assert member.facts == {
        "skills": 3 * SCALE,
        "hours": 100_000,
        "rate": 860_000,
        "seat": True,
        "hired_on": date(2026, 7, 1),
        "title": "a",
    }
    assert member.as_of == date(2026, 1, 2)


def test_nan_and_null_of_parquet_are_missing_and_an_infinity_is_refused(tmp_path: Path) -> None:
    _parquet(
        tmp_path, "SELECT 'm' AS member_id, 'nan'::DOUBLE AS hours, NULL AS skills, 'nan'::DOUBLE AS title"
    )
    (member,) = read(tmp_path)
    assert member.facts == {}
    assert {"hours", "skills", "title"} <= member.missing.keys()


def test_json_numbers_keep_their_digits(tmp_path: Path) -> None:
    line = '{"member_id": 1, "hours": 0.1234565, "rate": 123456789012.123456, "skills": 1e2, "seat": true, "title": null}'
    folder(tmp_path, members__jsonl=line + '\n\n{"member_id": "2", "hours": NaN}\n')
    first, second = read(tmp_path)
    assert first.facts == {
        "hours": 123_457,
        "rate": 123_456_789_012_123_456,
        "skills": 100 * SCALE,
        "seat": True,
    }
    assert second.facts == {}
    assert second.missing["hours"].reason == "the cell is blank"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_in_unicode(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "members.csv").write_text("member_id,title\nm1,Geschäftsführer\n", encoding=encoding)
    (member,) = read(tmp_path)
    assert member.facts == {"title": "Geschäftsführer"}


def test_a_csv_that_is_not_unicode_is_read_as_latin_1_and_told(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_bytes("member_id,title,né\nm1,Geschäftsführer,\n".encode("latin-1"))
    (member,), notices = read_with_notices(tmp_path)
    assert member.facts == {"title": "Geschäftsführer"}
    assert "not UTF-8, read as Latin-1" in notices


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_any_usual_separator(tmp_path: Path, separator: str) -> None:
    text = "member_id,skills,hours\r\nm1,3,2.5\r\n".replace(",", separator)
    (member,) = read(folder(tmp_path, members__csv=text))
    assert member.facts == {"skills": 3 * SCALE, "hours": 2_500_000}


def test_a_file_alone_is_a_dataset_of_members(tmp_path: Path) -> None:
    folder(tmp_path, team__csv="member_id,skills\nm1,3\n", team__ndjson='{"member_id": "m1", "skills": 3}\n')
    for name in ("team.csv", "team.ndjson"):
        (member,) = read(tmp_path / name)
        assert member.facts == {"skills": 3 * SCALE}
        assert member.missing["inmails"].reason == "the data has no `inmails` table"
        assert member.missing["inmails"].origin == f"inmails{Path(name).suffix}"


def test_names_of_columns_are_data(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
        connection.execute(
            'CREATE TABLE members ("MEMBER_ID" VARCHAR, "a""; DROP TABLE members; --" INT, skills INT)'
        )
        connection.execute("INSERT INTO members VALUES ('m1', 1, 2)")
    (member,), notices = read_with_notices(tmp_path / "x.duckdb")
    assert member.facts == {"skills": 2 * SCALE}
    assert member.missing["inmails"].origin == "x.duckdb/inmails"
    assert "DROP TABLE" in notices


def test_names_of_files_are_data(tmp_path: Path) -> None:
    root = tmp_path / "it's [a] *"
    root.mkdir()
    with duckdb.connect() as connection:
        for name, skills in (("members-[1]*", 1), ("members-1x", 2)):
            target = str(root / f"{name}.parquet").replace("'", "''")
            connection.execute(
                f"COPY (SELECT 'm{skills}' AS member_id, {skills} AS skills) TO '{target}' (FORMAT parquet)"
            )
    assert Counter(member.facts["skills"] for member in read(root)) == {SCALE: 1, 2 * SCALE: 1}
