"""The day that each member is scored for, and the windows of every such day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pyspark.sql import functions as f
from pyspark.sql import types as t

from ssi_rules.engines.columnar.names import AS_OF, MEMBER_ID, bounds_names
from ssi_rules.engines.reading import needs_day
from ssi_rules.engines.score import AsOfNeeded
from ssi_rules.sources.tabular.dataset import stands_for_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pyspark.sql import DataFrame, SparkSession

    from ssi_rules.distributed.relations import Relation
    from ssi_rules.language.windows import Window
    from ssi_rules.model import Ruleset
    from ssi_rules.sources.tally import Tally

Counted: TypeAlias = Mapping["date | None", int]
"""How many members are scored for which day."""


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest day in a dated column, and where it stands."""

    day: date
    file: str
    column: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a population.

    Attributes:
        members: How many for each day; None for those that have none.
        own: Whether the data's own days count.
        rest: The day of those for whom they do not, or who have none.
    """

    members: Counted
    own: bool
    rest: date | None

    @property
    def one(self) -> date | None:
        """The day of everyone, if there is one."""
        days = list(self.members)
        return days[0] if len(days) == 1 else None


def days_of(  # noqa: PLR0913 - each is one thing that a day may depend on
    members: Relation, rows: int, latest: Latest | None, *, asked: date | None, ruleset: Ruleset, tally: Tally
) -> Days:
    """The days: the one asked for, else each member's own, else the latest in the data.

    Args:
        members: The members.
        rows: How many there are.
        latest: The latest day in the data's dated columns.
        asked: What the user asked for.
        ruleset: What may need a day.
        tally: Told where the data does not say a day.

    Raises:
        AsOfNeeded: Dates are read, and somebody has no day.
    """
    rest = asked or (latest.day if latest else None)
    own = asked is None and AS_OF in members.columns
    counted = (
        {None: rows}
        if not own
        else {row[0]: row[1] for row in members.frame.groupBy(AS_OF).count().collect()}
    )
    lacking = counted.pop(None, 0)
    if lacking and rest is None and needs_day(ruleset):
        raise AsOfNeeded(ruleset.id, _without_day(members, own=own))
    if lacking and asked is None and latest:
        tally.note(stands_for_days(f"{latest.day} ({latest.file}: {latest.column})"))
    return Days(counted | ({rest: counted.get(rest, 0) + lacking} if lacking else {}), own, rest)


def _without_day(members: Relation, *, own: bool) -> str:
    frame = members.frame.where(f.col(AS_OF).isNull()) if own else members.frame
    first = frame.select(MEMBER_ID).first()
    return str(first[0]) if first else ""


def with_days(members: DataFrame, days: Days) -> DataFrame:
    """The members, each with a day where there is one."""
    rest = f.lit(days.rest).cast("date")
    return members.withColumn(AS_OF, f.coalesce(AS_OF, rest) if days.own else rest)


def windows_of(session: SparkSession, days: Iterable[date | None], windows: Sequence[Window]) -> DataFrame:
    """For each day, the exclusive first and inclusive last day of every window."""
    names = [AS_OF, *(name for at in range(len(windows)) for name in bounds_names(at))]
    schema = t.StructType([t.StructField(name, t.DateType()) for name in names])
    rows = [
        (day, *(bound for window in windows for bound in window.bounds(day)))
        for day in days
        if day is not None
    ]
    return session.createDataFrame(rows, schema)
