"""Who is in a market: phrases in normal form, found in texts brought to the same form."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ssi_rules.markets.normal import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ssi_rules.markets.normal import Segment


@dataclass(frozen=True, eq=False)
class Phrases:
    """Phrases of one kind, each a row of words: ``*`` stands for one to three words, ``|`` for a break between parts.

    Attributes:
        words: Phrases of words.
        letters: Phrases in scripts without spaces, letter by letter.
    """

    words: Sequence[str] = ()
    letters: Sequence[str] = ()

    def within(self, segments: Sequence[Segment]) -> Iterator[range]:
        """Where phrases stand inside one part of a text."""
        for spelt, streams in self._kinds(segments, crossing=False):
            for at, stream in enumerate(streams):
                if any(True for phrase in spelt for _ in _places(phrase, stream)):
                    yield range(at, at + 1)

    def across(self, segments: Sequence[Segment]) -> Iterator[range]:
        """Which parts of a text phrases touch that hold a break themselves."""
        for spelt, streams in self._kinds(segments, crossing=True):
            line: list[str] = ["|"]
            owners: list[int] = [0]
            for at, stream in enumerate(streams):
                line += [*stream, "|"]
                owners += [at] * len(stream) + [at + 1]
            for start, end in (place for phrase in spelt for place in _places(phrase, tuple(line))):
                touched = [owners[i] for i in range(start, end) if line[i] != "|"]
                yield range(touched[0], touched[-1] + 1)

    def found(self, segments: Sequence[Segment]) -> bool:
        """Whether any stands anywhere."""
        return any(True for found in (self.within, self.across) for _ in found(segments))

    def _kinds(
        self, segments: Sequence[Segment], *, crossing: bool
    ) -> Iterator[tuple[list[tuple[str, ...]], list[tuple[str, ...]]]]:
        for phrases, streams in (
            (self.words, [each.words for each in segments]),
            (self.letters, [tuple(each.letters) for each in segments]),
        ):
            spelt = [tuple(each.split()) for each in phrases if ("|" in each.split()) is crossing]
            if spelt:
                yield spelt, streams


@dataclass(frozen=True, eq=False)
class Market:
    """A market by phrases.

    Attributes:
        has: Of each of these, some phrase must stand in the text.
        removes: What takes a part of the text out.
        vetoes: By other column, what none of its text may hold.
    """

    has: Sequence[Phrases]
    removes: Phrases = field(default_factory=Phrases)
    vetoes: Mapping[str, Phrases] = field(default_factory=dict)


def in_market(market: Market, text: str | None, others: Mapping[str, str | None]) -> bool | None:
    """Whether a text is in a market; unknown where there is nothing to read.

    Args:
        market: The market.
        text: What is asked about.
        others: The row's other columns.
    """
    if any(_holds(phrases, others.get(column) or "") for column, phrases in market.vetoes.items()):
        return False
    return _is_in(market, text or "")


@lru_cache(maxsize=65_536)
def _holds(phrases: Phrases, text: str) -> bool:
    return phrases.found(normal_form(text, employers=False).segments)


@lru_cache(maxsize=65_536)
def _is_in(market: Market, text: str) -> bool | None:
    form = normal_form(text, employers=True)
    if form.blank:
        return None
    kept = _without(market.removes.within(form.segments), form.segments)
    kept = _without(market.removes.across(kept), kept)
    return all(phrases.found(kept) for phrases in market.has)


def _without(found: Iterator[range], segments: Sequence[Segment]) -> Sequence[Segment]:
    gone = {at for touched in found for at in touched}
    return [segment for at, segment in enumerate(segments) if at not in gone]


def _places(phrase: tuple[str, ...], stream: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Every place where a match begins, and the furthest end of one that begins there."""
    if not {*phrase} - {"*", "|"} <= {*stream}:
        return
    for start in range(len(stream)):
        ends = {start}
        for word in phrase:
            ends = {after for end in ends for after in _after(word, end, stream)}
        if ends:
            yield start, max(ends)


def _after(word: str, end: int, stream: tuple[str, ...]) -> Iterator[int]:
    if word != "*":
        if end < len(stream) and stream[end] == word:
            yield end + 1
        return
    for after in range(end + 1, min(end + 3, len(stream)) + 1):
        if stream[after - 1] == "|":
            return
        yield after
