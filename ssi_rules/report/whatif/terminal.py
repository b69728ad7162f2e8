"""A what-if laid out for a terminal; colour only repeats what signs say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ssi_rules.report.terminal import WIDEST
from ssi_rules.report.whatif.view import COLUMNS, Kind

if TYPE_CHECKING:
    from rich.console import Console

    from ssi_rules.report.whatif.view import Row, WhatIfView

_INDENT = (0, 0, 0, 2)


def print_what_if(page: WhatIfView, console: Console) -> None:
    """Print both breakdowns, and what each line makes of the difference.

    Args:
        page: Its words and numbers.
        console: Where to, how wide and how coloured.
    """
    width = min(console.width, WIDEST)
    console.print(Text(page.headline, "bold"), width=width, highlight=False)
    for each in page.edits:
        console.print(Padding(Text(each), _INDENT), width=width, highlight=False)
    console.print(Text(page.claim, "italic dim"), width=width, highlight=False)
    console.print()
    console.print(_table(page), width=width, highlight=False)
    for each in page.notes:
        console.print(Text(f"Note: {each}"), width=width, highlight=False)


def _table(page: WhatIfView) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in COLUMNS[:-1]:
        table.add_column(Text(column), overflow="fold", ratio=1)
    table.add_column(Text(COLUMNS[-1]), justify="right", no_wrap=True)
    for row in page.rows:
        table.add_row(*_cells(row), end_section=row.kind is not Kind.PART)
    return table


def _cells(row: Row) -> tuple[Text | Padding, ...]:
    style = "" if row.kind is Kind.PART else "bold"
    colour = "red" if row.change.startswith("-") else "green"
    title = Text(row.title, style)
    return (
        Padding(title, _INDENT) if row.kind is Kind.PART else title,
        Text(row.before, style),
        Text(row.after, style),
        Text(row.change, f"{style} {colour}".strip()),
    )
