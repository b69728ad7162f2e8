"""Many texts at once against one by one: the same normal form, the same answers."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ssi_rules.markets.compile import compile_phrases
from ssi_rules.markets.dictionary import Batch, answers, vetoes
from ssi_rules.markets.lines import line_of, lines_of
from ssi_rules.markets.match import answer_text
from ssi_rules.markets.normal import normal_form
from ssi_rules.model import MarketLine, PhraseMarket
from ssi_rules.workspace import load_markets

DATA = Path(__file__).parent / "data"

WORDS = (
    *(
        "chief",
        "officer",
        "Sales",
        "assistant",
        "to",
        "of",
        "V.P.",
        "c.e.o",
        "a.t",
        "A.N.D",
        "Ex-",
        "x",
        "R&D",
    ),
    *(
        "and",
        "AND",
        "at",
        "@",
        "At",
        "|",
        "&",
        "-",
        "\u2013",
        "/",
        ",",
        ".",
        "_",
        "'",
        "(",
        ")",
        "\n",
        "\t",
        "\x1c",
    ),
    *(
        "*",
        "général",
        "ge\u0301rant",
        "ﬁnance",
        "Straße",
        "\u0421\u0415\u041e",
        "\u0441\u0435o",
        "директор",
        "Διευθυντής",
    ),
    *(
        "销售",
        "总监",
        "销",
        "售总",
        "助理",
        "社長",
        "ガ",
        "カ\u3099",
        "⺀",
        "ผู้จัดการ",
        "निदेशक",
        "مدير",
        "대표",
    ),
    *(
        "😊",
        "©",
        "\ufe0f",
        "\u200d",
        "\u0301",
        "\u00b7",
        "•",
        "\x00",
        "\x00 ",
        "[",
        "]",
        "][",
        "①",
        "Ⅷ",
        "\uff11",
    ),
)
GLUE = st.sampled_from(("", " ", " ", "  "))
WORD = st.sampled_from(WORDS)
TEXTS = (
    st.lists(st.tuples(WORD, GLUE), max_size=9).map(lambda parts: "".join(map("".join, parts)))
    | st.text(max_size=30)
    | st.text(st.characters(max_codepoint=127), max_size=30)
)
PHRASES = st.lists(
    st.lists(WORD, min_size=1, max_size=4).map(" ".join) | st.text(max_size=8), min_size=1, max_size=4
).map(tuple)


def in_lines(texts: list[str], *, employers: bool) -> None:
    singly = [line_of(normal_form(text, employers=employers)) for text in texts]
    assert lines_of(texts, employers=employers) == singly


def one_by_one(market: PhraseMarket, texts: list[str]) -> None:
    compiled, batch = compile_phrases(market), Batch(texts)
    assert answers(market, batch) == [answer_text(compiled, text, {}) for text in texts]
    for column in compiled.vetoes:
        singly = [answer_text(compiled, None, {column: text}) is False for text in texts]
        assert vetoes(market, column, batch) == singly


@cache
def titles() -> list[str]:
    found = []
    for file in sorted(DATA.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            found += [row["title"] for row in csv.DictReader(rows)]
    assert len(found) > 500
    return found


@given(st.lists(TEXTS, max_size=6), st.booleans())
@example(texts=["", "a", "", "|", "- a", "a -", "\ufe0f", "b"], employers=False)
@example(texts=["and and and and", "at at @ x | y", "x.and.y", "@", "a and", "and b"], employers=True)
@example(texts=["a.t and b", "A.N.D. | c.e.o.", "Sr. VP at X. and Y"], employers=True)
def test_lines_are_the_normal_form(texts: list[str], employers: bool) -> None:
    in_lines(texts, employers=employers)


@pytest.mark.parametrize("employers", [True, False])
def test_lines_of_titles_are_their_normal_form(employers: bool) -> None:
    in_lines(titles(), employers=employers)
    in_lines([title.upper() for title in titles()], employers=employers)


@given(PHRASES, PHRASES, PHRASES, PHRASES, st.lists(TEXTS, max_size=8))
@example(("chief",), ("sales",), ("x |", "| y"), ("a",), ["chief | sales | x | y", "chief sales", "x"])
@example(("⺀ x",), ("x",), ("y",), ("⺀ x",), ["⺀ axb", "axb", "x"])
@example(("* * * * x",), ("x",), ("* x * * *",), ("* * * * x",), ["a b c d x", "x", "a x b c d"])
def test_any_market_answers_as_one_by_one(
    has: tuple[str, ...],
    others: tuple[str, ...],
    nots: tuple[str, ...],
    elsewhere: tuple[str, ...],
    texts: list[str],
) -> None:
    lines = (
        MarketLine("title", vetoes=False, phrases=has),
        MarketLine("title", vetoes=True, phrases=nots),
        MarketLine("company", vetoes=True, phrases=elsewhere),
    )
    for market in (
        PhraseMarket("one", "One", lines),
        PhraseMarket("two", "Two", (*lines, MarketLine("title", vetoes=False, phrases=(*others, "chief")))),
    ):
        # Phrases are looked for in texts made of phrases, so that many match.
        one_by_one(
            market, [*texts, *has, *nots, *elsewhere, f"{has[0]} | {nots[0]}", f"{has[-1]} {others[0]}"]
        )


@pytest.mark.parametrize(
    "market",
    [each for each in load_markets().values() if isinstance(each, PhraseMarket)],
    ids=lambda each: each.name,
)
def test_shipped_markets_answer_as_one_by_one(market: PhraseMarket) -> None:
    phrases = [phrase.replace("*", "some") for line in market.lines for phrase in line.phrases]
    one_by_one(market, [*titles(), *phrases, *map("{} | {}".format, phrases, reversed(phrases))])
