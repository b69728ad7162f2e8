"""Phrases as regular expressions over lines (``lines.py``): whether any of them matches, and nothing more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from ssi_rules.markets.compile import BREAK, WILDCARD, WILDCARD_REACH, PhraseSet
from ssi_rules.markets.normal import has_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.markets.compile import CompiledPhrases, Phrase

_MOST_WILDCARDS = 3
"""Each one more could be tried in three times as many ways."""

_MOST_LETTERS = 200
"""Patterns nest as deep as phrases are long."""

_SEGMENT = re.compile(r"\[[^]]*\]")
_NEVER: Final = re.compile(r"(?!)")

_BREAK_BEFORE: Final = r"(?<=\[ )"
_BREAK_BETWEEN: Final = r"\]\[ "
_BREAK_AFTER: Final = r"\]"
_ANY_WORDS: Final = rf"(?:[^][ ]++ ){{1,{WILDCARD_REACH}}}"
_ANY_LETTERS: Final = rf"(?:[^][ ] ?){{1,{WILDCARD_REACH}}}"


class _Branches(dict[str, "_Branches"]):
    """Pieces of phrases by what comes before them; nothing comes after the last of a phrase."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Whether phrases match in lines.

    Attributes:
        words: Those of words.
        letters: Those of letters of scripts without spaces, which no line of ASCII has.
    """

    words: re.Pattern[str]
    letters: re.Pattern[str]

    def places(self, lines: Sequence[str]) -> list[int]:
        """The positions of lines in which one matches, in order."""
        words, letters = self.words.search, self.letters.search
        if self.letters is _NEVER:
            if self.words is _NEVER:
                return []
            return [place for place, line in enumerate(lines) if words(line)]
        return [
            place for place, line in enumerate(lines) if words(line) or (not line.isascii() and letters(line))
        ]

    def finds(self, line: str) -> bool:
        """Whether one matches in a line."""
        return bool(self.words.search(line) or self.letters.search(line))


@dataclass(frozen=True, slots=True)
class Patterns:
    """A market by phrases, as far as it is about its ``has`` column.

    Attributes:
        has: One a line of the market; each must match.
        removes: What removes a segment by itself.
        removes_across: What removes segments beside each other.
    """

    has: tuple[Finder, ...]
    removes: Finder
    removes_across: Finder

    def kept(self, line: str) -> str:
        """The segments of a line that nothing removes by itself."""
        return "".join(segment for segment in _SEGMENT.findall(line) if not self.removes.finds(segment))


def market_patterns(market: CompiledPhrases) -> Patterns | None:
    """The patterns of a market; None if one of its phrases is beyond them."""
    removes = market.removes
    within = PhraseSet(removes.words_within, {}, removes.letters_within, {})
    across = PhraseSet({}, removes.words_across, {}, removes.letters_across)
    finders = [finder(phrases) for phrases in (within, across, *market.has)]
    ready = [each for each in finders if each is not None]
    return Patterns(tuple(ready[2:]), ready[0], ready[1]) if len(ready) == len(finders) else None


def finder(phrases: PhraseSet) -> Finder | None:
    """What finds any phrase of a set; None if one of them is beyond patterns."""
    words = list(_filed(phrases, unspaced=False))
    letters = list(_filed(phrases, unspaced=True))
    if not all(map(_fits, words + letters)):
        return None
    return Finder(_pattern(" ", map(_spelt_words, words)), _pattern("", map(_spelt_letters, letters)))


def _filed(phrases: PhraseSet, *, unspaced: bool) -> Iterator[Phrase]:
    within = phrases.letters_within if unspaced else phrases.words_within
    across = phrases.letters_across if unspaced else phrases.words_across
    for filed in chain(*within.values(), *across.values()):
        yield filed.phrase


def _fits(phrase: Phrase) -> bool:
    """Letters must show their script in a line too; they do, but for signs that spell nothing."""
    short = sum(map(len, phrase.tokens)) <= _MOST_LETTERS
    return (
        short
        and phrase.tokens.count(WILDCARD) <= _MOST_WILDCARDS
        and (not phrase.unspaced or has_unspaced("".join(phrase.tokens)))
    )


def _spelt_words(phrase: Phrase) -> Iterator[str]:
    """What a line holds after the space before the phrase, piece by piece."""
    for at, token in enumerate(phrase.tokens):
        if token == BREAK:
            yield _break(phrase, at)
        elif token == WILDCARD:
            yield _ANY_WORDS
        else:
            yield from map(re.escape, f"{token} ")


def _spelt_letters(phrase: Phrase) -> Iterator[str]:
    """The same for letters, however a line makes words of them."""
    for at, token in enumerate(phrase.tokens):
        if token == BREAK:
            yield _break(phrase, at)
        elif token == WILDCARD:
            yield _ANY_LETTERS
        else:
            yield f"{re.escape(token)} ?"


def _break(phrase: Phrase, at: int) -> str:
    if at == 0:
        return _BREAK_BEFORE
    return _BREAK_AFTER if at == len(phrase.tokens) - 1 else _BREAK_BETWEEN


def _pattern(start: str, spelt: Iterable[Iterator[str]]) -> re.Pattern[str]:
    branches = _Branches()
    for pieces in sorted(map(tuple, spelt), key=len):
        _add(branches, pieces)
    return re.compile(start + _written(branches)) if branches else _NEVER


def _add(branches: _Branches, pieces: tuple[str, ...]) -> None:
    """What begins alike is written once; a phrase that another, shorter one begins is found with that one."""
    for piece in pieces:
        if piece in branches and not branches[piece]:
            return
        branches = branches.setdefault(piece, _Branches())


def _written(branches: _Branches) -> str:
    ways = [piece + _written(further) for piece, further in branches.items()]
    return f"(?:{'|'.join(ways)})" if len(ways) > 1 else "".join(ways)
