"""Faults that need no grammar: signs and letters that mean nothing outside texts and comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.syntax import problems as say
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from ssi_rules.diagnostics import Diagnostic, Problems

_LOOK = re.compile(
    r"""
      (?P<skip> (?: [A-Za-z0-9_]+ (?!\w) | [ \n\t.,:(){}%*+-] | / (?! [/*] ) | \#[^\n]* | "(?:[^"\\\n]|\\.)*" )+ )
    | (?P<comment> // [^\n]* | /\* (?: [^*] | \* (?! /) )* (?: \*/ )? )
    | (?P<unclosed> " [^\n]* )
    | (?P<quoted> [“”„«‟] [^\n“”»‟"]* [“”»‟]? | '[^'\n]*' )
    | (?P<word> [^\W\d] \w* )
    | (?P<invisible> [\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+ )
    | (?P<space> [\u00a0\u2000-\u200d\u2028\u2029\u202f\u2060\u3000\ufeff]+ )
    | (?P<sign> [=<>!&|]{2,} | ! (?!=) | [&|\u2265\u2264\u2260\u00d7\u00f7\u2212\u2013\u2014;] )
    """,
    re.VERBOSE,
)
_SIGNS = {
    "==": "=", "===": "=", "=>": ">=", "=<": "<=", "<>": "!=", "!==": "!=", "&&": "and", "&": "and", "||": "or",
    "|": "or", "!": "not", "\u2265": ">=", "\u2264": "<=", "\u2260": "!=", "\u00d7": "*", "\u00f7": "/", "\u2212": "-", "\u2013": "-", "\u2014": "-",
    ">=>": ">=", ">>": ">", "<<": "<",
}  # fmt: skip
_RIGHT = frozenset({"<=", ">=", "!="})


@dataclass(slots=True)
class Explained:
    """Places that a diagnostic already speaks of, in ascending order; whether looking stopped for their number.

    ``comments`` are those among them that are comments of another language.
    """

    too_many: bool = False
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)

    def add(self, start: int, end: int) -> None:
        """Note a stretch; stretches come in order."""
        self.starts.append(start)
        self.ends.append(end)

    def covers(self, place: int) -> bool:
        """Whether a place lies in, or right behind, a stretch that is explained."""
        index = bisect_right(self.starts, place) - 1
        return index >= 0 and place <= self.ends[index]


def look(source: Source, problems: Problems) -> Explained:
    """Report every sign and letter that no rule of the language has a use for."""
    explained = Explained()
    for found in _LOOK.finditer(source.text):
        diagnostic = _fault(found.lastgroup or "", Span(source, *found.span()))
        if len(explained.starts) >= say.MOST_FAULTS:
            explained.too_many = True
            problems.add(say.too_many_faults(Span(source, *found.span())))
            break
        if diagnostic is not None:
            problems.add(diagnostic)
        if diagnostic is not None or found["invisible"]:
            explained.add(*found.span())
        if found["comment"]:
            explained.comments.append(found.span())
    return explained


def _fault(kind: str, place: Span) -> Diagnostic | None:
    text = place.text
    match kind:
        case "unclosed":
            return say.unclosed_text(Span(place.source, place.start, place.start + len(text.rstrip())))
        case "quoted":
            return say.odd_quotes(place)
        case "word" if not text.isascii():
            return say.odd_letter(place, next(letter for letter in text if not letter.isascii()))
        case "comment":
            line = text.partition("\n")[0]
            first = Span(place.source, place.start, place.start + len(line))
            return say.foreign_comment(first, goes_on=line != text)
        case "space":
            return say.odd_space(place)
        case "sign" if text == ";":
            return say.semicolon(place)
        case "sign" if text not in _RIGHT:
            return say.odd_sign(place, _SIGNS.get(text))
        case _:
            return None
