"""Markets for tests, from phrases."""

from __future__ import annotations

from ssi_rules import model
from ssi_rules.markets.compile import CompiledMarket, compile_market
from ssi_rules.markets.match import Verdict, match_text


def has(*phrases: str, column: str = "title") -> model.MarketLine:
    return model.MarketLine(column, vetoes=False, phrases=phrases)


def removes(*phrases: str, column: str = "title") -> model.MarketLine:
    return model.MarketLine(column, vetoes=True, phrases=phrases)


def phrases(*lines: model.MarketLine, name: str = "target") -> model.PhraseMarket:
    return model.PhraseMarket(name, name, lines)


def compiled(*lines: model.MarketLine) -> CompiledMarket:
    return compile_market(phrases(*lines))


def verdict(text: str | None, *lines: model.MarketLine, **others: str | None) -> Verdict:
    return match_text(compiled(*lines), text, others)


def answer(text: str | None, *lines: model.MarketLine, **others: str | None) -> bool | None:
    return verdict(text, *lines, **others).answer
