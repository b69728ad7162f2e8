"""A data set four times as large as what may be had of memory."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks import populations
from benchmarks.bulk.contest import OURS, RULES
from benchmarks.figure import Figure, times
from benchmarks.process import measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.parts import Size

TIMES = 4
_MEMBERS = 15_000_000
_MEGABYTE = 1_000_000
_LEAST_LIMIT = 100


def figures(size: Size) -> Iterator[Figure]:
    """Rows of four tables, which are gathered by member, so that what is held grows with the data."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        data = populations.activity(folder / "activity", size.of(_MEMBERS))
        held = sum(each.stat().st_size for each in data.glob("*.parquet")) / _MEGABYTE
        limit = max(int(held / TIMES), _LEAST_LIMIT)
        runs = {
            "without a limit": measured(OURS, RULES / "activity.ssi", data, folder / "free.parquet", "day"),
            f"within {limit} MB": measured(
                OURS, RULES / "activity.ssi", data, folder / "limited.parquet", "day", f"memory={limit}MB"
            ),
        }
    rows = f"{size.of(_MEMBERS):,} members, {held:,.0f} MB of Parquet"
    (_, free), (within, limited) = runs.items()
    yield Figure(f"{rows}: without a limit", f"{free.seconds:.1f} s", f"peak {free.peak / _MEGABYTE:,.0f} MB")
    peak = limited.peak / _MEGABYTE
    yield Figure(
        f"{rows}: {within}",
        f"{limited.seconds:.1f} s",
        f"{times(limited.seconds / free.seconds)} as long, peak {peak:,.0f} MB",
        f"<= {limit} MB",
        peak <= limit,
    )
