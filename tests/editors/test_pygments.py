"""The Pygments lexer, and that it agrees with the TextMate grammar."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexer import Lexer
from pygments.token import Error, Token, string_to_tokentype

from ssi_rules.highlighting.pygments_lexer import SsiLexer
from tests.editors.test_textmate import RULES
from tests.editors.textmate import pieces
from tests.formatting.promises import shipped
from tests.fuzz.ssi_text import ssi_texts

if TYPE_CHECKING:
    from tests.conftest import Golden

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden" / "tour.tokens"


def lexed(text: str) -> list[tuple[str, str]]:
    """Token types and texts, as they stand."""
    return [
        (str(kind).removeprefix("Token."), said) for _, kind, said in SsiLexer().get_tokens_unprocessed(text)
    ]


def test_the_entry_point_names_the_lexer() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    home, _, name = project["entry-points"]["pygments.lexers"]["ssi"].partition(":")
    lexer = getattr(importlib.import_module(home), name)
    assert issubclass(lexer, Lexer)
    assert lexer is SsiLexer
    assert "*.ssi" in lexer.filenames


def test_the_tour(golden: Golden) -> None:
    found = lexed(shipped()["tour.ssi"].read_text(encoding="utf-8"))
    golden(GOLDEN, "".join(f"{kind:<18} {said}\n" for kind, said in found if said.strip()))


@pytest.mark.parametrize("name", shipped())
def test_shipped_files_have_no_error_and_stay_whole(name: str) -> None:
    text = shipped()[name].read_text(encoding="utf-8")
    found = lexed(text)
    assert "".join(said for _, said in found) == text
    assert {kind for kind, _ in found} & {"Error", "Text"} == set()


@given(ssi_texts() | st.text())
def test_any_text_stays_whole(text: str) -> None:
    found = lexed(text)
    assert "".join(said for _, said in found) == text
    assert not any(string_to_tokentype(f"Token.{kind}") in Error for kind, _ in found)


def _places(found: list[tuple[str, str]]) -> list[str]:
    """What each character is coloured as; blanks are not coloured."""
    return [kind for kind, said in found for char in said if not char.isspace()]


@pytest.mark.parametrize("name", ["tour.ssi", "wholesale.ssi", "linkedin-ssi-2015.ssi", "linkedin.ssi"])
def test_both_highlighters_see_the_same(name: str) -> None:
    text = shipped()[name].read_text(encoding="utf-8")
    textmate = [(piece.scope, piece.text) for line in text.splitlines() for piece in pieces(RULES, line)]
    pairs = set(zip(_places(lexed(text)), _places(textmate), strict=True))
    assert len({kind for kind, _ in pairs}) == len({scope for _, scope in pairs}) == len(pairs)
    assert Token.Keyword in {string_to_tokentype(f"Token.{kind}") for kind, _ in pairs}
