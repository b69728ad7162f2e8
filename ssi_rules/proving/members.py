"""From a proposed solution to a real member: facts, and a row for each that was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.proving.terms import Flag, Number, Text
from ssi_rules.proving.texts import another
from ssi_rules.sources.dataset import Member, Missing, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ssi_rules.language.types import Value as FactValue
    from ssi_rules.proving.promises import Value
    from ssi_rules.proving.rules import Rules
    from ssi_rules.proving.tables.cells import Cell
    from ssi_rules.proving.tables.kinds import Kind
    from ssi_rules.proving.tables.rows import Cells, TableRows
    from ssi_rules.proving.terms import Term
    from ssi_rules.proving.universe import Universe
    from ssi_rules.proving.world import World

ORIGIN = "a member made up for the proof"


def member_of(universe: Universe, value: Value, world: World | None = None) -> Member:
    """The member that a solution speaks of; in another world, with what is changed there."""
    terms = universe.facts | ({} if world is None else dict(world.changed.facts))
    known = {name: _fact(term, _type(universe, name), value) for name, term in terms.items()}
    facts = {name: each for name, each in known.items() if each is not None}
    absent = frozenset[str]() if world is None else world.changed.absent
    tables = {
        name: _rows(universe, rows, value)
        for name, rows in universe.tables.items()
        if name not in absent and value.truth(rows.provided)
    }
    catalogues = [each.ruleset.catalogue for each in universe.rules]
    names = {name for each in catalogues for name in (*each.facts, *each.tables)}
    lacking = sorted(names - facts.keys() - tables.keys())
    return Member(
        id="member",
        as_of=universe.as_of if any(each.needs_day for each in universe.rules) else None,
        facts=facts,
        origins=dict.fromkeys(facts, ORIGIN),
        tables=tables,
        missing={name: Missing("not given", ORIGIN) for name in lacking},
    )


def _type(universe: Universe, name: str) -> Type:
    return next(
        each.ruleset.catalogue.facts[name].type
        for each in universe.rules
        if name in each.ruleset.catalogue.facts
    )


def _fact(term: Term, kind: Type, value: Value) -> FactValue | None:
    match term:
        case Flag(yes, no):
            return True if value.truth(yes) else False if value.truth(no) else None
        case Text(cases):
            return next((text for text, holds in cases if value.truth(holds)), None)
        case Number(known, number, unit):
            return _as_value(value.whole(number) * unit, kind) if value.truth(known) else None
        case _:
            raise AssertionError("facts are flags, texts or numbers")


def _as_value(number: int, kind: Type) -> FactValue:
    return date.fromordinal(number // SCALE) if kind is Type.DATE else number


# Rows.


def _rows(universe: Universe, rows: TableRows, value: Value) -> Rows:
    table = universe.table(rows.name)
    columns: dict[str, list[FactValue | None]] = {each.name: [] for each in table.columns}
    types = {each.name: each.type for each in table.columns}
    maker = _Maker(universe.rules, rows, value, types)
    count = 0
    for kind, number in zip(rows.kinds, rows.counts, strict=True):
        of_kind = value.whole(number)
        count += of_kind
        for name, cells in columns.items():
            cells.extend(maker.cells(kind, name, of_kind))
    return Rows(columns, count, ORIGIN)


@dataclass(frozen=True)
class _Maker:
    """Makes the cells of rows, so that sums, ends and differences come out as proposed."""

    rules: tuple[Rules, ...]
    rows: TableRows
    value: Value
    types: Mapping[str, Type]

    def cells(self, kind: Kind, column: str, count: int) -> Sequence[FactValue | None]:
        """So many cells of a column in the rows of a kind."""
        cell = kind.cells.get(column)
        asked = self.rows.cells.get((kind.number, column))
        if cell is None or cell.value is None or not count:
            return [None] * count
        if asked is None:
            return [cell.value] * count
        is_counted = (
            kind.number,
            column,
        ) in self.rows.counted  # else it is whatever it is, and sums go first
        different = min(max(self.value.whole(asked.different), 1), count) if is_counted else 1
        if cell.span is None:
            start = self.rows.start(kind, column, self.value.whole)
            numbers = range(start, start + different)
            texts = [another(str(cell.value), each) for each in numbers] if cell.free else [cell.value]
            return [*texts, *texts[:1] * (count - len(texts))]
        total = self.value.whole(asked.total) if (kind.number, column) in self.rows.added else None
        found = self._numbers(cell, asked, count, different, total)
        return [_as_value(each, self.types[column]) for each in found]

    def _numbers(
        self, cell: Cell, asked: Cells, count: int, different: int, total: int | None
    ) -> Sequence[int]:
        """The least, the most, and between them what makes up the sum; different ones where that was asked."""
        if cell.span is None:
            raise AssertionError("only numbers have a span")
        step = cell.span.step
        least, most = self.value.whole(asked.least), self.value.whole(asked.most)
        found = [most, least][: min(count, 2)]
        found += [least + 1 + each for each in range(min(different - 2, count - 2))]
        left = count - len(found)
        rest = [least] * left if total is None else _shared(total - sum(found), left, least, most)
        return [each * step for each in [*found, *rest]]


def _shared(total: int, count: int, least: int, most: int) -> list[int]:
    """So many numbers from ``least`` to ``most`` with that sum, as near as they come to it."""
    if not count:
        return []
    each, rest = divmod(min(max(total, least * count), most * count), count)
    return [each + 1] * rest + [each] * (count - rest)
