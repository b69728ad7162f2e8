"""A plan laid out for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ssi_rules.report.terminal import WIDEST

if TYPE_CHECKING:
    from rich.console import Console

    from ssi_rules.report.plan.view import Block, PlanPage

_INDENT = (0, 0, 0, 2)


def print_plan(page: PlanPage, console: Console) -> None:
    """Print a plan.

    Args:
        page: Its words and numbers.
        console: Where to, how wide and how coloured.
    """
    width = min(console.width, WIDEST)
    console.print(Text(page.headline, "bold"), width=width, highlight=False)
    console.print(Text(page.claim, "italic dim"), width=width, highlight=False)
    for block in page.blocks:
        console.print()
        console.print(Text(block.heading, "bold underline"), width=width, highlight=False)
        for sentence in block.sentences:
            console.print(Padding(Text(sentence), _INDENT), width=width, highlight=False)
        if block.rows:
            console.print(_table(block), width=width, highlight=False)
    if page.notes:
        console.print()
    for each in page.notes:
        console.print(Text(f"Note: {each}"), width=width, highlight=False)


def _table(block: Block) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    first, *others = block.columns
    table.add_column(Text(first), overflow="fold")
    for column in others:
        table.add_column(Text(column), justify="right", overflow="fold")
    for number, row in enumerate(block.rows, 1):
        is_sum = block.has_sum and number == len(block.rows)
        table.add_row(
            *(Text(each, "bold" if is_sum else "") for each in row),
            end_section=block.has_sum and number == len(block.rows) - 1,
        )
    return table
