"""Whether one market by phrases finds all that another finds, as far as their phrases tell."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ssi_rules.markets.compile import compile_phrase, phrase_set
from ssi_rules.markets.covering import always_finding

if TYPE_CHECKING:
    from ssi_rules.markets.compile import PhraseSet
    from ssi_rules.model import MarketLine, PhraseMarket


def finds_all(outer: PhraseMarket, inner: PhraseMarket) -> bool:
    """Whether every text of ``inner`` is one of ``outer``; False where the phrases do not tell."""
    asked = [line for line in outer.lines if not line.vetoes]
    finding = [line for line in inner.lines if not line.vetoes]
    vetoes = {_told(line) for line in inner.lines if line.vetoes}
    return all(any(_covers(wide, narrow) for narrow in finding) for wide in asked) and all(
        _told(line) in vetoes for line in outer.lines if line.vetoes
    )


def _told(line: MarketLine) -> tuple[str, frozenset[str]]:
    return line.column, frozenset(line.phrases)


def _covers(wide: MarketLine, narrow: MarketLine) -> bool:
    """Whether wherever a phrase of one line is found, one of the other is; across separators nothing is said."""
    filed = _filed(wide.phrases)
    phrases = [compile_phrase(each) for each in narrow.phrases]
    return all(
        any(not found.crosses for found in always_finding(filed, phrase))
        for phrase in phrases
        if phrase.tokens
    )


@lru_cache(maxsize=64)
def _filed(phrases: tuple[str, ...]) -> PhraseSet:
    return phrase_set(phrases)
