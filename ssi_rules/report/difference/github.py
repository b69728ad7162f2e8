"""A difference as GitHub's workflow commands: a notice beside each changed line of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.formats.github import SHOWN, annotation, logged
from ssi_rules.formats.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.report.difference.view import DifferenceView, Item
    from ssi_rules.text import Span


def github(pages: Sequence[DifferenceView]) -> str:
    """As many notices as GitHub shows of a step, then all that changed for the log, and what came out of it.

    Args:
        pages: Words and numbers of each comparison.
    """
    placed = [found for page in pages for found in _placed(page)]
    notices = "".join(
        annotation("notice", f"{subject}: {item.title}", span, item.lines)
        for subject, item, span in placed[:SHOWN]
    )
    rest = "".join(f"{span.origin}: {subject}: {item.title}\n" for subject, item, span in placed[SHOWN:])
    ends = "".join(f"{line}\n" for page in pages for line in _end(page))
    return notices + logged(_visible_lines(rest)) + logged(_visible_lines(ends))


def _placed(page: DifferenceView) -> Iterator[tuple[str, Item, Span]]:
    """Changes of what is still written somewhere."""
    for section in page.sections:
        for item in section.items:
            if item.span is not None:
                yield section.subject, item, item.span


def _end(page: DifferenceView) -> Iterator[str]:
    yield f"ssi: {page.headline}: {page.verdict}"
    if page.proof is not None:
        yield f"ssi: {page.proof.sentence}"


def _visible_lines(text: str) -> str:
    """Each line made safe to show."""
    return "".join(f"{visible(line)}\n" for line in text.splitlines())
