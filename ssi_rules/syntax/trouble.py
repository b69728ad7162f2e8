"""Where reading a piece stopped, and what could have stood there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from lark import UnexpectedToken

from ssi_rules.syntax.grammar import grammar
from ssi_rules.syntax.words import FORMS, LINES
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from lark import UnexpectedInput

    from ssi_rules.syntax.split import Piece

_MET = re.compile(r'"(?:[^"\\\n]|\\.)*"|[^\W\d]\w*|\d[\w.%]*|[<>!=]=?|\S')
_COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*")|#[^\n]*')
DESCRIBED = {
    "NAME": "a name",
    "QUOTED": "a text in double quotes",
    "DECIMAL": "a number",
    "ISO_DATE": "a date such as 2026-06-30",
    "$END": "nothing more",
}
"""What to call what a terminal stands for."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where reading stopped, and what could have stood there.

    Attributes:
        span: What was met; empty at the end of the piece.
        before: The piece up to there, without comments.
        last: The word or sign before it.
        after: What follows what was met, on the same line.
        accepted: Names of the terminals that could have stood there.
        rule: The rule that was read.
    """

    span: Span
    before: str
    last: str
    after: str
    accepted: frozenset[str]
    rule: str

    @property
    def met(self) -> str:
        """The word or sign that was met."""
        return self.span.text

    @property
    def first(self) -> str:
        """The word the piece begins with, or the one met if it is the first."""
        words = _MET.findall(self.before[:200])
        return words[0] if words else self.met

    @property
    def form(self) -> str | None:
        """How what is being read is written, where that helps; inside an expression it does not."""
        if self.follows_operand or {"NAME", "LPAR"} <= self.accepted:
            return None
        return LINES.get(self.rule) or FORMS.get(self.first)

    @property
    def words(self) -> tuple[str, ...]:
        """The keywords that could have stood there."""
        return tuple(sorted(word for word in map(spelt, self.accepted) if word.isidentifier()))

    @property
    def follows_operand(self) -> bool:
        """Whether an expression stands before it that could go on."""
        return {"AND", "OR"} <= self.accepted or "ELSE" in self.accepted


def trouble_of(error: UnexpectedInput, piece: Piece, rule: str, source: Source) -> Trouble:
    """What lark's error says, in the terms of the piece and its file."""
    at, end = place(error, piece)
    accepted = _accepted(error)
    before = _COMMENT.sub(r"\1", piece.text[piece.start : at])
    after = piece.text[end : piece.end].partition("\n")[0]
    last = len(source.text)  # braces that mending added may stand behind it
    span = Span(source, min(at + piece.offset, last), min(end + piece.offset, last))
    words = _MET.findall(before)
    return Trouble(span, before, words[-1] if words else "", after, accepted, rule)


def _accepted(error: UnexpectedInput) -> frozenset[str]:
    parser: Any = error.interactive_parser  # lark leaves this untyped
    return frozenset(parser.accepts())


def place(error: UnexpectedInput, piece: Piece) -> tuple[int, int]:
    """Where in the text of a piece what could not be read begins and ends."""
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        # The end borrows the place of the last token.
        end = error.token.end_pos or piece.end
        return end, end
    at = error.token.start_pos if isinstance(error, UnexpectedToken) else error.pos_in_stream
    at = piece.start if at is None else at
    met = _MET.match(piece.text, at, piece.end)
    return at, met.end() if met else min(at + 1, piece.end)


@cache
def spelt(terminal: str) -> str:
    """A terminal in the author's words: the keyword or sign itself, or what it stands for."""
    return DESCRIBED.get(terminal) or str(grammar().get_terminal(terminal).pattern.value)


@cache
def keywords() -> frozenset[str]:
    """Every word that the grammar has."""
    return frozenset(word for each in grammar().terminals if (word := str(each.pattern.value)).isidentifier())
