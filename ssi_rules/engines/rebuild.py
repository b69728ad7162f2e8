"""The full scorecard of a member from its wide row: nothing is evaluated again.

A row of FULL holds every value that the reference engine would have recorded. It is laid out as such a record, and the
explainer reads it as it reads any other.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias, cast

from ssi_rules.engines.reading import aggregates_of, tables_read
from ssi_rules.engines.reference.explain.document import Explainer
from ssi_rules.engines.reference.explain.record import Record
from ssi_rules.engines.reference.generate import Layout, PartSlots
from ssi_rules.engines.score import PillarScore, Score
from ssi_rules.engines.wide import (
    CellsOf,
    Cost,
    Denominator,
    Detail,
    Holding,
    Kind,
    LeftOut,
    Numerator,
    RowsOf,
    UndatedOf,
    ValueOf,
    held_columns,
    shared_nodes,
    wide_columns,
)
from ssi_rules.language.numbers import POINT_SCALE, SCALE
from ssi_rules.language.states import State
from ssi_rules.model import AsOfValue, Constant, LetValue
from ssi_rules.sources.dataset import Member, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from ssi_rules.language.types import Value
    from ssi_rules.model import Aggregated, Expression, Ruleset
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Missing

_AS_OF = 3
"""The place of the day in a row."""

_SCALES = {Kind.POINTS: POINT_SCALE, Kind.NUMBER: SCALE, Kind.ROWS: 1}

Cells: TypeAlias = "Sequence[Value | None]"
"""A row as engines hold it: points in hundredths, numbers in millionths."""

_Numbers: TypeAlias = "tuple[int | None, int | None, int | None]"


@dataclass(frozen=True, slots=True)
class Told:
    """What the data says beside its values.

    Attributes:
        missing: Why a fact is not known where it is not, and why there is no table, by name.
        tables: Tables that are there, their rows apart: origin, notes, and why columns are unknown.
    """

    missing: Mapping[str, Missing] = field(default_factory=dict)
    tables: Mapping[str, Rows] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Rebuilder:
    """Turns wide rows under one ruleset into scorecards.

    Attributes:
        ruleset: The one they were scored by.
        engine: What computed them.
    """

    ruleset: Ruleset
    engine: str

    def scorecard(self, row: Sequence[object], told: Told, notices: Sequence[str] = ()) -> Scorecard:
        """The scorecard of the member of a row.

        Args:
            row: Values of ``wide_columns`` with FULL: decimals, days, flags, texts and whole numbers.
            told: What the data says besides.
            notices: What a reader should know of the data as a whole.
        """
        cells = [_in_units(*each) for each in zip(row, self._places.scales, strict=True)]
        record = Record(
            self._places.member(cells, told),
            cast("date | None", cells[_AS_OF]),
            _score(self.ruleset, cells),
            self._places.layout,
            (*cells, *(each.value for each in self._places.constants), 0),
        )
        return self._explainer.scorecard(record, notices)

    @cached_property
    def _places(self) -> _Places:
        return _Places(self.ruleset)

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self.ruleset, self._places.layout, self.engine)


@dataclass(frozen=True, eq=False)
class _Places:
    """Where a row has what a record would have; behind it come constants, which a row has not, and a 0."""

    ruleset: Ruleset

    def member(self, cells: Cells, told: Told) -> Member:
        """The member as far as an explanation looks: who it is, and of what there are rows."""
        labels = {
            name: str(each) for name, each in zip(("name", "team"), cells[1:_AS_OF], strict=True) if each
        }
        tables = {name: rows for name in tables_read(self.ruleset) if (rows := self._rows(name, cells, told))}
        return Member(str(cells[0]), None, {}, tables=tables, missing=told.missing, labels=labels)

    def _rows(self, table: str, cells: Cells, told: Told) -> Rows | None:
        """As many rows as there are, and of each column that has any known cell, one."""
        count = cells[self._at[RowsOf(table)]]
        if not isinstance(count, int):
            return None
        read = [each for each in self._at if isinstance(each, CellsOf) and each.table == table]
        columns = {each.column: (True,) if cells[self._at[each]] else () for each in read}
        found = told.tables.get(table, Rows({}, 0, table))
        return replace(found, columns=columns, count=count)

    @cached_property
    def scales(self) -> tuple[int | None, ...]:
        """What one of a column's numbers is in a record; None where it holds no numbers."""
        quotients = {place for each, place in self._at.items() if isinstance(each, Numerator | Denominator)}
        kinds = (each.kind for each in wide_columns(self.ruleset, Detail.FULL))
        return tuple(SCALE if place in quotients else _SCALES.get(kind) for place, kind in enumerate(kinds))

    @cached_property
    def constants(self) -> tuple[Constant, ...]:
        return tuple(each for each in shared_nodes(self.ruleset) if isinstance(each, Constant))

    @cached_property
    def layout(self) -> Layout:
        parts = {each: self._parts(each) for each in aggregates_of(self.ruleset)}
        costs = tuple(
            tuple(self._at[Cost(number, place)] for place in range(len(pillar.adjustments)))
            for number, pillar in enumerate(self.ruleset.pillars)
        )
        return Layout(self._values(), parts, costs)

    def _values(self) -> dict[Expression, int]:
        values: dict[Expression, int] = {AsOfValue(): _AS_OF}
        values |= {each: len(self.scales) + place for place, each in enumerate(self.constants)}
        values |= {each.node: place for each, place in self._at.items() if isinstance(each, ValueOf)}
        lets = {each.name: each.value for each in self.ruleset.lets}
        named = {lets[each.name]: values[each] for each in values if isinstance(each, LetValue)}
        return {**named, **values}

    def _parts(self, node: Aggregated) -> PartSlots:
        none = len(self.scales) + len(self.constants)
        return PartSlots(
            self._at[LeftOut(node)],
            self._at.get(UndatedOf(node.table), none),
            self._at.get(Numerator(node)),
            self._at.get(Denominator(node)),
        )

    @cached_property
    def _at(self) -> Mapping[Holding, int]:
        first = len(wide_columns(self.ruleset, Detail.CRITERIA))
        return {each.holds: place for place, each in enumerate(held_columns(self.ruleset), start=first)}


def _in_units(value: object, scale: int | None) -> Value | None:
    """A value as engines hold it."""
    if value is None or scale is None:
        return cast("Value | None", value)
    above, below = cast("int | Decimal", value).as_integer_ratio()
    return above * scale // below


def _score(ruleset: Ruleset, cells: Cells) -> Score:
    _, _, _, _, total, low, high, _, level, _, *rest = cells
    following = iter(rest)
    pillars = tuple(_pillar(len(each.criteria), following) for each in ruleset.pillars)
    return Score(*cast("_Numbers", (total, low, high)), cast("str | None", level), pillars)


def _pillar(criteria: int, cells: Iterator[Value | None]) -> PillarScore:
    points, low, high = cast("_Numbers", tuple(islice(cells, 3)))
    lines = [(cast("int | None", next(cells)), State(next(cells))) for _ in range(criteria)]
    return PillarScore(
        points, low, high, tuple(state for _, state in lines), tuple(each for each, _ in lines)
    )
