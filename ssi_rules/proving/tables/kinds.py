"""Kinds of rows: rows that every condition answers alike, and whose cells count alike, are one kind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.proving.tables.cells import UNKNOWN, Cell, Use, days_told_apart, numbers, single, uses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from ssi_rules.model import Aggregated, Column, Table
    from ssi_rules.proving.texts import Texts

MOST_KINDS = 20_000
"""More combinations of cells are not gone through."""


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of row, by the cells that any rule reads."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Kinds:
    """The kinds of rows of a table that a few aggregates tell apart.

    Attributes:
        cells: What a cell of each column that is looked at can be.
        gaps: Why there may be members whose rows are of no kind here; none where every member is covered.
    """

    kinds: tuple[Kind, ...]
    cells: Mapping[str, list[Cell]]
    gaps: tuple[str, ...]


def kinds_of(  # noqa: PLR0913, PLR0917 - rows are told apart by that many things
    table: Table,
    aggregates: tuple[Aggregated, ...],
    as_of: date,
    texts: Texts,
    besides: frozenset[str],
    signature: Callable[[Mapping[str, Cell]], object],
) -> Kinds:
    """All kinds of rows that aggregates tell apart.

    Args:
        table: The table.
        aggregates: All that read it.
        as_of: The day to look from.
        texts: Texts to tell apart by what conditions ask of texts.
        besides: Columns that markets read besides the text they are asked about.
        signature: What aggregates make of a row with such cells: rows with the same are one kind.
    """
    used = uses(aggregates, as_of)
    for name in besides:
        used.setdefault(name, Use()).asked = True
    windows = [each.window for each in aggregates if each.window is not None]
    choices: dict[str, list[Cell]] = {}
    gaps = []
    for column in table.columns:
        use = used.get(column.name, Use())
        if column.name == table.dated:
            use.cuts |= days_told_apart(windows, as_of)
        elif not use.asked and not use.gathered:
            continue
        choices[column.name] = _cells(column, use, texts, as_of if column.name == table.dated else None)
        if use.odd:
            gaps.append(f"conditions on rows of {table.name} calculate with {column.name}")
        if use.asked and column.type is Type.TEXT and texts.gap:
            gaps.append(texts.gap)
    found: dict[object, Mapping[str, Cell]] = {}
    for cells in islice(_combinations(choices), MOST_KINDS):
        found.setdefault(signature(cells), cells)
    if _count(choices) > MOST_KINDS:
        gaps.append(f"rows of {table.name} are told apart in too many ways")
    kinds = tuple(Kind(number, cells) for number, cells in enumerate(found.values()))
    return Kinds(kinds, choices, tuple(gaps))


def _combinations(choices: Mapping[str, list[Cell]]) -> Iterator[Mapping[str, Cell]]:
    for cells in product(*choices.values()):
        yield dict(zip(choices, cells, strict=True))


def _count(choices: Mapping[str, list[Cell]]) -> int:
    found = 1
    for cells in choices.values():
        found *= len(cells)
    return found


def _cells(column: Column, use: Use, texts: Texts, as_of: date | None) -> list[Cell]:
    """What a cell of a column can be; rows dated after the day count nowhere."""
    match column.type:
        case Type.FLAG:
            return [UNKNOWN, Cell(value=True), Cell(value=False)]
        case Type.TEXT if use.asked:
            free = (use.gathered and plain_text(each) not in texts.written for each in texts.texts)
            return [UNKNOWN, *(Cell(text, free=each) for text, each in zip(texts.texts, free, strict=True))]
        case Type.TEXT:
            return [UNKNOWN, Cell("Contoso", free=True)]
        case _:
            last = None if as_of is None else as_of.toordinal() * 1_000_000
            found = numbers(column.type, use.cuts, last)
            return [UNKNOWN, *(map(single, found) if use.odd else found)]
