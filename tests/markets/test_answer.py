"""The short way to an answer against the long one, which says what decided."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.markets.compile import CompiledPhrases, compile_phrases
from ssi_rules.markets.match import answer_text, match_text
from ssi_rules.model import MarketLine, PhraseMarket
from ssi_rules.text import Source, Span
from ssi_rules.workspace import load_markets

_TITLES = Path(__file__).parent / "data" / "titles_more.csv"
_SPAN = Span(Source("m.ssi", ""), 0, 0)
_WORDS = ("chief", "officer", "sales", "assistant", "to", "|", "&", "*", "销售", "总监", "ceo", "-", "@", "x")
_PHRASES = st.lists(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3
)


@cache
def _shipped() -> tuple[CompiledPhrases, ...]:
    return tuple(compile_phrases(each) for each in load_markets().values() if isinstance(each, PhraseMarket))


def _alike(market: CompiledPhrases, text: str | None, company: str | None) -> None:
    others = {"company": company}
    assert answer_text(market, text, others) is match_text(market, text, others).answer


def test_shipped_markets_on_labelled_titles() -> None:
    with _TITLES.open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    assert len(titles) > 100
    for market in _shipped():
        for title in titles:
            _alike(market, title, None)


@given(_PHRASES, _PHRASES, _PHRASES, st.lists(st.sampled_from(_WORDS), max_size=6).map(" ".join))
def test_any_market_on_any_text(has: list[str], nots: list[str], vetoes: list[str], text: str) -> None:
    lines = (
        MarketLine("title", vetoes=False, phrases=tuple(has)),
        MarketLine("title", vetoes=False, phrases=("chief", *nots)),
        MarketLine("title", vetoes=True, phrases=tuple(nots)),
        MarketLine("company", vetoes=True, phrases=tuple(vetoes)),
    )
    market = compile_phrases(PhraseMarket("m", "M", lines, _SPAN))
    for company in (None, "", text, "chief"):
        _alike(market, text, company)
        _alike(market, None, company)
