"""Texts that were left for later."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.lint.wording.words import WORD, Said, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject

# In capitals only: "todo" is a word of Spanish and Portuguese.
_MARKER = re.compile(r"\b(?:TODO|FIXME|TBD|TBC|XXX)\b|(?i:\blorem ipsum\b|\bfixme\b)")
_STANDING_IN = {
    "title", "a title", "the title", "your title", "description", "a description", "advice", "your advice", "reason",
    "note", "source", "text", "your text", "some text", "placeholder", "foo", "bar", "foo bar", "asdf", "untitled",
    "name", "your name here", "insert text here", "change me", "changeme",
}  # fmt: skip
_MEANINGS = ("fact", "table", "column")
"""What may be called by such a word: a column of titles is a title."""


def placeholder_text(subject: Subject) -> Iterator[Diagnostic]:
    """Every text for people that stands in for another."""
    for each in said(subject):
        why = _fault(each)
        if why is not None:
            yield Diagnostic(
                codes.PLACEHOLDER_TEXT,
                f"This {each.kind} {why}.",
                each.text.span,
                help="write what its readers are meant to read, or delete the line"
                if each.of is None
                else "write what its readers are meant to read",
            )


def _fault(each: Said) -> str | None:
    text = each.text.text
    marker = _MARKER.search(text)
    if marker:
        return f"still says `{marker[0]}`"
    words = " ".join(WORD.findall(text.casefold()))
    if not words:
        return "says nothing in words"
    if words in _STANDING_IN and each.of not in _MEANINGS:
        return f"is only the word `{text.strip()}`" if " " not in words else f"is only `{text.strip()}`"
    return None
