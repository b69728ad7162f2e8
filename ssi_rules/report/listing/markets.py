"""Markets written back in the language."""

from __future__ import annotations

from typing import assert_never

from ssi_rules import model
from ssi_rules.report.listing.expressions import quoted
from ssi_rules.report.listing.layout import block, cited


def market_text(name: str, market: model.Market) -> str:
    """The declaration of a market."""
    match market:
        case model.PhraseMarket(title=title, lines=lines, span=span):
            return block(f"market {name}{_title(title)}", map(_line, lines), span)
        case model.NamedMarket(title=title, market=inner, span=span):
            return cited(f"market {name}{_title(title)} = {_formula(inner)}", span)
        case model.MarketNot() | model.MarketAll() | model.MarketAny():
            return f"market {name} = {_formula(market)}"
        case _:
            assert_never(market)


def _title(title: str) -> str:
    return f" {quoted(title)}" if title else ""


def _line(line: model.MarketLine) -> str:
    return f"{line.column} {'not' if line.vetoes else 'has'} {', '.join(map(quoted, line.phrases))}"


def _formula(market: model.Market) -> str:
    match market:
        case model.PhraseMarket(name=name) | model.NamedMarket(name=name):
            return name
        case model.MarketNot(operand=operand):
            return f"not {_operand(operand)}"
        case model.MarketAll(left=left, right=right):
            return f"{_operand(left)} and {_operand(right)}"
        case model.MarketAny(left=left, right=right):
            return f"{_operand(left)} or {_operand(right)}"
        case _:
            assert_never(market)


def _operand(market: model.Market) -> str:
    text = _formula(market)
    return f"({text})" if isinstance(market, (model.MarketAll, model.MarketAny)) else text
