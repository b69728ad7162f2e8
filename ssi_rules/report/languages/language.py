"""What a report asks of a language; the view puts every sentence together through one of these."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True)
class Language:
    """English as it stands in the code; other languages put catalogues and Babel's formats in its place.

    Messages are literals in the code, so that they can be extracted: ``text("{points} left", points=…)``. Values are
    strings that are safe to show already.

    Attributes:
        tag: BCP 47 tag, as ``<html lang>`` takes it.
    """

    tag: str = "en"

    def text(self, message: str, /, **values: str) -> str:
        """A message with its values in their places."""
        return message.format(**values)

    def plural(self, one: str, many: str, count: int | Decimal, /, **values: str) -> str:
        """The form of a message that goes with a count; ``{count}`` is the number as this language writes it."""
        return (one if count == 1 else many).format(count=self.number(Decimal(count)), **values)

    def number(self, value: Decimal) -> str:
        """A number with thousands apart and no trailing zeros."""
        digits = f"{value.copy_abs():,f}" if value else "0"  # a zero may have a billion places
        if "." in digits:
            digits = digits.rstrip("0").rstrip(".")
        return f"-{digits}" if value < 0 else digits

    def signed(self, value: Decimal) -> str:
        """A number with its sign, zero without."""
        return f"+{self.number(value)}" if value > 0 else self.number(value)

    def percent(self, value: Decimal) -> str:
        """A percentage given in percent: 12.5 is 12.5%."""
        return f"{self.number(value)}%"

    def day(self, value: date) -> str:
        """A day without a doubt about its order: 30 Jun 2026."""
        return f"{value.day} {value:%b} {value.year}"

    def listed(self, parts: Iterable[str]) -> str:
        """Parts in one phrase: a, b and c."""
        *before, last = parts
        return f"{', '.join(before)} and {last}" if before else last

    def rule(self, text: str) -> str:
        """A rule file's own title, advice or reason, translated where its authors brought a translation."""
        return text

    def told(self, text: str) -> str:
        """A sentence that the engine or a reader of files put into a document, in English, in this language."""
        return text


ENGLISH = Language()
