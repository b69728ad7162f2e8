"""A text as the words and signs it is made of, each with the comments that stand before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TOKEN = re.compile(
    r"""
      [ \t\n]+
    | (?P<comment> \#[^\n]* )
    | (?P<said>
          "(?:[^"\\\n]|\\.)*" | [0-9]{4}-[0-9]{2}-[0-9]{2} | [0-9]+(?:\.[0-9]+)?%? | [A-Za-z_][A-Za-z0-9_]*
        | [<>!]= | [^ \t\n] )
    """,
    re.VERBOSE,
)
"""Blanks, a comment, or a word or sign, as ``grammar/ssi.lark`` has them."""

_CLOSED_UP = frozenset({",", "{"})


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment.

    Attributes:
        text: From its ``#`` to the end of its line, without blanks there.
        behind: Whether a word stands before it on its line.
        spaced: Whether the line above it is blank.
    """

    text: str
    behind: bool
    spaced: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a text, a number or a sign; the last of a file is empty.

    Attributes:
        comments: Those between the token before and this one.
        spaced: Whether the line above it is blank.
    """

    text: str
    start: int
    comments: tuple[Comment, ...] = ()
    spaced: bool = False

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + len(self.text)

    @property
    def above(self) -> tuple[str, ...]:
        """The lines above it: comments of their own line, and blank ones."""
        own = (each for each in self.comments if not each.behind)
        lines = (line for each in own for line in (*([""] if each.spaced else []), each.text))
        return (*lines, *([""] if self.spaced else []))

    @property
    def note_before(self) -> str:
        """The comment behind the token before, or nothing."""
        return self.comments[0].text if self.comments and self.comments[0].behind else ""


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text that has no faults, and an empty one at its end."""
    tokens: list[Token] = []
    held: list[Comment] = []
    end = 0
    for found in TOKEN.finditer(text):
        blank = text[end : found.start()]
        if found["comment"]:
            behind = bool(tokens) and not held and "\n" not in blank
            held.append(Comment(found["comment"].rstrip(" \t"), behind, _is_blank_line(blank)))
            end = found.end()
        elif found["said"]:
            tokens.append(Token(found["said"], found.start(), tuple(held), _is_blank_line(blank)))
            held, end = [], found.end()
    return _closed_up([*tokens, Token("", len(text), tuple(held))])


def _is_blank_line(blank: str) -> bool:
    return blank.count("\n") > 1


def _closed_up(tokens: Iterable[Token]) -> list[Token]:
    """The same with each comma and opening brace next to the word before it: comments between go behind it."""
    moved: list[Token] = []
    held: tuple[Comment, ...] = ()
    for token in tokens:
        comments = joined(held, token.comments)
        closes_up = token.text in _CLOSED_UP
        moved.append(Token(token.text, token.start) if closes_up else replace(token, comments=comments))
        held = comments if closes_up else ()
    return moved


def joined(first: tuple[Comment, ...], then: tuple[Comment, ...]) -> tuple[Comment, ...]:
    """Comments in one row, of which only the first can be behind a word."""
    return (*first, *(replace(each, behind=False) for each in then)) if first else then
