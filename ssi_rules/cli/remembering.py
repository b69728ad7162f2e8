"""Scores on their way to a history, and what is told of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ssi_rules.cli.counts import several
from ssi_rules.cli.streams import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ssi_rules.cli.scoring import Run
    from ssi_rules.history.rows import Recorded
    from ssi_rules.scorecard import Scorecard

    Taking = Callable[[Iterable[Scorecard]], Iterator[Scorecard]]


@contextmanager
def keeping(run: Run, history: Path | None) -> Iterator[Taking]:
    """What a run's scorecards are to pass through: they are kept in a history when all of them were taken.

    Args:
        run: Says which rules they are made by.
        history: The file; None keeps nothing.

    Raises:
        DataError: The file is no history, or cannot be written; it stays as it was.
    """
    if history is None:
        yield iter
        return
    from ssi_rules.engines.ruleset_info import ruleset_info
    from ssi_rules.history.record import recording

    with recording(history, ruleset_info(run.ruleset)) as kept:
        yield kept.taking
    say(_told(kept.recorded, history))


def _told(recorded: Recorded, history: Path) -> str:
    members = several(recorded.members, "member")
    if recorded.is_known:
        return f"{history}: not changed, it has these scores of {members} already"
    if recorded.run is None:
        return f"{history}: nothing to record"
    told = (
        f"{history}: {'begun with' if recorded.is_new_file else 'recorded'} run {recorded.run} of {members}"
    )
    if not recorded.replaced:
        return told
    return f"{told}; it takes the place of {several(recorded.replaced, 'score')} of the same day and rules"
