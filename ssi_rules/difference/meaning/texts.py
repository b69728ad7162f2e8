"""Texts that tell two versions of a market apart.

Texts have no end, and no solver goes through them. They are told apart here by the phrases that only one of the two has, alone and
beside phrases that find.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from ssi_rules.difference.meaning.aligned import Side, own
from ssi_rules.difference.meaning.parts import Role
from ssi_rules.markets.examples import finding_phrases, phrase_markets, spoken
from ssi_rules.proving.rules import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.model import PhraseMarket, Ruleset

_BESIDE = 4
"""Phrases that find, beside which one that vetoes is tried."""

_MOST = 40
_MOST_TRIES = 4_000


def telling_texts(old: Ruleset, new: Ruleset) -> list[str]:
    """Texts that a market of both answers differently in each, and texts that veto by another column."""
    sides = Side(old), Side(new)
    differing = [
        name
        for role, name in sorted(sides[0].reached & sides[1].reached, key=str)
        if role is Role.MARKET and sides[0].meaning[role, name] != sides[1].meaning[role, name]
    ]
    changed = [name for name in differing if own(sides[0].markets[name]) != own(sides[1].markets[name])]
    read = [name for name in differing if name in old.markets and name in new.markets]
    rules = rules_of(old), rules_of(new)

    def tells(text: str) -> bool:
        return any(rules[0].in_market(name, text) is not rules[1].in_market(name, text) for name in read)

    tried = islice(dict.fromkeys(_candidates(sides, changed)), _MOST_TRIES)
    return [*islice(filter(tells, tried), _MOST), *islice(dict.fromkeys(_vetoing(sides, changed)), _MOST)]


def _candidates(sides: tuple[Side, Side], names: list[str]) -> Iterator[str]:
    """What only one side says of a changed market, alone and beside what the market finds."""
    for name in names:
        leaves = [each for side in sides for each in _leaves(side, name)]
        phrases = [{phrase for each in _leaves(side, name) for phrase in _phrases(each)} for side in sides]
        only = sorted(map(spoken, phrases[0] ^ phrases[1]))
        finding = list(
            dict.fromkeys(spoken(each) for leaf in leaves for each in finding_phrases(leaf)[:_BESIDE])
        )
        yield from only
        yield from (text for pair in product(only or finding, finding) for text in _together(*pair))


def _together(one: str, other: str) -> tuple[str, ...]:
    return f"{one} {other}", f"{other} {one}", f"{other} | {one}"


def _phrases(market: PhraseMarket) -> Iterator[str]:
    return (phrase for line in market.lines for phrase in line.phrases)


def _leaves(side: Side, name: str) -> list[PhraseMarket]:
    return phrase_markets(side.markets[name])


def _vetoing(sides: tuple[Side, Side], names: list[str]) -> Iterator[str]:
    """Phrases that only one side vetoes by a column beside the text."""
    for name in names:
        lines = [
            {
                (line.column, phrase)
                for each in _leaves(side, name)
                for line in each.lines
                if line.vetoes and line.column != each.has_column
                for phrase in line.phrases
            }
            for side in sides
        ]
        yield from (spoken(phrase) for _, phrase in sorted(lines[0] ^ lines[1]))
