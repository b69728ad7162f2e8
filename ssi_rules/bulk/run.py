"""The journey of a population: read, matched, scored, counted, put in its place; all at once, or part by part."""

from __future__ import annotations

from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.bulk.connection import connected
from ssi_rules.bulk.faults import blaming, writing
from ssi_rules.bulk.few import score_few
from ssi_rules.bulk.inputs.confine import confine
from ssi_rules.bulk.memory import ROW_GROUP, SHARE, VALUE, memory_of, row_group
from ssi_rules.bulk.order import by_id, by_place, keeps_order, note_places
from ssi_rules.bulk.origin import origin_of
from ssi_rules.bulk.outcome import Outcome
from ssi_rules.bulk.progress import step
from ssi_rules.bulk.publish import publish
from ssi_rules.bulk.result import Result, write_part
from ssi_rules.bulk.room import kept_room, temporary_room
from ssi_rules.bulk.stages import Before, keep, look_back, score_parts
from ssi_rules.bulk.summary import summarise
from ssi_rules.bulk.target import check_target
from ssi_rules.bulk.work import How, Work
from ssi_rules.engines.wide import wide_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.inputs import Inputs
    from ssi_rules.bulk.progress import Watcher
    from ssi_rules.bulk.target import Target
    from ssi_rules.engines.columnar.population import Population
    from ssi_rules.model import Ruleset
    from ssi_rules.sources.tally import Rejected

    Settle: TypeAlias = Callable[[Iterable[Rejected], int], None]


def score_population(  # noqa: PLR0913 - what, by what, where to, how, and who is told
    ruleset: Ruleset,
    data: Path,
    target: Target,
    how: How,
    *,
    settle: Settle | None = None,
    watcher: Watcher | None = None,
) -> Outcome:
    """Score everyone in a dataset into a file, which is there whole or not at all.

    Args:
        ruleset: What they are scored by.
        data: A dataset: a folder, a DuckDB file, or a file of members; exports are scored one by one.
        target: Where the result goes.
        how: In which way.
        settle: Given the rows that were set aside, before the result is put in its place; what it raises ends the run.
        watcher: Told how far the run is.

    Raises:
        DataError: The data cannot be read or does not fit, or the result cannot be where it is wanted.
        AsOfNeeded: The ruleset reads dates, and somebody has no day.
        OSError: The result cannot be written.
    """
    check_target(target)
    begun = monotonic()
    with ExitStack() as stack:
        room = stack.enter_context(kept_room(target) if how.resume else temporary_room(target))
        stack.enter_context(blaming(str(data), target, room))
        work = Work(ruleset, data, target, how, room, watcher)
        return _Run(work, begun, settle).run()


class _Run:
    """A run that is under way."""

    def __init__(self, work: Work, begun: float, settle: Settle | None) -> None:
        self._work, self._begun, self._settle = work, begun, settle

    def run(self) -> Outcome:
        """Go the whole way."""
        work = self._work
        before = look_back(work) if work.how.resume else Before()
        found = before.found
        if found is None:
            with connected(work.room, work.how.limits) as connection:
                inputs = work.read(connection)
                if inputs is None:
                    return self._few()
                if not work.how.resume and not _is_large(work, connection, inputs):
                    part = _score_at_once(work, connection, inputs)
                    return self._finished(connection, (part,), inputs.notices(), inputs.rejected())
                found = keep(work, connection, inputs)
        with connected(work.room, work.how.limits) as connection:
            confine(connection, ())
            parts = score_parts(work, connection, found)
            return self._finished(connection, parts, (*before.told, *found.notices), found.rejected)

    def _few(self) -> Outcome:
        work = self._work
        return score_few(
            work.ruleset,
            work.data,
            work.target,
            work.how.detail,
            as_of=work.how.as_of,
            rejects=work.how.rejects,
            settle=self._settle,
        )

    def _finished(
        self,
        connection: DuckDBPyConnection,
        parts: tuple[Path, ...],
        notices: tuple[str, ...],
        rejected: tuple[Rejected, ...],
    ) -> Outcome:
        """Count the result and put it in its place."""
        work = self._work
        if self._settle is not None:
            self._settle(rejected, len(rejected))
        result = Result(parts, work.ruleset, work.how.detail)
        with step(connection, "writing", work.watcher):
            summary = summarise(connection, result) if work.how.summary else None
            publish(connection, result, work.target, work.room)
        return Outcome(summary, monotonic() - self._begun, notices, len(rejected))


def _score_at_once(work: Work, connection: DuckDBPyConnection, inputs: Inputs) -> Path:
    part = work.room / "part.parquet"

    def score() -> None:
        query = work.query(inputs.provided)
        work.prepare(connection, query, inputs)
        with step(connection, "scoring", work.watcher), writing(work.target, work.room):
            write_part(connection, _in_order(connection, query, inputs), part, origin_of(work.ruleset))

    inputs.attempt(score)
    return part


def _in_order(connection: DuckDBPyConnection, query: Population, inputs: Inputs) -> str:
    if keeps_order(query):
        return query.sql
    if inputs.ascend:
        return by_id(query.query)
    note_places(connection)
    return by_place(query.query)


def _is_large(work: Work, connection: DuckDBPyConnection, inputs: Inputs) -> bool:
    """Whether one query would have more in hand than memory is good for: rows to be written, and rows to be put in order."""
    columns = len(wide_columns(work.ruleset, work.how.detail))
    if row_group(connection, columns) < ROW_GROUP:
        return True
    in_hand = inputs.expected * columns * VALUE
    return in_hand * SHARE > memory_of(connection) and not keeps_order(work.query(inputs.provided))
