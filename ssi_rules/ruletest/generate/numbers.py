"""Numbers that read well: round ones in a stretch, and quotients of whole numbers that lie in it."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import LARGEST_TABLE, SCALE, divide

if TYPE_CHECKING:
    from collections.abc import Iterator

_CASES = (10, 20, 25, 40, 50, 100, 200, 250, 400, 500, 1000, 2000, 5000, 10_000, 1, 2, 3, 4, 5, 8)
_TIMES = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 40, 50, 100, 200, 500, 1000)
_UNITS: tuple[int, ...] = tuple(10**power for power in range(15, -1, -1))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Numbers from ``low`` to ``high`` (both included; None is open), in millionths; days as millionths of days."""

    low: int | None
    high: int | None

    @property
    def exact(self) -> int | None:
        """The one number, where there is but one."""
        return self.low if self.low == self.high else None

    def holds(self, value: int) -> bool:
        """Whether a number lies in it."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def less(self, number: int) -> Stretch:
        """The same moved down."""
        low = None if self.low is None else self.low - number
        return Stretch(low, None if self.high is None else self.high - number)

    def negative(self) -> Stretch:
        """The same mirrored at 0."""
        return Stretch(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def over(self, divisor: int) -> Stretch:
        """What times a number above 0 (in millionths) lies in it; ends are rounded inwards."""
        low = None if self.low is None else -(-self.low * SCALE // divisor)
        return Stretch(low, None if self.high is None else self.high * SCALE // divisor)

    def times(self, factor: int) -> Stretch:
        """What divided by a number above 0 (in millionths) lies in it; ends are rounded inwards."""
        low = None if self.low is None else -(-self.low * factor // SCALE)
        return Stretch(low, None if self.high is None else self.high * factor // SCALE)


def exactly(value: int) -> Stretch:
    """Just one number."""
    return Stretch(value, value)


def picked(stretch: Stretch, *, whole: bool) -> list[int]:
    """A few numbers of a stretch: the roundest, the lowest and the highest; whole ones where asked."""
    step = SCALE if whole else 1
    if stretch.low is None or stretch.high is None:
        end = stretch.low if stretch.high is None else stretch.high
        found = [0] if end is None or stretch.holds(0) else []
        return list(dict.fromkeys([*found, *([] if end is None else _towards(end, stretch, step))]))
    low, high = -(-stretch.low // step) * step, stretch.high // step * step
    if low > high:
        return []
    return list(dict.fromkeys([_roundest(low, high, step), low, high]))


def _towards(end: int, stretch: Stretch, step: int) -> list[int]:
    """The end of a stretch that is open at the other, as a multiple of a step."""
    value = -(-end // step) * step if stretch.high is None else end // step * step
    return [value]


def _roundest(low: int, high: int, step: int) -> int:
    """The multiple of the largest power of ten, nearest to the middle."""
    middle = (low + high) // 2
    for unit in _UNITS:
        if unit % step:
            continue
        below = middle // unit * unit
        found = [each for each in (below, below + unit) if low <= each <= high]
        if found:
            return min(found, key=lambda each: abs(each - middle))
    return low


def quotients(stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Pairs of whole numbers (in ones) whose quotient lies in a stretch, small and round ones first."""
    for cases in _denominators(stretch):
        for wanted in _numerators(stretch, cases):
            quotient = divide(wanted * SCALE, cases * SCALE)
            if quotient is not None and stretch.holds(quotient):
                yield wanted, cases


def _denominators(stretch: Stretch) -> Iterator[int]:
    value = stretch.exact
    if value is not None:
        least = SCALE // gcd(value, SCALE)
        yield from (least * times for times in _TIMES if least * times <= LARGEST_TABLE)
    yield from _CASES


def _numerators(stretch: Stretch, cases: int) -> list[int]:
    if stretch.low is None:
        return [0] if stretch.high is None else [stretch.high * cases // SCALE]
    low = -(-stretch.low * cases // SCALE)
    if stretch.high is None:
        return [low]
    high = stretch.high * cases // SCALE
    return list(dict.fromkeys([(low + high) // 2, low])) if low <= high else [low]
