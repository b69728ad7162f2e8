from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.sources.csvtext import (
    LARGEST_CELL,
    Sheet,
    UnknownHeader,
    any_header,
    column_name,
    encoding_of,
    open_sheet,
)
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence


def sheet(content: bytes | str) -> Sheet:
    data = content if isinstance(content, bytes) else content.encode()
    return open_sheet(lambda: io.BytesIO(data), "people.csv", _named)


def _named(cells: Sequence[str]) -> bool:
    return {"name", "city"} <= set(cells)


def rows(content: bytes | str) -> list[list[str]]:
    return [cells for _, cells in sheet(content).rows()]


TEXT = "Name,City\nAda,Köln\nBo,Łódź\n"
LATIN = "Name,City\nAda,Köln\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace(",", "\t").encode("utf-16"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r\n", 1).encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.strip().encode(),
        f'Notes:\n"Some, words\nof two lines"\n\n{TEXT}'.encode(),
        f"\n\n,\n{TEXT}".encode(),
        TEXT.replace("Name,City", '" NAME ", "city"').encode(),
        TEXT.replace("\nBo", "\n,\n\nBo").encode(),
    ],
)
def test_however_it_was_saved(content: bytes) -> None:
    assert rows(content) == [["Ada", "Köln"], ["Bo", "Łódź"]]


def test_latin_1_as_the_last_resort_is_told() -> None:
    read = sheet(LATIN.encode("latin-1"))
    assert list(read.rows()) == [(2, ["Ada", "Köln"])]
    assert "Latin-1" in read.notices[0]
    assert sheet(LATIN).notices == ()


def test_a_row_is_numbered_as_in_a_spreadsheet() -> None:
    read = sheet('Notes:\n\nName,City\n"A\nda",Köln\n\nBo,Łódź\n')
    assert read.header_row == 3
    assert [number for number, _ in read.rows()] == [4, 6]


def test_short_rows_are_padded_and_trailing_blanks_let_go() -> None:
    assert rows("Name,City\nAda\nBo,Ulm,,\n") == [["Ada", ""], ["Bo", "Ulm", "", ""]]


def test_columns_are_found_by_name_however_often() -> None:
    read = sheet("City,Name,city,\n")
    assert read.positions("CITY") == (0, 2)
    assert read.position("town", "name") == 1
    assert read.position("town") is None
    assert column_name(' "City" ') == "city"


def test_an_unknown_header_lists_the_columns_found() -> None:
    with pytest.raises(UnknownHeader, match="columns found: Vorname, Ort") as caught:
        sheet("Vorname,Ort\nAda,Ulm\n")
    assert caught.value.found == ("Vorname", "Ort")
    with pytest.raises(UnknownHeader, match="the file is empty"):
        sheet("")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Name,City\nAda,\0\n", "NUL"),
        (b"\xff\xfeN\x00a", "marked as UTF-16"),
        (b'Name,City\nAda,Ulm\nBo,"Bonn\nCy,Ulm\n', "row 3: .*never closed"),
        (b"Name,City\nAda,Ulm,Bonn\n", "row 2: the row has 3 cells under a header of 2"),
        (b"Name,City\nAda," + b"x" * (LARGEST_CELL + 1) + b"\n", "row 2: .*as CSV"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row(content: bytes, message: str) -> None:
    with pytest.raises(DataError, match=message):
        rows(content)


CELL = st.text(st.characters(exclude_characters="\0\r", codec="utf-8"), max_size=12)


@given(st.lists(st.tuples(CELL, CELL), max_size=6))
def test_what_a_csv_writer_writes_is_read_back(cells: list[tuple[str, str]]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([("Name", "City"), *cells])
    kept = [list(row) for row in cells if any(cell.strip() for cell in row)]
    assert rows(written.getvalue()) == kept


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_refused(content: bytes) -> None:
    try:
        encoding, _ = encoding_of(lambda: io.BytesIO(content), "x.csv")
        read = open_sheet(lambda: io.BytesIO(content), "x.csv", any_header)
        found = list(read.rows())
    except DataError:
        return
    assert read.encoding == encoding
    assert all(number > read.header_row and any(cells) for number, cells in found)
