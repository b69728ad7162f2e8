"""What numbers of many members say together, each with the interval that chance leaves open.

Statistics are the one place where floats are right: they describe, and no points come from them. All are deterministic: what is
drawn is drawn from a seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, isfinite, isnan, log, nan, sqrt, tanh
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Integers: TypeAlias = NDArray[np.int64]
    Flags: TypeAlias = NDArray[np.bool_]

ROUNDS = 400
"""Resamples behind an interval."""

_DRAWN = 2_000
"""Members of a resample at most: with more, its spread is known well enough from smaller ones."""

_SEED = 20_260_630
_MOST = 1 - 1e-12
"""How near to 1 a correlation may come on the scale where its spread is even."""

_BINS_OF_NOBODY = 0.5
"""Members that an empty bin counts as where shares are divided."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its interval; where there is no telling, ends are those of all that can be."""

    value: float
    low: float
    high: float

    @property
    def is_above_zero(self) -> bool:
        """Whether the interval leaves zero out, above it."""
        return self.low > 0

    @property
    def is_below_zero(self) -> bool:
        """Whether the interval leaves zero out, below it."""
        return self.high < 0

    @property
    def tells_apart(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.is_above_zero or self.is_below_zero


def rank_correlation(left: NDArray[np.generic], right: NDArray[np.generic]) -> Estimate | None:
    """Spearman's rank correlation with its bootstrap interval at 95 %.

    Args:
        left: A number of each member.
        right: The other, in the same order.

    Returns:
        None where one of them is the same for everyone, or there are fewer than three.
    """
    ours, theirs = _Ranked(left), _Ranked(right)
    found = ours.correlation(theirs)
    if found is None:
        return None
    drawn = _drawn(len(left))
    return _with_interval(found, _correlations(ours.resampled(drawn), theirs.resampled(drawn)), len(left))


def changed_correlation(
    before: NDArray[np.generic], after: NDArray[np.generic], outcome: NDArray[np.generic]
) -> Estimate | None:
    """By how much a rank correlation with an outcome grows from one score to another of the same members.

    Returns:
        None where one of the three is the same for everyone.
    """
    old, new, goal = _Ranked(before), _Ranked(after), _Ranked(outcome)
    first, second = old.correlation(goal), new.correlation(goal)
    if first is None or second is None:
        return None
    drawn = _drawn(len(before))
    goals = goal.resampled(drawn)
    changes = _correlations(new.resampled(drawn), goals) - _correlations(old.resampled(drawn), goals)
    margin = _NORMAL * _deviation(changes, len(before))
    change = second - first
    return Estimate(change, change - margin, change + margin)


def partial_correlations(
    columns: Sequence[NDArray[np.generic]], outcome: NDArray[np.generic]
) -> list[Estimate | None]:
    """What is left of each column's rank correlation with an outcome when the other columns are held.

    Args:
        columns: Numbers of each member; none of them the same for everyone.
        outcome: The outcome of each, not the same for everyone.

    Returns:
        None for a column that the others leave nothing of: there is no telling what it adds.
    """
    ranks = np.stack([*map(midranks, columns), midranks(outcome)])
    members = ranks.shape[1]
    drawn = (ranks[:, each] for each in _drawn(members))
    rounds = np.stack([_partial(each) for each in drawn if np.all(np.ptp(each, axis=1) > 0)])
    return [
        None if isnan(value) else _with_interval(value, rounds[:, place], members)
        for place, value in enumerate(map(float, _partial(ranks)))
    ]


def mean(values: Floats, level: float = 0.95) -> Estimate:
    """The mean with its interval by Student's t.

    Args:
        values: Two or more.
        level: How often such an interval holds the true mean.
    """
    value = float(np.mean(values))
    margin = student(level, len(values) - 1) * float(np.std(values, ddof=1)) / sqrt(len(values))
    return Estimate(value, value - margin, value + margin)


def share(yes: int, of: int, level: float = 0.95) -> Estimate:
    """A share with Wilson's interval, which never leaves 0 to 1."""
    from scipy.stats import binomtest  # noqa: PLC0415 - the extra `calibrate`

    interval = binomtest(yes, of).proportion_ci(level, method="wilson")
    return Estimate(yes / of, float(interval.low), float(interval.high))


def shift(ours: Floats, others: Floats, level: float = 0.95) -> Estimate:
    """By how much the mean of some is above that of others, with Welch's interval: spreads may differ."""
    parts = [float(np.var(each, ddof=1)) / len(each) for each in (ours, others)]
    value = float(np.mean(ours) - np.mean(others))
    if not sum(parts):
        return Estimate(value, value, value)
    below = sum(
        part * part / (len(each) - 1) for part, each in zip(parts, (ours, others), strict=True) if part
    )
    margin = student(level, sum(parts) ** 2 / below) * sqrt(sum(parts))
    return Estimate(value, value - margin, value + margin)


def student(level: float, freedom: float) -> float:
    """How many standard errors an interval reaches to either side."""
    from scipy.stats import t  # noqa: PLC0415 - the extra `calibrate`

    return float(t.ppf((1 + level) / 2, freedom))


def stability(before: Sequence[int], after: Sequence[int]) -> float:
    """The population stability index between two countings of the same bins: 0 where shares are equal.

    A bin that is empty on one side counts as half a member there: without any the index would have no end.
    """
    pairs = [pair for pair in zip(before, after, strict=True) if any(pair)]
    old, new = (_shares([pair[side] for pair in pairs]) for side in (0, 1))
    return sum((b - a) * log(b / a) for a, b in zip(old, new, strict=True))


def midranks(values: NDArray[np.generic]) -> Floats:
    """Ranks from 1; equal values share the middle of theirs."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: Floats = (np.cumsum(counts) - (counts - 1) / 2)[places]
    return ranks


class _Ranked:
    """A column by its ranks, which are taken anew in every resample."""

    def __init__(self, values: NDArray[np.generic]) -> None:
        distinct, places = np.unique(values, return_inverse=True)
        self._places, self._kinds = places, len(distinct)

    def correlation(self, other: _Ranked) -> float | None:
        """The rank correlation with another column; None where there is none."""
        everyone = np.arange(len(self._places))[np.newaxis]
        if min(self._kinds, other._kinds) < 2 or everyone.size < 3:  # noqa: PLR2004 - two make a difference, three a relation
            return None
        return float(_correlations(self.resampled(everyone), other.resampled(everyone))[0])

    def resampled(self, drawn: Integers) -> Floats:
        """The ranks of drawn members among those of their resample, one resample a row."""
        places = self._places[drawn]
        rows = np.arange(len(drawn))[:, np.newaxis] * self._kinds
        counts = np.bincount((places + rows).ravel(), minlength=len(drawn) * self._kinds)
        counts = counts.reshape(len(drawn), self._kinds)
        ranks = np.cumsum(counts, axis=1) - (counts - 1) / 2
        taken: Floats = np.take_along_axis(ranks, places, axis=1)
        return taken


def _drawn(members: int) -> Integers:
    """Whom each resample consists of."""
    return np.random.default_rng(_SEED).integers(0, members, (ROUNDS, min(members, _DRAWN)))


def _correlations(left: Floats, right: Floats) -> Floats:
    """Pearson's correlation of each row; not a number where one side does not vary."""
    left = left - left.mean(axis=1, keepdims=True)
    right = right - right.mean(axis=1, keepdims=True)
    below = np.sqrt((left * left).sum(axis=1) * (right * right).sum(axis=1))
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.where(below > 0, (left * right).sum(axis=1) / below, nan)
    return found


def _partial(ranks: Floats) -> Floats:
    """Partial correlations of all rows but the last with the last."""
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    unit = centred / np.sqrt((centred * centred).sum(axis=1, keepdims=True))
    # Not a product of matrices: for hundreds of small ones its threads wait for each other longer than they work.
    correlations = np.einsum("ik,jk->ij", unit, unit)
    inverse: Floats = np.asarray(np.linalg.inv(correlations + _RIDGE * np.eye(len(ranks))), dtype=np.float64)
    scale = np.sqrt(np.diag(inverse))
    found: Floats = -(inverse[-1, :-1] / scale[:-1] / scale[-1])
    found[scale[:-1] > _SAME] = nan
    return found


_RIDGE = 1e-9
"""What lets a matrix be inverted in which two columns are the same."""

_SAME = 100.0
"""From here on less than a ten-thousandth of a column is its own."""

_NORMAL = 1.959963984540054
"""Standard errors either side of 95 %."""


def _deviation(rounds: Floats, members: int) -> float:
    """The standard error that resamples show, at the size of the whole."""
    known = rounds[np.isfinite(rounds)]
    return float(np.std(known)) * sqrt(min(members, _DRAWN) / members) if len(known) else nan


def _with_interval(value: float, rounds: Floats, members: int) -> Estimate:
    """A correlation with the interval of its resamples, on the scale where their spread is even."""
    with np.errstate(divide="ignore"):
        spread = _deviation(np.arctanh(np.clip(rounds, -_MOST, _MOST)), members)
    if not isfinite(spread):
        return Estimate(value, -1.0, 1.0)
    middle = atanh(max(-_MOST, min(_MOST, value)))
    low, high = tanh(middle - _NORMAL * spread), tanh(middle + _NORMAL * spread)
    # A correlation of 1 has no place on that scale; its interval holds it all the same.
    return Estimate(value, min(low, value), max(high, value))


def _shares(counts: Sequence[int]) -> list[float]:
    padded = [count or _BINS_OF_NOBODY for count in counts]
    return [count / sum(padded) for count in padded]
