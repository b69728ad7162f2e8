"""Titles that begin or end unlike the others in a report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Safety
from ssi_rules.lint.wording.words import titled
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject
    from ssi_rules.syntax import ast

_FIRST_WORD = re.compile(r"\S+")
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*[,;:!?]?")
_SENTENCE_END = re.compile(r"[.!?]\s")
_ABBREVIATIONS = {
    "etc",
    "inc",
    "ltd",
    "co",
    "corp",
    "vs",
    "dept",
    "no",
    "approx",
    "est",
    "max",
    "min",
    "misc",
}
_LEAST_WORD = 3
"""Letters of a last word whose full stop is no abbreviation's."""


def title_style(subject: Subject) -> Iterator[Diagnostic]:
    """Every title in the file with a small first letter or a full stop; those of tests and claims are sentences."""
    for each in titled(subject):
        if each.title is not None and each.kind not in ("test", "claim"):
            yield from _judge(each.title)


def _judge(title: ast.String) -> Iterator[Diagnostic]:
    if _begins_small(title.text):
        capital = title.text[0].upper()
        begun = Span(title.span.source, title.span.start + 1, title.span.start + 2)
        yield _diagnostic(
            title, "begins with a small letter", f"Begin with `{capital}`", Edit(begun, capital)
        )
    if _ends_like_a_sentence(title.text):
        stop = Span(title.span.source, title.span.end - 2, title.span.end - 1)
        yield _diagnostic(title, "ends with a full stop", "Leave out the full stop", Edit(stop, ""))


def _diagnostic(title: ast.String, what: str, mend: str, edit: Edit) -> Diagnostic:
    # What members read is part of a ruleset's meaning: its fingerprint changes with a title.
    fix = Fix(mend, (edit,), Safety.UNSAFE)
    return Diagnostic(
        codes.TITLE_STYLE, f"This title {what}.", title.span, help=mend[0].lower() + mend[1:], fix=fix
    )


def _begins_small(text: str) -> bool:
    """Whether its first word is an ordinary one in small letters: `iPhone`, `k8s` and `ssi.toml` are not."""
    first = _FIRST_WORD.match(text)
    return first is not None and _PLAIN_WORD.fullmatch(first[0]) is not None and first[0].islower()


def _ends_like_a_sentence(text: str) -> bool:
    """Whether it is one sentence whose full stop belongs to it and not to an abbreviation or to a row of dots."""
    words = text.split()
    if not text.endswith(".") or _SENTENCE_END.search(text):
        return False
    last = words[-1][:-1].lstrip("(\u201c'")
    return len(last) >= _LEAST_WORD and "." not in last and last.casefold() not in _ABBREVIATIONS
