"""Shades of the heat map: the accent over the page, only so strong that numbers on it stay easy to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.html.contrast import TEXT, mix, ratio

if TYPE_CHECKING:
    from decimal import Decimal

    from ssi_rules.report.html.palette import Scheme

SHADES = 6
_STRONGEST = 0.44
_STEP = 0.02


def tints(scheme: Scheme) -> tuple[str, ...]:
    """The shades from none to strongest; ink has the contrast of text on each.

    Args:
        scheme: Colours of the page; a customer's own may leave room for faint shades only.
    """
    strongest = next(
        each for each in _weaker() if ratio(scheme.ink, mix(scheme.accent, scheme.page, each)) >= TEXT
    )
    return tuple(
        mix(scheme.accent, scheme.page, strongest * (i + 0.35) / (SHADES - 0.65)) for i in range(SHADES)
    )


def shade(share: Decimal) -> int:
    """Which shade a fraction of the worth has; all of it is the strongest."""
    return min(SHADES - 1, int(share * SHADES))


def _weaker() -> list[float]:
    """Strengths to try; at none the page itself is left, on which ink is readable."""
    return [_STRONGEST - _STEP * i for i in range(int(_STRONGEST / _STEP) + 1)]
