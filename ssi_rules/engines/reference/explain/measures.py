"""A measure as the document shows it: value, what it is a share or quotient of, rows left out, and days looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.explain.counted import counted, whole
from ssi_rules.engines.reference.explain.forms import Form, Ready
from ssi_rules.engines.walk import walk
from ssi_rules.engines.wording import words
from ssi_rules.model import Aggregated, Calculation, Expression, Function, LetValue, Operator, Otherwise
from ssi_rules.scorecard import Measure, WindowDates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ssi_rules.engines.reference.explain.media import Medium, Part
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.generate import Layout
    from ssi_rules.language.windows import Window
    from ssi_rules.model import Criterion


@dataclass(frozen=True, slots=True)
class Alternative:
    """One side of ``X else Y`` in the record, the slots of what it is a quotient of, and what that is a part of."""

    value: int
    numerator: int | None
    denominator: int | None
    whole: Ready


@dataclass(frozen=True)
class MeasureReader:
    """Reads one criterion's measure from a record; built once per criterion.

    Attributes:
        plain: The document where there is nothing to say but the value; None where there are rows or a quotient.
        full: The document where there is more.
        left_out: Slots with numbers of rows left out, one per aggregate of the measure.
        undated: Slots with numbers of undated rows, one per table of the measure that is looked at by date.
    """

    value: int
    plain: Form | None
    full: Form
    alternatives: tuple[Alternative, ...]
    left_out: tuple[int, ...]
    undated: tuple[int, ...]
    windows: tuple[tuple[str, Window], ...]
    _days: dict[date | None, Ready] = field(default_factory=dict)

    def read(self, record: Record, medium: Medium[Part]) -> Part:
        """The measure of one member."""
        value = medium.value(record.values[self.value])
        if self.plain is not None:
            return medium.filled(self.plain, (value,))
        left_out, undated = (sum(map(record.number, each)) for each in (self.left_out, self.undated))
        rows = medium.whole(left_out), medium.whole(undated), medium.ready(self._looked_at(record.as_of))
        source = self._source(record)
        sides = _side(record, source.numerator, medium), _side(record, source.denominator, medium)
        return medium.filled(self.full, (value, *sides, *rows, medium.ready(source.whole)))

    def _source(self, record: Record) -> Alternative:
        """The alternative that gave the value; the first one where none did."""
        given = (each for each in self.alternatives if record.values[each.value] is not None)
        return next(given, self.alternatives[0])

    def _looked_at(self, as_of: date | None) -> Ready:
        if as_of not in self._days:
            self._days.clear()  # a team shares one day
            windows = () if as_of is None else tuple(_dates(*each, as_of) for each in self.windows)
            self._days[as_of] = Ready(Measure, "windows", windows)
        return self._days[as_of]


def measure_reader(criterion: Criterion, layout: Layout, lets: Mapping[str, Expression]) -> MeasureReader:
    """Find out where the record holds what the document says of a criterion's measure."""
    measure = criterion.measure
    parts = [each for each in walk(measure, lets) if isinstance(each, Aggregated)]
    aggregates = list(dict.fromkeys(parts))
    by_date = [each for each in aggregates if each.window or each.function is Function.DAYS_SINCE_LAST]
    alternatives = tuple(_alternative(each, layout, lets) for each in sources(measure, lets))
    is_plain = not aggregates and all(each.numerator is None for each in alternatives)
    always = _always(criterion, lets)
    return MeasureReader(
        value=layout.values[measure],
        plain=Form(Measure, {**always, **_NO_ROWS}, ("value",)) if is_plain else None,
        full=Form(Measure, always, ("value", *_NO_ROWS)),
        alternatives=alternatives,
        left_out=tuple(layout.parts[each].left_out for each in aggregates),
        undated=tuple({each.table: layout.parts[each].undated for each in by_date}.values()),
        windows=tuple(dict.fromkeys((each.table, each.window) for each in aggregates if each.window)),
    )


_NO_ROWS: dict[str, object] = {
    "numerator": None,
    "denominator": None,
    "left_out": 0,
    "undated": 0,
    "windows": (),
    "whole": None,
}


def _always(criterion: Criterion, lets: Mapping[str, Expression]) -> dict[str, object]:
    return {
        "type": criterion.measure.type.value,
        "text": criterion.measure_text or words(criterion.measure),
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


def _alternative(node: Expression, layout: Layout, lets: Mapping[str, Expression]) -> Alternative:
    part_of = Ready(Measure, "whole", whole(node, lets))
    match node:
        case Calculation(Operator.DIVIDE, left, right):
            return Alternative(layout.values[node], layout.values[left], layout.values[right], part_of)
        case Aggregated():
            parts = layout.parts[node]
            return Alternative(layout.values[node], parts.numerator, parts.denominator, part_of)
        case _:
            return Alternative(layout.values[node], None, None, part_of)


def _side(record: Record, slot: int | None, medium: Medium[Part]) -> Part:
    number = None if slot is None else record.values[slot]
    return medium.nothing if number is None else medium.number(number)


def _dates(table: str, window: Window, as_of: date) -> WindowDates:
    after, until = window.bounds(as_of)
    return WindowDates(table=table, after=after, until=until)
