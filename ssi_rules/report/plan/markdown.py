"""A plan as GitHub-flavoured Markdown; what people wrote stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.markdown import plain, ruled, strong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.plan.view import Block, PlanPage


def markdown(page: PlanPage) -> str:
    """A plan.

    Args:
        page: Its words and numbers.

    Returns:
        Whole blocks, each followed by an empty line but the last.
    """
    return "\n\n".join(_blocks(page)) + "\n"


def _blocks(page: PlanPage) -> Iterator[str]:
    yield f"# {plain(page.headline)}"
    yield plain(page.claim)
    for block in page.blocks:
        yield f"## {plain(block.heading)}"
        if block.sentences:
            yield "\n".join(f"- {plain(each)}" for each in block.sentences)
        if block.rows:
            yield ruled(list(map(plain, block.columns)), _rows(block))
    if page.notes:
        yield "\n".join(f"- {plain(each)}" for each in page.notes)


def _rows(block: Block) -> Iterator[list[str]]:
    for number, row in enumerate(block.rows, 1):
        cell = strong if block.has_sum and number == len(block.rows) else plain
        yield [cell(each) for each in row]
