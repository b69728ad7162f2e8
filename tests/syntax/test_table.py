"""Reading by lark's table against lark's own reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import UnexpectedInput

from ssi_rules.resources import rulesets_folder
from ssi_rules.syntax.grammar import STARTS, grammar
from ssi_rules.syntax.reading import CURRENT, Reading, Refused
from ssi_rules.syntax.split import Piece, declarations
from ssi_rules.syntax.table import Unreadable, table
from ssi_rules.text import Source
from tests.fuzz.ssi_text import FRAGMENTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_FILES = sorted(rulesets_folder().rglob("*.ssi"))


def _read(read: Callable[[], object], source: Source) -> object:
    """What a text was read as, with the faults found on the way; or why it was not."""
    reading = Reading(source)
    before = CURRENT.set(reading)
    try:
        return read(), reading.faults
    except Refused as refused:
        return refused.diagnostic
    except (UnexpectedInput, Unreadable):
        return None
    finally:
        CURRENT.reset(before)


def _alike(text: str, rule: str) -> object:
    source = Source("a.ssi", text)
    ours = _read(lambda: table(grammar()).read(text, rule), source)
    assert ours == _read(lambda: grammar().parse(text, start=rule), source)
    return ours


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_reads_what_ships_as_lark_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for piece in declarations(Piece(text, 0, len(text))):
        assert _alike(text[piece.start : piece.end], "declaration") is not None


@settings(max_examples=300)
@given(
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(FRAGMENTS), max_size=12),
    st.sampled_from((" ", "\n", "")),
)
def test_reads_any_piece_as_lark_does(rule: str, pieces: list[str], between: str) -> None:
    _alike(between.join(pieces), rule)


@pytest.mark.parametrize(
    "text",
    ["", "# c", "let a = 1 # c", "let a = 1 ?", "let a = (", "let a = 1 1", "let a = " + "not " * 200 + "b",
     'test "t" { as of 2026-06-31 }', 'action a "A" { limit 1.5 per week }'],
)  # fmt: skip
def test_stops_where_lark_does(text: str) -> None:
    _alike(text, "declaration")
