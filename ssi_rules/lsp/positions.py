"""Places as editors count them, lines from 0 and columns in code units, and places as we count them, in characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

_LINE_END = re.compile(r"\r\n|\r|\n")
_BYTES_OF_A_UNIT = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


class Encoding(Enum):
    """What a column counts; an editor that does not say counts UTF-16 units."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"

    def units(self, text: str) -> int:
        """How many columns a text takes."""
        if text.isascii() or self is Encoding.UTF_32:
            return len(text)
        # The byte order is named, so that no mark of it is written.
        codec = self.value if self is Encoding.UTF_8 else f"{self.value}-le"
        return len(text.encode(codec, "surrogatepass")) // _BYTES_OF_A_UNIT[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line and a column, both from 0, the column in code units."""

    line: int
    column: int


@dataclass(frozen=True)
class Lines:
    """A text as an editor sees it; a line ends with LF, CR or both, and with nothing else.

    Attributes:
        text: With the line ends it has.
        encoding: What a column counts.
    """

    text: str
    encoding: Encoding = Encoding.UTF_16

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Offsets at which lines begin."""
        return (0, *(found.end() for found in _LINE_END.finditer(self.text)))

    def place(self, offset: int) -> Place:
        """Where an offset in characters is; past the end counts as the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.starts, offset) - 1
        return Place(line, self.encoding.units(self.text[self.starts[line] : offset]))

    def offset(self, place: Place) -> int:
        """The offset in characters of a place; past the end of a line, or of the text, counts as that end."""
        if place.line < 0:
            return 0
        if place.line >= len(self.starts):
            return len(self.text)
        start, line = self.starts[place.line], self._line(place.line)
        if line.isascii() or self.encoding is Encoding.UTF_32:
            return start + max(0, min(place.column, len(line)))
        return start + self._characters(line, place.column)

    def _line(self, number: int) -> str:
        """A line without its end."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")

    def _characters(self, line: str, column: int) -> int:
        """How many characters fit into so many code units; half a character counts as none of it."""
        passed = 0
        for number, character in enumerate(line):
            passed += self.encoding.units(character)
            if passed > column:
                return number
        return len(line)
