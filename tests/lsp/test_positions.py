from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.lsp.documents import Change, Document, path_of, uri_of
from ssi_rules.lsp.positions import Encoding, Lines, Place

TEXTS = st.text(alphabet=st.sampled_from("ab\n\r é€😀\u2028\x0c"), max_size=30)
ENCODINGS = st.sampled_from(Encoding)


@pytest.mark.parametrize(
    ("encoding", "column"), [(Encoding.UTF_8, 8), (Encoding.UTF_16, 4), (Encoding.UTF_32, 3)]
)
def test_a_column_counts_code_units(encoding: Encoding, column: int) -> None:
    lines = Lines("x\né😀€z", encoding)
    assert lines.place(5) == Place(1, encoding.units("é😀€"))
    assert encoding.units("é😀z") == column - (1 if encoding is Encoding.UTF_8 else 0)


def test_only_line_ends_end_lines() -> None:
    lines = Lines("a\x0cb\u2028c\r\nd\re\nf")
    assert [lines.place(each).line for each in range(len(lines.text))] == [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3]


@given(TEXTS, ENCODINGS)
def test_every_offset_but_one_inside_a_line_end_comes_back(text: str, encoding: Encoding) -> None:
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        back = lines.offset(lines.place(offset))
        inside_a_line_end = text[offset - 1 : offset + 1] == "\r\n" and offset > 0
        assert back == (offset - 1 if inside_a_line_end else offset)


@given(TEXTS, ENCODINGS, st.integers(-2, 40), st.integers(-2, 40))
def test_places_out_of_range_are_clamped(text: str, encoding: Encoding, line: int, column: int) -> None:
    assert 0 <= Lines(text, encoding).offset(Place(line, column)) <= len(text)


def test_half_a_character_counts_as_none_of_it() -> None:
    assert Lines("😀b", Encoding.UTF_16).offset(Place(0, 1)) == 0
    assert Lines("😀b", Encoding.UTF_16).offset(Place(0, 2)) == 1


@given(TEXTS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), TEXTS), max_size=4), ENCODINGS)
def test_changes_do_what_slices_do(text: str, edits: list[tuple[int, int, str]], encoding: Encoding) -> None:
    document, expected = Document("u", path_of("untitled:x", Path.cwd()), 1, text), text
    for first, last, new in edits:
        lines = Lines(expected, encoding)
        start, end = sorted((min(first, len(expected)), min(last, len(expected))))
        change = Change(new, lines.place(start), lines.place(end))
        document = document.changed([change], 2, encoding)
        start, end = lines.offset(lines.place(start)), lines.offset(lines.place(end))
        expected = expected[:start] + new + expected[end:]
    assert document.text == expected


def test_a_change_without_a_range_replaces_all() -> None:
    document = Document("u", path_of("untitled:x", Path.cwd()), 1, "old")
    assert document.changed([Change("new")], 2, Encoding.UTF_16).text == "new"


def test_paths_and_uris(tmp_path: Path) -> None:
    odd = tmp_path.resolve() / "a b#ü%.ssi"
    assert path_of(uri_of(odd), tmp_path) == odd
    assert path_of("untitled:Untitled-1", tmp_path) == tmp_path.resolve() / "Untitled-1"
    assert path_of("git:/a/b.ssi?x", tmp_path) == tmp_path.resolve() / "b.ssi"
    assert path_of("untitled:", tmp_path) == tmp_path.resolve() / "untitled.ssi"
