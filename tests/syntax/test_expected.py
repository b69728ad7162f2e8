from __future__ import annotations

import re
from pathlib import Path

import pytest

from ssi_rules.syntax.expected import expected
from ssi_rules.syntax.trouble import keywords

TOUR = (Path(__file__).parent.parent / "language" / "tour.ssi").read_text(encoding="utf-8")

_WORDS = re.compile(r'#[^\n]*|"(?:[^"\\\n]|\\.)*"|(?P<word>[A-Za-z_]\w*)')


@pytest.mark.parametrize(
    ("before", "words", "kinds", "blocks"),
    [
        ("level a ", set(), {"QUOTED"}, ()),
        ('level a "A" ', {"from"}, set(), ()),
        ('level a "A" from 5 ', set(), {"$END"}, ()),
        ('pillar p "P" worth 5 {', {"criterion", "cap", "deduct"}, set(), ('pillar p "P" worth 5 ',)),
        ('pillar p "P" worth 5 { cap ', {"at"}, set(), ('pillar p "P" worth 5 ',)),
        ('pillar p "P" worth 5 {\n  cap at 3 when a {\n    ', {"because", "basis", "source"}, set(),
         ('pillar p "P" worth 5 ', "cap at 3 when a ")),
        ('test "{ not a block" { as ', {"of"}, set(), ('test "{ not a block" ',)),
        ("# { not a block\nlet ", set(), {"NAME"}, ()),
        ('pillar p "P" worth 5 {\n}\n}\n', {"pillar", "let"}, set(), ()),
    ],
)  # fmt: skip
def test_what_may_come(before: str, words: set[str], kinds: set[str], blocks: tuple[str, ...]) -> None:
    found = expected(before)
    assert words <= found.words
    assert kinds <= found.kinds
    assert found.blocks == blocks
    assert found.words <= keywords()


def test_every_word_of_the_tour_was_expected_where_it_stands() -> None:
    for word in (each for each in _WORDS.finditer(TOUR) if each["word"]):
        found = expected(TOUR[: word.start()])
        assert word[0] in found.words or "NAME" in found.kinds, TOUR[: word.end()][-60:]


def test_nothing_is_expected_behind_what_cannot_be_read() -> None:
    assert expected("let a = = ").words == frozenset()
    assert "let" in expected("let a = = \n").words
