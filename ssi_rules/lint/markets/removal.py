"""Takes a phrase out of its line, and leaves comments and layout alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules.diagnostics import Edit, Fix, Safety
from ssi_rules.text import Span

if TYPE_CHECKING:
    from ssi_rules.syntax import ast

_COMMA = re.compile(r"(?:[^,#]|#[^\n]*)*(,)")
"""The comma between two phrases, comments before it passed over."""


def without(phrase: ast.String, clause: ast.MarketClause) -> Fix:
    """The fix that removes one phrase of several, none of whose finds are lost by it.

    It is safe where the line holds the same text twice. Otherwise the market holds the same people, but fingerprints count
    phrases as they are written, because explanations quote them.
    """
    at = next(i for i, each in enumerate(clause.phrases) if each.span == phrase.span)
    after = clause.phrases[at + 1].span if at + 1 < len(clause.phrases) else None
    before = clause.phrases[at - 1].span if at else None
    edits: tuple[Edit, ...] = ()
    if after is not None:
        edits = _with_comma_after(phrase.span, after)
    elif before is not None:
        edits = _with_comma_before(phrase.span, before)
    alike = sum(each.text == phrase.text for each in clause.phrases) > 1
    return Fix(f"Remove {phrase.span.text}", edits, Safety.SAFE if alike else Safety.UNSAFE)


def _with_comma_after(phrase: Span, after: Span) -> tuple[Edit, ...]:
    source = phrase.source
    comma = _comma(Span(source, phrase.end, after.start))
    if comma.start != phrase.end:  # a comment stands between
        return Edit(phrase, ""), Edit(comma, "")
    end = len(source.text) - len(source.text[comma.end :].lstrip(" "))
    if source.text.startswith("\n", end):
        return (Edit(Span(source, _gap_before(phrase), comma.end), ""),)
    return (Edit(Span(source, phrase.start, end), ""),)


def _with_comma_before(phrase: Span, before: Span) -> tuple[Edit, ...]:
    source = phrase.source
    comma = _comma(Span(source, before.end, phrase.start))
    gap = source.text[comma.end : phrase.start]
    if not gap.strip():
        return (Edit(Span(source, comma.start, phrase.end), ""),)
    return Edit(comma, ""), Edit(Span(source, _gap_before(phrase), phrase.end), "")


def _comma(between: Span) -> Span:
    found = _COMMA.match(between.source.text, between.start, between.end)
    assert found is not None, "phrases of a line are parted by commas"  # noqa: S101 - the grammar says so
    return Span(between.source, found.start(1), found.end(1))


def _gap_before(phrase: Span) -> int:
    """Where the blanks before a phrase begin, with the line break where it is the first of its line."""
    text = phrase.source.text[: phrase.start]
    return len(text.rstrip(" ")) - text.rstrip(" ").endswith("\n")
