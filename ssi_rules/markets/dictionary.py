"""The one matcher on many texts at once, as engines ask: each distinct text once.

What ``match.answer_text`` says, said sooner: texts become lines, phrases become patterns. Where patterns cannot tell, the text
goes to ``answer_text`` itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, assert_never

from ssi_rules.markets.compile import CompiledPhrases, compile_phrases
from ssi_rules.markets.lines import lines_of
from ssi_rules.markets.match import answer_text
from ssi_rules.markets.patterns import Finder, Patterns, finder, market_patterns
from ssi_rules.model import Market, MarketAll, MarketAny, MarketNot, NamedMarket, PhraseMarket

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class Batch:
    """Texts that one or more questions are asked of, in normal form once for all of them.

    Attributes:
        texts: Any texts; a few thousand at once are soonest done.
    """

    texts: Sequence[str]

    @cached_property
    def lines(self) -> list[str]:
        """The line of each text."""
        return lines_of(self.texts, employers=False)

    @cached_property
    def lines_without_employers(self) -> list[str]:
        """The line of each text as a title."""
        return lines_of(self.texts, employers=True)


def answers(market: PhraseMarket, batch: Batch) -> list[bool | None]:
    """For each text whether it is in a market by the lines of its ``has`` column; None where there is nothing to read."""
    compiled, patterns = _ready(market)
    if patterns is None:
        return [answer_text(compiled, text, {}) for text in batch.texts]
    lines = batch.lines_without_employers
    told: list[bool | None] = [False] * len(lines)
    for place, is_member in _found(patterns, lines):
        told[place] = is_member
    for place, line in enumerate(lines):
        if not line or told[place] is None:
            told[place] = answer_text(compiled, batch.texts[place], {})
    return told


def vetoes(market: PhraseMarket, column: str, batch: Batch) -> list[bool]:
    """For each text whether it rules a row out, standing in another column than the market's ``has`` lines read."""
    found = _ready_to_veto(market, column)
    if found is None:
        compiled = compile_phrases(market)
        return [answer_text(compiled, None, {column: text}) is False for text in batch.texts]
    told = [False] * len(batch.texts)
    for place in found.places(batch.lines):
        told[place] = True
    return told


def phrase_markets(market: Market) -> Iterator[PhraseMarket]:
    """The markets by phrases that a market is made of, each as often as it stands in it."""
    match market:
        case PhraseMarket():
            yield market
        case NamedMarket(market=inner) | MarketNot(operand=inner):
            yield from phrase_markets(inner)
        case MarketAll(left=left, right=right) | MarketAny(left=left, right=right):
            yield from phrase_markets(left)
            yield from phrase_markets(right)
        case _:
            assert_never(market)


@lru_cache(maxsize=256)
def _ready(market: PhraseMarket) -> tuple[CompiledPhrases, Patterns | None]:
    compiled = compile_phrases(market)
    return compiled, market_patterns(compiled)


@lru_cache(maxsize=256)
def _ready_to_veto(market: PhraseMarket, column: str) -> Finder | None:
    return finder(compile_phrases(market).vetoes[column])


def _found(patterns: Patterns, lines: Sequence[str]) -> Iterator[tuple[int, bool | None]]:
    """The answers for lines in which every ``has`` line matches; None where phrases may remove several segments at once."""
    first, *others = patterns.has
    places = [place for place in first.places(lines) if all(each.finds(lines[place]) for each in others)]
    candidates = [lines[place] for place in places]
    doubtful = {*patterns.removes.places(candidates), *patterns.removes_across.places(candidates)}
    for at, place in enumerate(places):
        yield place, at not in doubtful or _kept(patterns, candidates[at])


def _kept(patterns: Patterns, line: str) -> bool | None:
    kept = patterns.kept(line)
    if patterns.removes_across.finds(kept):
        return None
    return all(each.finds(kept) for each in patterns.has)
