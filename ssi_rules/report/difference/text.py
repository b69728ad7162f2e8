"""A difference as plain text for a terminal, a log or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.formats.visible import visible, width
from ssi_rules.report.difference.example import COLUMNS
from ssi_rules.report.difference.extremes import COLUMNS as EXTREMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.report.difference.view import DifferenceView, Item, ProofView

_BOLD = "\x1b[1m{}\x1b[0m"


def text(page: DifferenceView, *, colour: bool = False) -> str:
    """Everything that changed and what it comes to.

    Args:
        page: Its words and numbers.
        colour: Whether to make headings bold.
    """
    heading = _BOLD if colour else "{}"
    return "".join(f"{line}\n" for line in _lines(page, heading))


def _lines(page: DifferenceView, heading: str) -> Iterator[str]:
    yield heading.format(visible(page.headline))
    yield page.verdict
    for section in page.sections:
        yield ""
        yield heading.format(visible(section.subject))
        for item in section.items:
            yield from _item(item)
    if page.proof is not None:
        yield ""
        yield heading.format("For any member there can be")
        yield from _proof(page.proof)


def _item(item: Item) -> Iterator[str]:
    yield f"  {visible(item.title)}" + (f"  ({visible(item.place)})" if item.place else "")
    yield from (f"    {visible(line)}" for line in item.lines)


def _proof(proof: ProofView) -> Iterator[str]:
    yield f"  {visible(proof.sentence)}"
    if proof.breakdown is not None:
        yield ""
        yield from (f"    {visible(line)}" for line in proof.breakdown.given)
        yield ""
        cells = [(each.title, each.before, each.after, each.change) for each in proof.breakdown.rows]
        yield from _table(COLUMNS, cells)
        if proof.breakdown.same:
            yield f"  {_others(proof.breakdown.same)}"
    if proof.extremes:
        yield ""
        yield from _table(EXTREMES, proof.extremes)


def _others(count: int) -> str:
    return "One other line is the same." if count == 1 else f"{count} other lines are the same."


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns as wide as what is in them."""
    shown = [list(map(visible, row)) for row in (columns, *rows)]
    widths = [max(map(width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()
