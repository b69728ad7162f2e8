"""A run part by part: what parts are made of is kept first, then parts are made, by this run or the next."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.bulk.faults import writing
from ssi_rules.bulk.inputs.scans import file_of
from ssi_rules.bulk.job import Found, about, begin, found_before, goes_on, is_begun, keep_found
from ssi_rules.bulk.memory import row_group
from ssi_rules.bulk.origin import origin_of
from ssi_rules.bulk.parted import parted
from ssi_rules.bulk.parts import Parts
from ssi_rules.bulk.progress import step
from ssi_rules.engines.wide import wide_columns
from ssi_rules.sources.open import open_dataset
from ssi_rules.sources.tabular.dataset import TabularDataset

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.inputs import Inputs
    from ssi_rules.bulk.work import Work
    from ssi_rules.engines.columnar.provided import Provided


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier run left.

    Attributes:
        found: What it had found in the data, if it had kept all that parts are made of.
        told: What is to be told of it.
    """

    found: Found | None = None
    told: tuple[str, ...] = ()


def look_back(work: Work) -> Before:
    """See what an earlier run of the same left in the room, and clear it of what is of no use.

    Raises:
        DataError: The data cannot be read.
    """
    how = work.how
    asked = about(work.ruleset, _files(work), how.detail, how.as_of, how.rejects, how.part)
    if goes_on(work.room, asked):
        found = found_before(work.room)
        return Before(found, () if found is None else (_going_on(work.room),))
    told = (_ANEW,) if is_begun(work.room) else ()
    _clear(work.room)
    begin(work.room, asked)
    return Before(told=told)


_ANEW = "begun anew: what an earlier run had kept was of other data, rules, options or versions"


def _going_on(room: Path) -> str:
    count = len(list(room.glob("part-*.parquet")))
    return f"gone on from an earlier run: {count} part{'' if count == 1 else 's'} were there"


def keep(work: Work, connection: DuckDBPyConnection, inputs: Inputs) -> Found:
    """Keep what parts are made of.

    Raises:
        DataError: The data does not fit.
        OSError: Nothing can be written.
    """
    tried: list[Parts] = []
    columns = len(wide_columns(work.ruleset, work.how.detail))
    size = work.how.part or 2 * row_group(connection, columns)

    def attempt() -> None:
        query = work.query(inputs.provided)
        parts = _parts(work, inputs.provided, size)
        for each in tried:
            each.clear(connection)  # made of cells that are read otherwise now
        tried.append(parts)
        work.prepare(connection, query, inputs)
        with step(connection, "gathering", work.watcher), writing(work.target, work.room):
            parts.keep(connection)

    inputs.attempt(attempt)
    found = Found(inputs.provided, size, inputs.notices(), inputs.rejected())
    keep_found(work.room, found)
    return found


def score_parts(work: Work, connection: DuckDBPyConnection, found: Found) -> tuple[Path, ...]:
    """Make the parts that are not there yet.

    Raises:
        OSError: Nothing can be written.
    """
    parts = _parts(work, found.provided, found.size)
    members = parts.open(connection)
    work.prepare(connection, work.query(found.provided))
    if work.watcher is not None:
        work.watcher.begun("scoring")
    reached = work.watcher.reached if work.watcher is not None else lambda _: None
    return parts.score(connection, members, reached)


def _parts(work: Work, provided: Provided, size: int) -> Parts:
    return Parts(parted(work.query(provided)), origin_of(work.ruleset), work.room, size)


def _files(work: Work) -> Iterator[Path]:
    dataset = open_dataset(work.data, work.ruleset.catalogue, rejects=work.how.rejects)
    if isinstance(dataset, TabularDataset):
        pieces = dataset.layout().pieces.values()
        yield from dict.fromkeys(file_of(piece) for found in pieces for piece in found)


def _clear(room: Path) -> None:
    for each in room.iterdir():
        if each.is_dir():
            shutil.rmtree(each)
        else:
            each.unlink()
