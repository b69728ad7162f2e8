"""What differs between dialects of SQL: wide integers, whole division, days, and how results are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from sqlglot import exp

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.wide import Kind
from ssi_rules.language.numbers import POINT_SCALE, SCALE
from ssi_rules.language.windows import WEEK, Length, Unit
from ssi_rules.model import Comparison

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.engines.columnar.vocabulary import Sql

NARROW = "BIGINT"
LARGEST_NARROW = 2**63 - 1

_LONGEST_QUOTIENT = 10**32
"""Spark and its kin keep six places of a quotient of 38 digits, so that no more digits are left before the point."""
_SHORT = 10**6
"""Divided by more than this, 38 digits leave no more than that."""
_BASE = 10**19
"""What long division goes by."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One dialect.

    Attributes:
        name: As sqlglot knows it.
        wide: The type of integers of up to 38 digits.
        exact_division: Whether division of wide integers keeps a fraction, so that the remainder goes first.
        copies: Whether what a step works out is written anew wherever a later one reads it, which grows beyond all bounds over
            a few steps, unless the steps are kept apart.
    """

    name: str
    wide: str
    exact_division: bool
    copies: bool = False

    def render(self, query: exp.Expr, *, pretty: bool = False) -> str:
        """The text of a query, which is not copied first: that would take most of the time."""
        return query.sql(dialect=self.name, pretty=pretty, copy=False)

    def widened(self, value: Sql) -> Sql:
        """An integer as one of 38 digits."""
        return exp.Cast(this=value, to=exp.DataType.build(self.wide, dialect=self.name))

    def quotient(self, dividend: Sql, divisor: Sql, *, wide: bool, most: int = 0) -> Sql:
        """Whole division towards zero; both are columns or literals, used several times, and ``most`` bounds the dividend."""
        if wide and self.exact_division and most >= _LONGEST_QUOTIENT:
            return self._long_quotient(dividend, divisor)
        if self.exact_division and (wide or self.name == "snowflake"):
            divided = _exactly(dividend, divisor)
            return self.widened(divided) if wide else sql.cast(divided, NARROW)
        if self.name == "trino":
            return exp.Div(this=sql.within(dividend), expression=sql.within(divisor), typed=True, safe=False)
        return exp.IntDiv(this=sql.within(dividend), expression=sql.within(divisor))

    def _long_quotient(self, dividend: Sql, divisor: Sql) -> Sql:
        """In two steps, as by hand, where the divisor is so short that the quotient may be too long for one."""
        base = sql.integer(_BASE)
        last = sql.remainder(dividend, base)
        first = self.widened(_exactly(dividend.copy(), base.copy()))
        carried = sql.add(sql.times(sql.remainder(first, divisor), base.copy()), last)
        steps = sql.times(self.widened(_exactly(first.copy(), divisor.copy())), base.copy())
        by_hand = sql.add(steps, self.widened(_exactly(carried, divisor.copy())))
        is_short = sql.both(
            sql.compare(Comparison.LESS, divisor.copy(), sql.integer(_SHORT)),
            sql.compare(Comparison.MORE, divisor.copy(), sql.integer(-_SHORT)),
        )
        at_once = self.widened(_exactly(dividend.copy(), divisor.copy()))
        return sql.when([(is_short, self.widened(by_hand))], at_once)

    def days_between(self, later: Sql, earlier: Sql) -> Sql:
        """Whole days from one day to another."""
        if self.name in ("duckdb", "snowflake"):
            return sql.subtract(later, earlier)
        if self.name == "postgres":
            return sql.cast(sql.subtract(later, earlier), NARROW)
        if self.name == "spark":
            return sql.cast(exp.Anonymous(this="DATEDIFF", expressions=[later, earlier]), NARROW)
        return exp.DateDiff(this=later, expression=earlier, unit=exp.var("DAY"))

    def step_back(self, day: Sql, length: Length) -> Sql:
        """The day so many units before; months and years clip to the month's end."""
        months = {Unit.MONTH: 1, Unit.YEAR: 12}
        if length.unit in months:
            return self._months_back(day, length.amount * months[length.unit])
        days = length.amount * (WEEK if length.unit is Unit.WEEK else 1)
        if self.name == "spark":
            return exp.Anonymous(this="DATE_SUB", expressions=[day, sql.integer(days)])
        if self.name in ("duckdb", "postgres", "snowflake"):
            return sql.subtract(day, sql.integer(days))
        return sql.cast(exp.DateSub(this=day, expression=sql.integer(days), unit=exp.var("DAY")), "DATE")

    def _months_back(self, day: Sql, months: int) -> Sql:
        if self.name == "spark":
            return exp.Anonymous(this="ADD_MONTHS", expressions=[day, sql.integer(-months)])
        return sql.cast(exp.DateSub(this=day, expression=sql.integer(months), unit=exp.var("MONTH")), "DATE")

    def word(self, value: str, among: Sequence[str]) -> Sql:
        """One of a few words; DuckDB holds them as numbers, and writes them twice as fast."""
        if self.name != "duckdb":
            return sql.text(value)
        words = [exp.Literal.string(each) for each in among]
        return exp.Cast(this=sql.text(value), to=exp.DataType(this=exp.DType.ENUM, expressions=words))

    def points(self, hundredths: int, most: int) -> Sql:
        """A literal of points, typed alike for all that are at most so many hundredths.

        DuckDB holds points as decimals from the start: what would turn integers into them at the end takes a tenth of its time.
        Elsewhere they are integers of hundredths.
        """
        if self.name != "duckdb":
            return sql.integer(hundredths)
        whole, part = divmod(hundredths, POINT_SCALE)
        return sql.cast(exp.Literal.number(f"{whole}.{part:02}"), _decimal_type(most))

    def as_points(self, hundredths: Sql, most: int) -> Sql:
        """The same of an integer that is at most so many."""
        if self.name != "duckdb":
            return hundredths
        held = sql.cast(hundredths, f"DECIMAL({_digits(most)}, 0)")
        return sql.cast(sql.times(held, _unit(POINT_SCALE)), _decimal_type(most))

    def hundredths(self, points: Sql) -> Sql:
        """Points as an integer of hundredths."""
        held = sql.times(points, sql.integer(POINT_SCALE)) if self.name == "duckdb" else points
        return sql.cast(held, NARROW)

    def shown(self, value: Sql, kind: Kind) -> Sql:
        """A held value as the result has it: hundredths and millionths become decimals."""
        match kind:
            case Kind.POINTS if self.name == "duckdb":
                return sql.cast(value, "DECIMAL(18, 2)")
            case Kind.POINTS:
                return self._decimal(value, 16, POINT_SCALE)
            case Kind.NUMBER:
                return self._decimal(
                    value, 38, SCALE
                )  # those that a ruleset's own arithmetic makes have 38 digits
            case Kind.ROWS:
                return sql.cast(value, NARROW)
            case Kind.TEXT | Kind.DAY | Kind.FLAG:
                return value
            case _:
                assert_never(kind)

    def _decimal(self, value: Sql, digits: int, scale: int) -> Sql:
        """Exact: a product of decimals, never a quotient."""
        places = len(str(scale)) - 1
        product = sql.times(sql.cast(value, f"DECIMAL({digits}, 0)"), _unit(scale))
        whole = min(digits + places, 38)
        return product if self.name == "duckdb" else sql.cast(product, f"DECIMAL({whole}, {places})")


def _exactly(dividend: Sql, divisor: Sql) -> Sql:
    """A quotient without the remainder, which leaves no fraction."""
    whole = sql.subtract(dividend, sql.remainder(dividend.copy(), divisor.copy()))
    return exp.Div(this=sql.within(whole), expression=divisor, typed=True, safe=False)


def _unit(scale: int) -> Sql:
    """One of so many parts, as the shortest decimal."""
    places = len(str(scale)) - 1
    return sql.cast(exp.Literal.number(f"0.{'0' * (places - 1)}1"), f"DECIMAL({places}, {places})")


def _digits(most: int) -> int:
    return max(len(str(most)), 3)


def _decimal_type(most: int) -> str:
    return f"DECIMAL({_digits(most)}, 2)"


DIALECTS = {
    each.name: each
    for each in (
        Dialect("duckdb", "HUGEINT", exact_division=False),
        Dialect("spark", "DECIMAL(38, 0)", exact_division=True),
        Dialect("postgres", "NUMERIC", exact_division=False, copies=True),
        Dialect("snowflake", "NUMBER(38, 0)", exact_division=True),
        Dialect("bigquery", "BIGNUMERIC", exact_division=False),
        Dialect("trino", "DECIMAL(38, 0)", exact_division=True),
    )
}
"""The dialects that there are; DuckDB, Spark and PostgreSQL are run, the others only rendered."""
