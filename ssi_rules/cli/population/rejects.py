"""Rows that do not fit: listed in a file of their own, and a reason to write no scores where that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.cli.counts import several
from ssi_rules.cli.streams import say
from ssi_rules.cli.trouble import Trouble
from ssi_rules.cli.writing import destination
from ssi_rules.engines.cells import csv_line
from ssi_rules.sources.dataset import Rejecting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ssi_rules.cli.population.request import Request
    from ssi_rules.sources.dataset import Dataset
    from ssi_rules.sources.tally import Rejected

_HEAD = ("file", "row", "column", "reason")


def check_rejects(dataset: Dataset, request: Request) -> None:
    """Settle the rows that one pass over a dataset set aside.

    Raises:
        Trouble: There are some, and there may be none; or they are asked for of LinkedIn exports, whose notes tell of them.
    """
    if request.rejects_to is None and not request.fail_on_rejects:
        return
    if not isinstance(dataset, Rejecting):
        raise Trouble(
            "Rows of LinkedIn exports cannot be listed.", "Take --rejects: the notes tell what was set aside."
        )
    rejected = dataset.rejected()
    settle_rejects(rejected, len(rejected), request)


def settle_rejects(rejected: Iterable[Rejected], count: int, request: Request) -> None:
    """List rows that were set aside, and fail on them if that is wanted.

    Raises:
        Trouble: There are some, and there may be none.
    """
    if request.rejects_to is not None:
        _list(rejected, request.rejects_to)
        say(f"{request.rejects_to}: {several(count, 'rejected row')}")
    if count and request.fail_on_rejects:
        where = f"see {request.rejects_to}" if request.rejects_to else "list them with --rejects-to FILE"
        raise Trouble(
            f"{several(count, 'row')} did not fit; no scores were written.", f"Mend the data: {where}"
        )


def _list(rejected: Iterable[Rejected], path: Path) -> None:
    with destination(path) as stream:
        stream.write(csv_line(_HEAD))
        stream.writelines(csv_line((each.path, each.row, each.column, each.reason)) for each in rejected)
