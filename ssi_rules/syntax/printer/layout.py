"""Rows and blocks, and how they are laid out: runs of rows align in columns, blocks are indented by two."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Row:
    """An item on one line, in cells."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """An item with a head and items in braces.

    Attributes:
        head: The words before the opening brace.
        items: What stands inside.
        airy: Whether an empty line sets blocks inside apart.
        opens_airy: Whether an empty line follows the opening brace.
        note: A comment behind the opening brace.
    """

    head: str
    items: tuple[Item, ...]
    airy: bool = False
    opens_airy: bool = False
    note: str = ""


Item: TypeAlias = Row | Block


def row(*cells: str) -> Row:
    """A row of the cells that say something."""
    return Row(tuple(cell for cell in cells if cell))


def laid_out(items: Sequence[Item], *, airy: bool) -> list[str]:
    """The lines of items at the outermost indentation."""
    lines: list[str] = []
    for group in _groups(items):
        lines += ["", *group] if airy and lines else group
    return lines


def _groups(items: Sequence[Item]) -> Iterator[list[str]]:
    """The lines of each run of rows, and of each block."""
    for _is_row, run in groupby(items, lambda item: isinstance(item, Row)):
        members = list(run)
        rows = [item.cells for item in members if isinstance(item, Row)]
        yield from [_aligned(rows)] if rows else [_block(item) for item in members if isinstance(item, Block)]


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    return [
        " ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=False)).rstrip()
        for cells in rows
    ]


def _block(block: Block) -> list[str]:
    if not block.items:
        return [f"{block.head} {{", "}"]
    inner = [f"{_INDENT}{line}" if line else "" for line in laid_out(block.items, airy=block.airy)]
    opening = f"{block.head} {{ {block.note}".rstrip()
    return [opening, *([""] if block.opens_airy else []), *inner, "}"]
