"""The same member on a later day if nothing is added: what leaves the windows by then shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ssi_rules.scorecard import Later

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from ssi_rules.language.types import Value
    from ssi_rules.model import Table
    from ssi_rules.scorecard import Criterion, MeasureValue, Pillar, Scorecard
    from ssi_rules.sources.dataset import Member, Rows


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


def with_later(card: Scorecard, then: Scorecard) -> Scorecard:
    """The scorecard with what becomes of each criterion; ``then`` is the same member's of a later day."""
    pairs = zip(card.pillars, then.pillars, strict=True)
    return card.model_copy(update={"pillars": tuple(_pillar(*pair, then.as_of) for pair in pairs)})


def _pillar(now: Pillar, then: Pillar, day: date | None) -> Pillar:
    pairs = zip(now.criteria, then.criteria, strict=True)
    return now.model_copy(update={"criteria": tuple(_criterion(*pair, day) for pair in pairs)})


def _criterion(now: Criterion, then: Criterion, day: date | None) -> Criterion:
    if day is None or _shown(now) == _shown(then):
        return now
    value, numerator, denominator, points = _shown(then)
    later = Later(as_of=day, value=value, numerator=numerator, denominator=denominator, points=points)
    return now.model_copy(update={"later": later})


def _shown(each: Criterion) -> tuple[MeasureValue | None, Decimal | None, Decimal | None, Decimal | None]:
    return each.measure.value, each.measure.numerator, each.measure.denominator, each.points


def _known_by(rows: Rows, dated: str | None, as_of: date) -> Rows:
    days = () if dated is None else rows.columns.get(dated, ())
    kept = [place for place, day in enumerate(days) if not isinstance(day, date) or day <= as_of]
    if len(kept) == len(days):
        return rows
    columns = {name: _at(cells, kept) for name, cells in rows.columns.items()}
    return replace(rows, columns=columns, count=len(kept))


def _at(cells: Sequence[Value | None], places: Sequence[int]) -> Sequence[Value | None]:
    return [cells[place] for place in places]
