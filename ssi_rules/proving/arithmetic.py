"""The language's arithmetic on open numbers: exact sums, and products and quotients rounded half away from zero.

What is linear is written down as it is. A product or quotient of two open numbers gets a term of its own, about which only
so much is said as solving needs: a ``Product`` or ``Ratio`` tells more about the values that came out wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING, Protocol

from ssi_rules.checking import intervals
from ssi_rules.checking.intervals import Interval
from ssi_rules.language.numbers import SCALE, divide, multiply
from ssi_rules.proving.logic import Truth, Whole, both, chosen, either, implied, negated, same
from ssi_rules.proving.terms import Number, Numeric, Quotient, at_least, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Defining(Protocol):
    """Where new terms come from, and what is known of them is kept.

    Attributes:
        lazies: All that was postponed.
    """

    lazies: list[Lazy]

    def fresh(self, name: str) -> Whole:
        """A new open number."""
        ...

    def define(self, *truths: Truth) -> None:
        """What holds for every member."""
        ...

    def postpone(self, lazy: Lazy) -> None:
        """What more can be said about once it matters."""
        ...

    def quotients(self) -> dict[tuple[object, ...], Quotient]:
        """The quotients there are, by what is divided: the same two sides have one."""
        ...


class Lazy(Protocol):
    """A term that is told about as much as solving needs."""

    def lemmas(self, value: Callable[[Whole], int]) -> Iterator[Truth]:
        """What a proposed solution ignored; nothing where it is right."""
        ...

    def exact(self) -> Truth | None:
        """All that there is to say, though it is not linear; None where lemmas say all."""
        ...

    def on_grid(self) -> Iterator[tuple[Truth, Truth]]:
        """For values that are easily read of what it is made of: that these are had, and what it is then."""
        ...


def added(left: Numeric, right: Numeric, sign: int = 1) -> Number:
    """The exact sum, or the difference with ``sign`` -1."""
    first, second = settled(left), settled(right)
    unit = gcd(first.unit, second.unit)
    ends = sorted((sign * second.low, sign * second.high))
    term = first.scaled(unit) + sign * second.scaled(unit)
    return Number(both(first.known, second.known), term, unit, first.low + ends[0], first.high + ends[1])


def rounds(result: Whole, numerator: Whole, low: int, high: int, denominator: int) -> Truth:
    """Whether a number is a quotient rounded half away from zero; the numerator lies in low..high, the denominator is above 0."""
    if low >= 0:
        return _rounds_up(result, numerator, denominator)
    if high <= 0:
        return _rounds_up(-result, -numerator, denominator)
    is_positive: Truth = numerator >= 0
    return either(
        both(is_positive, _rounds_up(result, numerator, denominator)),
        both(negated(is_positive), _rounds_up(-result, -numerator, denominator)),
    )


def _rounds_up(result: Whole, numerator: Whole, denominator: int) -> Truth:
    doubled = 2 * numerator + denominator
    below: Truth = result * (2 * denominator) <= doubled
    return both(below, doubled < result * (2 * denominator) + 2 * denominator)


def _bounds(value: Number) -> Interval:
    return Interval(value.low, value.high, unknown=False)


# Products.


def multiplied(defining: Defining, left: Numeric, right: Numeric) -> Number:
    """The product, rounded once."""
    first, second = settled(left), settled(right)
    for factor, other in ((first, second), (second, first)):
        if factor.constant is not None:
            known = both(first.known, second.known)
            return _times(defining, other, factor.constant, known)
    found = intervals.multiply(_bounds(first), _bounds(second))
    term = defining.fresh("product")
    defining.define(term >= found.low, term <= found.high)
    defining.postpone(Product(term, first, second))
    return Number(both(first.known, second.known), term, 1, found.low, found.high)


def _times(defining: Defining, value: Number, factor: int, known: Truth) -> Number:
    low, high = sorted((multiply(value.low, factor), multiply(value.high, factor)))
    if factor == 0:
        return Number(known, 0, 1, 0, 0)
    unit, rest = divmod(value.unit * factor, SCALE)
    if rest == 0:
        return Number(known, value.term if unit > 0 else -value.term, abs(unit), low, high)
    ends = sorted((value.low * factor, value.high * factor))
    term = defining.fresh("times")
    defining.define(rounds(term, value.term * (value.unit * factor), ends[0], ends[1], SCALE))
    return Number(known, term, 1, low, high)


_EASY = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 24, 25, 30, 40, 50, 100, 128, 200, 1000, 10**4, 10**6)
_GRID = (*(-each for each in _EASY), 0, *_EASY)
"""Values in ones that a side of a product, or a divisor, is tried with; over the last a quotient has all its decimals."""


@dataclass(frozen=True, slots=True)
class Product:
    """The product of two open numbers: exact where either has the value of a proposed solution."""

    term: Whole
    left: Number
    right: Number

    def lemmas(self, value: Callable[[Whole], int]) -> Iterator[Truth]:
        """For each side's value, what the product with the other is."""
        left, right = value(self.left.scaled(1)), value(self.right.scaled(1))
        known = chosen(both(self.left.known, self.right.known), 1, 0)
        if value(self.term) == multiply(left, right) or not value(known):
            return
        for held, at, other in ((self.left, left, self.right), (self.right, right, self.left)):
            ends = sorted((at * other.low, at * other.high))
            exact = rounds(self.term, other.scaled(1) * at, ends[0], ends[1], SCALE)
            yield implied(held.scaled(1) == at, exact)
        yield from self._beside(left, right)

    def exact(self) -> Truth:
        """The product itself."""
        ends = sorted(
            a * b for a in (self.left.low, self.left.high) for b in (self.right.low, self.right.high)
        )
        return rounds(self.term, self.left.scaled(1) * self.right.scaled(1), ends[0], ends[-1], SCALE)

    def on_grid(self) -> Iterator[tuple[Truth, Truth]]:
        """For values of one side that are easily read: that it has this value, and what the product is then."""
        other = self.right
        for at in sorted({*(each * SCALE for each in _GRID), self.left.low, self.left.high}):
            if self.left.low <= at <= self.left.high and at % self.left.unit == 0:
                ends = sorted((at * other.low, at * other.high))
                held: Truth = self.left.scaled(1) == at
                yield held, implied(held, rounds(self.term, other.scaled(1) * at, ends[0], ends[1], SCALE))

    def _beside(self, left: int, right: int) -> Iterator[Truth]:
        """Products of numbers above 0 grow with both sides."""
        if self.left.low < 0 or self.right.low < 0:
            return
        at = multiply(left, right)
        low = both(self.left.scaled(1) <= left, self.right.scaled(1) <= right)
        high = both(self.left.scaled(1) >= left, self.right.scaled(1) >= right)
        yield implied(low, self.term <= at)
        yield implied(high, self.term >= at)


# Quotients.


def divided(defining: Defining, left: Numeric, right: Numeric) -> Quotient:
    """The quotient, rounded once; unknown where the divisor is 0."""
    over, under = settled(left), settled(right)
    key = (*_key(over), *_key(under))
    if key not in defining.quotients():
        defining.quotients()[key] = _divided(defining, over, under)
    return defining.quotients()[key]


def _key(side: Number) -> tuple[object, ...]:
    """The same for the same number; terms are told apart by their form, of which there is one."""
    parts = (
        each if isinstance(each, bool | int) else ("term", each.get_id()) for each in (side.known, side.term)
    )
    return (*parts, side.unit)


def _divided(defining: Defining, over: Number, under: Number) -> Quotient:
    found = intervals.divide(_bounds(over), _bounds(under))
    known = both(over.known, under.known, either(at_least(under, 1), negated(at_least(under, 0))))
    cells: list[Number] = []

    def settle() -> Number:
        if not cells:
            cells.append(_settled_quotient(defining, quotient))
        return cells[0]

    low, high = (found.low, found.high) if found.known else (0, 0)
    quotient = Quotient(known if found.known else False, over, under, low, high, settle)
    return quotient


def _settled_quotient(defining: Defining, quotient: Quotient) -> Number:
    term, divisor = defining.fresh("quotient"), quotient.under.constant
    number = Number(quotient.known, term, 1, quotient.low, quotient.high)
    defining.define(term >= quotient.low, term <= quotient.high)
    if divisor:
        factor = SCALE if divisor > 0 else -SCALE
        over = quotient.over
        ends = sorted((over.low * factor, over.high * factor))
        defining.define(rounds(term, over.scaled(1) * factor, ends[0], ends[1], abs(divisor)))
    else:
        ratio = Ratio(number, quotient)
        defining.define(
            *(each for other in defining.lazies if isinstance(other, Ratio) for each in ratio.beside(other))
        )
        defining.postpone(ratio)
    return number


@dataclass(frozen=True, slots=True)
class Ratio:
    """The quotient of two open numbers: compared with a value of a proposed solution as its two sides tell."""

    number: Number
    quotient: Quotient

    def lemmas(self, value: Callable[[Whole], int]) -> Iterator[Truth]:
        """On which side of what it should be, and of what it was taken for, it lies."""
        over, under = value(self.quotient.over.scaled(1)), value(self.quotient.under.scaled(1))
        proposed, exact = value(self.number.term), divide(over, under)
        if exact is None or exact == proposed or not value(chosen(self.quotient.known, 1, 0)):
            return
        for bound in sorted({exact, exact + 1, proposed, proposed + 1}):
            yield self.at(bound)

    def exact(self) -> Truth:
        """The quotient itself, between two products."""
        term, over, under = self.number.term, self.quotient.over.scaled(1), self.quotient.under.scaled(1)
        if self.quotient.over.low < 0 or self.quotient.under.low < 0:
            return True
        doubled = 2 * SCALE * over + under
        exact = both(term * (2 * under) <= doubled, doubled < (term + 1) * (2 * under))
        return implied(self.quotient.known, exact)

    def on_grid(self) -> Iterator[tuple[Truth, Truth]]:
        """For divisors that are easily read: that it is divided by this, and what the quotient is then."""
        over, under = self.quotient.over, self.quotient.under
        yield negated(self.quotient.known), True
        for at in (each * SCALE for each in _GRID if each > 0):
            if under.low <= at <= under.high and at % under.unit == 0:
                held: Truth = under.scaled(1) == at
                exact = rounds(self.number.term, over.scaled(1) * SCALE, over.low, over.high, at)
                yield held, implied(held, exact)

    def beside(self, other: Ratio) -> Iterator[Truth]:
        """What is above 0 grows with what is divided, and falls with what it is divided by: so shares of the same rows compare."""
        if (
            min(each.low for ratio in (self, other) for each in (ratio.quotient.over, ratio.quotient.under))
            < 0
        ):
            return
        known = both(self.quotient.known, other.quotient.known)
        for more, less in ((self, other), (other, self)):
            (over, under), (least, most) = more.sides, less.sides
            yield implied(both(known, over >= least, under <= most), more.number.term >= less.number.term)

    @property
    def sides(self) -> tuple[Whole, Whole]:
        """What is divided, and by what, in millionths."""
        return self.quotient.over.scaled(1), self.quotient.under.scaled(1)

    def at(self, bound: int) -> Truth:
        """Whether the number reaches a bound exactly where the quotient does."""
        agrees = same(self.number.term >= bound, at_least(self.quotient, bound))
        return implied(self.quotient.known, agrees)
