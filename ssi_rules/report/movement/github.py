"""Who moves, as GitHub's workflow commands: an error for each condition that holds, a warning for each without an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.formats.github import annotation, logged
from ssi_rules.formats.visible import visible

if TYPE_CHECKING:
    from ssi_rules.report.movement.view import MovementView


def github(page: MovementView) -> str:
    """Commands, and the story for the log; tables are in the summary.

    Args:
        page: Its words and numbers.
    """
    errors = (
        annotation("error", "ssi diff", None, [f"It fails if {each}.", *page.story]) for each in page.fails
    )
    warnings = (
        annotation("warning", "ssi diff", None, [f"Not answered: {each}.", *page.story])
        for each in page.unanswered
    )
    told = "".join(f"ssi: {visible(each)}\n" for each in (f"{page.headline}:", *page.story))
    return "".join((*errors, *warnings)) + logged(told)
