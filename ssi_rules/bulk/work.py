"""What a run is about, and the steps that all runs take: reading, preparing, finishing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.bulk.connection import Limits
from ssi_rules.bulk.days import make_days
from ssi_rules.bulk.inputs.inputs import open_inputs
from ssi_rules.bulk.progress import step
from ssi_rules.bulk.sql import quoted
from ssi_rules.bulk.target import is_target
from ssi_rules.engines.columnar.names import AS_OF, MEMBER_ID, MEMBERS
from ssi_rules.engines.columnar.population import Population, population
from ssi_rules.engines.reading import needs_day
from ssi_rules.engines.score import AsOfNeeded
from ssi_rules.engines.wide import Detail
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.inputs import Inputs
    from ssi_rules.bulk.progress import Watcher
    from ssi_rules.bulk.target import Target
    from ssi_rules.engines.columnar.provided import Provided
    from ssi_rules.model import Ruleset


@dataclass(frozen=True, slots=True)
class How:
    """How a population is scored.

    Attributes:
        detail: How much is told of each member.
        as_of: The day to look from; None takes each member's own, else the latest in the data.
        rejects: Whether rows that do not fit are set aside, instead of refusing the data.
        limits: What may be taken of the machine.
        dictionary: A file that keeps verdicts on texts from run to run.
        resume: Whether what is done is kept beside the output until the run is over, for the same run to go on from.
        part: Members scored at a time where a population is scored in parts; None for as many as do best.
        summary: Whether the result is counted.
    """

    detail: Detail = Detail.CRITERIA
    as_of: date | None = None
    rejects: bool = False
    limits: Limits = field(default_factory=Limits)
    dictionary: Path | None = None
    resume: bool = False
    part: int | None = None
    summary: bool = True


@dataclass(frozen=True, slots=True)
class Work:
    """One run.

    Attributes:
        ruleset: What is scored by.
        data: What is scored.
        target: Where the result goes.
        how: In which way.
        room: The run's folder.
        watcher: Told how far it is.
    """

    ruleset: Ruleset
    data: Path
    target: Target
    how: How
    room: Path
    watcher: Watcher | None

    def read(self, connection: DuckDBPyConnection) -> Inputs | None:
        """Open the data; None where only the readers of members read it.

        Raises:
            DataError: It cannot be read or does not fit, or the result would replace it.
            AsOfNeeded: The ruleset reads dates, and somebody has no day.
        """
        with step(connection, "reading the data", self.watcher):
            inputs = open_inputs(
                connection,
                self.data,
                self.ruleset,
                as_of=self.how.as_of,
                rejects=self.how.rejects,
                blanks=self.how.detail is Detail.FULL,  # only that counts known cells
            )
        if inputs is not None:
            self._refuse_input(inputs)
            self._check_days(inputs)
        return inputs

    def query(self, provided: Provided) -> Population:
        """What is asked of the data."""
        return population(self.ruleset, provided, detail=self.how.detail)

    def prepare(
        self, connection: DuckDBPyConnection, query: Population, inputs: Inputs | None = None
    ) -> None:
        """Make the relations that a query reads beside those of the data.

        Args:
            connection: Has the relations of the data.
            query: Says which.
            inputs: Where these come from; None where there are members alone, whose texts are asked for then.
        """
        make_days(connection, query.windows)
        texts = [each for each in query.texts if inputs is not None or each.table is None]
        if texts:
            from ssi_rules.bulk.texts import make_texts  # noqa: PLC0415 -- loads the matcher

            with step(connection, "matching texts", self.watcher):
                relation = None if inputs is None else inputs.relation
                make_texts(connection, texts, dictionary=self.how.dictionary, relation=relation)

    def _refuse_input(self, inputs: Inputs) -> None:
        if any(is_target(self.target, file) for file in inputs.files):
            raise DataError(self.target.told, "this is a file of the data", help="name another file to write")

    def _check_days(self, inputs: Inputs) -> None:
        """See that everyone has a day where the rules ask for one."""
        if None not in inputs.days or not needs_day(self.ruleset):
            return
        without = f"WHERE {quoted(AS_OF)} IS NULL " if len(inputs.days) > 1 else ""
        query = f"SELECT {quoted(MEMBER_ID)} FROM {quoted(MEMBERS)} {without}LIMIT 1"  # noqa: S608 - names of ours
        (member,) = inputs.connection.execute(query).fetchone() or ("",)
        raise AsOfNeeded(self.ruleset.id, str(member))
