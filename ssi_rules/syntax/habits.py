"""Recognises what other languages and spreadsheets teach: their numbers, their words, their signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules.syntax import problems as say
from ssi_rules.syntax.words import FORMS
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.syntax.trouble import Trouble

_FUNCTIONS = ("count", "share", "sum", "average", "largest", "smallest")
_AFTER_COMMA = re.compile(r"(?P<groups>\d+(?:,\d+)*)(?P<rest>(?:\.\d+)?%?)")
_LAST_DAYS = re.compile(
    r"(?:(?:in|within|during|for|from)\s+)?(?:the\s+)?(?:last|past)\s+(?P<length>\d+)\s+(?P<unit>(?:day|week|month|year)s?)\b"
)


def _worded_percent(trouble: Trouble) -> Diagnostic | None:
    if trouble.met in ("percent", "pct") and re.search(r"\d\s*$", trouble.before):
        return say.worded_percent(trouble.span, trouble.last)
    return None


def _worded_window(trouble: Trouble) -> Diagnostic | None:
    """``count of shares in the last 90 days``."""
    said = _LAST_DAYS.match(f"{trouble.met}{trouble.after}")
    if said is None or "OVER" not in trouble.accepted:
        return None
    return say.worded_window(
        _widened(trouble.span, said.end() - len(trouble.met)), said["length"], said["unit"]
    )


def _in_market(trouble: Trouble) -> Diagnostic | None:
    """``title in sellers`` and ``title not in sellers``."""
    said = re.match(r"(not\s+)?in\s+(?P<market>[^\W\d]\w*)", f"{trouble.met}{trouble.after}")
    if said is None or "IS" not in trouble.accepted:
        return None
    meant = f"is {'not ' if said[1] else ''}{said['market']}"
    return say.is_in(_widened(trouble.span, said.end() - len(trouble.met)), meant)


def _hyphen(trouble: Trouble) -> Diagnostic | None:
    rest = re.match(r"\w+(?:-\w+)*", trouble.after)
    joined = trouble.met == "-" and rest is not None and trouble.last.isidentifier()
    if not joined or rest is None or "MINUS" in trouble.accepted or not trouble.before.endswith(trouble.last):
        return None
    span = _widened(trouble.span, rest.end())
    return say.hyphenated(Span(span.source, span.start - len(trouble.last), span.end))


def _comma_between_lines(trouble: Trouble) -> Diagnostic | None:
    return say.stray_comma(trouble.span) if trouble.met == "," and "$END" in trouble.accepted else None


def _comma_in_number(trouble: Trouble) -> Diagnostic | None:
    """``1,5`` and ``1,500``; a comma that something follows with a blank between them is no part of a number."""
    tail = _AFTER_COMMA.match(trouble.after)
    if trouble.met != "," or tail is None or not re.search(r"\d%?$", trouble.before):
        return None
    end = trouble.span.end + tail.end()
    whole = Span(trouble.span.source, trouble.span.start - len(trouble.last), end)
    return say.separated_number(whole, _without_commas(trouble.last, tail))


def _without_commas(first: str, tail: re.Match[str]) -> str | None:
    """The number that was surely meant: three digits are thousands, unless nothing or too much stands before them."""
    groups, rest = tail["groups"], tail["rest"]
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", f"{first},{groups}"):
        return f"{first}{groups.replace(',', '')}{rest}"
    if first.isdigit() and groups.isdigit() and "." not in rest:
        return f"{first}.{groups}{rest}"
    return None


def _spaced_percent(trouble: Trouble) -> Diagnostic | None:
    if trouble.met == "%" and trouble.last[:1].isdigit():
        return say.spaced_percent(trouble.span, trouble.last)
    return None


def _kind_named(trouble: Trouble) -> Diagnostic | None:
    """``change level senior { … }``: what is changed is named without its kind."""
    said = re.fullmatch(
        r"(change|remove|in)\s+(pillar|criterion|level|action|market|let)", trouble.before.strip()
    )
    if said is None or not trouble.met.isidentifier():
        return None
    verb, kind = said.groups()
    path = re.match(r"\.\w+", trouble.after)
    of_pillar = "pillar." if kind == "criterion" and path is None else ""
    name = f"{of_pillar}{trouble.met}{path[0] if path else ''}"
    return say.kind_named(trouble.span, verb, kind, f"{verb} {name}" + ("" if verb == "remove" else " { … }"))


def _missing_of(trouble: Trouble) -> Diagnostic | None:
    if trouble.last in _FUNCTIONS and (trouble.met == "(" or trouble.met.isidentifier()):
        table = trouble.met if trouble.met != "(" else trouble.after.partition(")")[0].strip()
        return say.missing_of(trouble.span, trouble.last, table)
    return None


def _odd_number(trouble: Trouble) -> Diagnostic | None:
    digits = re.match(r"\d+", trouble.after)
    if trouble.met == "." and digits:
        meant = None if trouble.last[:1].isdigit() else f"0.{digits[0][:20]}"
        return say.odd_number(_widened(trouble.span, len(digits[0])), meant)
    return None


def _range(trouble: Trouble) -> Diagnostic | None:
    if (
        trouble.rule in ("band", "ramp_point")
        and trouble.accepted == {"EARNS"}
        and trouble.met in ("to", "-", ".", "..")
    ):
        return say.range_instead_of_cut(trouble.span, trouble.last)
    return None


def _colon(trouble: Trouble) -> Diagnostic | None:
    if trouble.met == ":" or (trouble.met == "=" and trouble.last in FORMS):
        return say.sign_after_word(trouble.span, trouble.last)
    return None


def _conditional(trouble: Trouble) -> Diagnostic | None:
    word = next((word for word in (trouble.met, trouble.last) if word in ("if", "then", "unless")), None)
    return say.conditional(trouble.span, word) if word else None


def _is_no_market(trouble: Trouble) -> Diagnostic | None:
    """``title is "ceo"``."""
    if trouble.last == "is" and trouble.met[:1] in '"0123456789':
        return say.is_without_market(trouble.span)
    return None


def _widened(span: Span, by: int) -> Span:
    return Span(span.source, span.start, span.end + by)


HABITS: tuple[Callable[[Trouble], Diagnostic | None], ...] = (
    _kind_named,
    _missing_of,
    _spaced_percent,
    _worded_percent,
    _worded_window,
    _in_market,
    _hyphen,
    _odd_number,
    _comma_in_number,
    _comma_between_lines,
    _range,
    _colon,
    _conditional,
    _is_no_market,
)
"""From the particular to the general."""
