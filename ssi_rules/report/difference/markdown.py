"""A difference as GitHub-flavoured Markdown, for a comment on a pull request; what people wrote stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.difference.example import COLUMNS
from ssi_rules.report.difference.extremes import COLUMNS as EXTREMES
from ssi_rules.report.markdown import fenced, plain, ruled, strong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.difference.example import Breakdown
    from ssi_rules.report.difference.view import DifferenceView, Item, ProofView


def markdown(page: DifferenceView) -> str:
    """Everything that changed and what it comes to.

    Args:
        page: Its words and numbers.

    Returns:
        Whole blocks, each followed by an empty line but the last.
    """
    return "\n\n".join(_blocks(page)) + "\n"


def _blocks(page: DifferenceView) -> Iterator[str]:
    yield f"## {plain(page.headline)}"
    yield plain(page.verdict)
    for section in page.sections:
        yield f"### {plain(section.subject)}"
        yield "\n".join(line for item in section.items for line in _item(item))
    if page.proof is not None:
        yield "### For any member there can be"
        yield from _proof(page.proof)


def _item(item: Item) -> Iterator[str]:
    yield f"- **{plain(item.title)}**" + (f" ({plain(item.place)})" if item.place else "")
    yield from (f"  - {plain(line)}" for line in item.lines)


def _proof(proof: ProofView) -> Iterator[str]:
    yield plain(proof.sentence)
    if proof.breakdown is not None:
        yield from _breakdown(proof.breakdown)
    if proof.extremes:
        yield ruled(list(map(plain, EXTREMES)), [list(map(plain, row)) for row in proof.extremes])


def _breakdown(found: Breakdown) -> Iterator[str]:
    if found.given:
        yield fenced(found.given)
    rows = []
    for each in found.rows:
        cell = strong if each.is_sum else plain
        rows.append([cell(text) for text in (each.title, each.before, each.after, each.change)])
    yield ruled(list(map(plain, COLUMNS)), rows)
