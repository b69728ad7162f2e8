"""What an expression comes to for a member nobody knows yet, and how numbers of it compare.

Comparisons with constants stay linear, also of quotients: ``a / b >= 18%`` asks of ``a`` and ``b`` themselves, with the
language's rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules.language.numbers import SCALE
from ssi_rules.model import Comparison
from ssi_rules.proving.logic import Truth, Whole, both, chosen, either, negated, same

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Flag:
    """A condition: yes, no, or where neither holds, unknown."""

    yes: Truth
    no: Truth

    @property
    def known(self) -> Truth:
        """Whether it is yes or no."""
        return either(self.yes, self.no)


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a day: ``term`` times ``unit`` millionths, from ``low`` to ``high`` millionths, where it is known."""

    known: Truth
    term: Whole
    unit: int
    low: int
    high: int

    @property
    def constant(self) -> int | None:
        """The one number in millionths that it is, where it is known."""
        return self.low if self.low == self.high else None

    def scaled(self, unit: int) -> Whole:
        """How many of a unit that divides its own."""
        factor = self.unit // unit
        return self.term if factor == 1 else self.term * factor


@dataclass(frozen=True, slots=True)
class Quotient:
    """One number over another, rounded as the language rounds; ``settle`` makes it a number of its own."""

    known: Truth
    over: Number
    under: Number
    low: int
    high: int
    settle: Callable[[], Number]


@dataclass(frozen=True, slots=True)
class Choice:
    """The first where it is known, else the second."""

    first: Numeric
    second: Numeric

    @property
    def known(self) -> Truth:
        """Whether either is."""
        return either(self.first.known, self.second.known)

    @property
    def low(self) -> int:
        """The least of both."""
        return min(self.first.low, self.second.low)

    @property
    def high(self) -> int:
        """The most of both."""
        return max(self.first.high, self.second.high)


@dataclass(frozen=True, slots=True)
class Text:
    """One of some texts, each where its condition holds; no two conditions hold at once; unknown where none does."""

    cases: tuple[tuple[str, Truth], ...]

    @property
    def known(self) -> Truth:
        """Whether any is it."""
        return either(*(condition for _, condition in self.cases))


Numeric: TypeAlias = Number | Quotient | Choice
Term: TypeAlias = Flag | Number | Quotient | Choice | Text


def at_least(value: Numeric, bound: int) -> Truth:
    """Whether a number that is known is at least so many millionths; settled where its range tells."""
    if value.low >= bound:
        return True
    if value.high < bound:
        return False
    match value:
        case Number(_, term, unit):
            return term >= -(-bound // unit)
        case Quotient():
            return _quotient_at_least(value, bound)
        case Choice(first, second):
            return either(
                both(first.known, at_least(first, bound)), both(negated(first.known), at_least(second, bound))
            )
        case _:
            assert_never(value)


def _quotient_at_least(value: Quotient, bound: int) -> Truth:
    """Halves go away from zero: up to a bound above 0, down from one below."""
    unit = gcd(value.over.unit, value.under.unit)
    left = value.over.scaled(unit) * (2 * SCALE)
    right = value.under.scaled(unit) * (2 * bound - 1)
    if bound > 0:
        upwards, downwards = left >= right, left <= right
    else:
        upwards, downwards = left > right, left < right
    if value.under.low >= 0:
        return upwards
    positive = at_least(value.under, 1)
    return either(both(positive, upwards), both(negated(positive), downwards))


def settled(value: Numeric) -> Number:
    """As a number with a term of its own."""
    match value:
        case Number():
            return value
        case Quotient():
            return value.settle()
        case Choice():
            first, second = settled(value.first), settled(value.second)
            unit = gcd(first.unit, second.unit)
            term = chosen(first.known, first.scaled(unit), second.scaled(unit))
            return Number(value.known, term, unit, value.low, value.high)
        case _:
            assert_never(value)


def constant_of(value: Numeric) -> int | None:
    """The one number that it can be, where it is always known."""
    return value.constant if isinstance(value, Number) and value.known is True else None


def compared(comparison: Comparison, left: Numeric, right: Numeric) -> Flag:
    """A comparison; unknown when a side is."""
    known = both(left.known, right.known)
    holds = _holds(comparison, left, right)
    return Flag(both(known, holds), both(known, negated(holds)))


_MIRRORED = {
    Comparison.LESS: Comparison.MORE,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.MORE: Comparison.LESS,
    Comparison.AT_LEAST: Comparison.AT_MOST,
}


def _holds(comparison: Comparison, left: Numeric, right: Numeric) -> Truth:
    bound = constant_of(right)
    if bound is not None:
        return _against(comparison, left, bound)
    bound = constant_of(left)
    if bound is not None:
        return _against(_MIRRORED.get(comparison, comparison), right, bound)
    first, second = settled(left), settled(right)
    unit = gcd(first.unit, second.unit)
    return _between(comparison, first.scaled(unit), second.scaled(unit))


def _against(comparison: Comparison, value: Numeric, bound: int) -> Truth:
    match comparison:
        case Comparison.AT_LEAST:
            return at_least(value, bound)
        case Comparison.MORE:
            return at_least(value, bound + 1)
        case Comparison.LESS:
            return negated(at_least(value, bound))
        case Comparison.AT_MOST:
            return negated(at_least(value, bound + 1))
        case Comparison.EQUAL:
            return both(at_least(value, bound), negated(at_least(value, bound + 1)))
        case Comparison.DIFFERENT:
            return negated(_against(Comparison.EQUAL, value, bound))
        case _:
            assert_never(comparison)


def _between(comparison: Comparison, left: Whole, right: Whole) -> Truth:
    match comparison:
        case Comparison.AT_LEAST:
            return left >= right
        case Comparison.MORE:
            return left > right
        case Comparison.LESS:
            return left < right
        case Comparison.AT_MOST:
            return left <= right
        case Comparison.EQUAL:
            return left == right
        case Comparison.DIFFERENT:
            return left != right
        case _:
            assert_never(comparison)


def same_flags(left: Flag, right: Flag) -> Flag:
    """Whether two conditions are both yes or both no."""
    known = both(left.known, right.known)
    agree = same(left.yes, right.yes)
    return Flag(both(known, agree), both(known, negated(agree)))


def within(value: Numeric, low: int | None, high: int | None) -> Truth:
    """Whether a number that is known lies from ``low`` up to, but not at, ``high`` (None is open)."""
    above = True if low is None else at_least(value, low)
    return both(above, True if high is None else negated(at_least(value, high)))
