"""How moments are written, by file and quirk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.synthetic.eras import Quirk

if TYPE_CHECKING:
    from datetime import date, datetime

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - easier to read than twelve quoted
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NOON = 12


@dataclass(frozen=True, slots=True)
class Stamps:
    """Writes dates as an export with these quirks has them; English whatever the machine's language."""

    quirks: frozenset[Quirk]

    def connected(self, day: date) -> str:
        """Day only: ``08 Feb 2026``; a spreadsheet makes ``8-Feb-26`` of it."""
        month = _MONTHS[day.month - 1]
        if Quirk.EXCEL_RESAVE in self.quirks:
            return f"{day.day}-{month[:3]}-{day.year % 100:02}"
        return f"{day.day:02} {month if Quirk.LONG_MONTHS in self.quirks else month[:3]} {day.year}"

    def american(self, at: datetime) -> str:
        """``1/29/26, 2:37 PM``."""
        half = "AM" if at.hour < _NOON else "PM"
        hour = at.hour % _NOON or _NOON
        space = "\u202f" if Quirk.NARROW_SPACE in self.quirks else " "
        if Quirk.ZERO_PADDED in self.quirks:
            return f"{at.month:02}/{at.day:02}/{at.year % 100:02}, {hour:02}:{at.minute:02}{space}{half}"
        if Quirk.EXCEL_RESAVE in self.quirks:
            return self._resaved(at)
        return f"{at.month}/{at.day}/{at.year % 100:02}, {hour}:{at.minute:02}{space}{half}"

    def sent(self, at: datetime) -> str:
        """``2025-06-01 14:03:22 UTC``; too odd for a spreadsheet to change."""
        return f"{at:%Y-%m-%d %H:%M:%S} UTC"

    def shared(self, at: datetime | None) -> str:
        """``2026-02-09 01:21:47``."""
        if at is None:
            return ""
        return self._resaved(at) if Quirk.EXCEL_RESAVE in self.quirks else f"{at:%Y-%m-%d %H:%M:%S}"

    def searched(self, at: datetime) -> str:
        """``2024/02/01 15:02:55 UTC``."""
        return f"{at:%Y/%m/%d %H:%M:%S} UTC"

    def signed_in(self, at: datetime) -> str:
        """``Tue Sep 28 09:08:27 UTC 2021``."""
        month = _MONTHS[at.month - 1][:3]
        return f"{_WEEKDAYS[at.weekday()]} {month} {at.day:02} {at:%H:%M:%S} UTC {at.year}"

    def _resaved(self, at: datetime) -> str:
        return f"{at.month}/{at.day}/{at.year} {at.hour}:{at.minute:02}"
