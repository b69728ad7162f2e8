"""Stretches of tokens: on one line where they fit, folded where they do not or where a comment divides them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.formatting.chains import Link, links
from ssi_rules.syntax.printer.layout import INDENT, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.formatting.outline import Foldable
    from ssi_rules.formatting.stretches import Stretch


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of phrases: behind its verb if it fits there, else filled into lines below."""

    stretch: Stretch

    def __call__(self, column: int, room: int) -> list[str]:
        """Its lines."""
        stretch = self.stretch
        if not stretch.has_comments and column + width(stretch.flat) <= room:
            return [stretch.flat]
        return stretch.written(_filled(stretch, column=room, room=room), stretch.hanging())


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of values in braces: filled into lines."""

    stretch: Stretch

    def __call__(self, column: int, room: int) -> list[str]:
        """Its lines."""
        breaks = _filled(self.stretch, column=column - 1, room=room)
        breaks.pop(self.stretch.first, None)
        return self.stretch.written(breaks, {**self.stretch.hanging(), self.stretch.last: 0})


def _filled(stretch: Stretch, *, column: int, room: int) -> dict[int, int]:
    """Where lines begin if each takes as many members of a list as fit; a comment before a member begins one too."""
    breaks: dict[int, int] = {}
    for member in _members(stretch):
        wide = width(member.flat)
        if member.is_commented or column + 1 + wide > room:
            breaks[member.first], column = INDENT, INDENT + wide
        else:
            column += 1 + wide
    return breaks


def _members(stretch: Stretch) -> Iterator[Stretch]:
    first = stretch.first
    for number in range(stretch.first, stretch.last + 1):
        if stretch.text.tokens[number].text == "," or number == stretch.last:
            yield stretch.part(first, number)
            first = number + 1


@dataclass(frozen=True, slots=True)
class Formula:
    """Words with an expression at their end, folded before the operators that bind loosest, and so on inside."""

    stretch: Stretch
    expression: Foldable | None = None
    indent: int = INDENT

    def __call__(self, column: int, room: int) -> list[str]:
        """Its lines."""
        folds = _Folds(self.stretch, room)
        folds.add(Link(self.stretch.first, self.expression), self.stretch.last, column, self.indent)
        return self.stretch.written(folds.breaks, folds.hanging)


@dataclass(slots=True)
class _Folds:
    """Where the lines of a formula begin, as far as is decided."""

    stretch: Stretch
    room: int
    breaks: dict[int, int] = field(default_factory=dict)
    hanging: dict[int, int] = field(default_factory=dict)

    def add(self, link: Link, last: int, column: int, indent: int) -> None:
        """Decide on the tokens of a link.

        Args:
            link: Where it begins, and the expression it ends with.
            last: Its last token.
            column: Where it begins.
            indent: The indentation of its further lines.
        """
        self.hanging.update(dict.fromkeys(range(link.first, last + 1), indent))
        if link.expression is None or self._fits(link.first, link.expression, last, column):
            return
        head, *more = links(link, self.stretch.text)
        ends = [each.first - 1 for each in more] + [last]
        if head.expression is not link.expression:
            self.add(head, ends[0], column, indent + INDENT if more else indent)
            self.hanging[self._begins(link.expression)] = indent
        for each, end in zip(more, ends[1:], strict=True):
            self.breaks[each.first] = indent
            self.add(each, end, indent, indent + INDENT)

    def _fits(self, first: int, expression: Foldable, last: int, column: int) -> bool:
        """Whether a link fits on its line; a comment before its expression does not divide it."""
        parted = self.stretch.part(self._begins(expression), last).is_divided
        return not parted and column + width(self.stretch.part(first, last).flat) <= self.room

    def _begins(self, expression: Foldable) -> int:
        return self.stretch.text.places.first(expression)
