"""Phrases that are written otherwise and matched alike: case, blanks and accents are no change of meaning."""

from __future__ import annotations

from dataclasses import replace
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules import model
from ssi_rules.difference.meaning.parts import declared, named_in, rebuilt
from ssi_rules.markets.compile import compile_phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

_Form: TypeAlias = "tuple[tuple[str, ...], bool]"


def respelt(new: model.Ruleset, old: model.Ruleset) -> model.Ruleset:
    """The new ruleset with each phrase written as a market of that name wrote it in the old one, where both match the same."""
    before = {each.name: each for each in declared(old.markets)}
    after = {each.name: each for each in declared(new.markets)}
    named: dict[str, model.Market] = {}
    for name in TopologicalSorter({name: named_in(each) for name, each in after.items()}).static_order():
        market, was = after[name], before.get(name)
        if isinstance(market, model.NamedMarket):
            named[name] = replace(market, market=rebuilt(market.market, named))
        else:
            named[name] = _respelt(market, was) if isinstance(was, model.PhraseMarket) else market
    return replace(new, markets={name: rebuilt(each, named) for name, each in new.markets.items()})


def _respelt(market: model.PhraseMarket, was: model.PhraseMarket) -> model.PhraseMarket:
    written = [phrase for line in was.lines for phrase in line.phrases]
    spelling = {_form(each): each for each in reversed(written)}
    return replace(market, lines=tuple(_line(each, spelling, frozenset(written)) for each in market.lines))


def _line(line: model.MarketLine, spelling: Mapping[_Form, str], written: frozenset[str]) -> model.MarketLine:
    return replace(
        line,
        phrases=tuple(each if each in written else spelling.get(_form(each), each) for each in line.phrases),
    )


def _form(phrase: str) -> _Form:
    """What the matcher looks for."""
    found = compile_phrase(phrase)
    return found.tokens, found.unspaced
