"""A data set four times as large as what may be had of memory."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks import populations
from benchmarks.bulk.contest import OURS, RULES
from benchmarks.bulk.equal import differences
from benchmarks.bulk.warm import one_member
from benchmarks.figure import Figure
from benchmarks.process import Failed, Taken, measured
from ssi_rules.workspace import load_ruleset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.parts import Size

TIMES = 4
_MEMBERS = 15_000_000
_MEGABYTE = 1_000_000


def figures(size: Size) -> Iterator[Figure]:
    """Rows of four tables, which are gathered by member, so that what is held grows with the data."""
    count = size.of(_MEMBERS)
    with TemporaryDirectory() as made:
        folder = Path(made)
        data = populations.activity(folder / "activity", count)
        held = sum(each.stat().st_size for each in data.glob("*.parquet")) / _MEGABYTE
        limit = int(held / TIMES)
        what = f"{count:,} members, {held:,.0f} MB of Parquet"
        bare = measured(
            OURS, RULES / "activity.ssi", _hardly_any(folder), folder / "bare.parquet", "day"
        ).peak
        yield Figure("one member: the interpreter and its libraries", f"{bare / _MEGABYTE:,.0f} MB")
        free = _taken(data, folder / "free.parquet")
        yield _figure(f"{what}: without a limit", free, bare)
        limited = _taken(data, folder / "limited.parquet", f"memory={limit}MB")
        yield _figure(f"{what}: within {limit} MB", limited, bare, limit)
        if isinstance(free, Taken) and isinstance(limited, Taken):
            assert differences(folder / "free.parquet", folder / "limited.parquet") == {}


def _taken(data: Path, out: Path, *options: str) -> Taken | Failed:
    try:
        return measured(OURS, RULES / "activity.ssi", data, out, "day", *options)
    except Failed as failed:
        return failed


def _hardly_any(folder: Path) -> Path:
    few = folder / "few"
    few.mkdir()
    return one_member(load_ruleset(RULES / "activity.ssi"), few)


def _figure(what: str, taken: Taken | Failed, bare: int, limit: int | None = None) -> Figure:
    aim = "" if limit is None else f"<= {limit} MB"
    if isinstance(taken, Failed):
        return Figure(what, "not finished", taken.said.replace("|", "/"), aim or "finishes", met=False)
    more = (taken.peak - bare) / _MEGABYTE
    return Figure(
        what, f"{taken.seconds:.1f} s", f"peak {more:,.0f} MB more", aim, limit is None or more <= limit
    )
