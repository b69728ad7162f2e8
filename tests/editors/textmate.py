"""Reads lines by a TextMate grammar as editors do: the leftmost match wins, of several the first rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Rule: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line and the innermost scope it has; nothing where no rule matches."""

    text: str
    scope: str = ""


def pieces(rules: Sequence[Rule], line: str) -> list[Piece]:
    """A line without its end, cut where scopes change."""
    return [piece for piece in _pieces(rules, line, "") if piece.text]


def _pieces(rules: Sequence[Rule], line: str, outer: str) -> Iterator[Piece]:
    at = 0
    while found := _leftmost(rules, line, at):
        rule, match = found
        yield Piece(line[at : match.start()], outer)
        yield from _captured(match, rule["captures"], outer)
        assert match.end() > at, f"{rule['match']} matches nothing at {at} of {line!r}"
        at = match.end()
    yield Piece(line[at:], outer)


def _leftmost(rules: Sequence[Rule], line: str, at: int) -> tuple[Rule, re.Match[str]] | None:
    tried = ((rule, re.compile(rule["match"]).search(line, at)) for rule in rules)
    found = [(rule, match) for rule, match in tried if match]
    return min(found, key=lambda each: each[1].start(), default=None)


def _captured(match: re.Match[str], captures: Mapping[str, Rule], outer: str) -> Iterator[Piece]:
    at = match.start()
    for number in range(1, match.re.groups + 1):
        start, end = match.span(number)
        if start >= 0:
            capture = captures.get(str(number), {})
            yield Piece(match.string[at:start], outer)
            yield from _pieces(capture.get("patterns", ()), match[number], capture.get("name", outer))
            at = end
    yield Piece(match.string[at : match.end()], outer)
