"""Awards and worths that are made or changed: points in hundredths, halves of a point where that will do."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

import numpy as np

from ssi_rules.language.numbers import POINT_SCALE, divide_rounding
from ssi_rules.model import Bands, EarnsWhen, Ramp, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.calibration.statistics import Integers
    from ssi_rules.model import Award

_HALF_A_POINT = POINT_SCALE // 2


def rising(cuts: Sequence[int], means: Sequence[float], worth: int) -> Bands:
    """Points as the outcome rises: none in the lowest band, all in the highest."""
    low, high = means[0], means[-1]
    shares = [(each - low) / (high - low) for each in means[1:]]
    halves = [round(share * worth / _HALF_A_POINT) * _HALF_A_POINT for share in shares]
    exact = [round(share * worth) for share in shares]
    points = [*(halves if _rises([0, *halves[:-1], worth]) else exact)[:-1], worth]
    steps = [Step(cut, each) for cut, each in zip(cuts, points, strict=True)]
    return Bands(tuple(_without_repeats(steps)))


def _rises(points: Sequence[int]) -> bool:
    return all(after > before for before, after in pairwise(points))


def _without_repeats(steps: Sequence[Step]) -> Iterator[Step]:
    reached = 0
    for step in steps:
        if step.points > reached:
            yield step
        reached = max(reached, step.points)


def earned(bands: Bands, measure: Integers) -> Integers:
    """The points of many values, as engines give them."""
    heights = np.array([0, *(each.points for each in bands.steps)], dtype=np.int64)
    cuts = np.array([each.cut for each in bands.steps], dtype=np.int64)
    found: Integers = heights[np.searchsorted(cuts, measure, side="right")]
    return found


def scaled(award: Award, old: int, new: int) -> Award:
    """An award whose most is another worth."""
    if old == new:
        return award
    match award:
        case EarnsWhen():
            return replace(award, points=new)
        case Bands() | Ramp():
            return replace(
                award,
                steps=tuple(
                    replace(each, points=divide_rounding(each.points * new, old)) for each in award.steps
                ),
            )
        case _:
            assert_never(award)


def falls(award: Award) -> bool:
    """Whether an award goes down anywhere: its author wants few, or a middle, and not more."""
    steps = () if isinstance(award, EarnsWhen) else award.steps
    return any(after.points < before.points for before, after in pairwise(steps))


def half_way(now: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Worths half-way between those of now and those that weights would give, in half points, with the same sum.

    A criterion keeps half a point at least, or what it has where that is less: one outcome is no reason to drop it.
    """
    whole = sum(now)
    wanted = [(old + whole * weight / sum(weights)) / 2 for old, weight in zip(now, weights, strict=True)]
    least = [min(_HALF_A_POINT, old) for old in now]
    rounded = [
        max(low, int(each) // _HALF_A_POINT * _HALF_A_POINT) for each, low in zip(wanted, least, strict=True)
    ]
    # What rounding left over goes, half a point at a time, to whoever lacks most.
    while (rest := whole - sum(rounded)) > 0:
        place = max(range(len(now)), key=lambda each: wanted[each] - rounded[each])
        rounded[place] += min(rest, _HALF_A_POINT)
    while (rest := sum(rounded) - whole) > 0:
        place = max(range(len(now)), key=lambda each: rounded[each] - least[each])
        rounded[place] -= min(rest, _HALF_A_POINT)
    return rounded
