"""Spark's run: from Parquet or tables to a folder or a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from ssi_rules import api
from ssi_rules.cli.population.meter import meter
from ssi_rules.cli.population.told import tell_days, tell_result
from ssi_rules.cli.streams import say
from ssi_rules.cli.trouble import Trouble
from ssi_rules.report.inert import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.cli.population.request import Request
    from ssi_rules.distributed.places import Destination, Format

_FORMATS = ("parquet", "csv", "jsonl", "table")


def score_spread_out(request: Request) -> None:
    """Score, write and tell.

    Raises:
        Trouble: Something that Spark does not do was asked for, Spark is not there, or a job failed.
        DataError: The data cannot be read, or something stands where the result is to go.
    """
    from ssi_rules.distributed.places import Source
    from ssi_rules.distributed.score import score
    from ssi_rules.distributed.session import Cluster
    from ssi_rules.distributed.trouble import SparkTrouble

    destination = _destination(request)
    _refuse(request)
    ruleset = api.load_ruleset(request.ruleset)
    try:
        with meter() as watcher:
            outcome = score(
                ruleset,
                Source(_address(request), _pairs("--table", request.tables)),
                destination,
                as_of=request.as_of,
                detail=request.rows,
                cluster=Cluster(request.master, _pairs("--setting", request.settings)),
                watcher=watcher,
            )
    except SparkTrouble as trouble:
        raise Trouble(trouble.message, trouble.help) from trouble
    tell_result(ruleset, outcome.summary, destination.place)
    tell_days(outcome.summary, request.as_of)
    for notice in outcome.notices:
        say(f"note: {inert(notice)}")


def _destination(request: Request) -> Destination:
    from ssi_rules.distributed.places import Destination

    if request.output is None:
        raise Trouble("Spark writes to a folder or a table.", "Name it with -o: scores, or catalog.db.scores")
    form = request.format or request.suffix_format or "parquet"
    if form not in _FORMATS:
        raise Trouble(f"Spark does not write {form}.", f"Take --format {', '.join(_FORMATS)}.")
    return Destination(_as_address(str(request.output)), cast("Format", form), request.overwrite)


def _refuse(request: Request) -> None:
    given = {
        "--map": request.maps,
        "--history": request.history,
        "--rejects": request.sets_aside,
        "--memory-limit": request.memory_limit,
        "--threads": request.threads,
        "--resume": request.resume,
        "--dictionary": request.dictionary,
    }
    for option, value in given.items():
        if value:
            raise Trouble(
                f"{option} is not for Spark.", "Leave it out; --setting takes Spark's own settings."
            )


def _address(request: Request) -> str | None:
    return None if request.data is None else _as_address(str(request.data))


def _as_address(path: str) -> str:
    """A path, or an address whose slashes a path made one."""
    return re.sub(r"^(\w{2,}):/+", r"\1://", path)


def _pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    pairs = dict[str, str]()
    for each in given:
        name, sign, value = each.partition("=")
        if not (name and sign and value):
            raise Trouble(f"{option} {inert(each)} has no value.", f"Write {option} NAME=VALUE.")
        pairs[name] = value
    return pairs
