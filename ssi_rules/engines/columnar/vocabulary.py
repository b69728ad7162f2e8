"""The closed vocabulary of SQL: all that the engine ever writes, each piece meaning the same in every dialect.

Pieces that stand inside others are in parentheses already, so that no dialect's precedence matters. What differs between
dialects is in ``dialects.py`` alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from sqlglot import exp

from ssi_rules.model import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

Sql: TypeAlias = exp.Expr
"""An expression of the vocabulary; an expression used twice is copied."""

_COMPARED = {
    Comparison.EQUAL: exp.EQ,
    Comparison.DIFFERENT: exp.NEQ,
    Comparison.LESS: exp.LT,
    Comparison.AT_MOST: exp.LTE,
    Comparison.MORE: exp.GT,
    Comparison.AT_LEAST: exp.GTE,
}
_SIMPLE = (exp.Column, exp.Literal, exp.Null, exp.Boolean, exp.Paren, exp.Func, exp.Cast)


def name(text: str) -> exp.Identifier:
    """A quoted name."""
    return exp.to_identifier(text, quoted=True)


def column(text: str, relation: str | None = None) -> exp.Column:
    """A column, of a relation where several could be meant."""
    return exp.Column(this=name(text), table=None if relation is None else name(relation))


def relation(text: str, alias: str | None = None) -> exp.Table:
    """A relation, called otherwise where it stands."""
    called = None if alias is None else exp.TableAlias(this=name(alias))
    return exp.Table(this=name(text), alias=called)


def integer(value: int) -> Sql:
    """A whole number."""
    return (
        exp.Literal.number(value) if value >= 0 else exp.Paren(this=exp.Neg(this=exp.Literal.number(-value)))
    )


def text(value: str) -> Sql:
    """A text literal."""
    return exp.Literal.string(value)


def flag(*, value: bool) -> Sql:
    """Yes or no."""
    return exp.Boolean(this=value)


def day(value: date) -> Sql:
    """A calendar day."""
    return cast(text(value.isoformat()), "DATE")


def cast(value: Sql, type_: str) -> Sql:
    """A value as a type that every dialect has; the engine casts only where nothing can be lost."""
    return exp.Cast(this=value, to=_type(type_).copy())


def nothing(type_: str) -> Sql:
    """Unknown, of a type."""
    return cast(exp.Null(), type_)


# Of two literals comes a literal, because a database may take small ones for short ones, and find the result too long.


def add(left: Sql, right: Sql) -> Sql:
    """A sum."""
    a, b = whole(left), whole(right)
    if a is not None and b is not None:
        return integer(a + b)
    return exp.Add(this=within(left), expression=within(right))


def subtract(left: Sql, right: Sql) -> Sql:
    """A difference."""
    a, b = whole(left), whole(right)
    if a is not None and b is not None:
        return integer(a - b)
    return exp.Sub(this=within(left), expression=within(right))


def times(left: Sql, right: Sql) -> Sql:
    """A product."""
    a, b = whole(left), whole(right)
    if a is not None and b is not None:
        return integer(a * b)
    return exp.Mul(this=within(left), expression=within(right))


def whole(value: Sql) -> int | None:
    """What a literal is that ``integer`` made; None of all else."""
    match value:
        case exp.Literal(is_int=True):
            return int(value.name)
        case exp.Paren(this=exp.Neg(this=exp.Literal() as positive)):
            return -int(positive.name)
        case _:
            return None


def remainder(left: Sql, right: Sql) -> Sql:
    """What division leaves, with the sign of the dividend."""
    return exp.Mod(this=within(left), expression=within(right))


def total(values: Sequence[Sql]) -> Sql:
    """The sum of some values, at least one, halves first: so the types of decimal sums grow least."""
    if len(values) == 1:
        return values[0]
    middle = (len(values) + 1) // 2
    return add(total(values[:middle]), total(values[middle:]))


def compare(comparison: Comparison, left: Sql, right: Sql) -> Sql:
    """A comparison; unknown when a side is."""
    return _COMPARED[comparison](this=within(left), expression=within(right))


def both(*conditions: Sql) -> Sql:
    """All of some conditions, as Kleene has it."""
    return _chain(exp.And, conditions)


def either(*conditions: Sql) -> Sql:
    """Any of some conditions, as Kleene has it."""
    return _chain(exp.Or, conditions)


def negate(condition: Sql) -> Sql:
    """Kleene's not."""
    return exp.Not(this=within(condition))


def unknown(value: Sql) -> Sql:
    """Whether a value is unknown."""
    return exp.Is(this=within(value), expression=exp.Null())


def known(value: Sql) -> Sql:
    """Whether a value is known."""
    return negate(unknown(value))


def when(cases: Iterable[tuple[Sql, Sql]], otherwise: Sql | None = None) -> Sql:
    """The value of the first case that holds; a case whose condition is unknown does not."""
    ifs = [exp.If(this=condition, true=value) for condition, value in cases]
    return exp.Paren(this=exp.Case(ifs=ifs, default=otherwise))


def first_known(*values: Sql) -> Sql:
    """The first value that is known."""
    return exp.Coalesce(this=values[0], expressions=list(values[1:]))


def unless_zero(value: Sql) -> Sql:
    """The value, unknown where it is 0."""
    return exp.Nullif(this=value, expression=integer(0))


def count_rows() -> Sql:
    """The number of rows."""
    return exp.Count(this=exp.Star())


def count_where(condition: Sql) -> Sql:
    """The number of rows for which a condition is yes."""
    return exp.Count(this=when([(condition, integer(1))]))


def count_known(value: Sql) -> Sql:
    """The number of rows with a known value."""
    return exp.Count(this=value)


def count_distinct(value: Sql) -> Sql:
    """The number of distinct known values."""
    return exp.Count(this=exp.Distinct(expressions=[value]))


def sum_of(value: Sql) -> Sql:
    """The sum of the known values; unknown without any."""
    return exp.Sum(this=value)


def largest(value: Sql) -> Sql:
    """The largest known value."""
    return exp.Max(this=value)


def smallest(value: Sql) -> Sql:
    """The smallest known value."""
    return exp.Min(this=value)


def named(value: Sql, text: str) -> Sql:
    """A value as a column of a result."""
    return exp.Alias(this=value, alias=name(text))


def within(value: Sql) -> Sql:
    """A value as a part of a larger expression."""
    simple = isinstance(value, _SIMPLE) and not isinstance(
        value, exp.Binary
    )  # sqlglot's and, or are functions too
    return value if simple else exp.Paren(this=value)


@lru_cache
def _type(name_: str) -> exp.DataType:
    """Read once: a query names few types, and often."""
    return exp.DataType.build(name_)


def _chain(kind: type[exp.And | exp.Or], conditions: Sequence[Sql]) -> Sql:
    found = conditions[0]
    for each in conditions[1:]:
        found = kind(this=found if isinstance(found, kind) else within(found), expression=within(each))
    return found
