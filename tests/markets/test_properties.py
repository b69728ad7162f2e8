"""What must hold for any text."""

from __future__ import annotations

import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from ssi_rules.markets.compile import compile_phrase
from ssi_rules.markets.match import match_text
from ssi_rules.markets.normal import normal_form
from tests.markets.build import answer, compiled, has, removes

WORDS = st.sampled_from(
    [
        "chief",
        "executive",
        "officer",
        "ceo",
        "former",
        "vice",
        "president",
        "directeur",
        "général",
        "geschäftsführer",
        "总经理",
        "助理",
        "社長",
        "директор",
        "партнёр",
        "\u0441\u0435\u043e",
        "v.p.",
        "assistant",
        "to",
        "the",
        "at",
        "contoso",
        "😊",
        "ex-",
    ]
)
JOINTS = st.sampled_from([" ", " | ", ", ", " - ", " and ", "/", " & "])


@st.composite
def titles(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, min_size=1, max_size=7))
    return "".join(word + draw(JOINTS) for word in words).strip()


MARKET = compiled(
    has(
        "ceo",
        "vp",
        "chief * officer",
        "directeur general",
        "geschäftsführer",
        "总经理",
        "社長",
        "директор",
        "партнер",
    ),
    removes("former", "ex", "assistant to", "助理", "vice president - ceo"),
)


def told(text: str) -> bool | None:
    return match_text(MARKET, text, {}).answer


@given(titles())
def test_case_does_not_matter(title: str) -> None:
    assert told(title.upper()) is told(title.lower()) is told(title.title()) is told(title)


@given(titles())
def test_spaces_do_not_matter(title: str) -> None:
    assert told("  " + title.replace(" ", "  ") + "\t") is told(title)


@given(titles())
def test_the_spelling_of_accents_does_not_matter(title: str) -> None:
    assert told(unicodedata.normalize("NFD", title)) is told(unicodedata.normalize("NFC", title))


@given(titles())
def test_no_column_of_another_name_matters(title: str) -> None:
    assert match_text(MARKET, title, {"company": "former", "title": "ceo"}).answer is told(title)


@given(st.text(max_size=60))
def test_any_text_has_an_answer_and_a_reason(text: str) -> None:
    verdict = match_text(MARKET, text, {})
    assert verdict.reason
    assert (verdict.answer is None) is normal_form(text, employers=True).blank


def names_an_employer(text: str) -> bool:
    return normal_form(text, employers=True).segments != normal_form(text, employers=False).segments


@given(st.text(max_size=40) | titles())
def test_a_phrase_matches_itself(phrase: str) -> None:
    assume("*" not in phrase and compile_phrase(phrase).tokens and not names_an_employer(phrase))
    assert answer(phrase, has(phrase)) is True


@given(titles(), titles())
def test_a_removed_phrase_never_makes_a_member(phrase: str, title: str) -> None:
    assert answer(f"{title} | {phrase}", has(phrase), removes(phrase)) is not True


@given(st.text(max_size=60))
def test_segments_hold_no_separator_and_no_blank_word(text: str) -> None:
    for segment in normal_form(text, employers=True).segments:
        assert segment.words
        assert all(word and not word.isspace() and "|" not in word for word in segment.words)
