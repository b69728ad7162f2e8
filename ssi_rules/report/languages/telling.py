"""Finds the pattern that a document's sentence was made by, and makes the sentence again in another language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ssi_rules.report.languages.sentences import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssi_rules.report.languages.language import Language

LONGEST = 2000
"""Characters of a sentence that is looked at; what is longer quotes something, and is cut when it is shown."""

_FIELD = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(%?)")
_CLAUSE = r"(?:(?!, and ).)+?"
_SHAPES = {
    "title": _CLAUSE,
    "value": _CLAUSE,
    "day": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "number": r"[0-9]+",
}
"""What may stand in a field; anything where nothing is said."""


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence taken apart: its pattern, and what stood in the pattern's fields."""

    template: str
    fields: Mapping[str, str]


def told(text: str, language: Language) -> str:
    """The sentence in that language; as it is where no pattern fits.

    Args:
        text: A reason, notice or origin from a document.
        language: What it is told in.
    """
    found = match(text)
    if found is None:
        return text
    return language.text(
        found.template, **{name: _field(name, value, language) for name, value in found.fields.items()}
    )


@lru_cache(4096)
def match(text: str) -> Match | None:
    """The pattern that says most of the sentence itself, or None."""
    if len(text) > LONGEST:
        return None
    if text in _PLAIN:
        return Match(text, {})
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            return Match(template, found.groupdict())
    return None


def kind(field: str) -> str:
    """What a field holds: its name without a number."""
    return field.rstrip("0123456789")


def parts(field: str, value: str) -> list[str]:
    """The sentences that a field holds, for those that hold any."""
    match kind(field):
        case "reason":
            return [value]
        case "refusals":
            return _refusals(value)
        case "unknowns":
            return [_pair(each)[1] for each in _unknowns(value)]
        case "rows":
            return _set_aside(value)
        case "counts":
            return value.split(", ")
        case _:
            return []


def _field(name: str, value: str, language: Language) -> str:
    match kind(name):
        case "value":
            return _value(value, language)
        case "day":
            return language.day(date.fromisoformat(value))
        case "title":
            return language.rule(value)
        case "titles":
            return language.listed(map(language.rule, _titles(value, language.rule)))
        case "refusals":
            return language.listed(language.told(each) for each in _refusals(value))
        case "unknowns":
            return "; ".join(_unknown(each, language) for each in _unknowns(value))
        case "rows":
            return "; ".join(language.told(each) for each in _set_aside(value))
        case "counts" | "names":
            return ", ".join(language.told(each) for each in value.split(", "))
        case "reason":
            return language.told(value)
        case _:
            return value


def _value(text: str, language: Language) -> str:
    """A value as the engine words it: 13%, 2.5, yes, 2026-06-30, a text."""
    if found := _NUMBER.fullmatch(text):
        number = Decimal(found[1])
        return language.percent(number) if found[2] else language.number(number)
    match text:
        case "yes":
            return language.text("yes")
        case "no":
            return language.text("no")
        case "unknown":
            return language.text("unknown")
        case _:
            return _day(text, language)


def _day(text: str, language: Language) -> str:
    try:
        return language.day(date.fromisoformat(text))
    except ValueError:
        return text


def _refusals(value: str) -> list[str]:
    """Conditions joined by ``, and``, each with the ``, and it takes`` that belongs to it."""
    return re.split(
        r", and (?!it takes (?:exactly|anything but|less than|at most|more than|at least) )", value
    )


def _unknowns(value: str) -> list[str]:
    return re.split(r"(?<=\)); ", value)


def _unknown(pair: str, language: Language) -> str:
    title, reason = _pair(pair)
    return f"{language.rule(title)} ({language.told(reason)})" if reason else title


def _pair(text: str) -> tuple[str, str]:
    """``Title (reason)``, where a title may have parentheses of its own."""
    openings = [found.start() for found in re.finditer(r" \(", text)]
    pairs = [(text[:at], text[at + 2 : -1]) for at in openings] if text.endswith(")") else []
    return next((pair for pair in pairs if match(pair[1])), pairs[0] if pairs else (text, ""))


def _set_aside(value: str) -> list[str]:
    return re.split(r"; (?=row [0-9]|…$)", value)


def _titles(value: str, rule: Callable[[str], str]) -> list[str]:
    """Titles joined by ``and``, which a title may hold itself: the longest that has a translation counts as one."""
    words, titles = value.split(" and "), list[str]()
    while words:
        ends = range(len(words), 0, -1)
        taken = next((end for end in ends if rule(" and ".join(words[:end])) != " and ".join(words[:end])), 1)
        titles.append(" and ".join(words[:taken]))
        words = words[taken:]
    return titles


def _pattern(template: str) -> re.Pattern[str]:
    pieces = _FIELD.split(template)
    shaped = [
        f"(?P<{piece}>{_SHAPES.get(kind(piece), '.+?')})" if place % 2 else re.escape(piece)
        for place, piece in enumerate(pieces)
    ]
    return re.compile("".join(shaped), re.DOTALL)


def _literal(template: str) -> int:
    return len(_FIELD.sub("", template))


_PLAIN = frozenset(each for each in TEMPLATES if "{" not in each)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Whole sentences first, then the most telling: ``{title} is no`` fits many that another pattern says better."""
    fielded = [each for each in TEMPLATES if "{" in each]
    ranked = sorted(fielded, key=lambda each: (each.endswith("."), _literal(each)), reverse=True)
    return tuple((each, _pattern(each)) for each in ranked)
