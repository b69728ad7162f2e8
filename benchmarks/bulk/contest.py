"""Three populations, each beside the least it can cost."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks import populations
from benchmarks.bulk.by_reading import READERS
from benchmarks.bulk.equal import differences
from benchmarks.figure import Figure, times
from benchmarks.floor import WRITERS
from benchmarks.process import Taken, measured

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.parts import Size

RULES = Path(__file__).parent.parent
OURS = "benchmarks.bulk.ours:ready"
_TRIALS = 3
_MEGABYTE = 1e6

_SCALAR_TARGET = 1.25
_SCALAR_MEGABYTES = 600
_COLD_TARGET = 3.0
_KEPT_TARGET = 1.5
_ACTIVITY_TARGET = 1.3
_NETWORK_COLUMNS = ("member_id", "connected_on", "title")


@dataclass(frozen=True, slots=True)
class Run:
    """A contestant: what to run in a process of its own, and on what."""

    target: str
    arguments: tuple[object, ...]

    def taken(self) -> Taken:
        return measured(self.target, *self.arguments)


@dataclass(frozen=True, slots=True)
class Round:
    """Every contestant once, in turn."""

    taken: Mapping[str, Taken]


def rounds(contestants: Mapping[str, Run], count: int) -> list[Round]:
    """Rounds of all contestants; one before them, which warms the disk's cache, is not counted."""
    for each in contestants.values():
        each.taken()
    return [Round({name: each.taken() for name, each in contestants.items()}) for _ in range(count)]


def median_seconds(found: list[Round], name: str) -> float:
    return statistics.median(each.taken[name].seconds for each in found)


def multiple(found: list[Round], name: str, yardstick: str) -> float:
    """How many times the yardstick's time, within a round."""
    return statistics.median(each.taken[name].seconds / each.taken[yardstick].seconds for each in found)


def processor_multiple(found: list[Round], name: str, yardstick: str) -> float:
    """The same in processor time of all threads, which other work on the machine disturbs less."""
    return statistics.median(each.taken[name].processor / each.taken[yardstick].processor for each in found)


def megabytes(found: list[Round], name: str) -> float:
    """The highest of all rounds."""
    return max(each.taken[name].peak for each in found) / _MEGABYTE


def figures(size: Size) -> Iterator[Figure]:
    """Scalar facts, then few members with many rows, then many members with some rows in each of four tables."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        yield from scalar(folder, size)
        yield from network(folder, size)
        yield from activity(folder, size)


def scalar(folder: Path, size: Size) -> Iterator[Figure]:
    """A million members of twenty facts, from Parquet to Parquet."""
    count = size.of(populations.MEMBERS)
    members = populations.scalar(folder / "scalar", count)
    reader, writer = _best_ends(members, folder)
    floor = f"floor ({reader} reads, C computes, {writer} writes)"
    ours, told = "ssi-rules", "ssi-rules, with the summary"
    command = "`ssi score`, a new process that loads its libraries and checks its rules"
    data = members.parent
    runs = {
        floor: Run("benchmarks.bulk.by_floor:ready", (members, folder / "floor.parquet", reader, writer)),
        ours: Run(OURS, (RULES / "card.ssi", data, folder / "ours.parquet")),
        told: Run(OURS, (RULES / "card.ssi", data, folder / "told.parquet", "summary")),
        command: Run("benchmarks.bulk.ours:command", (RULES / "card.ssi", data, folder / "command.parquet")),
        "NumPy by hand, pyarrow reads and writes": Run(
            "benchmarks.bulk.by_numpy:ready", (members, folder / "numpy.parquet")
        ),
    }
    if find_spec("polars"):
        runs["Polars by hand"] = Run("benchmarks.bulk.by_polars:ready", (members, folder / "polars.parquet"))
    found = rounds(runs, size.rounds)
    for each in folder.glob("*.parquet"):
        assert differences(folder / "floor.parquet", each) == {}, each.name
    what = f"{count:,} members of 20 facts"
    yield _yardstick(f"{what}: {floor}", found, floor)
    yield _beside(f"{what}: {ours}", found, ours, floor, _SCALAR_TARGET)
    peak = megabytes(found, ours)
    yield Figure(
        f"{what}: peak memory of {ours}",
        f"{peak:.0f} MB",
        f"{times(peak / megabytes(found, floor))} the floor's",
        f"<= {_SCALAR_MEGABYTES} MB",
        peak <= _SCALAR_MEGABYTES,
    )
    for name in list(runs)[2:]:
        yield _beside(f"{what}: {name}", found, name, floor)


def network(folder: Path, size: Size) -> Iterator[Figure]:
    """Twenty thousand members with ten million connections and sixty phrases."""
    members, rows = size.of(populations.NETWORK_MEMBERS), size.of(populations.NETWORK_ROWS)
    path = populations.network(folder / "network", members, rows, size.of(populations.TITLES))
    reads = {
        name: Run("benchmarks.bulk.by_reading:ready", (path, name, *_NETWORK_COLUMNS))
        for name in _libraries(READERS)
    }
    reader = _fastest(reads)
    bare, whole = _bare(reader), f"bare read of all columns ({reader})"
    others = {_bare(name): run for name, run in reads.items() if name != reader}
    cold, kept = "ssi-rules, cold", "ssi-rules, dictionary kept"
    rules, out, dictionary = RULES / "network.ssi", folder / "network.parquet", folder / "titles.dictionary"
    runs = {
        bare: reads[reader],
        **others,
        whole: Run("benchmarks.bulk.by_reading:ready", (path, reader)),
        cold: Run(OURS, (rules, path.parent, out, "day")),
        kept: Run(OURS, (rules, path.parent, folder / "again.parquet", "day", f"dictionary={dictionary}")),
    }
    found = rounds(runs, size.rounds)
    assert differences(out, folder / "again.parquet") == {}
    what = f"{members:,} members, {rows:,} connections"
    yield _yardstick(f"{what}: {bare}", found, bare)
    yield _beside(f"{what}: {cold}", found, cold, bare, _COLD_TARGET)
    yield _beside(f"{what}: {kept}", found, kept, bare, _KEPT_TARGET)
    for each in (whole, *others):
        yield _beside(f"{what}: {each}", found, each, bare)
    yield Figure(f"{what}: peak memory of {cold}", f"{megabytes(found, cold):.0f} MB")


def _bare(reader: str) -> str:
    return f"bare read of its three columns ({reader}{'' if reader == 'DuckDB' else ', into memory'})"


def activity(folder: Path, size: Size) -> Iterator[Figure]:
    """A million members, nineteen million rows."""
    count = size.of(populations.ACTIVITY_MEMBERS)
    data = populations.activity(folder / "activity", count)
    hand, ours = "DuckDB's SQL by hand", "ssi-rules"
    runs = {
        hand: Run("benchmarks.bulk.by_sql:ready", (data, folder / "hand.parquet")),
        ours: Run(OURS, (RULES / "activity.ssi", data, folder / "activity.parquet", "day")),
    }
    found = rounds(runs, size.rounds)
    assert differences(folder / "hand.parquet", folder / "activity.parquet") == {}
    what = f"{count:,} members, {populations.rows_of(data):,} rows in four tables"
    yield _yardstick(f"{what}: {hand}", found, hand)
    yield _beside(f"{what}: {ours}", found, ours, hand, _ACTIVITY_TARGET)
    yield Figure(
        f"{what}: peak memory of {ours}",
        f"{megabytes(found, ours):.0f} MB",
        f"{times(megabytes(found, ours) / megabytes(found, hand))} by hand",
    )


def _yardstick(what: str, found: list[Round], name: str) -> Figure:
    return Figure(what, f"{median_seconds(found, name):.2f} s", "1 x")


def _beside(what: str, found: list[Round], name: str, yardstick: str, target: float | None = None) -> Figure:
    ratio = multiple(found, name, yardstick)
    aim = "" if target is None else f"<= {target:g} x"
    beside = f"{times(ratio)} ({times(processor_multiple(found, name, yardstick))} in processor time)"
    return Figure(
        what, f"{median_seconds(found, name):.2f} s", beside, aim, target is None or ratio <= target
    )


def _libraries(names: Mapping[str, object] | tuple[str, ...]) -> list[str]:
    return [name for name in names if name != "Polars" or find_spec("polars")]


def _best_ends(members: Path, folder: Path) -> tuple[str, str]:
    """The libraries that read and write fastest here."""
    reader = _fastest(
        {name: Run("benchmarks.bulk.by_reading:ready", (members, name)) for name in _libraries(READERS)}
    )
    writer = _fastest(
        {
            name: Run("benchmarks.bulk.by_floor:ready", (members, folder / "floor.parquet", reader, name))
            for name in _libraries(WRITERS)
        }
    )
    return reader, writer


def _fastest(runs: Mapping[str, Run]) -> str:
    tried = {name: min(run.taken().seconds for _ in range(_TRIALS)) for name, run in runs.items()}
    return min(tried, key=tried.__getitem__)
