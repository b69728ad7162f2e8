"""What a measure can come to, asked of the checker's own intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ssi_rules.checking.ranges import Ranges
from ssi_rules.diagnostics import Problems
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from ssi_rules.checking.intervals import Interval
    from ssi_rules.model import Expression, Ruleset, Table


class _Name(NamedTuple):
    text: str


class _Column(NamedTuple):
    name: _Name
    type: Type


class _Declared(NamedTuple):
    """A table as the checker looks at it: of its declaration it asks for no more."""

    columns: tuple[_Column, ...]


def ranges_of(ruleset: Ruleset) -> Ranges:
    """What each expression of a ruleset can come to."""
    tables: Any = {name: _declared(each) for name, each in ruleset.catalogue.tables.items()}
    ranges = Ranges({each.name: each.value for each in ruleset.lets}, tables, Problems())
    ranges.prepare({each.name for each in ruleset.lets})
    return ranges


def values_of(measure: Expression, ranges: Ranges) -> Interval:
    """The known values of a number; of a flag, no and yes."""
    found = ranges.interval(measure)
    return found.within(0, 1) if measure.type is Type.FLAG else found.within(found.low, found.high)


def _declared(table: Table) -> _Declared:
    return _Declared(tuple(_Column(_Name(each.name), each.type) for each in table.columns))
