"""A what-if as GitHub-flavoured Markdown; what people wrote stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.markdown import plain, ruled, strong
from ssi_rules.report.whatif.view import COLUMNS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.whatif.view import Row, WhatIfView


def markdown(page: WhatIfView) -> str:
    """Both breakdowns, and what each line makes of the difference.

    Args:
        page: Its words and numbers.

    Returns:
        Whole blocks, each followed by an empty line but the last.
    """
    return "\n\n".join(_blocks(page)) + "\n"


def _blocks(page: WhatIfView) -> Iterator[str]:
    yield f"# {plain(page.headline)}"
    yield "\n".join(f"- {plain(each)}" for each in page.edits)
    yield plain(page.claim)
    yield ruled(list(map(plain, COLUMNS)), [_cells(each) for each in page.rows])
    if page.notes:
        yield "\n".join(f"- {plain(each)}" for each in page.notes)


def _cells(row: Row) -> list[str]:
    cell = plain if row.kind is Kind.PART else strong
    return [cell(each) for each in (row.title, row.before, row.after, row.change)]
