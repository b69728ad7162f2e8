"""Windows one day off.

A window of 0 days is none, so that nothing is made shorter than a day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ssi_rules.language.windows import Length, Unit, Window

if TYPE_CHECKING:
    from collections.abc import Iterator


def other_windows(window: Window) -> Iterator[Window | None]:
    """The window a day shorter and longer, ending a day later and earlier, and none at all."""
    yield from (replace(window, length=length) for length in _beside(window.length) if length is not None)
    if window.lag is None:
        yield replace(window, lag=Length(1, Unit.DAY))
    else:
        yield from (replace(window, lag=lag) for lag in _beside(window.lag))
    yield None


def _beside(length: Length) -> Iterator[Length | None]:
    """One day less and more; one month where months are counted; None for nothing left."""
    unit, amount = _smallest(length)
    for each in (amount - 1, amount + 1):
        yield Length(each, unit) if each else None


def _smallest(length: Length) -> tuple[Unit, int]:
    match length.unit:
        case Unit.DAY:
            return Unit.DAY, length.amount
        case Unit.WEEK:
            return Unit.DAY, 7 * length.amount
        case Unit.MONTH:
            return Unit.MONTH, length.amount
        case Unit.YEAR:
            return Unit.MONTH, 12 * length.amount
