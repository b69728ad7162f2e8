"""Markets as functions of a text and the row's other columns; phrases stand in their normal form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.walk import parts
from ssi_rules.markets.compile import compile_phrase
from ssi_rules.model import (
    Aggregated,
    InMarket,
    Market,
    MarketAll,
    MarketAny,
    MarketNot,
    NamedMarket,
    PhraseMarket,
)
from ssi_rules.targets.python.expressions import market_function
from ssi_rules.targets.python.layout import Argument, Call, Code, call, laid_out, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.model import Expression, Ruleset


def markets_read(expressions: Iterable[Expression]) -> tuple[str, ...]:
    """The markets that expressions ask for, in the order in which they do."""
    return tuple(dict.fromkeys(name for each in expressions for name in _named(each)))


def _named(node: Expression) -> Iterator[str]:
    for each in parts(node):
        if isinstance(each, InMarket):
            yield each.market
        elif isinstance(each, Aggregated) and each.where is not None:
            yield from _named(each.where)


@dataclass
class Markets:
    """The functions of a module's markets, those they are made of included, each after those it uses."""

    ruleset: Ruleset
    functions: dict[str, str] = field(default_factory=dict)
    _written: dict[Market, str] = field(default_factory=dict)

    def add(self, name: str) -> None:
        """Write the function of a market that rules name."""
        self._function(name, self.ruleset.markets[name])

    def _function(self, name: str, market: Market) -> str:
        """The name of a market's function, which now is written."""
        if market not in self._written:
            body = self._body(market.market if isinstance(market, NamedMarket) else market)
            function = self._written[market] = self._free(market_function(name))
            title = market.title if isinstance(market, NamedMarket | PhraseMarket) else ""
            self.functions[function] = (
                f"def {function}(text: str | None, others: Mapping[str, str | None]) -> bool | None:\n"
                f"    {quoted(f'{title or name}.')}\n    return {laid_out(body, 4, len('return '))}\n"
            )
        return self._written[market]

    def _free(self, name: str) -> str:
        """The name, or one like it where another market has it already: a base's market may go by its successor's."""
        number, free = 1, name
        while free in self.functions:
            number += 1
            free = f"{name}_{number}"
        return free

    def _body(self, market: Market) -> Code:
        match market:
            case PhraseMarket():
                return call("in_market", self._phrases(market), "text", "others")
            case NamedMarket():
                return self._part(market)
            case MarketNot(operand):
                return call("negated", self._part(operand))
            case MarketAll(left, right):
                return call("all_of", self._part(left), self._part(right))
            case MarketAny(left, right):
                return call("any_of", self._part(left), self._part(right))
            case _:
                assert_never(market)

    def _part(self, market: Market) -> Code:
        if isinstance(market, NamedMarket | PhraseMarket):
            return f"{self._function(market.name, market)}(text, others)"
        return self._body(market)

    def _phrases(self, market: PhraseMarket) -> str:
        """The name of the constant that holds a market's phrases, which now is written."""
        name = self._free(f"phrases_of_{market.name}")
        has = (_phrases(line.phrases) for line in market.lines if not line.vetoes)
        vetoes = dict.fromkeys(each.column for each in market.lines if each.vetoes)
        by_column = {each: _phrases(_not_phrases(market, each)) for each in vetoes}
        removes = by_column.pop(market.has_column, None)
        others = tuple(Argument(f"{quoted(column)}: ", each) for column, each in by_column.items())
        made = call("Market", _list(has), removes=removes, vetoes=Call("{", others, "}") if others else None)
        self.functions[name] = f"{name} = {laid_out(made, 0, len(name) + len(' = '))}\n"
        return name


def _not_phrases(market: PhraseMarket, column: str) -> Iterator[str]:
    for line in market.lines:
        if line.vetoes and line.column == column:
            yield from line.phrases


def _phrases(texts: Iterable[str]) -> Code:
    """Phrases in normal form, those of letters apart; one in which there is nothing to look for is left out."""
    spelt = [each for each in map(compile_phrase, texts) if each.tokens]
    kinds = {
        name: [quoted(" ".join(each.tokens)) for each in spelt if each.unspaced is unspaced]
        for name, unspaced in (("words", False), ("letters", True))
    }
    return call("Phrases", **{name: _list(each) for name, each in kinds.items() if each})


def _list(items: Iterable[Code]) -> Call:
    return Call("[", tuple(Argument("", each) for each in items), "]")
