"""A source text and places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

_LINE_END = re.compile("\n")


@dataclass(frozen=True, eq=False)
class Source:
    """One rule file as read.

    Attributes:
        path: How the file is named to people: relative to the project, with forward slashes.
        text: Its decoded text, line ends normalised to LF.
        inside: Where the project lies in its repository: empty, or a path that ends with a slash.
    """

    path: str
    text: str
    inside: str = ""

    @property
    def repository_path(self) -> str:
        """How a forge names the file: relative to the repository's root."""
        return self.inside + self.path

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets at which lines begin."""
        return (0, *(found.end() for found in _LINE_END.finditer(self.text)))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, columns in characters."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line counted from 1, without its end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source, from ``start`` up to but not including ``end`` (offsets in characters)."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def line(self) -> int:
        """Line of the first character, from 1."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """Column of the first character, from 1."""
        return self.source.position(self.start)[1]

    @property
    def end_line(self) -> int:
        """Line of the character after the last, from 1."""
        return self.source.position(self.end)[0]

    @property
    def end_column(self) -> int:
        """Column of the character after the last, from 1."""
        return self.source.position(self.end)[1]

    @property
    def text(self) -> str:
        """The author's own words."""
        return self.source.text[self.start : self.end]

    @property
    def origin(self) -> str:
        """``file:line``, as explanations cite it."""
        return f"{self.source.path}:{self.line}"

    def to(self, other: Span) -> Span:
        """The stretch from here to the end of a later span."""
        return Span(self.source, self.start, other.end)
