"""A measure as the document shows it: value, what it is a share or quotient of, rows left out, and days looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from ssi_rules.engines.reference.explain.record import as_document_value
from ssi_rules.engines.reference.walk import walk
from ssi_rules.engines.wording import words
from ssi_rules.language.numbers import as_decimal
from ssi_rules.model import Aggregated, Calculation, Expression, Function, LetValue, Operator, Otherwise
from ssi_rules.scorecard import Measure, WindowDates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.generate import Layout
    from ssi_rules.language.windows import Window
    from ssi_rules.model import Criterion


@dataclass(frozen=True, slots=True)
class Alternative:
    """One side of ``X else Y`` in the record, and the slots of what it is a quotient of."""

    value: int
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True)
class MeasureReader:
    """Reads one criterion's measure from a record; built once per criterion.

    Attributes:
        left_out: Slots with numbers of rows left out, one per aggregate of the measure.
        undated: Slots with numbers of undated rows, one per table of the measure that is looked at by date.
    """

    text: str
    type: str
    value: int
    alternatives: tuple[Alternative, ...]
    left_out: tuple[int, ...]
    undated: tuple[int, ...]
    windows: tuple[tuple[str, Window], ...]
    _days: dict[date, tuple[WindowDates, ...]] = field(default_factory=dict)

    def read(self, record: Record) -> Measure:
        """The measure of one member."""
        numerator, denominator = self._quotient(record)
        return Measure(
            value=as_document_value(record.at(self.value)),
            type=self.type,  # type: ignore[arg-type]
            numerator=numerator,
            denominator=denominator,
            left_out=sum(record.number(slot) for slot in self.left_out),
            undated=sum(record.number(slot) for slot in self.undated),
            text=self.text,
            windows=self._looked_at(record.as_of),
        )

    def _quotient(self, record: Record) -> tuple[Decimal | None, Decimal | None]:
        """Of the alternative that gave the value; of the first one where none did."""
        known = (each for each in self.alternatives if record.at(each.value) is not None)
        source = next(known, self.alternatives[0])
        return _number(record, source.numerator), _number(record, source.denominator)

    def _looked_at(self, as_of: date | None) -> tuple[WindowDates, ...]:
        if as_of is None or not self.windows:
            return ()
        if as_of not in self._days:
            self._days.clear()  # a team shares one day
            self._days[as_of] = tuple(_dates(table, window, as_of) for table, window in self.windows)
        return self._days[as_of]


def measure_reader(criterion: Criterion, layout: Layout, lets: Mapping[str, Expression]) -> MeasureReader:
    """Find out where the record holds what the document says of a criterion's measure."""
    measure = criterion.measure
    parts = [each for each in walk(measure, lets) if isinstance(each, Aggregated)]
    aggregates = list(dict.fromkeys(parts))
    by_date = [each for each in aggregates if each.window or each.function is Function.DAYS_SINCE_LAST]
    return MeasureReader(
        text=criterion.measure_text or words(measure),
        type=measure.type.value,
        value=layout.values[measure],
        alternatives=tuple(_alternatives(measure, layout, lets)),
        left_out=tuple(layout.parts[each].left_out for each in aggregates),
        undated=tuple({each.table: layout.parts[each].undated for each in by_date}.values()),
        windows=tuple(dict.fromkeys((each.table, each.window) for each in aggregates if each.window)),
    )


def _alternatives(node: Expression, layout: Layout, lets: Mapping[str, Expression]) -> Iterator[Alternative]:
    match node:
        case LetValue():
            yield from _alternatives(lets[node.name], layout, lets)
        case Otherwise(value, fallback):
            yield from _alternatives(value, layout, lets)
            yield from _alternatives(fallback, layout, lets)
        case Calculation(Operator.DIVIDE, left, right):
            yield Alternative(layout.values[node], layout.values[left], layout.values[right])
        case Aggregated():
            parts = layout.parts[node]
            yield Alternative(layout.values[node], parts.numerator, parts.denominator)
        case _:
            yield Alternative(layout.values[node], None, None)


def _number(record: Record, slot: int | None) -> Decimal | None:
    value = None if slot is None else cast("int | None", record.at(slot))
    return None if value is None else as_decimal(value)


def _dates(table: str, window: Window, as_of: date) -> WindowDates:
    after, until = window.bounds(as_of)
    return WindowDates(table=table, after=after, until=until)
