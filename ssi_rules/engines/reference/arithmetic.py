"""Arithmetic that generated code calls where the inline form would not be worth its length."""

from __future__ import annotations

from ssi_rules.language.numbers import divide_rounding


def settle(
    worth: int, earned: int, counted: int, open_zero: int, open_spread: int
) -> tuple[int | None, int | None, int | None]:
    """Points and range of a pillar in which some criterion has no points, before adjustments.

    Args:
        worth: The pillar's worth, in hundredths like everything here.
        earned: Sum of the criteria's points.
        counted: Worth of the criteria that count: scored ones, and those without points that count as zero.
        open_zero: Worth of the open criteria among the latter.
        open_spread: Worth of open criteria whose worth was redistributed; the range lets them count.

    Returns:
        Points (None where nothing counts), low and high (None where, besides, nothing is open).
    """
    points = spread(earned, worth, counted)
    if not open_zero and not open_spread:
        return points, points, points
    widest = counted + open_spread
    return points, spread(earned, worth, widest), spread(earned + open_zero + open_spread, worth, widest)


def settle_total(
    worth: int,
    worths: tuple[int, ...],
    points: tuple[int | None, ...],
    lows: tuple[int | None, ...],
    highs: tuple[int | None, ...],
) -> tuple[int | None, int | None, int | None]:
    """Points and range of a total to which some pillar gives no points; None where no pillar gives any."""
    total = _spread_known(worth, worths, points)
    low = _spread_known(worth, worths, lows)
    high = _spread_known(worth, worths, highs)
    if total is not None and low is not None and high is not None:
        low, high = min(low, total), max(high, total)
    return total, low, high


def spread(earned: int, worth: int, counted: int) -> int | None:
    """What was earned of ``counted``, scaled to the whole worth and rounded once; None of nothing."""
    if counted == worth:
        return earned
    return divide_rounding(earned * worth, counted) if counted else None


def _spread_known(worth: int, worths: tuple[int, ...], points: tuple[int | None, ...]) -> int | None:
    known = [(each, of) for each, of in zip(points, worths, strict=True) if each is not None]
    return spread(sum(each for each, _ in known), worth, sum(of for _, of in known))
