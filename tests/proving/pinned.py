"""A known member in the terms of a universe: what pins the open numbers to this one member."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.texts import plain_text
from ssi_rules.proving.days import AS_OF
from ssi_rules.proving.logic import same
from ssi_rules.proving.terms import Flag, Number, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from ssi_rules.language.types import Value
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.tables.cells import Cell
    from ssi_rules.proving.tables.kinds import Kind
    from ssi_rules.proving.tables.rows import TableRows
    from ssi_rules.proving.terms import Term
    from ssi_rules.proving.universe import Universe
    from ssi_rules.sources.dataset import Member, Rows


class NoKindError(Exception):
    """A row of the member is of no kind that the universe knows."""


def speaking(member: Member, texts: tuple[str, ...], rng: Random) -> Member:
    """The member with other texts: any of those that the universe tells apart."""

    def other(value: Value | None) -> Value | None:
        return rng.choice(texts) if isinstance(value, str) else value

    tables = {
        name: replace(
            rows, columns={column: [other(each) for each in cells] for column, cells in rows.columns.items()}
        )
        for name, rows in member.tables.items()
    }
    facts = {name: rng.choice(texts) if isinstance(v, str) else v for name, v in member.facts.items()}
    return replace(member, facts=facts, tables=tables, as_of=AS_OF)


def pins(universe: Universe, member: Member) -> Iterator[Truth]:
    """What holds of this member alone, of all that the universe has been asked about.

    Raises:
        NoKindError: A row is of no kind.
    """
    for name, term in universe.facts.items():
        yield from _fact(term, member.facts.get(name))
    for name, rows in universe.tables.items():
        given = member.tables.get(name)
        yield same(rows.provided, given is not None)
        yield from _rows(universe, rows, given)


def _fact(term: Term, value: Value | None) -> Iterator[Truth]:
    match term:
        case Flag(yes, no):
            yield same(yes, value is True)
            yield same(no, value is False)
        case Text(cases):
            wanted = None if value is None else plain_text(str(value))
            for text, holds in cases:
                yield same(holds, plain_text(text) == wanted)
        case Number(known, number, unit):
            yield same(known, value is not None)
            if value is not None:
                yield number * unit == _as_number(value)
        case _:
            raise AssertionError(term)


def _as_number(value: Value) -> int:
    return value.toordinal() * SCALE if isinstance(value, date) else int(value)


def _rows(universe: Universe, rows: TableRows, given: Rows | None) -> Iterator[Truth]:
    table = universe.table(rows.name)
    by_signature = {universe.signature(rows.name)(kind.cells): kind for kind in rows.kinds}
    members: dict[int, list[Mapping[str, Value | None]]] = {}
    for number in range(0 if given is None else given.count):
        row = {name: cells[number] for name, cells in given.columns.items()} if given else {}
        day = row.get(table.dated or "")
        if isinstance(day, date) and day > AS_OF:
            continue
        cells = {
            name: _cell(rows, name, row.get(name)) for name in (rows.kinds[0].cells if rows.kinds else {})
        }
        kind = by_signature.get(universe.signature(rows.name)(cells))
        if kind is None:
            raise NoKindError(rows.name, row)
        members.setdefault(kind.number, []).append(row)
    for kind, count in zip(rows.kinds, rows.counts, strict=True):
        yield count == len(members.get(kind.number, []))
        for name in kind.cells:
            if (kind.number, name) in rows.cells:
                yield from _cells(rows, kind, name, members.get(kind.number, []))


def _cell(rows: TableRows, name: str, value: Value | None) -> Cell:
    """The kind of cell that a value is of."""
    for cell in rows.found.cells[name]:
        if value is None or cell.value is None:
            if value is None and cell.value is None:
                return cell
        elif cell.span is not None:
            if cell.span.low <= _as_number(value) <= cell.span.high:
                return cell
        elif cell.value == value or (
            isinstance(value, str) and plain_text(str(cell.value)) == plain_text(value)
        ):
            return cell
    texts = [cell for cell in rows.found.cells[name] if isinstance(cell.value, str)]
    if not texts:
        raise NoKindError(name, value)
    return texts[0]


def _cells(
    rows: TableRows, kind: Kind, name: str, members: list[Mapping[str, Value | None]]
) -> Iterator[Truth]:
    cells, span = rows.cells[kind.number, name], kind.cells[name].span
    values = [value for row in members if (value := row[name]) is not None]
    distinct = Counter(plain_text(each) if isinstance(each, str) else each for each in values)
    if values:
        yield cells.different == len(distinct)
    if span is not None and values:
        numbers = [_as_number(each) // span.step for each in values]
        if (kind.number, name) in rows.added:
            yield cells.total == sum(numbers)
        yield cells.least == min(numbers)
        yield cells.most == max(numbers)
