"""Whether one market by phrases finds all that another finds, as far as their phrases tell."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ssi_rules.markets.compile import compile_phrase, phrase_set
from ssi_rules.markets.covering import always_finding

if TYPE_CHECKING:
    from ssi_rules.markets.compile import Phrase, PhraseSet
    from ssi_rules.model import MarketLine, PhraseMarket


def finds_all(outer: PhraseMarket, inner: PhraseMarket) -> bool:
    """Whether every text of ``inner`` is one of ``outer``; False where the phrases do not tell."""
    asked = [line for line in outer.lines if not line.vetoes]
    ours, theirs = _vetoes(inner), _vetoes(outer)
    removed = _filed(ours.get(inner.has_column, ()))
    finding = [_left(line, removed) for line in inner.lines if not line.vetoes]
    return all(any(_cover(wide, narrow) for narrow in finding) for wide in asked) and all(
        _removes(ours.get(column, ()), phrases) for column, phrases in theirs.items()
    )


def _vetoes(market: PhraseMarket) -> dict[str, tuple[str, ...]]:
    """By column, all phrases that may not match."""
    found: dict[str, tuple[str, ...]] = {}
    for line in market.lines:
        if line.vetoes:
            found[line.column] = tuple(dict.fromkeys((*found.get(line.column, ()), *line.phrases)))
    return found


def _removes(more: tuple[str, ...], less: tuple[str, ...]) -> bool:
    """Whether some phrases remove all that others do; those across separators only where they are the same ones."""
    if set(more) == set(less):
        return True
    if not more or any(compile_phrase(each).crosses for each in (*more, *less)):
        return False
    phrases = [compile_phrase(each) for each in less]
    return all(always_finding(_filed(more), each) for each in phrases if each.tokens)


def _left(line: MarketLine, removed: PhraseSet) -> list[Phrase]:
    """The phrases of a line that can find anything: one that a veto finds in it is removed with its segment."""
    phrases = (compile_phrase(each) for each in line.phrases)
    return [each for each in phrases if each.tokens and (each.crosses or not _within(removed, each))]


def _cover(wide: MarketLine, narrow: list[Phrase]) -> bool:
    """Whether wherever one of some phrases is found, one of a line is; across separators nothing is said."""
    filed = _filed(wide.phrases)
    return all(_within(filed, each) for each in narrow)


def _within(filed: PhraseSet, phrase: Phrase) -> bool:
    """Whether one of a set is always found in a phrase, in one segment."""
    return any(not found.crosses for found in always_finding(filed, phrase))


@lru_cache(maxsize=64)
def _filed(phrases: tuple[str, ...]) -> PhraseSet:
    return phrase_set(phrases)
