"""A member who shows a difference, with as little as that takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE, format_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ssi_rules.difference.meaning.scores import Both
    from ssi_rules.language.types import Value
    from ssi_rules.sources.dataset import Member, Rows

_EFFORT = 3_000_000
"""Rows that are looked at, all tries together: so much is done in a second or two, and the same on every machine."""

_OVERHEAD = 1_000
"""What a try costs beside its rows."""


def smallest(both: Both, member: Member, day: date | None) -> Member:
    """The member without all that the difference does not need; it tells as much as before.

    Args:
        both: The two rulesets.
        member: One whose scores differ; facts, tables, rows and cells are taken away, and numbers made round, while they do.
        day: The day to look from.
    """
    wanted, left = both.tells(member, day), _EFFORT
    found = True
    while found:
        found = False
        for less in _less(member):
            left -= _OVERHEAD + sum(each.count for each in less.tables.values())
            if left < 0:
                return member
            if both.tells(less, day) >= wanted:
                member, found = less, True
                break
    return member


def _less(member: Member) -> Iterator[Member]:
    """The same with less of it, the most first."""
    for name in member.tables:
        yield replace(member, tables={key: each for key, each in member.tables.items() if key != name})
    for name in member.facts:
        yield _with_facts(member, {key: each for key, each in member.facts.items() if key != name})
    for name, rows in member.tables.items():
        for fewer in _fewer(rows):
            yield replace(member, tables={**member.tables, name: fewer})
    for name, value in member.facts.items():
        for rounder in _rounder(value):
            yield _with_facts(member, {**member.facts, name: rounder})


def _with_facts(member: Member, facts: dict[str, Value]) -> Member:
    return replace(
        member, facts=facts, origins={name: each for name, each in member.origins.items() if name in facts}
    )


def _fewer(rows: Rows) -> Iterator[Rows]:
    """The fewest of its kinds of rows, no rows, half of them, one row less; one column unknown."""
    yield from _few_of_each(rows)
    size = rows.count
    while size:
        for start in range(0, rows.count, size) if rows.count <= _MOST_ROWS_APART else (0, rows.count - size):
            yield _without(rows, start, min(start + size, rows.count))
        size //= 2
    for name, cells in rows.columns.items():
        if any(each is not None for each in cells):
            yield replace(rows, columns={**rows.columns, name: (None,) * rows.count})


def _few_of_each(rows: Rows) -> Iterator[Rows]:
    """Rows of the same kinds in other numbers, the fewest first: shares may need fewer of one kind and of another at once."""
    cells = list(zip(*rows.columns.values(), strict=True))
    kinds = Counter(cells)
    numbers = (
        each
        for size in range(rows.count)
        for each in product(range(size + 1), repeat=len(kinds))
        if sum(each) == size
    )
    for each in islice(numbers, _MOST_NUMBERS if len(kinds) in _FEW_KINDS else 0):
        kept = [cell for cell, count in zip(kinds, each, strict=True) for _ in range(count)]
        columns = zip(*kept, strict=True) if kept else ((),) * len(rows.columns)
        yield replace(rows, columns=dict(zip(rows.columns, columns, strict=True)), count=len(kept))


_FEW_KINDS = range(2, 4)
"""One kind alone is halved; of many there are too many numbers."""

_MOST_NUMBERS = 300
"""Numbers of each kind that are tried."""

_MOST_ROWS_APART = 64
"""Of more rows only the first and the last are tried to be left out."""


def _without(rows: Rows, start: int, end: int) -> Rows:
    columns = {name: (*cells[:start], *cells[end:]) for name, cells in rows.columns.items()}
    return replace(rows, columns=columns, count=rows.count - (end - start))


def _rounder(value: Value) -> Iterator[Value]:
    """Numbers that are easier to read: none at all, powers of ten, those with fewer digits."""
    if isinstance(value, bool) or not isinstance(value, int):
        return
    units = [10**power for power in range(4, 16)]
    near = (end for unit in units for end in (value // unit * unit, -(-value // unit) * unit))
    for each in (0, *(unit for unit in units if unit >= SCALE), *near):
        if _effort(each) < _effort(value):
            yield each


def _effort(value: int) -> tuple[int, int]:
    """What it takes to read a number."""
    return len(format_number(value)), abs(value)
