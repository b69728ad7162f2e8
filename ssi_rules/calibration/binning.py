"""Monotone bins: the cut-points of a measure that part low outcomes from high ones best.

Isotonic regression finds where a rising outcome rises; an exact dynamic programme puts its steps together to the few bins that
leave the least squared error. Bins that only follow chance are not worth their cut-points: a bin has to pay for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.calibration.statistics import Floats, Integers

MOST_BINS = 4
LEAST_MEMBERS = 10
_LEAST_SHARE = 20
"""A bin holds one in so many at least."""

_PRICE = 2.0
"""What a bin costs, in logarithms of the number of members: one for its height, one for the choice of its cut-point."""

_EXACT = 1e-9
"""The share of the outcome's spread below which an error is rounding."""


@dataclass(frozen=True, slots=True)
class Bins:
    """Bins from a measure's lowest values to its highest.

    Attributes:
        cuts: Where each but the first begins, in millionths: the simplest number that parts the members as seen.
        means: The outcome's mean in each, rising.
    """

    cuts: tuple[int, ...]
    means: tuple[float, ...]

    def place(self, values: Integers) -> Integers:
        """The bin of each value, from 0."""
        return np.searchsorted(np.array(self.cuts, dtype=np.int64), values, side="right")


def monotone_bins(measure: Integers, outcome: Floats, most: int = MOST_BINS) -> Bins | None:
    """The bins that fit an outcome that rises with a measure.

    Args:
        measure: Of each member, in millionths.
        outcome: Of each member.
        most: Bins at most.

    Returns:
        None where one bin says as much as several.
    """
    middle = float(np.mean(outcome))
    blocks = _Blocks(measure, outcome - middle)
    ends = _best(blocks, most)
    if len(ends) < 2:  # noqa: PLR2004 - one bin has no cut-point
        return None
    starts = [0, *ends[:-1]]
    return Bins(
        tuple(simplest(blocks.highest(start - 1), blocks.lowest(start)) for start in starts[1:]),
        tuple(middle + blocks.mean(*each) for each in zip(starts, ends, strict=True)),
    )


def simplest(above: int, up_to: int) -> int:
    """The roundest number above one and not above another: 15 for what lies above 12, up to 17."""
    scale = 10**18
    while scale > 1:
        for step in (scale, scale // 2):
            found = (above // step + 1) * step
            if found <= up_to:
                return found
        scale //= 10
    return up_to


class _Blocks:
    """What isotonic regression holds for one: neighbouring values of the measure with one height."""

    def __init__(self, measure: Integers, outcome: Floats) -> None:
        from scipy.optimize import isotonic_regression  # noqa: PLC0415 - the extra `calibrate`

        self._values, places, counts = np.unique(measure, return_inverse=True, return_counts=True)
        sums = np.bincount(places, outcome)
        fitted = isotonic_regression(sums / counts, weights=counts)
        self._starts = np.append(fitted.blocks[:-1], len(counts)).astype(np.int64)
        self._members, self._sums = _running(counts, self._starts), _running(sums, self._starts)
        self.squares = float(outcome @ outcome)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def highest(self, block: int) -> int:
        """The highest value of a block."""
        return int(self._values[self._starts[block + 1] - 1])

    def lowest(self, block: int) -> int:
        """The lowest value of a block."""
        return int(self._values[self._starts[block]])

    def members(self, start: int, end: int) -> int:
        """Members of blocks from one up to another."""
        return int(self._members[end] - self._members[start])

    def mean(self, start: int, end: int) -> float:
        """Their mean outcome."""
        return float(self._sums[end] - self._sums[start]) / self.members(start, end)

    def explained(self, start: int, end: int) -> float:
        """What of the outcome's squares one height for them explains."""
        return self.members(start, end) * self.mean(start, end) ** 2

    def gains(self, starts: slice, end: int, least: int) -> Floats:
        """What one height from each of some starts up to an end explains; nothing where it would hold too few members."""
        held = self._members[end] - self._members[starts]
        sums = self._sums[end] - self._sums[starts]
        gains: Floats = np.where(held >= least, sums * sums / held, -inf)
        return gains


def _running(counts: Floats | Integers, starts: Integers) -> Floats:
    """Sums before each start."""
    totals: Floats = np.concatenate([[0], np.cumsum(counts)])[starts]
    return totals


def _best(blocks: _Blocks, most: int) -> Sequence[int]:
    """Where the bins end that are worth their price."""
    members = blocks.members(0, len(blocks))
    spread = blocks.squares - blocks.explained(0, len(blocks))
    if spread <= 0:
        return (len(blocks),)
    least = max(LEAST_MEMBERS, -(-members // _LEAST_SHARE))
    partitions = _partitions(blocks, most, least)

    def price(number: int) -> float:
        error = max(blocks.squares - partitions[number][0], _EXACT * spread)
        return members * log(error / members) + _PRICE * number * log(members)

    return partitions[min(partitions, key=price)][1]


def _partitions(blocks: _Blocks, most: int, least: int) -> dict[int, tuple[float, tuple[int, ...]]]:
    """For each number of bins the most that can be explained, and where they then end: exact, by dynamic programming."""
    size = len(blocks)
    explained = np.full(size + 1, -inf)
    explained[0] = 0
    rows, found = [], {}
    for number in range(1, most + 1):
        explained, starts = _extended(blocks, explained, least)
        rows.append(starts)
        if explained[size] > -inf:
            found[number] = float(explained[size]), _ends(rows, size)
    return found


def _extended(blocks: _Blocks, explained: Floats, least: int) -> tuple[Floats, list[int]]:
    """What one more bin explains that closes at each end, and where it then starts.

    Blocks rise, so that a later end never has an earlier best start (the error of sorted numbers is a Monge array): what is
    found for the middle end bounds where to look for all others.
    """
    further, starts = np.full(len(explained), -inf), [0] * len(explained)
    open_ = [(1, len(explained) - 1, 0, len(explained) - 2)]
    while open_:
        first, last, low, high = open_.pop()
        if first > last:
            continue
        end = (first + last) // 2
        window = slice(low, min(high, end - 1) + 1)
        ways = explained[window] + blocks.gains(window, end, least)
        best = int(np.argmax(ways))
        further[end], starts[end] = ways[best], low + best
        open_ += [(first, end - 1, low, low + best), (end + 1, last, low + best, high)]
    return further, starts


def _ends(rows: Sequence[Sequence[int]], size: int) -> tuple[int, ...]:
    """The ends of the bins, gone back over from the last."""
    ends = [size]
    for starts in reversed(rows):
        ends.append(starts[ends[-1]])
    return tuple(reversed(ends[:-1]))
