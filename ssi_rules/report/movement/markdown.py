"""Who moves, as GitHub-flavoured Markdown; what people wrote stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.markdown import plain, ruled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.movement.view import MovementView, Table


def markdown(page: MovementView) -> str:
    """All of it, from a heading of the second rank on.

    Returns:
        Whole blocks, each followed by an empty line but the last.
    """
    return "\n\n".join(_blocks(page)) + "\n"


def _blocks(page: MovementView) -> Iterator[str]:
    yield f"## {plain(page.headline)}"
    yield "\n".join(f"- {plain(each)}" for each in page.story)
    for each in page.tables:
        yield from _table(each)
    yield plain(page.claim)


def _table(table: Table) -> Iterator[str]:
    yield f"### {plain(table.title)}"
    if table.rows:
        figures = set(range(len(table.columns))) - table.words
        yield ruled([*map(plain, table.columns)], [[*map(plain, row)] for row in table.rows], figures)
    yield from map(plain, table.told)
