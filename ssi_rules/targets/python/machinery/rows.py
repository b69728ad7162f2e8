"""Aggregates over a member's rows of one table; None stands for a table that is not provided, and for unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from ssi_rules.language.numbers import SCALE, divide_rounding
from ssi_rules.language.texts import plain_text
from ssi_rules.language.windows import Length, Unit

if TYPE_CHECKING:
    from datetime import date

Row: TypeAlias = Mapping[str, Any]
"""Cells by column; their types are those that the rules declare, or None."""

Condition: TypeAlias = Callable[[Row], "bool | None"]


def days(amount: int) -> Length:
    """So many days."""
    return Length(amount, Unit.DAY)


def weeks(amount: int) -> Length:
    """So many weeks."""
    return Length(amount, Unit.WEEK)


def months(amount: int) -> Length:
    """So many calendar months."""
    return Length(amount, Unit.MONTH)


def years(amount: int) -> Length:
    """So many calendar years."""
    return Length(amount, Unit.YEAR)


def count_of(rows: Sequence[Row] | None) -> int | None:
    """How many rows there are."""
    return None if rows is None else len(rows) * SCALE


def share_of(rows: Sequence[Row] | None, where: Condition) -> int | None:
    """Yes among yes and no, rounded once; unknown where there is neither."""
    answers = [where(row) for row in rows or ()]
    yes, no = answers.count(True), answers.count(False)
    return divide_rounding(yes * SCALE, yes + no) if yes + no else None


def count_distinct(rows: Sequence[Row] | None, column: str) -> int | None:
    """How many different known values a column has."""
    if rows is None:
        return None
    return len({plain_text(each) if isinstance(each, str) else each for each in cells(rows, column)}) * SCALE


def sum_of(rows: Sequence[Row] | None, column: str) -> int | None:
    """The sum of a column's known cells; 0 of none."""
    return None if rows is None else sum(cells(rows, column))


def average_of(rows: Sequence[Row] | None, column: str) -> int | None:
    """Their average, rounded once; unknown of none."""
    known = cells(rows, column)
    return divide_rounding(sum(known), len(known)) if known else None


def largest_of(rows: Sequence[Row] | None, column: str) -> Any:
    """The largest of them; unknown of none."""
    return max(cells(rows, column), default=None)


def smallest_of(rows: Sequence[Row] | None, column: str) -> Any:
    """The smallest of them; unknown of none."""
    return min(cells(rows, column), default=None)


def days_since_last(rows: Sequence[Row] | None, column: str, as_of: date) -> int | None:
    """Days from the latest of a column's dates to the day of the score; unknown of none."""
    last = largest_of(rows, column)
    return None if last is None else (as_of - last).days * SCALE


def cells(rows: Sequence[Row] | None, column: str) -> list[Any]:
    """A column's known cells."""
    return [row[column] for row in rows or () if row[column] is not None]
