"""Archives nobody should hand in end in a clear error or a notice, never in a crash and never in a silent zero."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssi_rules.sources import archive
from ssi_rules.sources.dataset import DataError, Member
from ssi_rules.sources.linkedin import read_export, read_exports
from ssi_rules.synthetic import Era, Quirk, generate
from tests.sources.linkedin.catalogue import CATALOGUE

if TYPE_CHECKING:
    from pathlib import Path

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROW = "Ada,Inkpen,https://www.linkedin.com/in/ada,,Contoso,CEO,08 Feb 2026\n"


def pack(folder: Path, files: dict[str, bytes | str], *, deflate: bool = True) -> Path:
    path = folder / "Complete_LinkedInDataExport_06-30-2026.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def read(path: Path) -> Member:
    return read_export(path, CATALOGUE)


def refusal(path: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        read(path)
    assert caught.value.message
    return caught.value


def notices(path: Path) -> tuple[str, ...]:
    dataset = read_exports(path, CATALOGUE)
    assert len(list(dataset.members())) == 1
    return dataset.notices()


def test_a_bomb(tmp_path: Path) -> None:
    path = pack(tmp_path, {"Connections.csv": CONNECTIONS + "a" * (40 * 1024 * 1024)})
    assert path.stat().st_size < 100_000
    assert "unpacks to" in refusal(path).message


def test_a_bomb_that_nobody_reads_does_no_harm(tmp_path: Path) -> None:
    path = pack(
        tmp_path, {"Connections.csv": CONNECTIONS + ROW, "Rich Media/film.bin": b"\0" * (40 * 1024 * 1024)}
    )
    assert read(path).tables["connections"].count == 1


def test_more_than_is_read_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_TOTAL", 100)
    path = pack(tmp_path, {"Connections.csv": CONNECTIONS + ROW, "Skills.csv": "Name\n" + "Selling\n" * 20})
    assert "unpacks to more than is read" in refusal(path).message


def test_too_many_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3)
    files: dict[str, bytes | str] = {f"{number}.csv": "" for number in range(5)}
    assert "more than an export can" in refusal(pack(tmp_path, files)).message


def test_a_table_of_contents_too_large_for_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_DIRECTORY", 30)
    assert (
        "more files than an export can" in refusal(pack(tmp_path, {"Connections.csv": CONNECTIONS})).message
    )


@pytest.mark.parametrize(
    "name", ["../Connections.csv", "/Connections.csv", "a/../../Connections.csv", "C:/Connections.csv"]
)
def test_entries_that_lead_out_of_the_archive(name: str, tmp_path: Path) -> None:
    path = pack(tmp_path, {name: CONNECTIONS + ROW, "Skills.csv": "Name\nSelling\n"})
    assert "connections" in read(path).missing
    assert any("lead out of the archive" in notice for notice in notices(path))


def test_a_link_in_a_zip(tmp_path: Path) -> None:
    path = pack(tmp_path, {"Skills.csv": "Name\nSelling\n"})
    link = zipfile.ZipInfo("Connections.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(link, "Skills.csv")
    assert "connections" in read(path).missing
    assert any("Connections.csv" in notice for notice in notices(path))


def test_an_archive_of_nothing_but_ways_out_says_so(tmp_path: Path) -> None:
    message = refusal(pack(tmp_path, {"../Connections.csv": CONNECTIONS + ROW})).message
    assert "none of the files" in message
    assert "passed over 1 entries that lead out of the archive: ../Connections.csv" in message


def test_a_link_in_a_folder(tmp_path: Path) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text(CONNECTIONS + ROW)
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Skills.csv").write_text("Name\nSelling\n")
    (folder / "Connections.csv").symlink_to(outside)
    assert "connections" in read(folder).missing
    assert any("passed over 1 links" in notice for notice in notices(folder))


def test_an_encrypted_entry(tmp_path: Path) -> None:
    path = pack(tmp_path, {"Connections.csv": CONNECTIONS + ROW})
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(signature) + flags, 1)
    path.write_bytes(data)
    error = refusal(path)
    assert "encrypted" in error.message
    assert "password" in (error.help or "")


def test_a_zip_in_a_zip(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("Connections.csv", CONNECTIONS)
    error = refusal(pack(tmp_path, {"Complete_LinkedInDataExport_06-30-2026.zip": inner.getvalue()}))
    assert "another ZIP" in error.message


@pytest.mark.parametrize(
    "content", [b"", b"PK\x05\x06", b"hello", b"PK\x03\x04" + b"\xff" * 500, b"\0" * 100_000]
)
def test_what_is_no_zip(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(content)
    assert "not a whole ZIP archive" in refusal(path).message


def test_no_such_file(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "export.zip").message


def test_an_archive_of_something_else(tmp_path: Path) -> None:
    assert (
        "none of the files of a LinkedIn export"
        in refusal(pack(tmp_path, {"holiday.jpg": b"\xff\xd8"})).message
    )


def test_two_different_files_of_one_name(tmp_path: Path) -> None:
    path = pack(tmp_path, {"a/Connections.csv": CONNECTIONS, "b/Connections.csv": CONNECTIONS + ROW})
    assert "more than one Connections.csv" in refusal(path).message


def test_the_same_file_twice_is_no_conflict(tmp_path: Path) -> None:
    path = pack(tmp_path, {"a/Connections.csv": CONNECTIONS + ROW, "b/Connections.csv": CONNECTIONS + ROW})
    assert read(path).tables["connections"].count == 1


def test_the_file_nearer_the_root_is_read_and_the_other_told(tmp_path: Path) -> None:
    path = pack(tmp_path, {"Connections.csv": CONNECTIONS + ROW, "old/Connections.csv": CONNECTIONS})
    assert read(path).tables["connections"].count == 1
    assert any("not old/Connections.csv" in notice for notice in notices(path))


def test_a_cell_without_end(tmp_path: Path) -> None:
    path = pack(tmp_path, {"Connections.csv": CONNECTIONS + ROW + '"Basil' + "\n,x" * 5 + "\n"})
    error = refusal(path)
    assert error.row == 3
    assert "never closed" in error.message


def test_a_cell_of_ten_megabytes(tmp_path: Path) -> None:
    cell = "x" * (10 * 1024 * 1024)
    path = pack(tmp_path, {"Connections.csv": f"{CONNECTIONS}{ROW}Basil,Inkpen,,,{cell},,08 Feb 2026\n"})
    error = refusal(path)
    assert error.row == 3
    assert "CSV" in error.message


def test_nul_bytes(tmp_path: Path) -> None:
    assert "NUL" in refusal(pack(tmp_path, {"Connections.csv": CONNECTIONS + "a\0b" + ROW})).message


def test_a_byte_order_mark_that_lies(tmp_path: Path) -> None:
    assert "UTF-16" in refusal(pack(tmp_path, {"Connections.csv": b"\xff\xfe\x00"})).message


def test_garbage_under_a_known_name(tmp_path: Path) -> None:
    member = read(
        pack(tmp_path, {"Connections.csv": bytes(range(1, 256)) * 20, "Skills.csv": "Name\nSelling\n"})
    )
    assert "columns found" in member.missing["connections"].reason


def test_an_empty_file_is_missing_not_zero(tmp_path: Path) -> None:
    member = read(pack(tmp_path, {"Connections.csv": "", "Skills.csv": b""}))
    assert "without even a header" in member.missing["connections"].reason
    assert "without even a header" in member.missing["skills"].reason


def test_a_lost_column_names_those_found(tmp_path: Path) -> None:
    member = read(
        pack(tmp_path, {"Connections.csv": "Vorname,Nachname,Verbunden am\nAda,Inkpen,08 Feb 2026\n"})
    )
    assert "Vorname, Nachname, Verbunden am" in member.missing["connections"].reason


def test_too_many_cells(tmp_path: Path) -> None:
    error = refusal(pack(tmp_path, {"Connections.csv": CONNECTIONS + ROW + "a,b,c,d,e,f,08 Feb 2026,h\n"}))
    assert (error.row, error.path.endswith("Connections.csv")) == (3, True)


def test_an_entry_without_a_name(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("Connections.csv", CONNECTIONS + ROW)
        nameless = zipfile.ZipInfo("x")
        nameless.filename = ""
        packed.writestr(nameless, "")
    assert read(path).tables["connections"].count == 1


def test_packed_in_another_way_than_archives_are(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as packed:
        packed.writestr("Connections.csv", CONNECTIONS + ROW)
    assert "packed in a way that cannot be read" in refusal(path).message


def test_a_damaged_entry(tmp_path: Path) -> None:
    path = pack(tmp_path, {"Connections.csv": CONNECTIONS + ROW * 50}, deflate=False)
    path.write_bytes(path.read_bytes().replace(b"Contoso", b"Cont0so", 1))
    assert "damaged" in refusal(path).message


MADE = generate(5, era=Era.Y2026, quirks=frozenset({Quirk.MULTILINE_MESSAGES, Quirk.BACKSLASH_COMMENTS}))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1))
def test_cut_off_anywhere(share: float, tmp_path: Path) -> None:
    path = MADE.write(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: int(share * (len(data) - 1))])
    refusal(path)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8)
)
def test_bytes_changed_anywhere(places: list[tuple[float, int]], tmp_path: Path) -> None:
    path = MADE.write(tmp_path)
    data = bytearray(path.read_bytes())
    for share, byte in places:
        data[int(share * len(data))] = byte
    path.write_bytes(data)
    _reads_or_refuses(path)


NAMES = sorted(name for name in MADE.files if name.endswith(".csv"))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(NAMES),
    edits=st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.sampled_from(['"', ",", "\n", "\\", "13/13/13", "\r", "\0", "é", ""]),
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_text_changed_anywhere(name: str, edits: list[tuple[float, str]], tmp_path: Path) -> None:
    text = MADE.files[name].decode()
    for share, edit in edits:
        place = int(share * len(text))
        text = text[:place] + edit + text[place + 1 :]
    _reads_or_refuses(pack(tmp_path, {**MADE.files, name: text}))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), content=st.binary(max_size=400))
def test_any_bytes_for_a_file(name: str, content: bytes, tmp_path: Path) -> None:
    _reads_or_refuses(pack(tmp_path, {**MADE.files, name: content}))


def _reads_or_refuses(path: Path) -> None:
    """Whatever is read speaks of every declared name exactly once."""
    try:
        member = read(path)
    except DataError:
        return  # told, with its place
    spoken = [*member.facts, *member.tables, *member.missing]
    assert sorted(spoken) == sorted((*CATALOGUE.facts, *CATALOGUE.tables))
