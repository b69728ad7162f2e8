"""The order in which lets and markets can be worked out: each after those it uses."""

from __future__ import annotations

from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from ssi_rules.checking.expressions import outer_names, walk_market

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssi_rules.syntax import ast


def let_order(lets: Mapping[str, ast.Let], tables: Mapping[str, ast.TableDeclaration]) -> tuple[str, ...]:
    """Names of lets, each after those it uses; lets in a circle, and what uses them, are left out."""
    return _order({name: _used(outer_names(let.value, tables), lets) for name, let in lets.items()})


def market_order(markets: Mapping[str, ast.Market]) -> tuple[str, ...]:
    """Names of markets, each after those it combines; markets in a circle, and what uses them, are left out."""
    return _order({name: _used(_combined(market), markets) for name, market in markets.items()})


def _order(uses: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    sorter = TopologicalSorter(uses)
    order: list[str] = []
    with suppress(CycleError):  # it gives out all the same what no circle blocks
        sorter.prepare()
    while ready := sorter.get_ready():
        order += ready
        sorter.done(*ready)
    return tuple(order)


def _combined(market: ast.Market) -> Iterable[str]:
    return (name.text for name in walk_market(market))


def _used(names: Iterable[str], declared: Mapping[str, object]) -> tuple[str, ...]:
    """In the order written, so that the result is the same on every run."""
    return tuple(dict.fromkeys(name for name in names if name in declared))
