"""A population scored by Spark: from Parquet or tables, through the columnar engine's query, to Parquet, lines or a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.distributed.places import spare_source
from ssi_rules.distributed.session import Cluster, open_session
from ssi_rules.distributed.trouble import working

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.bulk.progress import Watcher
    from ssi_rules.bulk.summary import Summary
    from ssi_rules.distributed.places import Destination, Source
    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Ruleset


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run.

    Attributes:
        summary: The result, counted.
        notices: What was passed over and why.
    """

    summary: Summary
    notices: tuple[str, ...]


def score(  # noqa: PLR0913 - what is scored, by what, from where to where, how and on what
    ruleset: Ruleset,
    source: Source,
    destination: Destination,
    *,
    as_of: date | None,
    detail: Detail,
    cluster: Cluster = Cluster(),  # noqa: B008 -- frozen
    watcher: Watcher | None = None,
) -> Outcome:
    """Score everyone and write the result: all of it, or nothing.

    Args:
        ruleset: What is scored by.
        source: Who is.
        destination: Where the result goes.
        as_of: The day to look from; else each member's own, else the latest in the data.
        detail: How much is told of each member.
        cluster: Where Spark works.
        watcher: Told what is being done.

    Raises:
        SparkTrouble: Spark or Java is not there, or a job failed.
        DataError: The data cannot be read or does not fit, something stands at the result's place, or the data does.
        AsOfNeeded: The ruleset reads dates, and somebody has no day.
    """
    spare_source(source, destination)
    tell = watcher.begun if watcher else _nobody
    tell("starting Spark")
    session = open_session(cluster)
    # These load PySpark, which may not have been there.
    from ssi_rules.distributed.counting import summarise  # noqa: PLC0415
    from ssi_rules.distributed.frames import scores  # noqa: PLC0415
    from ssi_rules.distributed.output import refuse_taken, written  # noqa: PLC0415

    with working("score the population"):
        refuse_taken(session, destination)
        tell("looking at the data")
        scored = scores(session, ruleset, source, as_of=as_of, detail=detail)
        tell("scoring")
        with written(scored.result, destination, scored.query.columns) as rows:
            tell("counting")
            summary = summarise(rows, ruleset, detail)
    return Outcome(summary, scored.notices)


def _nobody(_step: str) -> None:
    """Is told, and does nothing."""
