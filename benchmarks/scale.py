"""What a member and a row cost on Spark, and what 1.2 billion members with 500 connections each would.

    python -m benchmarks.scale

Three populations of one shape are scored: a small one, one of many members, one of many rows. What they take beyond the small one
is laid on the members and rows that they have beyond it. Processor time is counted, of all processes: it says what the work costs
also where others use the machine. Everything of the large population is multiplied, not measured.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks import family, populations, spark_log

RULES = Path(__file__).parent / "network.ssi"
SMALL, MANY_MEMBERS, MANY_ROWS = (50_000, 500_000), (1_000_000, 500_000), (50_000, 10_000_000)
TITLES = 200_000
MEMBERS, CONNECTIONS = 1_200_000_000, 500
CORES = 1_000


@dataclass(frozen=True, slots=True)
class Run:
    """What a population took: seconds of processor time, and bytes of its files, its result and between tasks."""

    members: int
    rows: int
    core_seconds: float
    read: int
    written: int
    shuffled: int


def main() -> int:
    small, members, rows = (_measured(*each) for each in (SMALL, MANY_MEMBERS, MANY_ROWS))
    by_member, by_row = _between(small, members, "members"), _between(small, rows, "rows")
    print(f"\n{'':24} {'by member':>12} {'by connection':>14}")
    for name, unit, scale in (
        ("core-seconds", "µs", 1e6),
        ("read", "bytes", 1),
        ("written", "bytes", 1),
        ("shuffled", "bytes", 1),
    ):
        print(f"{name:14} {unit:9} {by_member[name] * scale:12.1f} {by_row[name] * scale:14.2f}")
    whole = {name: MEMBERS * (by_member[name] + CONNECTIONS * by_row[name]) for name in by_member}
    hours = whole["core-seconds"] / 3600
    print(f"\n{MEMBERS:,} members with {CONNECTIONS} connections each:")
    print(f"{hours:,.0f} core-hours, {hours / CORES:,.1f} hours of {CORES:,} cores")
    print(
        f"{whole['read'] / 1e12:.1f} TB read, {whole['written'] / 1e9:.0f} GB written, {whole['shuffled'] / 1e12:.2f} TB shuffled"
    )
    return 0


def _between(small: Run, large: Run, grown: str) -> dict[str, float]:
    """What one more costs."""
    more = getattr(large, grown) - getattr(small, grown)
    return {
        "core-seconds": (large.core_seconds - small.core_seconds) / more,
        "read": (large.read - small.read) / more,
        "written": (large.written - small.written) / more,
        "shuffled": (large.shuffled - small.shuffled) / more,
    }


def _measured(members: int, rows: int) -> Run:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data, log, scores = folder / "data", folder / "log", folder / "scores"
        log.mkdir()
        populations.network(data, members, rows, TITLES)
        ssi = str(Path(sys.executable).with_name("ssi"))
        where = ["--engine", "spark", "--master", "local[2]", "-o", str(scores)]
        memory = ["--setting", "spark.driver.memory=4g"]
        taken = family.run([ssi, "score", str(RULES), str(data), *where, *memory, *spark_log.settings(log)])
        shuffled = sum(each.shuffled for each in spark_log.stages(log))
        run = Run(members, rows, taken.core_seconds, _bytes(data), _bytes(scores), shuffled)
    print(
        f"{members:12,} members {rows:12,} connections {taken.seconds:8.1f} s {taken.core_seconds:8.1f} core-seconds"
        f" {taken.peak / 2**30:5.1f} GiB  read {run.read / 1e6:.1f} MB, shuffled {run.shuffled / 1e6:.1f} MB",
        flush=True,
    )
    return run


def _bytes(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.rglob("*.parquet"))


if __name__ == "__main__":
    sys.exit(main())
