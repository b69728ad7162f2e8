"""The days of a window, remembered per as-of day: a team shares one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.language.windows import Window

_REMEMBERED = 1024


@dataclass(frozen=True)
class WindowBounds:
    """The bounds of one window."""

    window: Window
    _known: dict[date, tuple[date, date]] = field(default_factory=dict)

    def of(self, as_of: date) -> tuple[date, date]:
        """The exclusive first and the inclusive last day."""
        found = self._known.get(as_of)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[as_of] = self.window.bounds(as_of)
        return found
