"""Texts that may be in a market, made of its own phrases; whether they are, the matcher says."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.language.phrases import WILDCARD_SIGN

if TYPE_CHECKING:
    from collections.abc import Iterator

OUTSIDE = ("Teacher", "Nurse", "Gardener", "Something else")
"""Texts that few markets are about."""

_FEW = 60


def inside(market: model.Market) -> Iterator[str]:
    """Texts that may be in a market: its phrases, alone and beside each other."""
    finding = [spoken(each) for each in finding_phrases(market)]
    yield from finding
    yield from (f"{a} {b}" for a, b in product(finding[:_FEW], finding[:_FEW]) if a != b)


def finding_phrases(market: model.Market) -> list[str]:
    """The phrases of ``has`` lines, those of the first lines of each market first."""
    return [
        phrase
        for each in phrase_markets(market)
        for line in each.lines
        if not line.vetoes
        for phrase in line.phrases
    ]


def phrase_markets(market: model.Market) -> list[model.PhraseMarket]:
    """The markets by phrases that a market is made of, each once, in the order they are named."""
    found: dict[int, model.PhraseMarket] = {}
    waiting = [market]
    while waiting:
        each = waiting.pop(0)
        match each:
            case model.PhraseMarket():
                found.setdefault(id(each), each)
            case model.NamedMarket(market=inner) | model.MarketNot(inner):
                waiting.insert(0, inner)
            case model.MarketAll(left, right) | model.MarketAny(left, right):
                waiting[:0] = [left, right]
            case _:
                assert_never(each)
    return list(found.values())


def spoken(phrase: str, gap: str = "Some") -> str:
    """A text that a phrase matches: its ``*`` filled, written as titles are."""
    filled = WILDCARD_SIGN.sub(gap, phrase).strip(" |")
    return filled if filled != filled.lower() else filled.title()
