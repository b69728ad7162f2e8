"""Damaged, misnamed and malicious data ends in a DataError that names the file, never in anything else."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssi_rules.sources.dataset import DataError

from .world import folder, read, read_with_notices, refusal

if TYPE_CHECKING:
    from pathlib import Path


def _parquet(file: Path) -> bytes:
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 'm1' AS member_id, 3 AS skills) TO '{file}' (FORMAT parquet)")
    return file.read_bytes()


def _database(file: Path, *statements: str) -> Path:
    with duckdb.connect(str(file)) as connection:
        for statement in statements:
            connection.execute(statement)
    return file


def test_a_truncated_parquet_file(tmp_path: Path) -> None:
    file = tmp_path / "members.parquet"
    file.write_bytes(_parquet(file)[:-20])
    assert refusal(tmp_path).message == "the Parquet file is cut off: its end is missing"


def test_a_parquet_file_with_its_middle_gone(tmp_path: Path) -> None:
    file = tmp_path / "members.parquet"
    whole = _parquet(file)
    file.write_bytes(whole[: len(whole) // 2] + whole[-8:])
    error = refusal(tmp_path)
    assert error.path == str(file)
    assert error.message.startswith("DuckDB cannot read it: ")


@pytest.mark.parametrize("name", ["members.parquet", "x.duckdb", "x.db"])
@pytest.mark.parametrize("content", [b"", b"hello", b"\0" * 8 + b"DUCK" + b"\0" * 80, b"PAR1PAR1"])
def test_files_that_are_not_what_their_name_says(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert refusal(file).path == str(file)


def test_an_sqlite_file_is_named_as_such(tmp_path: Path) -> None:
    file = tmp_path / "crm.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE members (member_id TEXT)")
    connection.close()
    assert refusal(file).message == "this is an SQLite database, not a DuckDB file"


def test_a_truncated_duckdb_file(tmp_path: Path) -> None:
    file = _database(tmp_path / "x.duckdb", "CREATE TABLE members AS SELECT 'm1' AS member_id")
    file.write_bytes(file.read_bytes()[:100_000])
    assert refusal(file).message.startswith("DuckDB cannot read it: ")


def test_a_view_that_errors(tmp_path: Path) -> None:
    file = _database(
        tmp_path / "x.duckdb", "CREATE VIEW members AS SELECT 'm1' AS member_id, error('boom')::INT AS skills"
    )
    error = refusal(file)
    assert error.path == f"{file}/members"
    assert "boom" in error.message


def test_a_view_cannot_read_other_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("member_id,title\nm1,secret\n", encoding="utf-8")
    file = _database(tmp_path / "x.duckdb", f"CREATE VIEW members AS SELECT * FROM read_csv('{secret}')")  # noqa: S608 -- our own file
    assert "disabled by configuration" in refusal(file).message


def test_a_duckdb_file_is_not_changed(tmp_path: Path) -> None:
    file = _database(tmp_path / "x.duckdb", "CREATE TABLE members AS SELECT 'm1' AS member_id")
    before = file.read_bytes()
    assert [member.id for member in read(file)] == ["m1"]
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["x.duckdb"]


def test_a_table_in_two_schemas(tmp_path: Path) -> None:
    file = _database(
        tmp_path / "x.duckdb",
        "CREATE SCHEMA a",
        "CREATE SCHEMA b",
        "CREATE TABLE a.members AS SELECT 'm1' AS member_id",
        "CREATE TABLE b.members AS SELECT 'm2' AS member_id",
    )
    assert refusal(file).message == "two schemas hold `members`: a and b"
    _database(file, "CREATE TABLE members AS SELECT 'm3' AS member_id")
    assert [member.id for member in read(file)] == ["m3"]


def test_lists_and_bytes_in_a_wanted_column(tmp_path: Path) -> None:
    file = _database(tmp_path / "x.duckdb", "CREATE TABLE members AS SELECT 'm1' AS member_id, [1] AS title")
    error = refusal(file)
    assert (error.row, error.column) == (1, "title")


def test_nul_bytes(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_bytes(b"member_id,title\nm1,a\0b\n")
    assert "NUL" in refusal(tmp_path).message
    (tmp_path / "members.csv").write_bytes("member_id,title\nm1,a\n".encode("utf-16-le"))
    assert "NUL" in refusal(tmp_path).message


def test_a_cell_of_five_megabytes(tmp_path: Path) -> None:
    folder(tmp_path, members__csv=f"member_id,title\nm1,{'x' * 5_000_000}\n")
    assert refusal(tmp_path).row == 2


def test_a_quote_that_never_closes(tmp_path: Path) -> None:
    error = refusal(folder(tmp_path, members__csv='member_id,title\nm1,a\nm2,"b\nm3,c\n'))
    assert error.row == 3
    assert "never closed" in error.message


def test_wrong_utf_16(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_bytes(b"\xff\xfem\0e")
    assert refusal(tmp_path).path == str(tmp_path / "members.csv")


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "members.csv/x"])
def test_names_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    folder(tmp_path, members__csv="member_id\nm1\n")
    assert refusal(tmp_path / name).message


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"member_id": "m1"', "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('"m1"', "not a JSON object"),
        ('{"member_id": "m1", "skills": 1, "skills": 2}', "key twice"),
        ('{"member_id": "m1", "title": "\\ud800"}', "half a character"),
        ('{"member_id": "m1", "hours": Infinity}', "infinite"),
        ('{"member_id": "m1", "hours": ' + "9" * 10_000 + "}", "not a number"),
        ("[" * 200_000, ""),
        ('{"member_id": ["m1"]}', "a list or an object"),
    ],
)
def test_json_lines_that_are_none(tmp_path: Path, line: str, message: str) -> None:
    error = refusal(folder(tmp_path, members__jsonl='{"member_id": "m0"}\n' + line + "\n"))
    assert error.row == 2
    assert message in error.message


@pytest.mark.parametrize("line", ["[1, 2]", "{bad", "{}"])
def test_json_lines_without_any_object_are_refused_not_empty(tmp_path: Path, line: str) -> None:
    error = refusal(folder(tmp_path, members__csv="member_id\nm1\n", visits__jsonl=f"\n{line}\n"))
    assert (error.path, error.row) == (str(tmp_path / "visits.jsonl"), 2)


def test_json_lines_of_bytes(tmp_path: Path) -> None:
    (tmp_path / "members.jsonl").write_bytes(b'{"member_id": "\xff"}\n')
    assert refusal(tmp_path).message == "the file is not text in one encoding"


def test_an_empty_csv(tmp_path: Path) -> None:
    assert "empty" in refusal(folder(tmp_path, members__csv="")).message
    assert "empty" in refusal(folder(tmp_path, members__csv="\n\n")).message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
@pytest.mark.parametrize("name", ["members.csv", "members.jsonl", "members.parquet"])
def test_a_file_that_may_not_be_read(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("member_id\nm1\n", encoding="utf-8")
    file.chmod(0)
    assert "cannot be read" in refusal(tmp_path).message


def test_other_programs_db_files_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0" * 9)
    _, notices = read_with_notices(folder(tmp_path, members__csv="member_id\nm1\n"))
    assert "`Thumbs.db`" in notices


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder(outside, inmails__csv="member_id\nm1\n")
    root = tmp_path / "data"
    root.mkdir()
    folder(root, members__csv="member_id\nm1\n")
    try:
        (root / "inmails.csv").symlink_to(outside / "inmails.csv")
        (root / "visits").symlink_to(outside)
        (root / "inmails_late.csv").symlink_to(root / "inmails_late.csv")
    except OSError:
        pytest.skip("this system has no symbolic links")
    (member,), notices = read_with_notices(root)
    assert not member.tables
    assert notices.count("not followed, it is a symbolic link out of the folder") == 3


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=200),
    name=st.sampled_from(["members.csv", "members.jsonl", "members.parquet", "x.db"]),
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    head = b"" if name in ("members.parquet", "x.db") else b"member_id,skills\nm1,"
    file.write_bytes(head + content)
    try:
        members = read(file)
    except DataError as error:
        assert error.path.startswith(str(file))  # noqa: PT017 -- either outcome is right
    else:
        assert all(member.id for member in members)
