"""Where on its measure a criterion earns other points than before, and how many: exact, rounding included.

Points are flat between the places where an award changes by a hundredth: at cut-points of bands, and along a ramp wherever the
rounded line steps. Between two such places one value tells of all, so nothing is sampled.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.language.numbers import divide_rounding
from ssi_rules.model import Bands, EarnsWhen, Ramp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.checking.intervals import Interval
    from ssi_rules.model import Award

Stepped: TypeAlias = Bands | Ramp


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values of a measure for which a criterion earns other points than before.

    Points are hundredths, values millionths; of a flag the values are 0 (no) and 1 (yes).

    Attributes:
        low: The least value, or None where it begins with the least there can be.
        end: The first value after it, or None where it goes on to the largest there can be.
        last: The last value in it.
        was: Points before, at its first and at its last value.
        now: Points now, at the same.
        least: The least that the difference comes to, a loss below 0; 0 where rounding leaves nothing of it for some of the values.
        most: The most; 0 likewise.
    """

    low: int | None
    end: int | None
    last: int
    was: tuple[int, int]
    now: tuple[int, int]
    least: int
    most: int


def stretches(was: Award, now: Award, values: Interval) -> tuple[Stretch, ...]:
    """Every stretch of the measure's values on which the two awards differ, from the lowest up.

    Args:
        was: The award before.
        now: The award of the same measure now.
        values: What the measure can come to.

    Returns:
        Stretches between neighbouring cut-points of either award; those that differ alike all along are one.
    """
    match was, now:
        case EarnsWhen(), EarnsWhen():
            return tuple(_answers(was, now))
        case ((Bands() | Ramp()), (Bands() | Ramp())):
            return tuple(_joined(_numbers(was, now, values)))
        case _:
            return ()


def points_at(award: Stepped, value: int) -> int:
    """What a value earns, in hundredths."""
    steps = award.steps
    at = bisect_right(steps, value, key=lambda step: step.cut)
    if isinstance(award, Bands):
        return steps[at - 1].points if at else 0
    if at in (0, len(steps)):
        return steps[max(at - 1, 0)].points
    low, high = steps[at - 1], steps[at]
    rise, run = high.points - low.points, high.cut - low.cut
    return divide_rounding(low.points * run + (value - low.cut) * rise, run)


def _answers(was: EarnsWhen, now: EarnsWhen) -> Iterator[Stretch]:
    for answer in (False, True):
        before, after = (each.points if each.when is answer else 0 for each in (was, now))
        if before != after:
            gain = after - before
            yield Stretch(int(answer), answer + 1, int(answer), (before,) * 2, (after,) * 2, gain, gain)


def _numbers(was: Stepped, now: Stepped, values: Interval) -> Iterator[Stretch]:
    """One between each two cut-points, if anything differs there."""
    if not values.known:
        return
    cuts = {step.cut for each in (was, now) for step in each.steps}
    for first, last in _between(cuts, values):
        turns = sorted({first, *(_turns(was, first, last)), *(_turns(now, first, last))})
        starts = sorted({_up(each, values.step) for each in turns})
        flat = [
            (start, end - values.step)
            for start, end in pairwise([*starts, last + values.step])
            if start < end
        ]
        differing = [
            at for at, (start, _) in enumerate(flat) if points_at(was, start) != points_at(now, start)
        ]
        if differing:
            yield _stretch(was, now, flat[differing[0] : differing[-1] + 1], values)


def _between(cuts: Iterable[int], values: Interval) -> Iterator[tuple[int, int]]:
    """First and last value of each part of the measure that lies between neighbouring cut-points."""
    inner = sorted({_up(cut, values.step) for cut in cuts})
    starts = [values.low, *(cut for cut in inner if values.low < cut <= values.high)]
    yield from ((first, end - values.step) for first, end in pairwise([*starts, values.high + values.step]))


def _up(value: int, step: int) -> int:
    """The first value that can be from there on."""
    return -(-value // step) * step


def _turns(award: Stepped, first: int, last: int) -> Iterator[int]:
    """From which values on a part without cut-points earns a hundredth more or less."""
    low, high = points_at(award, first), points_at(award, last)
    if isinstance(award, Bands) or low == high:
        return
    at = bisect_right(award.steps, first, key=lambda step: step.cut)
    start, stop = award.steps[at - 1], award.steps[at]
    rise, run = stop.points - start.points, stop.cut - start.cut
    for points in range(min(low, high) + 1, max(low, high) + 1):
        # The line passes points less a half at start.cut + over / (2 · rise); rising it is there already, falling only after.
        over = (2 * (points - start.points) - 1) * run
        yield start.cut + (-(-over // (2 * rise)) if rise > 0 else over // (2 * rise) + 1)


def _stretch(was: Stepped, now: Stepped, flat: list[tuple[int, int]], values: Interval) -> Stretch:
    low, last = flat[0][0], flat[-1][1]
    gains = [points_at(now, each) - points_at(was, each) for each, _ in flat]
    return Stretch(
        None if low == values.low else low,
        None if last == values.high else last + values.step,
        last,
        (points_at(was, low), points_at(was, last)),
        (points_at(now, low), points_at(now, last)),
        min(gains),
        max(gains),
    )


def _joined(found: Iterable[Stretch]) -> Iterator[Stretch]:
    """Neighbours on which both awards are flat and the same."""
    before: Stretch | None = None
    for each in found:
        if before is not None and before.end == each.low and _alike(before, each):
            before = Stretch(before.low, each.end, each.last, each.was, each.now, each.least, each.most)
            continue
        if before is not None:
            yield before
        before = each
    if before is not None:
        yield before


def _alike(left: Stretch, right: Stretch) -> bool:
    points = set(chain(left.was, right.was)), set(chain(left.now, right.now))
    return all(len(each) == 1 for each in points)
