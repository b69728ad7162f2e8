"""Arithmetic on what values can be: intervals of millionths, and whether they can be unknown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import gcd

from ssi_rules.language.numbers import LARGEST_FACT, SCALE, divide_rounding
from ssi_rules.model import Comparison

Answers = frozenset[bool | None]
"""What a condition can come to: yes, no, unknown."""

ANY: Answers = frozenset({True, False, None})
UNKNOWN: Answers = frozenset({None})


@dataclass(frozen=True, slots=True)
class Interval:
    """Known values lie in low..high and are multiples of ``step``, all in millionths; low > high: never known.

    Days of the calendar are held as millionths of days.
    """

    low: int
    high: int
    unknown: bool = True
    step: int = 1

    @property
    def known(self) -> bool:
        """Whether there is any known value."""
        return self.low <= self.high

    @property
    def size(self) -> int:
        """The largest absolute value; 0 when never known."""
        return max(abs(self.low), abs(self.high)) if self.known else 0

    def within(self, low: int, high: int) -> Interval:
        """The known values from low to high; being unknown is ruled out."""
        low = -(-max(low, self.low) // self.step) * self.step
        high = min(high, self.high) // self.step * self.step
        return Interval(low, high, unknown=False, step=self.step)

    def hull(self, other: Interval) -> Interval:
        """What is one or the other."""
        if not self.known or not other.known:
            return replace(self if self.known else other, unknown=self.unknown or other.unknown)
        low, high = min(self.low, other.low), max(self.high, other.high)
        return Interval(low, high, self.unknown or other.unknown, gcd(self.step, other.step))


NEVER_KNOWN = Interval(1, 0)
ANY_NUMBER = Interval(-LARGEST_FACT * SCALE, LARGEST_FACT * SCALE)


def whole(low: int, high: int, *, unknown: bool = True) -> Interval:
    """Whole numbers from low to high, given in ones."""
    return Interval(low * SCALE, high * SCALE, unknown, SCALE)


def constant(value: int) -> Interval:
    """One known value in millionths."""
    return Interval(value, value, unknown=False, step=SCALE if value % SCALE == 0 else 1)


def add(left: Interval, right: Interval) -> Interval:
    """Sums, exact."""
    return _combined(left, right, left.low + right.low, left.high + right.high)


def subtract(left: Interval, right: Interval) -> Interval:
    """Differences, exact."""
    return _combined(left, right, left.low - right.high, left.high - right.low)


def multiply(left: Interval, right: Interval) -> Interval:
    """Products, rounded; rounding keeps order, so the corners tell all."""
    corners = [divide_rounding(a * b, SCALE) for a in (left.low, left.high) for b in (right.low, right.high)]
    found = _combined(left, right, min(corners), max(corners))
    return replace(found, step=_times(left, right) or _times(right, left) or found.step)


def _times(factor: Interval, other: Interval) -> int | None:
    """The step of a product with one whole number: twice a count is even."""
    whole = factor.low == factor.high and factor.low % SCALE == 0
    return abs(factor.low) // SCALE * other.step if whole else None


def divide(left: Interval, right: Interval) -> Interval:
    """Quotients, rounded; a divisor that can be 0 makes them unknown, one that is always 0 leaves nothing known."""
    parts = right.within(1, right.high), right.within(right.low, -1)
    divisors = [end for part in parts if part.known for end in (part.low, part.high)]
    if not left.known or not divisors:
        return NEVER_KNOWN
    corners = [divide_rounding(a * SCALE, b) for a in (left.low, left.high) for b in divisors]
    unknown = left.unknown or right.unknown or right.low <= 0 <= right.high
    return Interval(min(corners), max(corners), unknown)


def _combined(left: Interval, right: Interval, low: int, high: int) -> Interval:
    if not left.known or not right.known:
        return NEVER_KNOWN
    return Interval(low, high, left.unknown or right.unknown, gcd(left.step, right.step))


def compare(comparison: Comparison, left: Interval, right: Interval) -> Answers:
    """What a comparison of two values can come to, when nothing binds the two together."""
    if not left.known or not right.known:
        return UNKNOWN
    yes, no = _can_hold(comparison, left, right), _can_hold(comparison.negated, left, right)
    found = {True: yes, False: no, None: left.unknown or right.unknown}
    return frozenset(answer for answer, possible in found.items() if possible)


def _can_hold(comparison: Comparison, left: Interval, right: Interval) -> bool:
    match comparison:
        case Comparison.EQUAL:
            step = max(left.step, right.step)
            return replace(left, step=step).within(right.low, right.high).known
        case Comparison.DIFFERENT:
            return not left.low == left.high == right.low == right.high
        case Comparison.LESS:
            return left.low < right.high
        case Comparison.AT_MOST:
            return left.low <= right.high
        case Comparison.MORE:
            return left.high > right.low
        case Comparison.AT_LEAST:
            return left.high >= right.low


MIRRORED = {
    Comparison.EQUAL: Comparison.EQUAL,
    Comparison.DIFFERENT: Comparison.DIFFERENT,
    Comparison.LESS: Comparison.MORE,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.MORE: Comparison.LESS,
    Comparison.AT_LEAST: Comparison.AT_MOST,
}
"""The same comparison read from the right."""


def narrowed(comparison: Comparison, left: Interval, right: Interval) -> Interval:
    """What is left of ``left`` when the comparison with ``right`` holds."""
    low, high = left.low, left.high
    match comparison:
        case Comparison.EQUAL:
            return left.within(right.low, right.high)
        case Comparison.DIFFERENT if right.low == right.high:
            return left.within(low + (low == right.low), high - (high == right.low))
        case Comparison.DIFFERENT:
            return left.within(low, high)
        case Comparison.LESS:
            return left.within(low, right.high - 1)
        case Comparison.AT_MOST:
            return left.within(low, right.high)
        case Comparison.MORE:
            return left.within(right.low + 1, high)
        case Comparison.AT_LEAST:
            return left.within(right.low, high)
