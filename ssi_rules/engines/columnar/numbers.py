"""Numbers in SQL: integers that know what they stand for and how large they can be.

Every number carries the interval that the checker's arithmetic proves for it. Where that fits, 64 bits hold it; a number that
may be larger is held in 38 digits. Whole numbers are held in ones where they can be, because that keeps them short.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.checking import intervals
from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.dialects import LARGEST_NARROW, NARROW
from ssi_rules.language.numbers import LARGEST_INTERMEDIATE, SCALE, divide_rounding, multiply
from ssi_rules.model import Comparison

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules.checking.intervals import Interval
    from ssi_rules.engines.columnar.dialects import Dialect
    from ssi_rules.engines.columnar.vocabulary import Sql

Keep: TypeAlias = "Callable[[Sql], Sql]"
"""Gives a value a column of its own, so that it can be read more than once."""


@dataclass(frozen=True, slots=True)
class Number:
    """An integer in SQL.

    Attributes:
        sql: The expression.
        range: What it can be, in millionths.
        grain: How many millionths one stands for: 1, or a million for whole numbers.
        wide: Whether it is held in 38 digits.
    """

    sql: Sql
    range: Interval
    grain: int
    wide: bool = False

    @property
    def size(self) -> int:
        """The largest absolute value of the expression."""
        return self.range.size // self.grain

    @property
    def value(self) -> int | None:
        """The value in millionths, where it is one and the same for everyone."""
        return self.range.low if self.range.low == self.range.high and not self.range.unknown else None


def constant(value: int) -> Number:
    """A literal, given in millionths."""
    grain = SCALE if value % SCALE == 0 else 1
    held = value // grain
    return Number(sql.integer(held), intervals.constant(value), grain, wide=abs(held) > LARGEST_NARROW)


@dataclass(frozen=True)
class Arithmetic:
    """The language's arithmetic in one dialect.

    Attributes:
        dialect: The dialect.
        keep: What gives intermediates columns of their own.
    """

    dialect: Dialect
    keep: Keep

    def add(self, left: Number, right: Number) -> Number:
        """The exact sum."""
        return self._exact(sql.add, left, right, intervals.add(left.range, right.range))

    def subtract(self, left: Number, right: Number) -> Number:
        """The exact difference."""
        return self._exact(sql.subtract, left, right, intervals.subtract(left.range, right.range))

    def multiply(self, left: Number, right: Number) -> Number:
        """The product, rounded to a millionth; exact where a side is whole."""
        found = intervals.multiply(left.range, right.range)
        if left.value is not None and right.value is not None:
            return constant(multiply(left.value, right.value))
        size = left.size * right.size
        if SCALE in (left.grain, right.grain):
            a, b, wide = self._fitting(left, right, size)
            return Number(sql.times(a, b), found, min(left.grain, right.grain), wide)
        a, b, wide = self._fitting(left, right, 2 * (size + SCALE))
        signs = left.range.low >= 0 and right.range.low >= 0
        product = self._rounded(sql.times(a, b), sql.integer(SCALE), size, SCALE, wide, natural=signs)
        return Number(product, found, 1, wide)

    def divide(self, left: Number, right: Number) -> Number:
        """The quotient, rounded to a millionth; unknown where the divisor is 0."""
        if left.value is not None and right.value:
            return constant(divide_rounding(left.value * SCALE, right.value))
        up = SCALE * left.grain // right.grain
        size = left.size * up
        a, b, wide = self._fitting(left, right, 2 * (size + right.size))
        above = sql.times(a, sql.integer(up)) if up != 1 else a
        signs = right.range.low >= 0 and left.range.low >= 0
        found = self._rounded(above, sql.unless_zero(b), size, right.size, wide, natural=signs)
        return Number(found, intervals.divide(left.range, right.range), 1, wide)

    def compare(self, comparison: Comparison, left: Number, right: Number) -> Sql:
        """A comparison of what is held."""
        a, b = self._level(left, right)
        return sql.compare(comparison, a.sql, b.sql)

    def below(self, number: Number, cut: int) -> Sql:
        """Whether a number has not reached a cut-point, given in millionths."""
        return sql.compare(Comparison.LESS, number.sql.copy(), sql.integer(-(-cut // number.grain)))

    def in_millionths(self, number: Number) -> Number:
        """The same number held in millionths."""
        if number.grain == 1:
            return number
        if number.value is not None:
            return Number(sql.integer(number.value), number.range, 1, abs(number.value) > LARGEST_NARROW)
        wide = number.wide or number.range.size > LARGEST_NARROW
        value = self.dialect.widened(number.sql) if wide and not number.wide else number.sql
        return Number(sql.times(value, sql.integer(number.grain)), number.range, 1, wide)

    def choose(self, first: Number, second: Number) -> Number:
        """The first where it is known, else the second; a literal always is, and stays one: literals are worked out here, in no width."""
        if first.value is not None:
            return first
        a, b = self._level(first, second)
        return Number(
            sql.first_known(a.sql, b.sql), first.range.hull(second.range), a.grain, a.wide or b.wide
        )

    def widened(self, number: Number) -> Sql:
        """The expression in 38 digits."""
        return number.sql if number.wide else self.dialect.widened(number.sql)

    def share(self, part: Sql, whole: Sql, most: int) -> Sql:
        """A part of a whole in millionths, rounded; neither is negative, ``most`` bounds the part."""
        above = sql.times(part, sql.integer(SCALE))
        return self._rounded(above, sql.unless_zero(whole), most * SCALE, most, wide=False, natural=True)

    def average(self, value: Number, cells: Sql, most: int) -> Sql:
        """A sum in millionths by the number of its cells, rounded; unknown without cells."""
        wide = value.wide or 2 * (value.size + most) > LARGEST_NARROW
        a, b = (self.widened(value), self.dialect.widened(cells)) if wide else (value.sql, cells)
        natural = value.range.low >= 0
        return self._rounded(a, sql.unless_zero(b), value.size, most, wide, natural=natural)

    def rounded(self, dividend: Sql, divisor: Sql, size: int) -> Sql:
        """The quotient of two numbers that are not negative, ``size`` bounding the dividend and the divisor."""
        wide = 4 * size > LARGEST_NARROW
        if wide:
            dividend, divisor = self.dialect.widened(dividend), self.dialect.widened(divisor)
        return self._rounded(dividend, divisor, size, size, wide, natural=True)

    def _exact(
        self, operation: Callable[[Sql, Sql], Sql], left: Number, right: Number, found: Interval
    ) -> Number:
        if left.value is not None and right.value is not None:
            return constant(found.low)
        a, b = self._level(left, right)
        x, y, wide = self._fitting(a, b, a.size + b.size)
        return Number(operation(x, y), found, a.grain, wide)

    def _level(self, left: Number, right: Number) -> tuple[Number, Number]:
        """Both in the same grain."""
        if left.grain == right.grain:
            return left, right
        return self.in_millionths(left), self.in_millionths(right)

    def _fitting(self, left: Number, right: Number, size: int) -> tuple[Sql, Sql, bool]:
        """Both in the type that holds numbers up to ``size``."""
        if not (left.wide or right.wide or size > LARGEST_NARROW):
            return left.sql, right.sql, False
        return self.widened(left), self.widened(right), True

    def _rounded(  # noqa: PLR0913 - a quotient and what is known of its two sides
        self,
        dividend: Sql,
        divisor: Sql,
        above: int,
        below: int,
        wide: bool,  # noqa: FBT001 - a property of both
        *,
        natural: bool = False,
    ) -> Sql:
        """The quotient, halves away from zero."""
        if natural and 2 * (above + below) < (LARGEST_INTERMEDIATE if wide else LARGEST_NARROW):
            b = self.keep(divisor)
            doubled = sql.add(sql.times(sql.integer(2), dividend), b)
            twice = self.keep(sql.times(sql.integer(2), b.copy()))
            return self.dialect.quotient(self.keep(doubled), twice, wide=wide, most=2 * above + below)
        return self._away_from_zero(self.keep(dividend), self.keep(divisor), wide=wide, most=above)

    def _away_from_zero(self, a: Sql, b: Sql, *, wide: bool, most: int) -> Sql:
        """Division towards zero, then one further where the rest is half the divisor or more; no intermediate is larger than a side."""
        rest = self.keep(sql.remainder(a.copy(), b.copy()))
        size, whole = self._size(rest), self._size(b)
        size, whole = self.keep(size), self.keep(whole)
        half = sql.compare(Comparison.AT_LEAST, size, sql.subtract(whole, size.copy()))
        one_sign = sql.compare(
            Comparison.EQUAL,
            sql.compare(Comparison.LESS, a.copy(), sql.integer(0)),
            sql.compare(Comparison.LESS, b.copy(), sql.integer(0)),
        )
        step = sql.when([(sql.negate(half), sql.integer(0)), (one_sign, sql.integer(1))], sql.integer(-1))
        return sql.add(self.dialect.quotient(a.copy(), b.copy(), wide=wide, most=most), step)

    def _size(self, value: Sql) -> Sql:
        negative = sql.compare(Comparison.LESS, value.copy(), sql.integer(0))
        return sql.when([(negative, sql.subtract(sql.integer(0), value.copy()))], value.copy())


def narrow(value: Sql) -> Sql:
    """An integer whose size is known to fit, in 64 bits."""
    return sql.cast(value, NARROW)
