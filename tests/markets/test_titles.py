"""The shipped markets, measured by titles labelled for this purpose; none of the files lists what the markets list."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from ssi_rules import model
from ssi_rules.markets.compile import CompiledMarket, CompiledPhrases, compile_market, compile_phrase
from ssi_rules.markets.evaluate import Evaluation, TextRow, evaluate, read_label
from ssi_rules.markets.find import find_within
from ssi_rules.markets.match import match_text
from ssi_rules.markets.normal import normal_form
from ssi_rules.workspace import load_markets

DATA = Path(__file__).parent / "data"
SHIPPED = load_markets()
BY_PHRASES = {name: each for name, each in SHIPPED.items() if isinstance(each, model.PhraseMarket)}


@cache
def market(name: str) -> CompiledMarket:
    return compile_market(SHIPPED[name])


def rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def labelled(text: str, label: str) -> TextRow:
    known = read_label(label)
    assert known is not None, text
    return TextRow(text, known)


def measured(name: str, policy: str, file: str = "titles_more.csv") -> Evaluation:
    chosen = [row for row in rows(file) if row["policy"] == policy]
    return evaluate(market(name), [labelled(row["title"], row[name]) for row in chosen])


@pytest.mark.parametrize("name", ["senior_executive", "financial_advisor"])
@pytest.mark.parametrize("policy", ["no", "yes"])
def test_precision_and_recall(name: str, policy: str) -> None:
    result = measured(name, policy)
    misses = [(miss.row.text, miss.verdict.reason) for miss in result.judged if miss.is_miss]
    assert result.precision is not None
    assert result.recall is not None or not any(each.row.label for each in result.judged)
    assert min(result.precision, result.recall or result.precision) >= 0.97, misses


@pytest.mark.parametrize("name", ["senior_executive", "financial_advisor"])
def test_precision_and_recall_as_examined(name: str) -> None:
    """Titles by another hand, written without looking at the market; misses that no general phrase mends are left."""
    result = measured(name, "no", "titles_examined.csv")
    misses = [(miss.row.text, miss.verdict.reason) for miss in result.judged if miss.is_miss]
    assert result.precision is not None
    assert result.recall is not None
    assert min(result.precision, result.recall) >= 0.95, misses


def test_no_title_is_labelled_twice() -> None:
    titles = [row["title"] for file in ("titles_more.csv", "titles_examined.csv") for row in rows(file)]
    assert len(titles) == len(set(titles))


def test_enough_is_labelled() -> None:
    assert len(rows("titles_more.csv")) >= 250
    assert len({row["why"] for row in rows("titles_more.csv")}) >= 20


@pytest.mark.parametrize("row", rows("industries.csv"), ids=lambda row: f"{row['market']}: {row['title']}")
def test_industries(row: dict[str, str]) -> None:
    verdict = match_text(market(row["market"]), row["title"], {})
    assert verdict.answer is read_label(row["label"]), verdict.reason


@pytest.mark.parametrize("name", BY_PHRASES)
def test_no_phrase_is_dead(name: str) -> None:
    """A phrase is dead where another one of the same market always removes the segment it would match in."""
    ready = market(name)
    assert isinstance(ready, CompiledPhrases)
    dead = [
        (phrase, removal.phrase)
        for line in BY_PHRASES[name].lines
        for phrase in line.phrases
        if not line.vetoes or compile_phrase(phrase).crosses
        for form in [normal_form(phrase.replace("*", "some"), employers=True)]
        for removal in find_within(ready.removes, form.segments, unspaced=form.unspaced)
    ]
    assert dead == []


@pytest.mark.parametrize("name", BY_PHRASES)
def test_no_line_repeats_a_phrase(name: str) -> None:
    """Accents and case make no second phrase."""
    for line in BY_PHRASES[name].lines:
        tokens = [compile_phrase(phrase).tokens for phrase in line.phrases]
        assert sorted(set(tokens)) == sorted(tokens)
