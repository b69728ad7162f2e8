"""Closes blocks that nobody closed, where the indentation says they end, so that the rest can still be read."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.syntax.split import MARK, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Opened:
    """A brace that opens a block: its place, and the line it stands on."""

    at: int
    line: int
    indent: int


@dataclass(frozen=True, slots=True)
class Unclosed:
    """A block without an end: the place of its brace, and the place before which it should end."""

    at: int
    before: int


def mended(piece: Piece) -> tuple[Piece, tuple[Unclosed, ...]]:
    """A copy of a piece with its blocks closed.

    Returns:
        The copy, and the blocks that were never closed, by places in the file.
    """
    by_indent = tuple(_unclosed(piece))
    at_end = tuple(Unclosed(at, piece.end) for at in piece.unclosed)
    found = (
        by_indent
        if len(by_indent) == len(at_end) and all(_holds_any(piece, each) for each in by_indent)
        else at_end
    )
    text = _closed(piece, found)
    return Piece(text, 0, len(text), piece.offset + piece.start), tuple(
        Unclosed(each.at + piece.offset, each.before + piece.offset) for each in found
    )


def _holds_any(piece: Piece, block: Unclosed) -> bool:
    """Whether anything stands in the block; if not, the text is not indented and its indentation says nothing."""
    return bool(piece.text[block.at + 1 : block.before].strip())


def _unclosed(piece: Piece) -> Iterator[Unclosed]:
    """Blocks that a later line, indented no deeper than their own, shows to be over."""
    stack: list[Opened] = []
    lines = [
        piece.start,
        *(found.end() for found in re.compile("\n").finditer(piece.text, piece.start, piece.end)),
    ]
    for mark in MARK.finditer(piece.text, piece.start, piece.end):
        line = lines[bisect_right(lines, mark.start()) - 1]
        if mark["brace"] == "{":
            stack.append(Opened(mark.start(), line, _indent(piece.text, line)))
        elif mark["brace"] or mark["word"]:
            leads = _indent(piece.text, line) == (mark.start("word") if mark["word"] else mark.start()) - line
            slack = 1 if mark["brace"] else 0
            while (
                leads
                and stack
                and stack[-1].line < line
                and stack[-1].indent >= _indent(piece.text, line) + slack
            ):
                yield Unclosed(stack.pop().at, line)
            if mark["brace"] and stack:
                stack.pop()
    for opened in reversed(stack):
        yield Unclosed(opened.at, piece.end)


def _indent(text: str, line: int) -> int:
    return len(text[line : line + 200]) - len(text[line : line + 200].lstrip(" \t"))


def _closed(piece: Piece, unclosed: tuple[Unclosed, ...]) -> str:
    """The text of the piece with braces in place of blanks; where there is no room they come at the end."""
    chars, owed = list(piece.text[piece.start : piece.end]), 0
    for each in unclosed:
        at = each.before - piece.start
        if each.before < piece.end and chars[at] in " \t":
            chars[at] = "}"
        elif (
            each.before < piece.end
            and chars[at - 1] == "\n"
            and "#" not in _line_above(piece.text, each.before)
        ):
            chars[at - 1] = "}"
        else:
            owed += 1
    return "".join(chars) + "\n" + "}" * owed


def _line_above(text: str, line: int) -> str:
    return text[text.rfind("\n", 0, line - 1) + 1 : line]
