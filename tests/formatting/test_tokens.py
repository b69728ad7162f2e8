"""Formatting cuts texts up by itself; it must do so as the grammar does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.formatting.tokens import tokens_of
from ssi_rules.resources import grammar_file

GRAMMAR = grammar_file().read_text(encoding="utf-8")


def test_every_sign_of_the_grammar_is_one_token() -> None:
    rules = re.sub(r"//.*", "", GRAMMAR)
    quoted = {each for each in re.findall(r'"([^"\s]+)"', rules) if not re.search(r"[\\\[]", each)}
    assert {">=", "!=", "{", "."} <= quoted
    for each in quoted:
        assert [token.text for token in tokens_of(each)] == [each, ""]


@pytest.mark.parametrize("name", ["NAME", "ISO_DATE", "DECIMAL", "QUOTED"])
@given(data=st.data())
def test_every_kind_of_word_is_one_token(name: str, data: st.DataObject) -> None:
    word = data.draw(st.from_regex(_terminal(name), fullmatch=True, alphabet=st.characters(codec="utf-8")))
    assert [token.text for token in tokens_of(word)] == [word, ""]


@given(st.from_regex(r"#[^\n]*", fullmatch=True))
def test_a_comment_is_none(comment: str) -> None:
    assert _terminal("COMMENT") == r"#[^\n]*"
    (end,) = tokens_of(comment)
    assert [each.text for each in end.comments] == [comment.rstrip(" \t")]


def _terminal(name: str) -> str:
    defined = re.search(rf"^{name}(?:\.\d)?: /(.+)/$", GRAMMAR, re.MULTILINE)
    assert defined is not None
    return defined[1]


def test_places_are_those_of_the_text() -> None:
    text = "let a = 1 # why\n\n  # more\nlet b = 2.5%\n"
    tokens = tokens_of(text)
    assert [text[each.start : each.end] for each in tokens] == [each.text for each in tokens]
    third = tokens[4]
    assert (third.text, third.note_before, third.above) == ("let", "# why", ("", "# more"))
