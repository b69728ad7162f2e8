"""Members scored one by one, in the files that populations are written to."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from ssi_rules.bulk.connection import Limits, connected
from ssi_rules.bulk.faults import blaming
from ssi_rules.bulk.inputs.confine import confine
from ssi_rules.bulk.outcome import Outcome
from ssi_rules.bulk.publish import publish
from ssi_rules.bulk.result import Result
from ssi_rules.bulk.room import temporary_room
from ssi_rules.bulk.rows import write_rows
from ssi_rules.bulk.summary import summarise
from ssi_rules.bulk.target import check_target
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.wide import WideRows
from ssi_rules.sources.dataset import Rejecting
from ssi_rules.sources.open import open_dataset, resolve_as_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from ssi_rules.bulk.target import Target
    from ssi_rules.engines.cells import Cell
    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Ruleset
    from ssi_rules.sources.tally import Rejected


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
        confine(connection, ())
        part = room / "part.parquet"
        write_rows(connection, ruleset, detail, rows, part)
        settle()
        result = Result((part,), ruleset, detail)
        summary = summarise(connection, result)
        publish(connection, result, target, room)
    return Outcome(summary, monotonic() - begun)


def score_few(  # noqa: PLR0913 - options of one run
    ruleset: Ruleset,
    data: Path,
    target: Target,
    detail: Detail,
    *,
    as_of: date | None = None,
    rejects: bool = False,
    maps: Sequence[Path] = (),
    settle: Callable[[Iterable[Rejected], int], None] | None = None,
) -> Outcome:
    """The same from data that only the readers of members read: LinkedIn exports, what column maps read, facts named like labels.

    Raises:
        DataError: The data cannot be read, or nothing can be written there.
        AsOfNeeded: The ruleset reads dates, and somebody has no day.
        OSError: It cannot be written.
    """
    dataset = open_dataset(data, ruleset.catalogue, maps=maps, rejects=rejects)

    def rejected() -> tuple[Rejected, ...]:
        return dataset.rejected() if isinstance(dataset, Rejecting) else ()

    def settled() -> None:
        if settle is not None:
            settle(rejected(), len(rejected()))

    wide = WideRows(Evaluator(ruleset), detail)
    days = ((each, resolve_as_of(each, as_of, ruleset.catalogue)) for each in dataset.members())
    done = write_scored(target, ruleset, detail, (wide.row(*each) for each in days), settled)
    return replace(done, notices=dataset.notices(), rejected=len(rejected()))
