"""The lexer against lark's own, which asks for a scanner for every state of the parser."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.utils import TextSlice

from ssi_rules.resources import grammar_file, rulesets_folder
from ssi_rules.syntax.grammar import STARTS, options
from tests.fuzz.ssi_text import FRAGMENTS, ssi_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark import Token

_LANGUAGE = Path(__file__).parent.parent / "language"
_FILES = [*sorted(_LANGUAGE.glob("*.ssi")), *sorted(rulesets_folder().rglob("*.ssi"))]


class _WholeWords:
    """Lets lark's lexer read a word as a whole everywhere: otherwise ``measurement`` would begin with ``measure``."""

    always_accept = ("NAME",)

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return stream


@cache
def _ours() -> Lark:
    return Lark(grammar_file().read_text(encoding="utf-8"), **_read_by("ours"))


@cache
def _larks() -> Lark:
    return Lark(grammar_file().read_text(encoding="utf-8"), **_read_by("lark's"))


def _read_by(lexer: str) -> dict[str, object]:
    chosen = options() | {"transformer": None, "start": [*STARTS, "file"]}
    return chosen if lexer == "ours" else chosen | {"lexer": "contextual", "postlex": _WholeWords()}


def _told(parser: Lark, text: TextSlice[str], rule: str) -> object:
    """The tokens of what was read, or where reading stopped and what could have stood there."""
    try:
        tree = parser.parse(text, start=rule)
    except UnexpectedInput as error:
        ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        place = error.token.end_pos if isinstance(error, UnexpectedToken) and ended else error.pos_in_stream
        accepts = frozenset(getattr(error, "interactive_parser").accepts())  # noqa: B009 - lark leaves it untyped
        return isinstance(error, UnexpectedCharacters), place, accepts
    return [(each.type, str(each), each.start_pos, each.end_pos) for each in tree.scan_values(lambda _: True)]


def _alike(text: TextSlice[str], rule: str) -> None:
    assert _told(_ours(), text, rule) == _told(_larks(), text, rule)


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_reads_what_ships_as_lark_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert isinstance(_told(_ours(), TextSlice.cast_from(text), "file"), list)
    _alike(TextSlice.cast_from(text), "file")


@settings(max_examples=300)
@given(st.sampled_from([*STARTS, "file"]), st.lists(st.sampled_from(FRAGMENTS), max_size=12), st.data())
def test_reads_any_stretch_as_lark_does(rule: str, pieces: list[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from((" ", "\n", ""))).join(pieces)
    start = data.draw(st.integers(0, len(text)))
    _alike(TextSlice(text, start, data.draw(st.integers(start, len(text)))), rule)


@given(ssi_texts())
def test_reads_disorder_as_lark_does(text: str) -> None:
    _alike(TextSlice.cast_from(text), "file")


@pytest.mark.parametrize(
    "text",
    ["let a = 2026-06-30", 'level a "A" from 2026-06-30', "let a = levels - level", "let a = 1 # c", "let a = b <== c", "let a = 5%%"],
)  # fmt: skip
def test_reads_what_depends_on_the_place_as_lark_does(text: str) -> None:
    _alike(TextSlice.cast_from(text), "declaration")
