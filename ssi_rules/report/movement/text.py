"""Who moves, as plain text for a terminal, a log or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.formats.visible import visible, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.movement.view import MovementView, Table

_BOLD = "\x1b[1m{}\x1b[0m"


def text(page: MovementView, *, colour: bool = False) -> str:
    """All of it.

    Args:
        page: Its words and numbers.
        colour: Whether to make headings bold.
    """
    heading = _BOLD if colour else "{}"
    return "".join(f"{line}\n" for line in _lines(page, heading))


def _lines(page: MovementView, heading: str) -> Iterator[str]:
    yield heading.format(visible(page.headline))
    yield from (f"  {visible(each)}" for each in page.story)
    for table in page.tables:
        yield ""
        yield heading.format(visible(table.title))
        yield from _rows(table)
        yield from (f"  {visible(each)}" for each in table.told)
    yield ""
    yield page.claim


def _rows(table: Table) -> Iterator[str]:
    """Columns as wide as what is in them, figures at the right."""
    if not table.rows:
        return
    shown = [[*map(visible, row)] for row in (table.columns, *table.rows)]
    widths = [max(map(width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = []
        for place, (cell, wide) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (wide - width(cell))
            cells.append(cell + blank if place in table.words else blank + cell)
        yield f"  {'  '.join(cells)}".rstrip()
