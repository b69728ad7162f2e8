"""Who moves, as GitHub's workflow commands: an error for each condition that holds, the whole in the log."""

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
    told = "".join(f"ssi: {visible(each)}\n" for each in (f"{page.headline}:", *page.story))
    return "".join(errors) + logged(told)
