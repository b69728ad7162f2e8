"""Where phrases stand in a text in normal form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.markets.compile import BREAK, WILDCARD, WILDCARD_REACH, Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.markets.compile import Filed, Phrase, Phrases, PhraseSet
    from ssi_rules.markets.normal import Segment


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of the author in a text.

    Attributes:
        phrase: As the author wrote it.
        touched: Positions of the segments it lies in.
    """

    phrase: str
    touched: range

    def in_words(self, segments: Sequence[Segment]) -> str:
        """The segments it lies in, for people."""
        return " | ".join(segments[at].text for at in self.touched)


def find(phrases: PhraseSet, segments: Sequence[Segment], *, unspaced: bool) -> Iterator[Found]:
    """Every place where a phrase of the set matches, those within one segment first.

    Args:
        phrases: What to look for.
        segments: The text's segments that count.
        unspaced: Whether the text has letters of a script without spaces; phrases in such scripts need them.
    """
    yield from find_within(phrases, segments, unspaced=unspaced)
    yield from find_across(phrases, segments, unspaced=unspaced)


def find_within(phrases: PhraseSet, segments: Sequence[Segment], *, unspaced: bool) -> Iterator[Found]:
    """Every place where a phrase without separators matches."""
    for at, segment in enumerate(segments):
        yield from _within(phrases.words_within, segment.words, at)
        if unspaced and phrases.letters_within:
            yield from _within(phrases.letters_within, tuple(segment.letters), at)


def find_across(phrases: PhraseSet, segments: Sequence[Segment], *, unspaced: bool) -> Iterator[Found]:
    """Every place where a phrase with a separator matches."""
    if phrases.words_across:
        yield from _across(phrases.words_across, [segment.words for segment in segments])
    if unspaced and phrases.letters_across:
        yield from _across(phrases.letters_across, [tuple(segment.letters) for segment in segments])


def _within(phrases: Phrases, stream: Tokens, at: int) -> Iterator[Found]:
    for phrase, _, _ in places(phrases, stream):
        yield Found(phrase.text, range(at, at + 1))


def _across(phrases: Phrases, parts: list[Tokens]) -> Iterator[Found]:
    """Match over all parts with a break before, between and after them."""
    if all(map(phrases.keys().isdisjoint, parts)):
        return
    stream: list[str] = [BREAK]
    owners: list[int] = [0]
    for at, part in enumerate(parts):
        stream += [*part, BREAK]
        owners += [at] * len(part) + [at + 1]
    for phrase, start, end in places(phrases, tuple(stream)):
        touched = [owners[i] for i in range(start, end) if stream[i] != BREAK]
        yield Found(phrase.text, range(touched[0], touched[-1] + 1))


def places(phrases: Phrases, stream: Tokens) -> Iterator[tuple[Phrase, int, int]]:
    """Phrase, start and end of a match for each place of its first word."""
    for at, token in enumerate(stream):
        for filed in phrases.get(token, ()):
            for start in range(max(at - filed.furthest, 0), at - filed.nearest + 1):
                end = _end(filed, stream, start)
                if end:
                    yield filed.phrase, start, end
                    break


def _end(filed: Filed, stream: Tokens, start: int) -> int:
    """The furthest end of a match that begins at ``start``, or 0.

    All ends are followed at once, so that many wildcards cost no more than their number.
    """
    if filed.plain:
        end = start + len(filed.tokens)
        return end if stream[start:end] == filed.tokens else 0
    ends = {start}
    for token in filed.tokens:
        ends = _after_wildcard(ends, stream) if token == WILDCARD else _after(token, ends, stream)
        if not ends:
            return 0
    return max(ends)


def _after(token: str, ends: set[int], stream: Tokens) -> set[int]:
    return {end + 1 for end in ends if end < len(stream) and stream[end] == token}


def _after_wildcard(ends: set[int], stream: Tokens) -> set[int]:
    reached: set[int] = set()
    for end in ends:
        for after in range(end + 1, min(end + WILDCARD_REACH, len(stream)) + 1):
            if stream[after - 1] == BREAK:
                break
            reached.add(after)
    return reached
