"""The same member on a later day if nothing is added: what leaves the windows by then shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.language.windows import WEEK
from ssi_rules.scorecard import Later

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from ssi_rules.language.types import Value
    from ssi_rules.model import Table
    from ssi_rules.scorecard import Criterion, Measure, Pillar, Scorecard
    from ssi_rules.sources.dataset import Member, Rows


AHEAD = WEEK
"""Days that pages look ahead: by when they say what a criterion loses without anything new."""


def day_after(as_of: date, days: int) -> date:
    """The day so many days on, or the last day there is."""
    return as_of + timedelta(min(days, (date.max - as_of).days))


def known_by(member: Member, as_of: date, tables: Mapping[str, Table]) -> Member:
    """The member without rows dated after the day: they would come in as if they had been added since."""
    kept = {
        name: _known_by(rows, tables[name].dated, as_of)
        for name, rows in member.tables.items()
        if name in tables
    }
    return replace(member, tables={**member.tables, **kept})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a criterion comes to on some day."""

    measure: Measure
    points: Decimal | None

    @property
    def shown(self) -> tuple[object, ...]:
        """What a reader would see differ."""
        return self.measure.value, self.measure.numerator, self.measure.denominator, self.points


Standings: TypeAlias = tuple[tuple[Standing, ...], ...]
"""Those of all criteria, by pillar."""


def with_later(card: Scorecard, then: Standings, day: date) -> Scorecard:
    """The scorecard with what becomes of each criterion by the day."""
    pillars = tuple(_pillar(*pair, day) for pair in zip(card.pillars, then, strict=True))
    return card.model_copy(update={"pillars": pillars})


def _pillar(now: Pillar, then: tuple[Standing, ...], day: date) -> Pillar:
    criteria = tuple(_criterion(*pair, day) for pair in zip(now.criteria, then, strict=True))
    return now.model_copy(update={"criteria": criteria})


def _criterion(now: Criterion, then: Standing, day: date) -> Criterion:
    if Standing(now.measure, now.points).shown == then.shown:
        return now
    later = Later(
        as_of=day,
        value=then.measure.value,
        numerator=then.measure.numerator,
        denominator=then.measure.denominator,
        points=then.points,
    )
    return now.model_copy(update={"later": later})


def _known_by(rows: Rows, dated: str | None, as_of: date) -> Rows:
    days = () if dated is None else rows.columns.get(dated, ())
    kept = [place for place, day in enumerate(days) if not isinstance(day, date) or day <= as_of]
    if len(kept) == len(days):
        return rows
    columns = {name: _at(cells, kept) for name, cells in rows.columns.items()}
    return replace(rows, columns=columns, count=len(kept))


def _at(cells: Sequence[Value | None], places: Sequence[int]) -> Sequence[Value | None]:
    return [cells[place] for place in places]
