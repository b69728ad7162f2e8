"""The TextMate grammar, line by line."""

from __future__ import annotations

import json
import re

import pytest

from editors.generate import HERE
from editors.words import words
from ssi_rules.resources import grammar_file
from tests.editors.textmate import Piece, pieces
from tests.formatting.promises import shipped

RULES = json.loads((HERE / "textmate" / "ssi.tmLanguage.json").read_text(encoding="utf-8"))["patterns"]
WORDS = words(grammar_file().read_text(encoding="utf-8"))


def scopes(line: str) -> list[tuple[str, str]]:
    """What is coloured in a line, and as what."""
    found = [piece for piece in pieces(RULES, line) if piece.text.strip()]
    return [
        (piece.text, piece.scope.removesuffix(".ssi")) for piece in found if piece.scope != "punctuation.ssi"
    ]


def scope_of(word: str, line: str) -> str:
    """The scope of a word's first occurrence."""
    return next(scope for text, scope in scopes(line) if text == word)


KEYWORD, NAME, NAMED = "keyword.control", "variable.other", "entity.name"
TEXT, OPERATOR = "string.quoted.double", "keyword.operator.word"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# measure count of shares", [("# measure count of shares", "comment.line.number-sign")]),
        ('use "facts.ssi" # use', [("use", KEYWORD), ('"facts.ssi"', TEXT), ("# use", "comment.line.number-sign")]),
        ('  advice "measure # from 3"', [("advice", KEYWORD), ('"measure # from 3"', TEXT)]),
        ('  title "a \\"b\\" \\\\"', [("title", KEYWORD), ('"a ', TEXT), ('\\"', "constant.character.escape"), ("b", TEXT),
         ('\\"', "constant.character.escape"), (" ", TEXT), ("\\\\", "constant.character.escape"), ('"', TEXT)]),
        ("  measure source + count", [("measure", KEYWORD), ("source", NAME), ("+", "keyword.operator"), ("count", NAME)]),
        ('  source : text "Where"', [("source", NAMED), ("text", "storage.type"), ('"Where"', TEXT)]),
        ("  count : count", [("count", NAMED), ("count", "storage.type")]),
        ('  title not "former"', [("title", NAME), ("not", OPERATOR), ('"former"', TEXT)]),
        ("  needs not seat", [("needs", KEYWORD), ("not", OPERATOR), ("seat", NAME)]),
        ("  as of 2026-06-30", [("as", KEYWORD), ("of", KEYWORD), ("2026-06-30", "constant.other.date")]),
        ("  from -10.5% earns 2", [("from", KEYWORD), ("-", "keyword.operator"), ("10.5%", "constant.numeric"),
         ("earns", KEYWORD), ("2", "constant.numeric")]),
        ("  expect find.level = 3", [("expect", KEYWORD), ("find", NAME), ("level", NAME), ("=", "keyword.operator"),
         ("3", "constant.numeric")]),
        ("change let a = yes", [("change", KEYWORD), ("let", KEYWORD), ("a", NAMED), ("=", "keyword.operator"),
         ("yes", "constant.language")]),
        ("change brand.source { worth 3 }", [("change", KEYWORD), ("brand", NAME), ("source", NAME), ("worth", KEYWORD),
         ("3", "constant.numeric")]),
        ('"unclosed', [('"unclosed', TEXT)]),
    ],
)  # fmt: skip
def test_each_line(line: str, expected: list[tuple[str, str]]) -> None:
    visible = [(text, scope) for text, scope in expected if text.strip()]
    assert scopes(line) == visible


@pytest.mark.parametrize("word", WORDS.leading)
def test_a_word_that_begins_a_line_is_one_there_and_no_name_elsewhere(word: str) -> None:
    assert scope_of(word, f"  {word} seat") == KEYWORD
    assert scope_of(word, f'a {{ {word} "x" }}') == KEYWORD
    assert scopes(f"  needs 1 + {word}")[-1] == (word, NAME)
    assert scope_of(word, f"  {word} : flag") == NAMED
    assert not {scope for _, scope in scopes(f'# {word} "{word}"')} & {KEYWORD}


def test_every_word_of_the_language_is_coloured_somewhere() -> None:
    seen = {
        piece.text: piece.scope
        for line in _lines()
        for piece in pieces(RULES, line)
        if piece.scope != "variable.other.ssi"
    }
    known = {*WORDS.leading, *WORDS.inner, *WORDS.operators, *WORDS.constants, *WORDS.types}
    # What no shipped file says is tried above or has a line here.
    unseen = known - seen.keys()
    rare = {word: scope_of(word, line) for word, line in _RARE.items()}
    assert unseen <= rare.keys()
    assert not {scope for scope in rare.values() if scope == NAME}


_RARE = {
    "between": "  needs a between 1 and 2", "known": "  needs a is known", "ago": "let a = count of b over 3 days ending 1 day ago",
    "ending": "let a = count of b over 3 days ending 1 day ago", "sets": "  sets seat to yes",
    "claim": 'claim "Nobody" {', "assume": "  assume not seat",
}  # fmt: skip


def _lines() -> list[str]:
    return [line for path in shipped().values() for line in path.read_text(encoding="utf-8").splitlines()]


def test_no_shipped_line_has_a_sign_that_nothing_matches() -> None:
    uncoloured = {piece.text for line in _lines() for piece in pieces(RULES, line) if not piece.scope}
    assert {text for text in uncoloured if text.strip()} == set()


def test_the_patterns_are_such_as_every_engine_reads() -> None:
    for rule in RULES:
        # Named groups, flags and lookbehinds of no fixed length differ between Python and Oniguruma.
        assert not re.search(r"\(\?(?:P|[a-z]+[:)])|\\[AZz]", rule["match"])


def test_pieces_make_up_the_line() -> None:
    for line in _lines():
        assert "".join(piece.text for piece in pieces(RULES, line)) == line
    assert pieces(RULES, "§ a") == [Piece("§ "), Piece("a", "variable.other.ssi")]
