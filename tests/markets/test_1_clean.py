"""Step 1: what is not writing is dropped, letters that pass for others become those."""

from __future__ import annotations

import pytest

from ssi_rules.markets.normal import clean
from tests.markets.build import answer, has

DROPPED = {
    "signs of ownership": ("CFP®, CIMA™ ℠ ©x", "CFP, CIMA  x"),
    "zero-width space": ("C\u200bE\u200cO", "CEO"),
    "soft hyphen": ("Foun\u00adder", "Founder"),
    "byte order mark": ("\ufeffCEO", "CEO"),
    "marks of direction": ("\u202aCEO\u202c", "CEO"),
    "emoji": ("CEO \U0001f60a", "CEO "),
    "emoji inside a word": ("C\U0001f680EO", "CEO"),
    "skin tone and joiner": ("CEO\U0001f469\U0001f3fd\u200d\U0001f4bc", "CEO"),
    "flag": ("CEO \U0001f1e9\U0001f1ea", "CEO "),
    "keycap keeps its digit": ("1\ufe0f\u20e3 CEO", "1 CEO"),
    "symbol made an emoji by its selector": ("CEO\u2764\ufe0f", "CEO"),
    "the same symbol as text stays": ("CEO\u2764", "CEO\u2764"),
}

FOLDED = {
    "mathematical bold": ("\U0001d5d6\U0001d5d8\U0001d5e2", "CEO"),
    "full width": ("\uff23\uff25\uff2f", "CEO"),
    "circled": ("\u24b8\u24ba\u24c4", "CEO"),
    "ligature": ("\ufb01nance", "finance"),
    "Cyrillic only": ("\u0421\u0415\u041e", "CEO"),
    "Cyrillic among Latin": ("Fin\u0430nci\u0430l", "Financial"),
    "Greek capitals": ("\u03a1resident", "President"),
    "Cherokee": ("\u13df\u13ac\u13be", "CEO"),
    "small capitals": ("\u1d04\u1d07\u1d0f", "ceo"),
    "accented look-alike": ("\u0421\u0401O", "C\u00cbO"),
}

KEPT = {
    "a Russian word": "директор",
    "a Greek word": "Διευθυντής",
    "a Russian word beside a Latin one": "IT-директор",
    "accents": "Geschäftsführer",
    "Japanese voicing": "ガバナー",
}


@pytest.mark.parametrize(("text", "cleaned"), (DROPPED | FOLDED).values(), ids=(DROPPED | FOLDED).keys())
def test_cleans(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_leaves_honest_writing_alone(text: str) -> None:
    assert clean(text) == text


def test_decomposed_and_composed_texts_are_one() -> None:
    assert clean("Gescha\u0308ftsfu\u0308hrer") == "Geschäftsführer"


@pytest.mark.parametrize("text", ["\u0421\u0422\u041e", "\u0441\u0442\u043e", "\u0421\u0442\u043e"])
def test_look_alikes_fold_in_every_case(text: str) -> None:
    assert answer(text, has("cto")) is True


def test_phrases_fold_like_texts() -> None:
    assert answer("CEO", has("\u0421\u0415\u041e")) is True
