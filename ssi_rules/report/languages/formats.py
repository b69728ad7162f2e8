"""How a place writes numbers, percents, days and lists; taken from Babel, which has them from the CLDR."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_skeleton
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

_UNGROUPED_BELOW = {"es": 10_000}
"""Spanish sets thousands apart from five digits on; Babel does not carry that part of the CLDR."""


_SOUNDS_LIKE_I = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)
"""Before such a word Spanish says ``e`` for ``y``; Babel does not."""


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of one locale, worked out once.

    Attributes:
        marks: From the signs of an English number to those used here.
        percent: What stands before and after a percentage.
    """

    locale: Locale
    marks: dict[int, str]
    percent: tuple[str, str]

    def number(self, english: str) -> str:
        """A number written the English way, with every digit it has, as it is written here.

        Only signs are exchanged, so that no digit can be lost to rounding.
        """
        return english.translate(self.marks)

    def ungrouped(self, value: Decimal) -> bool:
        """Whether thousands are not set apart in so small a number."""
        return abs(value) < _UNGROUPED_BELOW.get(self.locale.language, 0)

    def singular(self, count: Decimal) -> bool:
        """Whether a count that is not whole takes the singular: 1.5 does in French."""
        return self.locale.plural_form(abs(count)) == "one"

    def day(self, value: date) -> str:
        """A day with its month as a word."""
        return format_skeleton("yMMMd", value, locale=self.locale)

    def listed(self, parts: Sequence[str]) -> str:
        """Parts in one phrase."""
        phrase = format_list(parts, locale=self.locale)
        if self.locale.language == "es" and len(parts) > 1 and _SOUNDS_LIKE_I.match(parts[-1]):
            return f"{phrase.removesuffix(f'y {parts[-1]}')}e {parts[-1]}"
        return phrase


@cache
def formats(identifier: str) -> Formats:
    """The formats of a locale.

    Args:
        identifier: ``de`` or ``de_AT``.

    Raises:
        UnknownLocaleError: Babel does not know it.
    """
    locale = Locale.parse(identifier)
    marks = {
        ",": get_group_symbol(locale),
        ".": get_decimal_symbol(locale),
        "-": get_minus_sign_symbol(locale),
    }
    pattern = locale.percent_formats[None]
    return Formats(locale, str.maketrans(marks), (pattern.prefix[0], pattern.suffix[0]))
