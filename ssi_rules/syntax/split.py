"""Cuts a file into its declarations, and a block into its items, by their first words and braces alone.

A piece is read by itself, so that a fault in one hides no other. Texts and comments are stepped over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.syntax.words import DECLARATIONS, FORMS, GOES_ON, INFIX, is_declaration_form

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = re.compile(
    r"""
      (?P<skip> \#[^\n]* | "(?:[^"\\\n]|\\.)*" | "[^"\n]*(?=\{[ \t]*$) | "[^\n]* )
    | (?P<brace> [{}] )
    | ^[ \t]*(?P<word> \w+ )
    """,
    re.VERBOSE | re.MULTILINE,
)
_BLANK = re.compile(r"(?:\s+|#[^\n]*)*")
_COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*"|"[^\n]*)|#[^\n]*')
_LAST_WORD = re.compile(r"\w+$")
_UNFINISHED = tuple("=+-*/<>(,.:!&|")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text to be read by itself.

    Attributes:
        text: The whole file, or a mended copy of a part of it.
        start: Where the piece begins in ``text``.
        end: Where it ends in ``text``, exclusive.
        offset: What to add to a place in ``text`` to get the place in the file.
        unclosed: Places in ``text`` of braces that are opened and never closed.
        stray: Whether the piece is nothing but a closing brace too many.
    """

    text: str
    start: int
    end: int
    offset: int = 0
    unclosed: tuple[int, ...] = ()
    stray: bool = False

    @property
    def first_word(self) -> str:
        """The word it begins with, or nothing."""
        word = re.compile(r"\w+").match(self.text, self.start, self.end)
        return word[0] if word else ""


def declarations(whole: Piece) -> Iterator[Piece]:
    """The pieces of a whole file; what stands before the first declaration is a piece if it says anything."""
    start, stack = whole.start, list[int]()
    for mark in MARK.finditer(whole.text, whole.start, whole.end):
        if mark["brace"] == "{":
            stack.append(mark.start())
        elif mark["brace"] and not stack:
            yield from _said(replace(whole, start=start, end=mark.start()))
            yield replace(whole, start=mark.start(), end=mark.end(), stray=True)
            start = mark.end()
        elif mark["brace"]:
            stack.pop()
            if not stack:
                yield from _said(replace(whole, start=start, end=mark.end()))
                start = mark.end()
        elif mark["word"] and _starts_declaration(mark, start, inside=bool(stack)):
            yield from _said(replace(whole, start=start, end=mark.start(), unclosed=tuple(stack)))
            start = mark.start()
            stack.clear()
    yield from _said(replace(whole, start=start, unclosed=tuple(stack)))


def items(block: Piece) -> Iterator[Piece]:
    """The pieces between the braces of a block: each begins with a line's first word, or after another's block."""
    start, depth = block.start, 0
    for mark in MARK.finditer(block.text, block.start, block.end):
        if mark["brace"]:
            depth += 1 if mark["brace"] == "{" else -1
        if (mark["brace"] == "}" and depth == 0) or (
            mark["word"] and depth == 0 and _starts_item(mark, start)
        ):
            end = mark.end() if mark["brace"] else mark.start()
            yield from _said(replace(block, start=start, end=end))
            start = end
    yield from _said(replace(block, start=start))


def block_of(piece: Piece) -> Piece | None:
    """What stands between the first brace of a piece and the one that closes it."""
    opened, depth = -1, 0
    for mark in MARK.finditer(piece.text, piece.start, piece.end):
        if mark["brace"] == "{":
            opened, depth = (mark.end() if depth == 0 else opened), depth + 1
        elif mark["brace"]:
            depth -= 1
            if depth <= 0:
                return replace(piece, start=opened, end=mark.start()) if depth == 0 else None
    return None


def emptied(piece: Piece, block: Piece) -> Piece:
    """The same piece with nothing in its block, every place kept."""
    head, tail = piece.text[piece.start : block.start], piece.text[block.end : piece.end]
    text = head + " " * (block.end - block.start) + tail
    return Piece(text, 0, len(text), piece.offset + piece.start)


def _said(piece: Piece) -> Iterator[Piece]:
    blank = _BLANK.match(piece.text, piece.start, piece.end)
    start = blank.end() if blank else piece.start
    if start < piece.end:
        yield replace(piece, start=start)


def _starts_declaration(mark: re.Match[str], floor: int, *, inside: bool) -> bool:
    word, in_first_column = mark["word"], mark.start("word") == mark.start()
    known = word in DECLARATIONS
    if inside:
        return known and in_first_column and is_declaration_form(mark.string, mark.start("word"))
    if not (in_first_column or (known and is_declaration_form(mark.string, mark.start("word")))):
        return False
    if in_first_column and is_declaration_form(mark.string, mark.start("word")):
        return True
    return (known or word not in GOES_ON) and not _goes_on(mark.string, mark.start(), floor)


def _starts_item(mark: re.Match[str], floor: int) -> bool:
    """Whether an item begins: also after an unfinished line, if its word is known and not indented deeper."""
    if mark["word"] in INFIX:
        return False
    goes_on = _goes_on(mark.string, mark.start(), floor)
    return not goes_on or (
        mark["word"] in FORMS and _column(mark.start("word"), mark) <= _first_column(mark, floor)
    )


def _first_column(mark: re.Match[str], floor: int) -> int:
    blank = _BLANK.match(mark.string, floor)
    return _column(blank.end() if blank else floor, mark)


def _column(place: int, mark: re.Match[str]) -> int:
    return place - mark.string.rfind("\n", 0, place)


def _goes_on(text: str, line_start: int, floor: int) -> bool:
    """Whether the code before a line waits for more: it ends with an operator or an infix word."""
    before = _code_before(text, line_start, floor)
    word = _LAST_WORD.search(before)
    return before.endswith(_UNFINISHED) or (word is not None and word[0] in (INFIX - {"ago"}) | {"not"})


def _code_before(text: str, line_start: int, floor: int) -> str:
    """The nearest line above that says something, without its comment."""
    while line_start > floor:
        above = max(text.rfind("\n", floor, line_start - 1) + 1, floor)
        code = _COMMENT.sub(r"\1", text[above:line_start]).rstrip()
        if code:
            return code
        line_start = above
    return ""
