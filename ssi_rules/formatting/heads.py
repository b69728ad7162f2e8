"""Heads of blocks: where each ends, and that comments among the words of one go behind its brace.

A comment ends its line, so a word after it would begin one; at the top of a file such a word can begin a declaration:
``in # why`` and below it ``test {``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ssi_rules.formatting.outline import Entry, Places, foldable
from ssi_rules.formatting.tokens import Comment, Token, joined
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def opening_brace(entry: Entry, tokens: Sequence[Token]) -> int | None:
    """The number of the brace that opens an entry's block; None for a row, which has braces around values at most."""
    match entry.node:
        case ast.AddsRows() | ast.GivenRows():
            return None
        case ast.GivenTable(rows=()) if not tokens[entry.last].comments:
            return None
        case _:
            braces = (each for each in range(entry.first, entry.last) if tokens[each].text == "{")
            return next(braces, None)


def with_plain_heads(file: ast.File, tokens: Sequence[Token], places: Places) -> list[Token]:
    """The tokens, heads that hold no expression freed from comments."""
    plain = list(tokens)
    for entry, brace in _blocks(file, tokens, places):
        if foldable(entry.node) is None:
            _clear(plain, entry.first + 1, brace)
    return plain


def _blocks(node: ast.Node, tokens: Sequence[Token], places: Places) -> Iterator[tuple[Entry, int]]:
    for entry in places.entries(node):
        brace = opening_brace(entry, tokens)
        if brace is not None:
            yield entry, brace
            yield from _blocks(entry.node, tokens, places)


def _clear(tokens: list[Token], start: int, brace: int) -> None:
    """Move comments from before some tokens to behind the brace that follows them."""
    held: tuple[Comment, ...] = ()
    for number in range(start, brace + 1):
        held = joined(held, tokens[number].comments)
        tokens[number] = replace(tokens[number], comments=())
    after = tokens[brace + 1]
    tokens[brace + 1] = replace(after, comments=joined(held, after.comments))
