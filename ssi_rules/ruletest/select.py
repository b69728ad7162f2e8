"""Which tests ``-k`` chooses: words that stand in a test's title or file, with ``and``, ``or``, ``not`` and parentheses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Choice: TypeAlias = Callable[[str], bool]
"""Whether a name is chosen."""

_TOKENS = re.compile(r"\s*([()]|(?:(?!\b(?:and|or|not)\b)[^()])+|\w+)")
_SPECIAL = frozenset({"and", "or", "not", "(", ")"})


class SelectionError(ValueError):
    """An expression that chooses nothing, since it cannot be read."""


def choice(expression: str) -> Choice:
    """What an expression chooses, whatever the case of its letters.

    Words beside each other are one text: ``target market and not half`` asks for "target market" and against "half".

    Raises:
        SelectionError: Something is missing, or a parenthesis is not closed.
    """
    reading = _Reading([token.strip().casefold() for token in _TOKENS.findall(expression) if token.strip()])
    chosen = reading.either()
    if reading.at < len(reading.tokens):
        raise SelectionError(f"`{reading.tokens[reading.at]}` stands where nothing more was meant to follow")
    return lambda name: chosen(name.casefold())


@dataclass
class _Reading:
    """Reads tokens from the left, loosest binding first."""

    tokens: list[str]
    at: int = 0

    def _take(self, token: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at] == token:
            self.at += 1
            return True
        return False

    def either(self) -> Choice:
        sides = [self._both()]
        while self._take("or"):
            sides.append(self._both())
        return lambda name: any(side(name) for side in sides)

    def _both(self) -> Choice:
        sides = [self._one()]
        while self._take("and"):
            sides.append(self._one())
        return lambda name: all(side(name) for side in sides)

    def _one(self) -> Choice:
        if self._take("not"):
            operand = self._one()
            return lambda name: not operand(name)
        if self._take("("):
            inner = self.either()
            if not self._take(")"):
                raise SelectionError("a parenthesis is not closed")
            return inner
        if self.at == len(self.tokens) or self.tokens[self.at] in _SPECIAL:
            raise SelectionError("a word is missing")
        words = self.tokens[self.at]
        self.at += 1
        return lambda name: words in name
