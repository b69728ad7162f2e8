"""Whether two markets are the same formula, told another way.

A market made of others is a formula over markets by phrases. Its truth table has a bit for each way in which those can be in
or out, so equal tables are equal markets for every text. Unknown texts make no difference: a formula without constants is
unknown where all of its parts are; where a market vetoes by another column as well, and can be no while the rest is unknown,
nothing is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.ruletest.scope import inside_out

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_PARTS = 12


def same_markets(left: Mapping[str, model.Market], right: Mapping[str, model.Market]) -> bool:
    """Whether every market of those names is the same formula in both."""
    return all(each is right[name] or _same(each, right[name]) for name, each in left.items())


def _same(left: model.Market, right: model.Market) -> bool:
    """Markets share parts, and are made of others at any length: each is looked at once, those inside it first."""
    made = list(inside_out([left, right]))
    parts = dict.fromkeys(each for each in made if isinstance(each, model.PhraseMarket))
    if len(parts) > _MOST_PARTS or any(_vetoes_elsewhere(each) for each in parts):
        return False
    columns = _columns(list(parts))
    tables: dict[int, int] = {}
    for each in made:
        tables[id(each)] = _table(each, tables, columns)
    return tables[id(left)] == tables[id(right)]


def _vetoes_elsewhere(market: model.PhraseMarket) -> bool:
    return len({line.column for line in market.lines}) > 1


def _columns(parts: list[model.PhraseMarket]) -> dict[model.PhraseMarket, int]:
    """The rows in which each part is in: runs of as many bits as the part's weight."""
    rows = 1 << len(parts)
    runs = {part: 1 << place for place, part in enumerate(parts)}
    return {
        part: sum(((1 << run) - 1) << start for start in range(run, rows, 2 * run))
        for part, run in runs.items()
    }


def _table(market: model.Market, tables: Mapping[int, int], columns: Mapping[model.PhraseMarket, int]) -> int:
    """One bit for each row of the truth table."""
    match market:
        case model.PhraseMarket():
            return columns[market]
        case model.NamedMarket(market=inner):
            return tables[id(inner)]
        case model.MarketNot(operand):
            return tables[id(operand)] ^ ((1 << (1 << len(columns))) - 1)
        case model.MarketAll(left, right):
            return tables[id(left)] & tables[id(right)]
        case model.MarketAny(left, right):
            return tables[id(left)] | tables[id(right)]
    assert_never(market)
