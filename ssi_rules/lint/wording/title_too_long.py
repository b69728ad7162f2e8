"""Titles that do not fit beside their points on a report's line."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.lint.wording.words import titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject

_ON_A_LINE = ("pillar", "criterion", "level", "action", "change")
"""What a report shows beside points or minutes; a ruleset's title has a line of its own, meanings of facts may wrap."""


def title_too_long(subject: Subject) -> Iterator[Diagnostic]:
    """Every title of a pillar, criterion, level or action that is wider than the limit."""
    limit = subject.limits.title_length
    for each in titled(subject):
        if each.title is None or each.kind not in _ON_A_LINE:
            continue
        width = _width(each.title.text)
        if width > limit:
            yield Diagnostic(
                codes.TITLE_TOO_LONG,
                f"This title takes {width} columns; a report's line has room for {limit}.",
                each.title.span,
                help="name the thing in a few words, and leave the rest to `advice` or the basis note",
            )


def _width(text: str) -> int:
    """Columns in a terminal: Chinese and Japanese letters take two, accents that stand by themselves none."""
    return sum(map(_columns, unicodedata.normalize("NFC", text)))


def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
