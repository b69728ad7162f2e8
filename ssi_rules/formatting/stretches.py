"""Tokens in a row, and how they are written when it is known where lines begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.syntax.printer.layout import INDENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ssi_rules.formatting.outline import Places
    from ssi_rules.formatting.tokens import Token

_NOTHING_AFTER = frozenset({"(", "."})
_NOTHING_BEFORE = frozenset({")", ",", "."})


@dataclass(frozen=True, slots=True)
class Text:
    """All tokens of a file.

    Attributes:
        written: The text as it was.
        tokens: In their order.
        places: Their numbers by place.
        signs: Numbers of the minus signs that belong to the number after them.
    """

    written: str
    tokens: Sequence[Token]
    places: Places
    signs: frozenset[int]

    def gap(self, number: int) -> str:
        """What stands between a token and the one before it on the same line."""
        before, token = self.tokens[number - 1].text, self.tokens[number].text
        tight = before in _NOTHING_AFTER or token in _NOTHING_BEFORE or number - 1 in self.signs
        return "" if tight else " "

    def on_one_line(self, first: int, last: int) -> bool:
        """Whether tokens stood on one line."""
        return "\n" not in self.written[self.tokens[first].start : self.tokens[last].end]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens of one item.

    Attributes:
        text: The file's.
        first: The number of the first token.
        last: The number of the last.
        inner: Whether comments before the first are the stretch's own; else they stand above its item.
    """

    text: Text
    first: int
    last: int
    inner: bool = False

    def part(self, first: int, last: int) -> Stretch:
        """Some of these tokens."""
        return replace(self, first=first, last=last, inner=True)

    @property
    def flat(self) -> str:
        """All on one line, without comments."""
        rest = (
            self.text.gap(each) + self.text.tokens[each].text for each in range(self.first + 1, self.last + 1)
        )
        return self.text.tokens[self.first].text + "".join(rest)

    @property
    def is_divided(self) -> bool:
        """Whether a comment stands between two of the tokens."""
        return any(self.text.tokens[each].comments for each in range(self.first + 1, self.last + 1))

    @property
    def is_commented(self) -> bool:
        """Whether a comment of its own stands before it."""
        return self.inner and bool(self.text.tokens[self.first].comments)

    @property
    def has_comments(self) -> bool:
        """Whether a comment is among what it writes."""
        return self.is_commented or self.is_divided

    def hanging(self) -> Mapping[int, int]:
        """The same indentation for every line but the first."""
        return dict.fromkeys(range(self.first, self.last + 1), INDENT)

    def written(self, breaks: Mapping[int, int], hanging: Mapping[int, int]) -> list[str]:
        """The lines of the tokens and comments.

        Args:
            breaks: Indentations of tokens that begin a line.
            hanging: Indentations of all tokens, for those that a comment makes begin a line.
        """
        lines = [""]
        for number in range(self.first, self.last + 1):
            token = self.text.tokens[number]
            if token.comments and (self.inner or number > self.first):
                indent = " " * breaks.get(number, hanging[number])
                lines[-1] += f"  {token.note_before}" if token.note_before else ""
                lines += [f"{indent}{line}" if line else "" for line in _own_lines(token)]
                lines.append(indent + token.text)
            elif number in breaks:
                lines.append(" " * breaks[number] + token.text)
            else:
                lines[-1] += (self.text.gap(number) if lines[-1] else "") + token.text
        return lines


def _own_lines(token: Token) -> Iterator[str]:
    """Comments before a token on lines of their own; a blank line stays only above a comment."""
    for each in token.comments:
        if not each.behind:
            yield from ("", each.text) if each.spaced else (each.text,)
