"""What came out of a run, counted from its result: by level, by pillar, by state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias, cast

from ssi_rules.bulk.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.result import Result

Counting: TypeAlias = Callable[[str], Mapping[object, int]]
"""How often each value stands in a column of a result."""

TOTAL = "total"
"""What the total is called among the pillars."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many members have points in something, and their median to a hundredth; None where nobody has."""

    members: int
    median: Decimal | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A result, counted.

    Whoever shows it keeps back what would tell of single people; here all counts are true.

    Attributes:
        members: Rows of the result.
        days: Members by their as-of day.
        levels: Members by the id of their level; None for those without one.
        points: By pillar id, and ``total``; pillars only where the result has them.
        states: Members by state, for each ``pillar.criterion``; empty where the result has no criteria.
    """

    members: int
    days: Mapping[date | None, int]
    levels: Mapping[str | None, int]
    points: Mapping[str, Spread] = field(default_factory=dict)
    states: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def summarise(connection: DuckDBPyConnection, result: Result) -> Summary:
    """Count a result.

    Each column is counted by itself: one after the other they take less time than all at once.

    Args:
        connection: Reads the parts.
        result: What is counted.
    """
    return summary_of(_Counts(connection, result.rows).of, result.pillars(), result.criteria())


def counted_columns(result: Result) -> tuple[str, ...]:
    """The columns that a summary counts."""
    states = (f"{each}.state" for each in result.criteria())
    return ("as_of", "level", TOTAL, *result.pillars(), *states)


def summary_of(counts: Counting, pillars: Iterable[str], criteria: Iterable[str]) -> Summary:
    """A result counted by whoever can.

    Args:
        counts: How often each value stands in a column of the result.
        pillars: Ids of the pillars that the result has.
        criteria: Its criteria, as ``pillar.criterion``.
    """
    days = counts("as_of")
    return Summary(
        sum(days.values()),
        cast("Mapping[date | None, int]", days),
        cast("Mapping[str | None, int]", counts("level")),
        {each: _spread(counts(each)) for each in (TOTAL, *pillars)},
        {each: cast("Mapping[str, int]", counts(f"{each}.state")) for each in criteria},
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    """How often the values of a column stand in a result."""

    connection: DuckDBPyConnection
    rows: str

    def of(self, column: str) -> dict[object, int]:
        name = quoted(column)
        found = self.connection.execute(f"SELECT {name}, count(*) FROM {self.rows} GROUP BY {name}")  # noqa: S608 - names are quoted
        return {value: int(count) for value, count in found.fetchall()}


def _spread(counts: Mapping[object, int]) -> Spread:
    """How many have points, and their median."""
    points = cast("Mapping[Decimal | None, int]", counts)
    known = sorted((value, count) for value, count in points.items() if value is not None)
    members = sum(count for _, count in known)
    return Spread(members, _median(known, members))


def _median(known: Sequence[tuple[Decimal, int]], members: int) -> Decimal | None:
    """The mean of the two in the middle, to a hundredth, halves away from zero."""
    if not members:
        return None
    lower, upper = (_at(known, place) for place in ((members - 1) // 2, members // 2))
    return ((lower + upper) / 2).quantize(_HUNDREDTH, ROUND_HALF_UP)


def _at(known: Sequence[tuple[Decimal, int]], place: int) -> Decimal:
    """The value at a place, from 0, where each stands as often as it is counted."""
    ends = accumulate(count for _, count in known)
    return next(value for (value, _), end in zip(known, ends, strict=True) if place < end)


_HUNDREDTH = Decimal("0.01")
