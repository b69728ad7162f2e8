"""The wide row of one member by the reference engine: what every other engine's rows must equal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules.engines.wide import (
    CellsOf,
    Cost,
    Denominator,
    Detail,
    Held,
    Holding,
    LeftOut,
    Numerator,
    RowsOf,
    UndatedOf,
    ValueOf,
    held_columns,
)
from ssi_rules.language.numbers import SCALE, as_decimal, as_points, as_points_or_none

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.score import PillarScore, Score
    from ssi_rules.language.types import Value
    from ssi_rules.sources.dataset import Member

WideValue: TypeAlias = "str | int | bool | Decimal | date | None"
"""Points and numbers are decimals, numbers of rows whole, as kinds of columns say; None is unknown."""


@dataclass(frozen=True)
class WideRows:
    """Scores members into rows of ``wide_columns``."""

    evaluator: Evaluator
    detail: Detail

    def row(self, member: Member, as_of: date | None = None) -> tuple[WideValue, ...]:
        """The row of a member.

        Args:
            member: Typed facts and tables.
            as_of: The day to look from; else the member's own.

        Raises:
            AsOfNeeded: The ruleset reads dates and neither gives a day.
        """
        if self.detail is not Detail.FULL:
            score = self.evaluator.score(member, as_of)
            return tuple(self._points(member, as_of or member.as_of, score))
        record = self.evaluator.record(member, as_of)
        points = self._points(member, record.as_of, record.score)
        return (*points, *(_held(each.holds, record) for each in self._held))

    def _points(self, member: Member, as_of: date | None, score: Score) -> Iterator[WideValue]:
        yield from (member.id, *(member.labels.get(each) for each in ("name", "team")), as_of)
        yield from map(as_points_or_none, (score.total, score.low, score.high, self.evaluator.ruleset.worth))
        yield score.level
        yield score.open
        if self.detail is not Detail.TOTAL:
            for pillar in score.pillars:
                yield from self._pillar(pillar)

    def _pillar(self, score: PillarScore) -> Iterator[WideValue]:
        yield from map(as_points_or_none, (score.points, score.low, score.high))
        if self.detail is not Detail.PILLARS:
            for points, state in zip(score.criteria, score.states, strict=True):
                yield as_points_or_none(points)
                yield state.value

    @cached_property
    def _held(self) -> tuple[Held, ...]:
        return held_columns(self.evaluator.ruleset)


def _held(holds: Holding, record: Record) -> WideValue:
    match holds:
        case ValueOf(node):
            return _value(record.value(node))
        case Cost(pillar, place):
            return as_points(record.number(record.layout.costs[pillar][place]))
        case LeftOut(aggregate):
            return record.left_out(aggregate)
        case Numerator(share):
            return _rows(record, record.layout.parts[share].numerator)
        case Denominator(share):
            return _rows(record, record.layout.parts[share].denominator)
        case RowsOf(table):
            rows = record.member.tables.get(table)
            return None if rows is None else rows.count
        case UndatedOf(table):
            return _undated(record, table)
        case CellsOf(table, column):
            return _cells(record.member, table, column)
        case _:
            assert_never(holds)


def _value(value: Value | None) -> WideValue:
    return as_decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _rows(record: Record, slot: int | None) -> int:
    """A number of rows that the record keeps in millionths, as it does the quotients made of it."""
    if slot is None:
        raise AssertionError("a share is recorded with its parts")
    return record.number(slot) // SCALE


def _undated(record: Record, table: str) -> int:
    """Every aggregate over the table is recorded with it."""
    slot = next(parts.undated for node, parts in record.layout.parts.items() if node.table == table)
    return record.number(slot)


def _cells(member: Member, table: str, column: str) -> int:
    rows = member.tables.get(table)
    return 0 if rows is None else sum(cell is not None for cell in rows.columns.get(column, ()))
