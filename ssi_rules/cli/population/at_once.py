"""DuckDB's run: a population from files to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import api
from ssi_rules.cli.population.meter import meter
from ssi_rules.cli.population.places import spare_data
from ssi_rules.cli.population.rejects import settle_rejects
from ssi_rules.cli.population.told import tell_days, tell_result
from ssi_rules.cli.streams import say
from ssi_rules.report.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ssi_rules.cli.population.request import Request
    from ssi_rules.sources.tally import Rejected


def score_at_once(request: Request, data: Path) -> None:
    """Score, write and tell.

    Raises:
        Trouble: A file of the data would be replaced, or there are rejects where there may be none.
        DataError: The data cannot be read, or the output cannot be what was asked for.
        OSError: It cannot be written.
    """
    from ssi_rules.bulk.connection import Limits
    from ssi_rules.bulk.run import score_population
    from ssi_rules.bulk.work import How

    ruleset = api.load_ruleset(request.ruleset)
    spare_data(request, data, ruleset.catalogue.tables)

    def settle(rejected: Iterable[Rejected], count: int) -> None:
        settle_rejects(rejected, count, request)

    with meter() as watcher:
        outcome = score_population(
            ruleset,
            data,
            request.target,
            How(
                detail=request.rows,
                as_of=request.as_of,
                rejects=request.sets_aside,
                limits=Limits(request.memory_limit, request.threads),
                dictionary=request.dictionary,
                resume=request.resume,
            ),
            settle=settle,
            watcher=watcher,
        )
    tell_result(ruleset, outcome.summary, request.target.told, outcome.seconds)
    tell_days(outcome.summary, request.as_of)
    for notice in outcome.notices:
        say(f"note: {inert(notice)}")
