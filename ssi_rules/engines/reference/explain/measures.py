"""A measure as the document shows it: value, what it is a share or quotient of, rows left out, and days looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, cast

from ssi_rules.engines.reference.explain.counted import counted
from ssi_rules.engines.reference.explain.record import as_document_value
from ssi_rules.engines.reference.explain.trusted import trusted
from ssi_rules.engines.walk import walk
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
        static: The document's fields, those of the member's own still empty.
        left_out: Slots with numbers of rows left out, one per aggregate of the measure.
        undated: Slots with numbers of undated rows, one per table of the measure that is looked at by date.
    """

    value: int
    static: dict[str, object]
    alternatives: tuple[Alternative, ...]
    left_out: tuple[int, ...]
    undated: tuple[int, ...]
    windows: tuple[tuple[str, Window], ...]
    _days: dict[date, tuple[WindowDates, ...]] = field(default_factory=dict)

    @cached_property
    def is_plain(self) -> bool:
        """Whether there is nothing to say but the value: no rows, no quotient."""
        return not self.left_out and all(each.numerator is None for each in self.alternatives)

    def read(self, record: Record) -> Measure:
        """The measure of one member."""
        value = as_document_value(record.at(self.value))
        if self.is_plain:
            return trusted(Measure, {**self.static, "value": value})
        numerator, denominator = self._quotient(record)
        return trusted(
            Measure,
            {
                **self.static,
                "value": value,
                "numerator": numerator,
                "denominator": denominator,
                "left_out": sum(map(record.number, self.left_out)),
                "undated": sum(map(record.number, self.undated)),
                "windows": self._looked_at(record.as_of),
            },
        )

    def _quotient(self, record: Record) -> tuple[Decimal | None, Decimal | None]:
        """Of the alternative that gave the value; of the first one where none did."""
        source = self.alternatives[0]
        for each in self.alternatives:
            if record.at(each.value) is not None:
                source = each
                break
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
        value=layout.values[measure],
        static=_static(criterion, lets),
        alternatives=tuple(_alternative(each, layout) for each in sources(measure, lets)),
        left_out=tuple(layout.parts[each].left_out for each in aggregates),
        undated=tuple({each.table: layout.parts[each].undated for each in by_date}.values()),
        windows=tuple(dict.fromkeys((each.table, each.window) for each in aggregates if each.window)),
    )


def _static(criterion: Criterion, lets: Mapping[str, Expression]) -> dict[str, object]:
    return {
        "value": None,
        "type": criterion.measure.type.value,
        "numerator": None,
        "denominator": None,
        "left_out": 0,
        "undated": 0,
        "text": criterion.measure_text or words(criterion.measure),
        "windows": (),
        "counted": counted(criterion.measure, lets),
    }


def sources(node: Expression, lets: Mapping[str, Expression]) -> Iterator[Expression]:
    """What the value can come from, in order of preference: the sides of ``else``, behind any names; each let once."""
    waiting, seen = [node], set[str]()
    while waiting:
        match waiting.pop():
            case LetValue(name):
                if name not in seen:
                    seen.add(name)
                    waiting.append(lets[name])
            case Otherwise(value, fallback):
                waiting += [fallback, value]
            case source:
                yield source


def _alternative(node: Expression, layout: Layout) -> Alternative:
    match node:
        case Calculation(Operator.DIVIDE, left, right):
            return Alternative(layout.values[node], layout.values[left], layout.values[right])
        case Aggregated():
            parts = layout.parts[node]
            return Alternative(layout.values[node], parts.numerator, parts.denominator)
        case _:
            return Alternative(layout.values[node], None, None)


def _number(record: Record, slot: int | None) -> Decimal | None:
    value = None if slot is None else cast("int | None", record.at(slot))
    return None if value is None else as_decimal(value)


def _dates(table: str, window: Window, as_of: date) -> WindowDates:
    after, until = window.bounds(as_of)
    return WindowDates(table=table, after=after, until=until)
