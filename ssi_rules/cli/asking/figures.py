"""Figures in words, the same wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.bulk.privacy import MINIMUM
from ssi_rules.calibration.outcomes import Unit
from ssi_rules.cli.counts import several

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssi_rules.calibration.statistics import Estimate

KEPT_BACK = "kept back"
NONE = "\N{EN DASH}"
RECONSTRUCTION = "Scores are a reconstruction by these rules, not LinkedIn's score."


def correlation(found: Estimate | None) -> str:
    """``0.31 (0.22…0.40)``: short, for several stand in a row."""
    return NONE if found is None else _interval(found, lambda each: f"{each:.2f}", "…")


def outcome(found: Estimate | None, unit: Unit) -> str:
    """A mean outcome with its interval, in its own unit."""
    if found is None:
        return KEPT_BACK
    if unit is Unit.NUMBER:
        digits = decimals(found)
        return _interval(found, lambda each: f"{each:,.{digits}f}")
    return _interval(found, lambda each: f"{each * 100:.0f} %")


def points(found: Estimate) -> str:
    """A shift in points: ``+2.1 (+0.3 to +3.9)``."""
    return _interval(found, lambda each: f"{each:+.1f}")


def share(found: float | None) -> str:
    """A share in percent."""
    return NONE if found is None else f"{found * 100:.0f} %"


def decimals(found: Estimate) -> int:
    """As many as the interval is worth."""
    width = max(abs(found.high - found.low), abs(found.value) / 1000)
    return next((each for each in range(4) if width * 10**each >= 2), 4)  # noqa: PLR2004 - two digits of the width


def _interval(found: Estimate, word: Callable[[float], str], to: str = " to ") -> str:
    value, low, high = (_without_minus_zero(word(each)) for each in (found.value, found.low, found.high))
    return f"{value} ({low}{to}{high})"


def _without_minus_zero(text: str) -> str:
    return text.removeprefix("-") if not text.strip("-0.% ") else text


def total(found: Estimate) -> str:
    """A mean total: ``52.1 (50.3 to 53.9)``."""
    return _interval(found, lambda each: f"{each:.1f}")


def left_out(members: int, why: str) -> Iterator[str]:
    """A sentence on those who do not count, if there are any; how many they are is not told of a few."""
    if members >= MINIMUM:
        yield f"{several(members, 'member')} {why} are left out."
    elif members:
        yield f"Fewer than {MINIMUM} members {why} are left out."
