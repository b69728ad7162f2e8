"""How long a window is, whatever unit it is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.language.windows import WEEK, Unit

if TYPE_CHECKING:
    from ssi_rules.language.windows import Length, Window

DAY = 4_800
"""Parts of a day in which every unit is whole: the calendar's 4800 months of 400 years have 146097 days."""

_PARTS = {Unit.DAY: DAY, Unit.WEEK: WEEK * DAY, Unit.MONTH: 146_097, Unit.YEAR: 12 * 146_097}


def duration(length: Length) -> int:
    """How long a length is on average, in parts of a day."""
    return length.amount * _PARTS[length.unit]


def days(length: Length) -> int:
    """How many days a length is on average, rounded up."""
    return -(-duration(length) // DAY)


def worded(length: Length) -> str:
    """``90 days``, ``1 month``."""
    return f"{length.amount} {length.unit.value}{'' if length.amount == 1 else 's'}"


def worded_window(window: Window | None) -> str:
    """``over 90 days ending 7 days ago``, with a space before it; empty without a window."""
    if window is None:
        return ""
    lag = "" if window.lag is None else f" ending {worded(window.lag)} ago"
    return f" over {worded(window.length)}{lag}"
