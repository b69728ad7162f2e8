"""Finds lets, and markets, that are defined by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.checking import problems_names as say
from ssi_rules.checking.expressions import outer_names, walk_market

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.checking.draft import Draft
    from ssi_rules.diagnostics import Problems
    from ssi_rules.syntax import ast


def check_circles(draft: Draft, problems: Problems) -> None:
    """Report each circle once, at the first of its declarations."""
    lets, tables = draft.lets, draft.tables
    uses = {
        name: [used for used in outer_names(let.value, tables) if used in lets] for name, let in lets.items()
    }
    for names in _circles(uses):
        problems.add(say.let_cycle([lets[name].name for name in names]))
    markets = draft.markets
    for names in _circles({name: tuple(_markets_in(each, markets)) for name, each in markets.items()}):
        problems.add(say.market_cycle([markets[name].name for name in names]))


def _markets_in(market: ast.Market, markets: Mapping[str, ast.Market]) -> Iterator[str]:
    return (name.text for name in walk_market(market) if name.text in markets)


def _circles(uses: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Circles in a graph, one for each way back that a walk in depth meets."""
    done: set[str] = set()
    for start in uses:
        path: list[str] = []
        ways = [] if start in done else [(start, iter(uses[start]))]
        path += [start for _ in ways]
        while ways:
            name, onward = ways[-1]
            after = next(onward, None)
            if after is None:
                done.add(name)
                ways.pop()
                path.pop()
            elif after in path:
                yield path[path.index(after) :]
            elif after not in done:
                path.append(after)
                ways.append((after, iter(uses[after])))
