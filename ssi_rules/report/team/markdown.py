"""A team's page as GitHub-flavoured Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.markdown import plain
from ssi_rules.report.team.parts import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.report.team.parts import Cell, Column, Part, Table, TeamView


def team_markdown(view: TeamView) -> str:
    """The whole page.

    Args:
        view: Its words and numbers.

    Returns:
        Whole blocks, each followed by an empty line but the last.
    """
    return "\n\n".join(_blocks(view)) + "\n"


def _blocks(view: TeamView) -> Iterator[str]:
    yield f"# {plain(view.headline)}"
    yield from map(plain, view.story)
    for part in view.parts:
        yield from _part(part)
    yield f"## {plain(view.provenance_title)}"
    yield plain(view.claim)
    yield "\n".join(f"- **{plain(each.label)}**: {plain(each.text)}" for each in view.provenance)


def _part(part: Part) -> Iterator[str]:
    yield f"## {plain(part.title)}"
    yield from map(plain, filter(None, (*part.told, part.withheld)))
    if part.table is not None:
        yield _table(part.table)
    if part.advice:
        yield "\n".join(
            f"- **{plain(each.title)}**: {plain(each.text)} {plain(each.brings)}" for each in part.advice
        )


def _table(table: Table) -> str:
    rules = (":--" if each.kind is Kind.TEXT else "--:" for each in table.columns)
    rows = (_row(map(_cell, row)) for row in table.rows)
    return "\n".join((_row(map(_heading, table.columns)), _row(rules), *rows))


def _heading(column: Column) -> str:
    return plain(f"{column.title} ({column.worth})" if column.worth else column.title)


def _cell(cell: Cell) -> str:
    return plain(f"{cell.text} ({cell.note})" if cell.note else cell.text)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
