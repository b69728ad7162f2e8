"""A measure as the document shows it: value, what it is a share or quotient of, rows left out, and days looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.engines.reference.explain.counted import counted, whole
from ssi_rules.engines.reference.explain.forms import Form, Ready
from ssi_rules.engines.walk import walk
from ssi_rules.engines.wording import words
from ssi_rules.model import Aggregated, Calculation, Expression, Function, LetValue, Operator, Otherwise
from ssi_rules.scorecard import Measure, WindowDates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from ssi_rules.engines.reference.explain.media import Medium, Part
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.generate import Layout
    from ssi_rules.language.windows import Window
    from ssi_rules.model import Criterion

Skipping: TypeAlias = "tuple[tuple[str, tuple[int, ...]], ...]"
"""By table, slots with numbers of rows left out, of aggregates that may each have left out rows the others did not."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One side of ``X else Y`` in the record.

    Attributes:
        numerator: The slot of what it is a quotient of.
        denominator: The slot of what that is divided by.
        whole: What it is a part of.
        skipping: What it left out, and those before it: that may be why it was asked at all.
    """

    value: int
    numerator: int | None
    denominator: int | None
    whole: Ready
    skipping: Skipping


@dataclass(frozen=True)
class MeasureReader:
    """Reads one criterion's measure from a record; built once per criterion.

    Attributes:
        plain: The document where there is nothing to say but the value; None where there are rows or a quotient.
        full: The document where there is more.
        undated: Slots with numbers of undated rows, one per table of the measure that is looked at by date.
    """

    value: int
    plain: Form | None
    full: Form
    alternatives: tuple[Alternative, ...]
    undated: tuple[int, ...]
    windows: tuple[tuple[str, Window], ...]
    _days: dict[date | None, Ready] = field(default_factory=dict)

    def read(self, record: Record, medium: Medium[Part]) -> Part:
        """The measure of one member."""
        value = medium.value(record.values[self.value])
        if self.plain is not None:
            return medium.filled(self.plain, (value,))
        source, undated = self._source(record), sum(map(record.number, self.undated))
        least, most = _left_out(record, self._asked(record, source).skipping)
        rows = medium.whole(least), medium.whole(undated), medium.ready(self._looked_at(record.as_of))
        sides = _side(record, source.numerator, medium), _side(record, source.denominator, medium)
        more = medium.nothing if least == most else medium.whole(most)
        return medium.filled(self.full, (value, *sides, *rows, medium.ready(source.whole), more))

    def _source(self, record: Record) -> Alternative:
        """The alternative that gave the value; the first one where none did."""
        given = (each for each in self.alternatives if record.values[each.value] is not None)
        return next(given, self.alternatives[0])

    def _asked(self, record: Record, source: Alternative) -> Alternative:
        """The last alternative that was asked: where none gave the value, all were."""
        return self.alternatives[-1] if record.values[source.value] is None else source

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
    alternatives = tuple(_alternatives(measure, layout, lets))
    is_plain = not aggregates and all(each.numerator is None for each in alternatives)
    always = _always(criterion, lets)
    return MeasureReader(
        value=layout.values[measure],
        plain=Form(Measure, {**always, **_NO_ROWS}, ("value",)) if is_plain else None,
        full=Form(Measure, always, ("value", *_NO_ROWS)),
        alternatives=alternatives,
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
    "left_out_most": None,
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


def _alternatives(
    measure: Expression, layout: Layout, lets: Mapping[str, Expression]
) -> Iterator[Alternative]:
    asked: list[Aggregated] = []
    for node in sources(measure, lets):
        asked += [each for each in walk(node, lets) if isinstance(each, Aggregated)]
        numerator, denominator = _quotient(node, layout)
        part_of = Ready(Measure, "whole", whole(node, lets))
        yield Alternative(layout.values[node], numerator, denominator, part_of, _skipping(asked, layout))


def _quotient(node: Expression, layout: Layout) -> tuple[int | None, int | None]:
    match node:
        case Calculation(Operator.DIVIDE, left, right):
            return layout.values[left], layout.values[right]
        case Aggregated():
            return layout.parts[node].numerator, layout.parts[node].denominator
        case _:
            return None, None


def _skipping(asked: Iterable[Aggregated], layout: Layout) -> Skipping:
    """What leaves out the same rows is taken once, and not at all beside what leaves out those and more."""
    asking = [each for each in asked if each.where is not None or each.column is not None]
    alike = {(each.table, each.where, each.window, each.column): each for each in asking}.values()
    found: dict[str, list[int]] = {}
    for each in alike:
        if not any(other is not each and _leaves_out_no_less(other, each) for other in alike):
            found.setdefault(each.table, []).append(layout.parts[each].left_out)
    return tuple((table, tuple(slots)) for table, slots in found.items())


def _leaves_out_no_less(other: Aggregated, each: Aggregated) -> bool:
    """Whether whatever row one aggregate leaves out another does, too.

    A row is left out where the condition is unknown, or is yes and the cell is; the days of a window are some of all days.
    """
    if (other.table, other.where) != (each.table, each.where):
        return False
    return other.window in (each.window, None) and each.column in (other.column, None)


def _left_out(record: Record, skipping: Skipping) -> tuple[int, int]:
    """The fewest and the most different rows that can have been left out: of one table two aggregates may share them."""
    least = most = 0
    for table, slots in skipping:
        numbers = [record.values[each] for each in slots]
        fewest, total = max(numbers), sum(numbers)
        least += fewest
        most += total if fewest == total else min(total, record.member.tables[table].count)
    return least, most


def _side(record: Record, slot: int | None, medium: Medium[Part]) -> Part:
    number = None if slot is None else record.values[slot]
    return medium.nothing if number is None else medium.number(number)


def _dates(table: str, window: Window, as_of: date) -> WindowDates:
    after, until = window.bounds(as_of)
    return WindowDates(table=table, after=after, until=until)
