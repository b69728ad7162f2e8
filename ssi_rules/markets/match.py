"""The one matcher: from a text and a compiled market to yes, no or unknown, with what decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from ssi_rules.markets.compile import (
    CompiledAll,
    CompiledAny,
    CompiledMarket,
    CompiledNot,
    CompiledPhrases,
    PhraseSet,
)
from ssi_rules.markets.find import Found, find, find_across, find_within
from ssi_rules.markets.normal import NormalForm, Segment, normal_form

Row: TypeAlias = Mapping[str, str | None]
"""Texts by column; None and blank texts are unknown."""

Reader: TypeAlias = Callable[[CompiledPhrases], str | None]
"""What the lines of a market's ``has`` column read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a text is in a market, and why.

    Attributes:
        answer: Yes, no, or None where the text is unknown.
        phrase: The author's phrase that decided, if one did.
        segment: The part of the text it was found in; several are joined by ``|``.
        column: The column that part was read from.
        reason: One clause for people, without a capital or a full stop.
    """

    answer: bool | None
    phrase: str | None
    segment: str | None
    column: str | None
    reason: str


def match(market: CompiledMarket, row: Row) -> Verdict:
    """Whether a row is in a market; each part of a combined market reads the column of its own ``has`` line."""
    return _verdict(market, lambda part: row.get(part.column), row)


def match_text(market: CompiledMarket, text: str | None, others: Row) -> Verdict:
    """Whether a text is in a market.

    Args:
        market: The market.
        text: What the lines of the ``has`` column read, whatever that column is called.
        others: What the other lines read, by column; a column that is not there or blank does not veto.
    """
    return _verdict(market, lambda _: text, others)


def answer_text(market: CompiledPhrases, text: str | None, others: Row) -> bool | None:
    """The answer of ``match_text`` alone: sooner, since most texts hold no word that a phrase begins with."""
    form = normal_form(text or "", employers=True)
    if not form.blank and not all(_may_match(phrases, form) for phrases in market.has):
        return False
    return match_text(market, text, others).answer


def _may_match(phrases: PhraseSet, form: NormalForm) -> bool:
    """Whether the first word of any phrase stands anywhere in the text."""
    words = phrases.words_within.keys(), phrases.words_across.keys()
    if any(not firsts.isdisjoint(segment.words) for firsts in words for segment in form.segments):
        return True
    letters = phrases.letters_within.keys(), phrases.letters_across.keys()
    return form.unspaced and any(
        not firsts.isdisjoint(segment.letters) for firsts in letters for segment in form.segments
    )


def _verdict(market: CompiledMarket, read: Reader, others: Row) -> Verdict:
    match market:
        case CompiledPhrases():
            return _by_phrases(market, read(market), others)
        case CompiledNot(operand=operand):
            return _negated(_verdict(operand, read, others))
        case CompiledAll(left=left, right=right):
            return _combined(left, right, read, others, decides=False)
        case CompiledAny(left=left, right=right):
            return _combined(left, right, read, others, decides=True)
        case _:
            assert_never(market)


def _negated(verdict: Verdict) -> Verdict:
    if verdict.answer is None:
        return verdict
    told = "is what the market leaves out" if verdict.answer else "is not what the market leaves out"
    return replace(verdict, answer=not verdict.answer, reason=f"{told}: {verdict.reason}")


def _combined(
    left: CompiledMarket, right: CompiledMarket, read: Reader, others: Row, *, decides: bool
) -> Verdict:
    """Kleene: the answer that decides, else unknown, else what is left; between equals, the one that names a phrase."""
    first = _verdict(left, read, others)
    if first.answer is decides:
        return first
    second = _verdict(right, read, others)
    if second.answer is decides or first.answer is second.answer:
        return second if second.answer is decides or not first.phrase else first
    return first if first.answer is None else second


def _by_phrases(market: CompiledPhrases, text: str | None, others: Row) -> Verdict:
    vetoed = _veto(market, others)
    if vetoed:
        return vetoed
    form = normal_form(text or "", employers=True)
    if form.blank:
        return Verdict(None, None, None, market.column, "there is no text to read")
    removals = _removals(market.removes, form)
    kept = [segment for at, segment in enumerate(form.segments) if at not in removals]
    return _accepted(market, kept, form) or _refused(market, form, removals)


def _veto(market: CompiledPhrases, others: Row) -> Verdict | None:
    for column, phrases in market.vetoes.items():
        form = normal_form(others.get(column) or "", employers=False)
        found = next(find(phrases, form.segments, unspaced=form.unspaced), None)
        if found:
            return _told(found, form.segments, column, answer=False)
    return None


def _removals(removes: PhraseSet, form: NormalForm) -> dict[int, tuple[Found, str]]:
    """By position of a removed segment: the phrase that removes it and the text that was found."""
    removed: dict[int, tuple[Found, str]] = {}
    for found in find_within(removes, form.segments, unspaced=form.unspaced):
        removed.setdefault(found.touched[0], (found, found.in_words(form.segments)))
    left = [at for at in range(len(form.segments)) if at not in removed]
    segments = [form.segments[at] for at in left]
    for found in find_across(removes, segments, unspaced=form.unspaced):
        for at in found.touched:
            removed.setdefault(left[at], (found, found.in_words(segments)))
    return removed


def _accepted(market: CompiledPhrases, kept: list[Segment], form: NormalForm) -> Verdict | None:
    """Yes, told by the first ``has`` line, if every one matches in the segments kept."""
    founds = [next(find(phrases, kept, unspaced=form.unspaced), None) for phrases in market.has]
    if founds[0] is None or None in founds:
        return None
    return _told(founds[0], kept, market.column, answer=True)


def _refused(market: CompiledPhrases, form: NormalForm, removals: Mapping[int, tuple[Found, str]]) -> Verdict:
    """No: told by a removal where the text would otherwise be in the market, or where nothing is left of it."""
    decided_by_removal = len(removals) == len(form.segments) or _accepted(market, list(form.segments), form)
    if not removals or not decided_by_removal:
        return Verdict(
            answer=False, phrase=None, segment=None, column=market.column, reason="no phrase matches"
        )
    found, segment = removals[min(removals)]
    reason = f'"{found.phrase}" removes "{segment}"'
    return Verdict(answer=False, phrase=found.phrase, segment=segment, column=market.column, reason=reason)


def _told(found: Found, segments: Sequence[Segment], column: str, *, answer: bool) -> Verdict:
    segment = found.in_words(segments)
    reason = f'"{found.phrase}" {"matches" if answer else "rules out"} "{segment}"'
    return Verdict(answer=answer, phrase=found.phrase, segment=segment, column=column, reason=reason)
