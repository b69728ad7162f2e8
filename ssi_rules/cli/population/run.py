"""One run of ``ssi score``, by the engine that is to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.cli.population.choose import chosen
from ssi_rules.cli.population.places import check_places

if TYPE_CHECKING:
    from ssi_rules.cli.population.request import Request
    from ssi_rules.cli.streams import Colour


def run(request: Request, color: Colour) -> None:
    """Score what was asked for.

    Raises:
        Trouble: What was asked for does not go together, or cannot be written.
        DataError: The data cannot be read.
    """
    request.check()
    if request.engine != "spark":  # which writes folders and tables, maybe far away
        check_places(request)
    match chosen(request):
        case "reference":
            from ssi_rules.cli.population.one_by_one import score_one_by_one

            score_one_by_one(request, request.given, color)
        case "duckdb":
            from ssi_rules.cli.population.at_once import score_at_once

            score_at_once(request, request.given)
        case "spark":
            from ssi_rules.cli.population.spread_out import score_spread_out

            score_spread_out(request)
        case engine:
            assert_never(engine)
