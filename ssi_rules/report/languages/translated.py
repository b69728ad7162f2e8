"""A language of its own messages, formats and rule files' words."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from ssi_rules.report.languages.formats import formats
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.languages.messages import messages
from ssi_rules.report.languages.telling import told

if TYPE_CHECKING:
    import gettext
    from collections.abc import Iterable, Mapping
    from datetime import date

_REMEMBERED = 50_000
"""Numbers and days kept as written: a page has a thousand of them, and most are on the next page too."""


@dataclass(frozen=True)
class Translated(Language):
    """Messages from a catalogue, formats from Babel, and what a ruleset's authors brought.

    It holds nothing but text, so that it can be handed to other processes.

    Attributes:
        locale: Whose formats are used, as Babel writes it: ``de_AT``.
        rules: From a rule file's text to its translation.
    """

    locale: str = "en"
    rules: Mapping[str, str] = field(default_factory=dict, hash=False)

    def text(self, message: str, /, **values: str) -> str:
        """A message with its values in their places; English where the catalogue lacks it."""
        return self._messages.gettext(message).format(**values)

    def plural(self, one: str, many: str, count: int | Decimal, /, **values: str) -> str:
        """The form of a message that goes with a count, by the rules of the language."""
        counted = Decimal(count)
        form = self._messages.ngettext(one, many, self._whole(counted))
        return form.format(count=self.number(counted), **values)

    def number(self, value: Decimal) -> str:
        """A number as the place writes it, with every digit it has."""
        return _number(self.locale, value)

    def percent(self, value: Decimal) -> str:
        """A percentage given in percent, with the place's space before the sign."""
        before, after = formats(self.locale).percent
        return f"{before}{self.number(value)}{after}"

    def day(self, value: date) -> str:
        """A day with its month as a word: 30. Juni 2026."""
        return _day(self.locale, value)

    def listed(self, parts: Iterable[str]) -> str:
        """Parts in one phrase: a, b und c."""
        return formats(self.locale).listed(list(parts))

    def rule(self, text: str) -> str:
        """The translation a rule file's authors brought; its own words where they brought none."""
        if text in self.rules:
            return self.rules[text]
        table, colon, column = text.rpartition(": ")  # how a document names a column of a table
        return f"{self.rules[table]}{colon}{column}" if table in self.rules else text

    def told(self, text: str) -> str:
        """What a document says in English, made again; as it is where it fits no pattern."""
        return told(text, self)

    @property
    def _messages(self) -> gettext.NullTranslations:
        return messages(self.locale.partition("_")[0])

    def _whole(self, count: Decimal) -> int:
        """A whole number that takes the same form: catalogues know of no others."""
        if count == count.to_integral_value():
            return abs(int(count))
        return 1 if formats(self.locale).singular(count) else 2


@lru_cache(_REMEMBERED)
def _number(locale: str, value: Decimal) -> str:
    found = formats(locale)
    english = ENGLISH.number(value)
    return found.number(english.replace(",", "") if found.ungrouped(value) else english)


@lru_cache(_REMEMBERED)
def _day(locale: str, value: date) -> str:
    return formats(locale).day(value)
