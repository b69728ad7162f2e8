"""What may be written at a place: for editors, which offer it while the rest is not there yet."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from lark import UnexpectedInput

from ssi_rules.syntax.grammar import grammar
from ssi_rules.syntax.recover import line_rule
from ssi_rules.syntax.split import MARK, Piece, declarations, items
from ssi_rules.syntax.trouble import spelt

_NOTHING_ON_ITS_LINE = re.compile(r"(?:\A|[\n{])[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class Expected:
    """What may come next.

    Attributes:
        words: Keywords.
        kinds: Names of the grammar's other terminals: NAME, QUOTED, DECIMAL, LPAR and so on.
        item: What has been written of the line, or of the declaration, that is being written.
        blocks: What has been written before the brace of every block around it, outermost first.
    """

    words: frozenset[str]
    kinds: frozenset[str]
    item: str
    blocks: tuple[str, ...]


def expected(before: str) -> Expected:
    """What may come after a text.

    Args:
        before: A file up to the place, without the word that is being typed there; outside texts and comments.

    Returns:
        Nothing may come where what stands before on the same line cannot be read; faults further up do not matter.
    """
    piece, rule, blocks = _innermost(before)
    accepted = _accepted(piece.text[piece.start : piece.end], rule)
    if _NOTHING_ON_ITS_LINE.search(before) and ("$END" in accepted or not accepted):
        accepted |= _accepted("", rule)
    if not blocks:
        accepted -= {"RBRACE"}
    words = frozenset(word for each in accepted if (word := spelt(each)).isidentifier() and each != "$END")
    kinds = frozenset(each for each in accepted if not spelt(each).isidentifier())
    return Expected(words, kinds, piece.text[piece.start : piece.end], blocks)


def _innermost(text: str) -> tuple[Piece, str, tuple[str, ...]]:
    """The item that the text ends in, the rule that it is read by, and the heads of the blocks around it."""
    piece, rule, heads = _last(list(declarations(_whole(text))), len(text), text), "declaration", list[str]()
    while (block := _open_block(piece)) is not None and (inner := line_rule(piece, rule)) is not None:
        heads.append(text[piece.start : block.start - 1])
        piece, rule = _last(list(items(block)), len(text), text), inner
    return piece, rule, tuple(heads)


def _whole(text: str) -> Piece:
    return Piece(text, 0, len(text))


def _last(pieces: list[Piece], end: int, text: str) -> Piece:
    """The last of some pieces; an empty one at the end where there is none."""
    return replace(pieces[-1], unclosed=(), stray=False) if pieces else Piece(text, end, end)


def _open_block(piece: Piece) -> Piece | None:
    """What follows the first brace of a piece, if that is still open at its end."""
    opened, depth = None, 0
    for mark in MARK.finditer(piece.text, piece.start, piece.end):
        if mark["brace"] == "{":
            opened, depth = (mark.end() if depth == 0 else opened), depth + 1
        elif mark["brace"]:
            depth -= 1
    return None if opened is None or depth <= 0 else replace(piece, start=opened)


def _accepted(text: str, rule: str) -> set[str]:
    """Names of the terminals that may follow a text that is read by a rule."""
    interactive: Any = grammar().parse_interactive(text, start=rule)  # lark leaves most of it untyped
    conf = copy(interactive.parser_state.parse_conf)
    conf.callbacks = {}  # nothing is built of half an item
    interactive.parser_state.parse_conf = conf
    try:
        interactive.exhaust_lexer()
    except UnexpectedInput:
        return set()
    return set(interactive.accepts())
