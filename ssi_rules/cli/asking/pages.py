"""Findings as headings, sentences and tables, for a terminal or as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.report.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: the first column is words, the others are numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
            last = len(part.table.head) - 1
            for place, name in enumerate(part.table.head):
                is_remark = place == last and not name  # words: these may take two lines, figures never
                table.add_column(
                    Text(name),
                    justify="right" if place else "left",
                    no_wrap=bool(place) and not is_remark,
                    overflow="fold",
                )
            for row in part.table.rows:
                table.add_row(*(Text(inert(cell)) for cell in row))
            console.print(table)
        for line in part.after:
            console.print(Text(inert(line)))


def markdown(parts: Sequence[Part]) -> str:
    """The same as Markdown."""
    return "\n".join(_markdown(parts)).strip() + "\n"


def _markdown(parts: Sequence[Part]) -> Iterator[str]:
    for number, part in enumerate(parts):
        yield f"{'##' if number else '#'} {_escaped(part.title)}"
        yield ""
        for line in part.lines:
            yield from (_escaped(line), "")
        if part.table is not None and part.table.rows:
            yield _row(part.table.head)
            yield _row([" --- ", *(" ---: " for _ in part.table.head[1:])], plain=True)
            yield from map(_row, part.table.rows)
            yield ""
        for line in part.after:
            yield from (_escaped(line), "")


def _row(cells: Sequence[str], *, plain: bool = False) -> str:
    return "|" + "|".join(cells if plain else (f" {_escaped(each)} " for each in cells)) + "|"


_MARKS = str.maketrans({each: f"\\{each}" for each in "\\`*_[]<>|#~"} | {"&": "&amp;"})


def _escaped(text: str) -> str:
    """Text that no reader of Markdown takes for anything else."""
    return inert(text).translate(_MARKS)
