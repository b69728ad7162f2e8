"""The wide result: one row a member, the same columns with the same names and values from every engine.

This is the one place that says what they are. ``FULL`` holds what a scorecard is made of: every value that points came
from stands there once, so that the scorecard of any member can be rebuilt without evaluating again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.engines.reading import aggregates_of, roots, tables_read
from ssi_rules.engines.walk import outside_row, row_columns, walk
from ssi_rules.language.types import Type
from ssi_rules.model import Aggregated, AsOfValue, Constant, Expression, FactValue, Function, LetValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.model import Pillar, Ruleset


class Detail(Enum):
    """How much is told of each member; each holds all that the one before it does."""

    TOTAL = "total"
    PILLARS = "pillars"
    CRITERIA = "criteria"
    FULL = "full"


class Kind(Enum):
    """What a column holds: texts, days, hundredths of points, millionths, flags, or numbers of rows."""

    TEXT = "text"
    DAY = "day"
    POINTS = "points"
    NUMBER = "number"
    FLAG = "flag"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column of the result."""

    name: str
    kind: Kind


# What a column of FULL holds beside the points.


@dataclass(frozen=True, slots=True)
class ValueOf:
    """What an expression came to."""

    node: Expression


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many rows an aggregate left out because what it asks of them is unknown; 0 without the table."""

    aggregate: Aggregated


@dataclass(frozen=True, slots=True)
class Numerator:
    """The rows of a share for which its condition is yes; 0 without the table."""

    share: Aggregated


@dataclass(frozen=True, slots=True)
class Denominator:
    """The rows of a share for which its condition is yes or no; 0 without the table."""

    share: Aggregated


@dataclass(frozen=True, slots=True)
class Cost:
    """The points that a cap or deduction took, by the places of its pillar and of itself there; 0 if it did not fire."""

    pillar: int
    place: int


@dataclass(frozen=True, slots=True)
class RowsOf:
    """The member's rows of a table, whatever their dates; unknown where the member's data has no such table."""

    table: str


@dataclass(frozen=True, slots=True)
class UndatedOf:
    """The member's rows of a dated table that have no date; 0 without the table."""

    table: str


@dataclass(frozen=True, slots=True)
class CellsOf:
    """The member's known cells of a column, whatever their dates; 0 without the table or the column."""

    table: str
    column: str


Holding: TypeAlias = ValueOf | LeftOut | Numerator | Denominator | Cost | RowsOf | UndatedOf | CellsOf


@dataclass(frozen=True, slots=True)
class Held:
    """A column of FULL, and what it holds."""

    column: WideColumn
    holds: Holding


def wide_columns(ruleset: Ruleset, detail: Detail) -> tuple[WideColumn, ...]:
    """The columns of the wide result, in order; no two names are the same, capitals aside."""
    names = _Names()
    found = _points(ruleset, detail, names)
    return (*found, *(each.column for each in _held(ruleset, names))) if detail is Detail.FULL else found


def held_columns(ruleset: Ruleset) -> tuple[Held, ...]:
    """What FULL has beyond CRITERIA, in order.

    An expression may stand in several columns (a fact that is a criterion's measure); in each of them its value is the same.
    What a let stands for is in the let's own column, constants and the day in none.
    """
    names = _Names()
    _points(ruleset, Detail.FULL, names)
    return _held(ruleset, names)


def shared_nodes(ruleset: Ruleset) -> tuple[Expression, ...]:
    """All that a score is computed from and that is the same for every row, each once."""
    return tuple(dict.fromkeys(_nodes(ruleset)))


@dataclass
class _Names:
    """Sees to it that no column is called like another: many programs take ``A`` and ``a`` for the same."""

    taken: set[str] = field(default_factory=set)

    def column(self, name: str, kind: Kind) -> WideColumn:
        number, free = 1, name
        while free.casefold() in self.taken:
            number += 1
            free = f"{name}_{number}"
        self.taken.add(free.casefold())
        return WideColumn(free, kind)


_TOTAL = (
    ("member", Kind.TEXT),
    ("name", Kind.TEXT),
    ("team", Kind.TEXT),
    ("as_of", Kind.DAY),
    ("total", Kind.POINTS),
    ("low", Kind.POINTS),
    ("high", Kind.POINTS),
    ("worth", Kind.POINTS),
    ("level", Kind.TEXT),
    ("open", Kind.ROWS),
)


def _points(ruleset: Ruleset, detail: Detail, names: _Names) -> tuple[WideColumn, ...]:
    found = list(_TOTAL)
    for pillar in () if detail is Detail.TOTAL else ruleset.pillars:
        found += [(pillar.id + part, Kind.POINTS) for part in ("", ".low", ".high")]
        for criterion in () if detail is Detail.PILLARS else pillar.criteria:
            name = f"{pillar.id}.{criterion.id}"
            found += [(name, Kind.POINTS), (f"{name}.state", Kind.TEXT)]
    return tuple(names.column(*each) for each in found)


def _held(ruleset: Ruleset, names: _Names) -> tuple[Held, ...]:
    lets = {each.name: each.value for each in ruleset.lets}
    nodes = shared_nodes(ruleset)
    parts = [each for place, pillar in enumerate(ruleset.pillars) for each in _of_pillar(place, pillar)]
    named = list(_by_name(nodes))
    rest = list(_by_number(nodes, _called([*named, *parts], lets)))
    called = _called([*named, *parts, *rest], lets)
    found = [*parts, *named, *rest, *_of_aggregates(ruleset, called), *_of_tables(ruleset)]
    return tuple(Held(names.column(name, _kind(holds)), holds) for name, holds in found)


_Named: TypeAlias = "tuple[str, Holding]"


def _of_pillar(place: int, pillar: Pillar) -> Iterator[_Named]:
    for criterion in pillar.criteria:
        asked = {"measure": criterion.measure, "applies": criterion.applies, "needs": criterion.needs}
        for part, node in asked.items():
            if node is not None:
                yield f"{pillar.id}.{criterion.id}.{part}", ValueOf(node)
    for number, adjustment in enumerate(pillar.adjustments, start=1):
        yield f"{pillar.id}.when.{number}", ValueOf(adjustment.when)
        yield f"{pillar.id}.cost.{number}", Cost(place, number - 1)


def _by_name(nodes: Iterable[Expression]) -> Iterator[_Named]:
    for node in nodes:
        if isinstance(node, FactValue):
            yield f"fact.{node.fact}", ValueOf(node)
        elif isinstance(node, LetValue):
            yield f"let.{node.name}", ValueOf(node)


def _by_number(nodes: Iterable[Expression], called: Mapping[Expression, str]) -> Iterator[_Named]:
    """What no other column holds."""
    rest = [each for each in nodes if not isinstance(each, Constant | AsOfValue) and each not in called]
    for number, node in enumerate(rest, start=1):
        yield f"value.{number}", ValueOf(node)


def _nodes(ruleset: Ruleset) -> Iterator[Expression]:
    lets = {each.name: each.value for each in ruleset.lets}
    conditions = [each.where for each in aggregates_of(ruleset) if each.where is not None]
    for root in (*roots(ruleset), *(part for where in conditions for part in outside_row(where))):
        yield from walk(root, lets)


def _called(named: Iterable[_Named], lets: Mapping[str, Expression]) -> dict[Expression, str]:
    """The first name that an expression's value goes by."""
    found: dict[Expression, str] = {}
    for name, holds in named:
        if isinstance(holds, ValueOf):
            found.setdefault(holds.node, name)
            if isinstance(holds.node, LetValue):
                found.setdefault(lets[holds.node.name], name)
    return found


def _of_aggregates(ruleset: Ruleset, called: Mapping[Expression, str]) -> Iterator[_Named]:
    for each in aggregates_of(ruleset):
        yield f"{called[each]}.left_out", LeftOut(each)
        if each.function is Function.SHARE:
            yield f"{called[each]}.numerator", Numerator(each)
            yield f"{called[each]}.denominator", Denominator(each)


def _of_tables(ruleset: Ruleset) -> Iterator[_Named]:
    columns = dict.fromkeys(each for aggregate in aggregates_of(ruleset) for each in _read(aggregate))
    for table in tables_read(ruleset):
        yield f"rows.{table}", RowsOf(table)
        if ruleset.catalogue.tables[table].dated is not None:
            yield f"undated.{table}", UndatedOf(table)
        for of, column in columns:
            if of == table:
                yield f"known.{table}.{column}", CellsOf(table, column)


def _read(aggregate: Aggregated) -> Iterator[tuple[str, str]]:
    """The columns whose cells an aggregate can be unknown for want of."""
    named = () if aggregate.where is None else row_columns(aggregate.where)
    for column in (*named, *(() if aggregate.column is None else (aggregate.column,))):
        yield aggregate.table, column


_KINDS = {Type.FLAG: Kind.FLAG, Type.TEXT: Kind.TEXT, Type.DATE: Kind.DAY}


def _kind(holds: Holding) -> Kind:
    match holds:
        case ValueOf(node):
            return _KINDS.get(node.type, Kind.NUMBER)
        case Cost():
            return Kind.POINTS
        case _:
            return Kind.ROWS
