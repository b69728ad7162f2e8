"""Rows and blocks, and how they are laid out: runs of rows align in columns, blocks are indented by two.

A run ends at a block and at a blank line, not at a comment on a line of its own. A row of one cell has no columns: it
neither aligns nor ends a run. A row that is folded over several lines aligns with its first. Comments behind rows that
follow each other and fit on their lines align too.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINE = 116
"""Columns a line may take before it is folded, if it can be."""

INDENT = 2
_BEFORE_NOTE = "  "


class Folding(Protocol):
    """Text that may go over several lines."""

    def __call__(self, column: int, room: int) -> list[str]:
        """Its lines.

        Args:
            column: Where the first begins, counted from the indentation of the item.
            room: Columns there are from that indentation on.
        """


@dataclass(frozen=True, slots=True)
class Row:
    """An item on one line, in cells.

    Attributes:
        folding: What stands in place of the last cell, if that may go over several lines.
        note: A comment behind it.
        above: Lines above it: comments, and blank ones.
    """

    cells: tuple[str, ...]
    folding: Folding | None = None
    note: str = ""
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """An item with a head and items in braces.

    Attributes:
        head: The words before the opening brace.
        items: What stands inside.
        airy: Whether an empty line sets blocks inside apart.
        opens_airy: Whether an empty line follows the opening brace.
        note: A comment behind the opening brace.
        folding: What stands in place of the head, if that may go over several lines.
        above: Lines above it: comments, and blank ones.
        below: Comments, and blank lines, above the closing brace.
        end_note: A comment behind the closing brace.
    """

    head: str
    items: tuple[Item, ...]
    airy: bool = False
    opens_airy: bool = False
    note: str = ""
    folding: Folding | None = None
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    end_note: str = ""


Item: TypeAlias = Row | Block


def row(*cells: str) -> Row:
    """A row of the cells that say something."""
    return Row(tuple(cell for cell in cells if cell))


def laid_out(items: Sequence[Item], *, airy: bool, room: int = LINE) -> list[str]:
    """The lines of items at the outermost indentation.

    Args:
        items: In their order.
        airy: Whether an empty line sets blocks apart.
        room: Columns there are.
    """
    lines: list[str] = []
    for run in _runs(_apart(items) if airy else items):
        match run:
            case [Block() as block]:
                lines += [*block.above, *_block(block, room)]
            case _:
                lines += _aligned([each for each in run if isinstance(each, Row)], room)
    return lines


def width(text: str) -> int:
    """Columns a text takes on a screen: two for each Chinese or Japanese character, none for an accent by itself."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _apart(items: Sequence[Item]) -> Iterator[Item]:
    """The items, an empty line somewhere between each block and its neighbours."""
    for before, item in zip((None, *items), items, strict=False):
        beside_block = isinstance(item, Block) or isinstance(before, Block)
        if before is not None and beside_block and "" not in item.above:
            yield replace(item, above=("", *item.above))
        else:
            yield item


def _runs(items: Sequence[Item] | Iterator[Item]) -> Iterator[list[Item]]:
    """Rows that align with each other, and each block by itself."""
    run: list[Item] = []
    for item in items:
        if run and (isinstance(item, Block) or isinstance(run[0], Block) or "" in item.above):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _aligned(rows: Sequence[Row], room: int) -> list[str]:
    columns = zip_longest(*(each.cells for each in rows if len(each.cells) > 1), fillvalue="")
    widths = [max(map(width, column)) for column in columns]
    lines: list[str] = []
    written = ((each, _lines(each, widths, room)) for each in rows)
    for align, group in groupby(written, lambda each: _has_aligned_note(each[0], each[1], room)):
        lines += _with_notes(list(group), align=align)
    return lines


def _has_aligned_note(row: Row, lines: Sequence[str], room: int) -> bool:
    return bool(row.note) and len(lines) == 1 and width(lines[0]) <= room


def _lines(row: Row, widths: Sequence[int], room: int) -> list[str]:
    """The lines of a row by itself, without what stands above and behind it."""
    *leading, last = row.cells
    start = "".join(
        f"{cell}{' ' * (wide - width(cell))} " for cell, wide in zip(leading, widths, strict=False)
    )
    first, *more = row.folding(width(start), room) if row.folding else [last]
    # What begins with blanks is a comment, which keeps its distance from the word before it.
    return [f"{start.rstrip() if first[:1] in ('', ' ') else start}{first}", *more]


def _with_notes(rows: Sequence[tuple[Row, list[str]]], *, align: bool) -> Iterator[str]:
    """The lines of rows with their notes."""
    widest = max(width(lines[-1]) for _row, lines in rows) if align else 0
    for each, lines in rows:
        *before, last = lines
        yield from (*each.above, *before, _noted(last, each.note, widest))


def _noted(line: str, note: str, column: int = 0) -> str:
    return f"{line}{' ' * (column - width(line))}{_BEFORE_NOTE}{note}" if note else line


def _block(block: Block, room: int) -> list[str]:
    *head, last = block.folding(0, room - len(" {")) if block.folding else [block.head]
    inside = [*laid_out(block.items, airy=block.airy, room=room - INDENT), *block.below]
    opening = [""] if block.opens_airy and inside else []
    indented = [f"{' ' * INDENT}{line}" if line else "" for line in inside]
    return [*head, _noted(f"{last} {{", block.note), *opening, *indented, _noted("}", block.end_note)]
