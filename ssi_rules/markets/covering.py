"""Which phrases are found wherever another one is.

The other phrase is read as the text it stands for, a `*` in it as words that nobody knows; whatever the matcher finds in
that, it finds in every text. So the answer costs one look at each word, however many phrases there are.
"""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING, Final

from ssi_rules.markets.compile import BREAK, WILDCARD, WILDCARD_REACH, Phrase, file_phrases
from ssi_rules.markets.find import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.markets.compile import Phrases, PhraseSet, Tokens

_ANY_WORD: Final = "\0"
"""No text holds it, so only a wildcard matches it."""

_MOST_WILDCARDS = 3
"""Of a phrase whose every length is tried against another wildcard; of more nothing is said."""


def always_finding(phrases: PhraseSet, phrase: Phrase) -> list[Phrase]:
    """Those of a set that are found wherever ``phrase`` is, itself included; words and letters are kept apart."""
    if phrase.unspaced:
        kinds = (phrases.letters_within, phrases.letters_across)
    else:
        kinds = (phrases.words_within, phrases.words_across)
    return [found for kind in kinds if kind for found in _of_kind(kind, phrase)]


def touches_one_segment(phrase: Phrase) -> bool:
    """Whether its separators, if any, are only the borders of the segment it stands in."""
    return BREAK not in phrase.tokens[1:-1]


def _of_kind(kind: Phrases, phrase: Phrase) -> Iterator[Phrase]:
    shortest = phrase.tokens
    if not phrase.plain:
        shortest = _filled(phrase.tokens, (1,) * phrase.tokens.count(WILDCARD))
    for found in dict.fromkeys(each for each, _, _ in places(kind, shortest)):
        # What has no wildcard lies between those of the other phrase, however many words they stand for.
        if found.plain or phrase.plain or found == phrase or _at_every_length(found, phrase):
            yield found


def _at_every_length(found: Phrase, phrase: Phrase) -> bool:
    wildcards = phrase.tokens.count(WILDCARD)
    if wildcards > _MOST_WILDCARDS:
        return False
    alone = file_phrases((found,))
    lengths = product(range(1, WILDCARD_REACH + 1), repeat=wildcards)
    return all(any(places(alone, _filled(phrase.tokens, each))) for each in lengths)


def _filled(tokens: Tokens, lengths: Iterable[int]) -> Tokens:
    """The tokens with so many unknown words for each wildcard."""
    length = iter(lengths)
    return tuple(
        chain.from_iterable(
            (_ANY_WORD,) * next(length) if token == WILDCARD else (token,) for token in tokens
        )
    )
