"""Findings as headings, sentences and tables, for a terminal or as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.report.inert import inert
from ssi_rules.report.markdown import plain, ruled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Rows:
    """A table.

    Attributes:
        head: The names of its columns.
        rows: Cells.
        words: Places of the columns that hold words, which may take two lines; the others hold figures, which never do.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: frozenset[int] = frozenset({0})


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it."""

    title: str
    lines: tuple[str, ...] = ()
    table: Rows | None = None
    after: tuple[str, ...] = ()


def print_page(parts: Sequence[Part], console: Console) -> None:
    """Print parts on a terminal."""
    from rich.table import Table
    from rich.text import Text

    for number, part in enumerate(parts):
        if number:
            console.print()
        console.print(Text(inert(part.title), style="bold"))
        for line in part.lines:
            console.print(Text(inert(line)))
        if part.table is not None and part.table.rows:
            table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
            for place, name in enumerate(part.table.head):
                is_figure = place not in part.table.words
                table.add_column(
                    Text(name), justify="right" if is_figure else "left", no_wrap=is_figure, overflow="fold"
                )
            for row in part.table.rows:
                table.add_row(*(Text(inert(cell)) for cell in row))
            console.print(table)
        for line in part.after:
            console.print(Text(inert(line)))


def markdown(parts: Sequence[Part]) -> str:
    """The same as Markdown; what people wrote stays text."""
    return "\n\n".join(_blocks(parts)) + "\n"


def _blocks(parts: Sequence[Part]) -> Iterator[str]:
    for number, part in enumerate(parts):
        yield f"{'##' if number else '#'} {_text(part.title)}"
        yield from map(_text, part.lines)
        if part.table is not None and part.table.rows:
            figures = set(range(len(part.table.head))) - part.table.words
            rows = [[*map(_text, row)] for row in part.table.rows]
            yield ruled([*map(_text, part.table.head)], rows, figures)
        yield from map(_text, part.after)


def _text(text: str) -> str:
    return plain(inert(text))
