"""A market made ready: each phrase brought to the normal form once, and filed under its first word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, takewhile
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from ssi_rules import model
from ssi_rules.language.phrases import WILDCARD_SIGN
from ssi_rules.markets.normal import clean, cut, has_unspaced, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT_PHRASES = 10_000  # twice the shipped ones: matching and advice read the same phrases

WILDCARD: Final = "*"
"""Stands for one to WILDCARD_REACH tokens."""

WILDCARD_REACH: Final = 3

BREAK: Final = "|"
"""Stands for a separator, whichever was written, and for either end of the text."""

Tokens: TypeAlias = tuple[str, ...]
"""Words, or letters for scripts without spaces; WILDCARD and BREAK are never either."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in normal form.

    Attributes:
        text: As the author wrote it.
        tokens: What must follow each other in a text.
        unspaced: Whether the tokens are letters, to be found anywhere in a segment without spaces.
    """

    text: str
    tokens: Tokens
    unspaced: bool

    @property
    def crosses(self) -> bool:
        """Whether it holds a separator, so that it is matched across segments."""
        return BREAK in self.tokens

    @property
    def plain(self) -> bool:
        """Whether it holds no wildcard."""
        return WILDCARD not in self.tokens

    @property
    def lead(self) -> Tokens:
        """The wildcards and breaks before its first word or letter."""
        return tuple(takewhile((BREAK, WILDCARD).__contains__, self.tokens))


@dataclass(frozen=True, slots=True)
class Filed:
    """A phrase as it is filed, with what every attempt to match it needs.

    Attributes:
        phrase: The phrase.
        tokens: Its tokens.
        plain: Whether it holds no wildcard.
        nearest: How many tokens at least come before its first word or letter in a match.
        furthest: How many at most.
    """

    phrase: Phrase
    tokens: Tokens
    plain: bool
    nearest: int
    furthest: int


Phrases: TypeAlias = Mapping[str, tuple[Filed, ...]]
"""Phrases of one kind by their first word or letter, so that most words of a text cost one look-up."""


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """The phrases of one line, apart by what they are matched on: words or letters, within or across segments."""

    words_within: Phrases
    words_across: Phrases
    letters_within: Phrases
    letters_across: Phrases


@dataclass(frozen=True, slots=True)
class CompiledPhrases:
    """A market by phrases.

    Attributes:
        column: The column that makes a row a member of the market.
        has: One set a line; each must match.
        removes: What removes segments of that column.
        vetoes: What no segment of another column may match, by column.
    """

    column: str
    has: tuple[PhraseSet, ...]
    removes: PhraseSet
    vetoes: Mapping[str, PhraseSet]


@dataclass(frozen=True, slots=True)
class CompiledNot:
    """The complement of a market."""

    operand: CompiledMarket


@dataclass(frozen=True, slots=True)
class CompiledAll:
    """What is in both markets."""

    left: CompiledMarket
    right: CompiledMarket


@dataclass(frozen=True, slots=True)
class CompiledAny:
    """What is in either market."""

    left: CompiledMarket
    right: CompiledMarket


CompiledMarket: TypeAlias = CompiledPhrases | CompiledNot | CompiledAll | CompiledAny
"""What ``match`` works on."""


def compile_market(market: model.Market) -> CompiledMarket:
    """Make a checked market ready for matching; worth doing once for many texts."""
    match market:
        case model.PhraseMarket():
            return compile_phrases(market)
        case model.NamedMarket(market=inner):
            return compile_market(inner)
        case model.MarketNot(operand=operand):
            return CompiledNot(compile_market(operand))
        case model.MarketAll(left=left, right=right):
            return CompiledAll(compile_market(left), compile_market(right))
        case model.MarketAny(left=left, right=right):
            return CompiledAny(compile_market(left), compile_market(right))
        case _:
            assert_never(market)


@lru_cache(maxsize=_KEPT_PHRASES)
def compile_phrase(text: str) -> Phrase:
    """The normal form of one phrase; without tokens if there is nothing in it to look for."""
    cleaned = clean(text)
    unspaced = has_unspaced(cleaned)
    pieces = [_tokens_of(piece, unspaced=unspaced) for piece in cut(cleaned)]
    tokens = _joined(pieces)
    return Phrase(text, tokens if set(tokens) - {BREAK, WILDCARD} else (), unspaced)


def _tokens_of(piece: str, *, unspaced: bool) -> Tokens:
    """The tokens of a piece without separators."""
    stretches = [words_of(stretch) for stretch in WILDCARD_SIGN.split(piece)]
    spelt = (tuple("".join(words)) if unspaced else words for words in stretches)
    first, *others = spelt
    return tuple(chain(first, *((WILDCARD, *other) for other in others)))


def _joined(pieces: list[Tokens]) -> Tokens:
    """Pieces with one break between each two; a blank first or last piece leaves a break at that end."""
    last = len(pieces) - 1
    first, *others = [piece for at, piece in enumerate(pieces) if piece or at in {0, last}]
    return tuple(chain(first, *((BREAK, *other) for other in others)))


@lru_cache(maxsize=256)  # rulesets of one run, and every mutant of each, share the shipped markets
def compile_phrases(market: model.PhraseMarket) -> CompiledPhrases:
    """The same for a market that is not made of others."""
    column = market.has_column
    vetoed = {line.column for line in market.lines if line.vetoes and line.column != column}
    return CompiledPhrases(
        column,
        tuple(phrase_set(line.phrases) for line in market.lines if not line.vetoes),
        _not_phrases(market, column),
        {other: _not_phrases(market, other) for other in sorted(vetoed)},
    )


def _not_phrases(market: model.PhraseMarket, column: str) -> PhraseSet:
    lines = (line.phrases for line in market.lines if line.vetoes and line.column == column)
    return phrase_set(chain.from_iterable(lines))


def phrase_set(texts: Iterable[str]) -> PhraseSet:
    """Phrases in normal form, filed; one in which there is nothing to look for is left out."""
    phrases = [phrase for phrase in map(compile_phrase, texts) if phrase.tokens]

    def kind(*, unspaced: bool, crosses: bool) -> Phrases:
        return file_phrases(each for each in phrases if each.unspaced is unspaced and each.crosses is crosses)

    return PhraseSet(
        words_within=kind(unspaced=False, crosses=False),
        words_across=kind(unspaced=False, crosses=True),
        letters_within=kind(unspaced=True, crosses=False),
        letters_across=kind(unspaced=True, crosses=True),
    )


def file_phrases(phrases: Iterable[Phrase]) -> Phrases:
    """Phrases of one kind, each under its first word or letter."""
    by_first: dict[str, tuple[Filed, ...]] = {}
    for phrase in phrases:
        lead = phrase.lead
        furthest = sum(WILDCARD_REACH if token == WILDCARD else 1 for token in lead)
        filed = Filed(phrase, phrase.tokens, phrase.plain, len(lead), furthest)
        first = phrase.tokens[len(lead)]
        by_first[first] = (*by_first.get(first, ()), filed)
    return by_first
