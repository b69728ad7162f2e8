"""Members scored one by one, in the files that populations are written to."""

from __future__ import annotations

from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING

from ssi_rules.bulk.connection import Limits, connected
from ssi_rules.bulk.faults import blaming
from ssi_rules.bulk.outcome import Outcome
from ssi_rules.bulk.publish import publish
from ssi_rules.bulk.result import Result
from ssi_rules.bulk.room import temporary_room
from ssi_rules.bulk.rows import write_rows
from ssi_rules.bulk.summary import summarise
from ssi_rules.bulk.target import check_target
from ssi_rules.engines.wide import wide_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ssi_rules.bulk.target import Target
    from ssi_rules.engines.cells import Cell
    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Ruleset


def write_scored(
    target: Target,
    ruleset: Ruleset,
    detail: Detail,
    rows: Iterable[Sequence[Cell]],
    settle: Callable[[], None] = lambda: None,
) -> Outcome:
    """Write rows of the wide result, whole or not at all.

    Args:
        target: Where to.
        ruleset: What they were scored by.
        detail: How much there is of each.
        rows: Taken one at a time.
        settle: Called when all are taken and before anything is at its place; what it raises ends the run.

    Raises:
        DataError: It is clear from the beginning that nothing can be written there.
        OSError: It cannot be written.
    """
    check_target(target)
    begun = monotonic()
    with ExitStack() as stack:
        room = stack.enter_context(temporary_room(target))
        stack.enter_context(blaming(target.told, target, room))
        connection = stack.enter_context(connected(room, Limits()))
        part = room / "part.parquet"
        write_rows(connection, wide_columns(ruleset, detail), rows, part)
        settle()
        result = Result((part,), ruleset, detail)
        summary = summarise(connection, result)
        publish(connection, result, target, room)
    return Outcome(summary, monotonic() - begun)
