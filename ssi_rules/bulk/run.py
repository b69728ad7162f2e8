"""The journey of a population: read, matched, scored in one query, counted, put in its place."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.bulk.connection import Limits, connected
from ssi_rules.bulk.days import make_days
from ssi_rules.bulk.faults import blaming, writing
from ssi_rules.bulk.few import score_few
from ssi_rules.bulk.inputs.inputs import open_inputs
from ssi_rules.bulk.outcome import Outcome
from ssi_rules.bulk.progress import step
from ssi_rules.bulk.publish import publish
from ssi_rules.bulk.result import Result, write_part
from ssi_rules.bulk.room import temporary_room
from ssi_rules.bulk.sql import quoted
from ssi_rules.bulk.summary import summarise
from ssi_rules.bulk.target import check_target, is_target
from ssi_rules.engines.columnar.names import AS_OF, MEMBER_ID, MEMBERS
from ssi_rules.engines.columnar.population import Population, population
from ssi_rules.engines.reading import needs_day
from ssi_rules.engines.score import AsOfNeeded
from ssi_rules.engines.wide import Detail
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.inputs import Inputs
    from ssi_rules.bulk.progress import Watcher
    from ssi_rules.bulk.target import Target
    from ssi_rules.model import Ruleset
    from ssi_rules.sources.tally import Rejected

    Settle: TypeAlias = Callable[[Iterable[Rejected], int], None]


@dataclass(frozen=True, slots=True)
class How:
    """How a population is scored.

    Attributes:
        detail: How much is told of each member.
        as_of: The day to look from; None takes each member's own, else the latest in the data.
        rejects: Whether rows that do not fit are set aside, instead of refusing the data.
        limits: What may be taken of the machine.
        dictionary: A file that keeps verdicts on texts from run to run.
        summary: Whether the result is counted.
    """

    detail: Detail = Detail.CRITERIA
    as_of: date | None = None
    rejects: bool = False
    limits: Limits = field(default_factory=Limits)
    dictionary: Path | None = None
    summary: bool = True


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
        room = stack.enter_context(temporary_room(target))
        stack.enter_context(blaming(str(data), target, room))
        connection = stack.enter_context(connected(room, how.limits))
        with step(connection, "reading the data", watcher):
            inputs = _opened(connection, data, ruleset, how)
        if inputs is None:
            return score_few(
                ruleset, data, target, how.detail, as_of=how.as_of, rejects=how.rejects, settle=settle
            )
        _refuse_input(inputs, target)
        _check_days(ruleset, inputs)
        run = _Run(connection, ruleset, inputs, how, target, watcher)
        result = Result((room / "part.parquet",), ruleset, how.detail)
        run.score(result.parts[0])
        if settle is not None:
            rejected = inputs.rejected()
            settle(rejected, len(rejected))
        return run.finished(result, room, begun)


def _opened(connection: DuckDBPyConnection, data: Path, ruleset: Ruleset, how: How) -> Inputs | None:
    return open_inputs(
        connection,
        data,
        ruleset,
        as_of=how.as_of,
        rejects=how.rejects,
        blanks=how.detail is Detail.FULL,  # only that counts known cells
    )


@dataclass(frozen=True, slots=True)
class _Run:
    connection: DuckDBPyConnection
    ruleset: Ruleset
    inputs: Inputs
    how: How
    target: Target
    watcher: Watcher | None

    def score(self, part: Path) -> None:
        """Write everyone's row."""
        self.inputs.attempt(lambda: self._score(part))

    def _score(self, part: Path) -> None:
        query = population(self.ruleset, self.inputs.provided, detail=self.how.detail)
        self._prepare(query)
        with step(self.connection, "scoring", self.watcher), writing(self.target, part):
            write_part(self.connection, query.sql, part)

    def _prepare(self, query: Population) -> None:
        """Make the relations that the query reads beside the data's own."""
        make_days(self.connection, query.windows)
        if query.texts:
            with step(self.connection, "matching texts", self.watcher):
                from ssi_rules.bulk.texts import make_texts

                make_texts(self.connection, query.texts, dictionary=self.how.dictionary)

    def finished(self, result: Result, room: Path, begun: float) -> Outcome:
        """Count the result and put it in its place."""
        with step(self.connection, "writing", self.watcher):
            summary = summarise(self.connection, result) if self.how.summary else None
            publish(self.connection, result, self.target, room)
        return Outcome(summary, monotonic() - begun, self.inputs.notices(), len(self.inputs.rejected()))


def _refuse_input(inputs: Inputs, target: Target) -> None:
    if any(is_target(target, file) for file in inputs.files):
        raise DataError(target.told, "this is a file of the data", help="name another file to write")


def _check_days(ruleset: Ruleset, inputs: Inputs) -> None:
    """See that everyone has a day where the rules ask for one."""
    if None not in inputs.days or not needs_day(ruleset):
        return
    without = f"WHERE {quoted(AS_OF)} IS NULL " if len(inputs.days) > 1 else ""
    query = f"SELECT {quoted(MEMBER_ID)} FROM {quoted(MEMBERS)} {without}LIMIT 1"  # noqa: S608 - names of ours
    (member,) = inputs.connection.execute(query).fetchone() or ("",)
    raise AsOfNeeded(ruleset.id, str(member))
