"""What markets say of one text, each part asked once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.checking.lower_markets import lower_markets
from ssi_rules.checking.order import market_order
from ssi_rules.lint.markets.declared import within
from ssi_rules.markets.compile import compile_phrases
from ssi_rules.markets.match import match_text
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.markets.compile import CompiledPhrases

_KEPT_MARKETS = 64
_KEPT_ANSWERS = 4096  # an editor asks the same markets after every letter


@dataclass(frozen=True, slots=True)
class Asker:
    """Markets that stand together.

    Attributes:
        markets: By name, as written.
        lowered: The same as the matcher takes them.
        order: Their names, each after those it is made of.
        answers: What markets by phrases have said of texts so far.
    """

    markets: Mapping[str, ast.Market]
    lowered: Mapping[str, model.Market]
    order: tuple[str, ...]
    answers: dict[tuple[str, str], bool] = field(default_factory=dict)
    _parts: dict[str, Mapping[str, ast.Market]] = field(default_factory=dict)

    def parts(self, name: str) -> Mapping[str, ast.Market]:
        """A market and all that it is made of, by name."""
        if name not in self._parts:
            self._parts[name] = within(name, self.markets)
        return self._parts[name]

    def says_yes(self, name: str, text: str, *, without: str | None = None) -> bool:
        """Whether a market holds a text of its column; nothing is known of other columns.

        Args:
            name: The market.
            text: The text.
            without: A market that is taken to hold nothing.
        """
        parts = self.parts(name)
        said: dict[str, bool] = {}
        for each in (each for each in self.order if each in parts):
            said[each] = each != without and self._holds(each, text, said)
        return said[name]

    def _holds(self, name: str, text: str, said: Mapping[str, bool]) -> bool:
        formula = self.markets[name].expression
        if formula is not None:
            return _combined(formula, said)
        if (name, text) not in self.answers:
            market = self.lowered[name]
            self.answers[name, text] = isinstance(market, model.PhraseMarket) and _says(market, text)
        return self.answers[name, text]


def asker(markets: Mapping[str, ast.Market]) -> Asker:
    """Markets, ready to be asked about texts."""
    return Asker(markets, lower_markets(markets), market_order(markets))


@lru_cache(maxsize=_KEPT_ANSWERS)
def _says(market: model.PhraseMarket, text: str) -> bool:
    return match_text(_compiled(market), text, {}).answer is True


@lru_cache(maxsize=_KEPT_MARKETS)
def _compiled(market: model.PhraseMarket) -> CompiledPhrases:
    return compile_phrases(market)


def _combined(formula: ast.MarketExpression, said: Mapping[str, bool]) -> bool:
    match formula:
        case ast.MarketNames(market):
            return said[market.text]
        case ast.MarketNot(operand):
            return not _combined(operand, said)
        case ast.MarketLogic("and", left, right):
            return _combined(left, said) and _combined(right, said)
        case ast.MarketLogic(_, left, right):
            return _combined(left, said) or _combined(right, said)
    assert_never(formula)
