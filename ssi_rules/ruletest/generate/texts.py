"""Texts that are in a market, that are not, and that one clause of it decides about."""

from __future__ import annotations

from itertools import chain, islice, product
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.markets.examples import OUTSIDE, finding_phrases, inside, phrase_markets, spoken
from ssi_rules.ruletest.coverage.readings import Reading, Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.ruletest.scope import Clause

_FEW_OF_EACH = 12
_MOST_TRIES = 12_000
_MOST_EXAMPLES = 3


class Texts:
    """Finds example texts for the markets of a ruleset; what is found is what the matcher says."""

    def __init__(self, markets: Mapping[str, model.Market]) -> None:
        self._markets = markets
        self._verdicts = Verdicts()
        self._known: dict[tuple[str, bool], list[str]] = {}

    def examples(self, name: str, *, wanted: bool) -> list[str]:
        """A few texts that are in a market, or known not to be."""
        if (name, wanted) not in self._known:
            market = self._markets[name]
            tried = islice(inside(market) if wanted else chain(OUTSIDE, inside(market)), _MOST_TRIES)
            found = (text for text in tried if self._answer(market, text) is wanted)
            self._known[name, wanted] = list(islice(found, _MOST_EXAMPLES))
        return self._known[name, wanted]

    def deciding(self, clause: Clause) -> Iterator[tuple[str, dict[str, str]]]:
        """Texts, with the other texts of their row, about which a clause decides."""
        for text, others in islice(_about(clause), _MOST_TRIES):
            reading = Reading("", text, tuple(others.items()))
            ask = self._verdicts.answer
            if ask(clause.market, reading) is not ask(clause.without, reading):
                yield text, others

    def _answer(self, market: model.Market, text: str) -> bool | None:
        return self._verdicts.answer(market, Reading("", text, ()))


def _about(clause: Clause) -> Iterator[tuple[str, dict[str, str]]]:
    market = clause.market
    match market:
        case model.PhraseMarket():
            yield from _about_line(market, clause)
        case model.NamedMarket():
            yield from ((text, {}) for text in _about_operand(clause))


def _about_line(market: model.PhraseMarket, clause: Clause) -> Iterator[tuple[str, dict[str, str]]]:
    line = next(each for each in market.lines if each.span == clause.span)
    finding = [spoken(each) for each in finding_phrases(market)]
    if line.column != market.has_column:
        phrases = [spoken(each) for each in line.phrases]
        yield from ((text, {line.column: other}) for other, text in product(phrases, finding))
        return
    yield from ((spoken(each), {}) for each in line.phrases)
    yield from ((text, {}) for text in _joined(line.phrases, finding))


def _about_operand(clause: Clause) -> Iterator[str]:
    """Phrases of the markets inside, alone, then the operand's own beside those of the others."""
    markets = phrase_markets(clause.market)
    yield from (spoken(phrase) for market in markets for line in market.lines for phrase in line.phrases)
    own = [] if clause.operand is None else phrase_markets(clause.operand)
    firsts = [phrase for market in own for phrase in _few_finding(market)]
    yield from _joined(firsts, [spoken(each) for market in markets for each in _few_finding(market)])


def _few_finding(market: model.PhraseMarket) -> list[str]:
    return [phrase for line in market.lines if not line.vetoes for phrase in line.phrases[:_FEW_OF_EACH]]


def _joined(phrases: Iterable[str], texts: list[str]) -> Iterator[str]:
    """Each phrase with each text, as one might write the two together."""
    pairs = list(product(phrases, texts))
    yield from (spoken(phrase, text) for phrase, text in pairs if "*" in phrase)
    yield from (f"{spoken(phrase)} {text}" for phrase, text in pairs)
    yield from (f"{text} | {spoken(phrase)}" for phrase, text in pairs)
    yield from (f"{text} {spoken(phrase)}" for phrase, text in pairs)
