from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.diagnostics import Problems
from ssi_rules.syntax.decode import LARGEST_FILE, decode, read_source

if TYPE_CHECKING:
    from pathlib import Path


def _found(data: bytes) -> list[tuple[str, int, int]]:
    problems = Problems()
    decode(data, "rules.ssi", problems)
    return [(each.code.number, each.span.line, each.span.column) for each in problems]


def test_line_ends_are_made_one_and_a_bom_goes() -> None:
    source = decode(b"\xef\xbb\xbfa\r\nb\rc\n", "rules.ssi", Problems())
    assert source is not None
    assert source.text == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"caf\xc3\xa9\r\ncaf\xe9", [("SSI002", 2, 4)]),
        (b"\xff\xfea\0b\0", [("SSI002", 1, 1)]),
        (b"\x80", [("SSI002", 1, 1)]),
        (b"a\n\t\tb\tc", [("SSI006", 2, 1), ("SSI006", 2, 4)]),
        (b"a\0b\x1b", [("SSI004", 1, 2), ("SSI004", 1, 4)]),
        ("a\u0085b".encode(), [("SSI004", 1, 2)]),
        ("# \u202eabc\n\u2066".encode(), [("SSI005", 1, 3), ("SSI005", 2, 1)]),
        ("\u200e\u200f".encode(), [("SSI005", 1, 1), ("SSI005", 1, 2)]),
        (b"", []),
    ],
)
def test_faults(data: bytes, found: list[tuple[str, int, int]]) -> None:
    assert _found(data) == found


def test_byte_is_named_with_what_it_may_have_meant() -> None:
    problems = Problems()
    assert decode(b"caf\xe9", "rules.ssi", problems) is None
    assert "E9" in problems.found[0].message
    assert "é" in problems.found[0].message


def test_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.ssi"
    path.write_bytes(b"#" * 5_000_000)
    problems = Problems()
    assert read_source(path, "large.ssi", problems) is None
    assert [each.code.number for each in problems] == ["SSI003"]


def test_largest_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.ssi"
    path.write_bytes(b"#" * LARGEST_FILE)
    assert read_source(path, "large.ssi", Problems()) is not None


@pytest.mark.parametrize("name", ["absent.ssi", "", "nul\0.ssi", "a" * 300])
def test_what_cannot_be_opened_is_told(tmp_path: Path, name: str) -> None:
    problems = Problems()
    assert read_source(tmp_path / name, "shown.ssi", problems) is None
    (found,) = problems
    assert found.code.number == "SSI001"
    assert "shown.ssi" in found.message
