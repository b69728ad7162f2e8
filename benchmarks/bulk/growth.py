"""How time grows: ten times the members, ten times the rows, ten times the criteria."""

from __future__ import annotations

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks import populations
from benchmarks.bulk.contest import OURS, RULES, Round, Run, median_seconds, rounds
from benchmarks.bulk.wider import wider
from benchmarks.figure import Figure, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.parts import Size

TIMES = 10
_TARGET = 1.15


def figures(size: Size) -> Iterator[Figure]:
    """Each pair in turn, so that both meet the same machine."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        yield from _grown(f"{TIMES} x members", _members(folder, size), size.rounds)
        yield from _grown(f"{TIMES} x rows", _rows(folder, size), size.rounds)
        yield from _grown(f"{TIMES} x criteria", _criteria(folder, size), size.rounds)


def _members(folder: Path, size: Size) -> dict[str, Run]:
    less, more = (size.of(count) for count in (populations.MEMBERS, TIMES * populations.MEMBERS))
    runs = [
        _run(RULES / "card.ssi", populations.scalar(folder / f"members{count}", count).parent)
        for count in (less, more)
    ]
    return dict(zip((f"{less:,} members of 20 facts", f"{more:,}"), runs, strict=True))


def _rows(folder: Path, size: Size) -> dict[str, Run]:
    """The same members, titles and rules; ten times as many rows each."""
    members, titles = size.of(populations.NETWORK_MEMBERS), size.of(populations.TITLES)
    less, more = (size.of(count) for count in (populations.NETWORK_ROWS // TIMES, populations.NETWORK_ROWS))
    runs = [
        _run(
            RULES / "network.ssi",
            populations.network(folder / f"rows{count}", members, count, titles).parent,
            "day",
        )
        for count in (less, more)
    ]
    return dict(zip((f"{members:,} members with {less:,} connections", f"{more:,}"), runs, strict=True))


def _criteria(folder: Path, size: Size) -> dict[str, Run]:
    """The same facts under a card with every pillar ten times."""
    count = size.of(populations.MEMBERS // 2)
    data = populations.scalar(folder / "criteria", count).parent
    more = folder / "wider.ssi"
    more.write_text(wider((RULES / "card.ssi").read_text(encoding="utf-8"), TIMES), encoding="utf-8")
    return {f"{count:,} members, 16 criteria": _run(RULES / "card.ssi", data), "160": _run(more, data)}


def _run(rules: Path, data: Path, *options: str) -> Run:
    return Run(OURS, (rules, data, data.with_suffix(".parquet"), *options))


def _grown(what: str, pair: dict[str, Run], count: int) -> Iterator[Figure]:
    less, more = pair
    found = rounds(pair, count)
    yield Figure(f"{what}: {less}", f"{median_seconds(found, less):.2f} s")
    ratio = _growth(found, less, more)
    yield Figure(
        f"{what}: {more}",
        f"{median_seconds(found, more):.2f} s",
        f"{times(ratio)} of linear",
        f"<= {_TARGET} x",
        ratio <= _TARGET,
    )


def _growth(found: list[Round], less: str, more: str) -> float:
    return statistics.median(each.taken[more].seconds / each.taken[less].seconds / TIMES for each in found)
