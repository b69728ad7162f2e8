"""What the builders of one reading share: the source, what they found wrong, how deep they are."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.syntax.ast import Node
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from ssi_rules.diagnostics import Diagnostic

DEEPEST = 150
"""Operators and parentheses nested further than this are refused, so that later passes may recurse."""


class Word(str):
    """A token as the parser hands it over; only its place is added to its text."""

    __slots__ = ("end_pos", "start_pos")
    start_pos: int
    end_pos: int


@dataclass(slots=True)
class Reading:
    """One attempt to read one piece of a source.

    Attributes:
        source: The file, for spans.
        offset: What to add to a token's place to get its place in the file.
        faults: What was wrong in pieces that could be built all the same.
        depths: How deeply each expression built so far is nested, by identity, beside the expression, which must live
            as long as its identity is used.
    """

    source: Source
    offset: int = 0
    faults: list[Diagnostic] = field(default_factory=list)
    depths: dict[int, tuple[int, Node]] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818 - named for what happened, as everywhere here
    """A piece cannot be read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


CURRENT: ContextVar[Reading] = ContextVar("reading")
"""The builders hang on one shared grammar, so they find their reading here; a context per thread keeps it safe."""


def span(first: Word | Node, last: Word | Node | None = None) -> Span:
    """The stretch from the beginning of one part to the end of another."""
    reading = CURRENT.get()
    last = first if last is None else last
    start = first.span.start if isinstance(first, Node) else first.start_pos + reading.offset
    end = last.span.end if isinstance(last, Node) else last.end_pos + reading.offset
    return Span(
        reading.source, start, min(end, len(reading.source.text))
    )  # mended blocks end behind the file


def fault(diagnostic: Diagnostic) -> None:
    """Note what is wrong and go on building, so that one reading tells all of it; nothing built is kept."""
    CURRENT.get().faults.append(diagnostic)
