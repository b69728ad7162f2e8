"""A language nobody speaks: English with marks on every letter, longer, in brackets.

On a page in it, words without marks are words that no translator would ever see, and what spills over will spill over
in a long language too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ssi_rules.report.languages.language import Language
from ssi_rules.report.languages.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

NAME = "qps"
"""What it is asked for by: from the range that ISO 639 keeps for private use."""

TAG = "en-x-qps"
"""What pages say: English of a private sort, which browsers and their readers know to take."""

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKED = "áƀçðéƒĝĥîĵķļɱñóþǫŕšţûṽŵẋýžÁƁÇÐÉƑĜĤÎĴĶĻṀÑÓÞǪŔŠŢÛṼŴẊÝŽ"
_ACCENTS = str.maketrans(_PLAIN, _MARKED)
_PLACEHOLDER = re.compile(r"(\{\w*\})")
_LONGER = 4
"""Tenths that a message grows by."""


@dataclass(frozen=True)
class Pseudo(Language):
    """Marks every message of the code; what rule files and members say stays as it is."""

    tag: str = TAG

    def text(self, message: str, /, **values: str) -> str:
        """The message with marks, and its values in their places."""
        return pseudo(message).format(**values)

    def plural(self, one: str, many: str, count: int | Decimal, /, **values: str) -> str:
        """The form of a message that goes with a count, with marks."""
        return super().plural(pseudo(one), pseudo(many), count, **values)

    def day(self, value: date) -> str:
        """The day with marks."""
        return f"[{super().day(value).translate(_ACCENTS)}]"

    def listed(self, parts: Iterable[str]) -> str:
        """Parts in one phrase, the word between the last two with marks."""
        *before, last = parts
        return f"[{', '.join(before)} {'and'.translate(_ACCENTS)} {last}]" if before else last

    def told(self, text: str) -> str:
        """What a document says, with marks; as it is where it fits no pattern."""
        return told(text, self)


@lru_cache
def pseudo(message: str) -> str:
    """A message with marks on its letters, its placeholders untouched, lengthened by words as long as its own."""
    parts = _PLACEHOLDER.split(message)
    marked = "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in parts)
    letters = sum(not part.startswith("{") and len(part) for part in parts)
    return f"[{marked}{_padding(letters * _LONGER // 10)}]"


def _padding(count: int) -> str:
    return "".join(" " if place % 6 == 0 else "~" for place in range(count))
