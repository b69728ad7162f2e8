"""Keeps the declarations of a file's last reading by their text, so that a file in which one changes is not read whole again."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from ssi_rules.syntax.ast import Node
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from types import MemberDescriptorType

    from ssi_rules.syntax.split import Piece

_Node = TypeVar("_Node", bound=Node)


@dataclass(slots=True)
class Memory:
    """Pieces that could be read without a fault, by their text: what a piece means depends on nothing else.

    Attributes:
        before: What the last reading left, with the place in the file where each began.
        now: What this one has seen so far.
    """

    before: dict[str, tuple[Node, int]] = field(default_factory=dict)
    now: dict[str, tuple[Node, int]] = field(default_factory=dict)

    def begin(self) -> None:
        """Another reading begins; what the last one did not see is forgotten."""
        self.before, self.now = self.now, {}

    def recall(self, piece: Piece, source: Source) -> Node | None:
        """What the same text was, at its new place."""
        known = self.before.get(piece.text[piece.start : piece.end])
        if known is None or not _lies_in(piece, source):
            return None
        node, start = known
        found = moved(node, source, piece.start + piece.offset - start)
        self.keep(piece, found)
        return found

    def keep(self, piece: Piece, node: Node) -> None:
        """Remember what a piece was."""
        if _lies_in(piece, node.span.source):
            self.now[piece.text[piece.start : piece.end]] = node, piece.start + piece.offset


def _lies_in(piece: Piece, source: Source) -> bool:
    """Whether a piece ends in the file: one with braces that mending added may end behind it."""
    return piece.end + piece.offset <= len(source.text)


def moved(node: _Node, source: Source, by: int) -> _Node:
    """The same node at another place, maybe of another source; everything inside moves with it."""
    kind = node.__class__
    new: _Node = object.__new__(kind)
    # Slots are set as a frozen class's own __init__ sets them, without the price of calling it.
    for slot in _slots(kind):  # type: ignore[arg-type] # a class is hashable
        value = slot.__get__(node, kind)
        held = value.__class__
        if held is Span:
            value = Span(source, value.start + by, value.end + by)
        elif held is tuple:
            value = tuple([moved(each, source, by) if isinstance(each, Node) else each for each in value])
        elif isinstance(value, Node):
            value = moved(value, source, by)
        slot.__set__(new, value)
    return new


@cache
def _slots(kind: type) -> tuple[MemberDescriptorType, ...]:
    return tuple(getattr(kind, each.name) for each in fields(kind))
