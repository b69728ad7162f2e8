"""How Spark bears uneven data: members with 30,000 connections, and one title in a twentieth of all rows.

    python -m benchmarks.skew                    # 4 million connections, a few minutes
    python -m benchmarks.skew --rows 1000000

The same number of members and rows is scored four times, by the ruleset of ``network.ssi``: evenly; with whales; with a title that
is everywhere and few enough titles to give each worker all of them (as it is done up to a million titles that matter); and with
that title where rows must travel to meet their title's verdict. All rows are shuffled, so that no file has all of anybody's. What
is told comes from Spark's own event log: what travelled, and of the task that was handed most rows how many there were, beside
the mean of its stage, and how long the stage's longest task took, beside its median.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks import family, populations, spark_log

RULES = Path(__file__).parent / "network.ssi"
MEMBERS = 20_000
ROWS = 4_000_000
TITLES = 100_000
WHALE = 30_000
"""Connections of a member who has as many as LinkedIn allows."""

WHALES_SHARE = 0.15
"""The part of all rows that is theirs."""

EVERYWHERE = 0.05
"""The part of all rows that has the one title."""

PARTITIONS = 96
_ODD = 2_654_435_761
"""Multiplied by it, numbers come in no order."""


@dataclass(frozen=True, slots=True)
class Case:
    """A population, and how it is scored."""

    title: str
    whales: bool = False
    hot: bool = False
    settings: tuple[str, ...] = ()


_TRAVEL = ("spark.sql.optimizer.disableHints=true", "spark.sql.autoBroadcastJoinThreshold=-1")
_NO_HELP = ("spark.sql.adaptive.skewJoin.enabled=false",)
_HELP = (
    "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes=256KB",
    "spark.sql.adaptive.skewJoin.skewedPartitionFactor=2",  # it goes by bytes, and the same title again and again takes few
    "spark.sql.adaptive.advisoryPartitionSizeInBytes=256KB",
)
CASES = (
    Case("even"),
    Case("whales", whales=True),
    Case("one title in 5 % of rows", hot=True),
    Case("the same, rows travel to their title", hot=True, settings=(*_TRAVEL, *_NO_HELP)),
    Case("the same, and Spark splits what is uneven", hot=True, settings=(*_TRAVEL, *_HELP)),
)


def main() -> int:
    asked = _asked()
    print(f"{'':44} {'':8} {'':8} {'':>10} {'heaviest task':>12}")
    print(f"{'':44} {'seconds':>8} {'core-s':>8} {'shuffled':>10} {'rows':>12} {'of mean':>10} {'time':>10}")
    for case in (each for each in CASES if asked.only in each.title):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder / "data", case, asked.members, asked.rows)
            log = folder / "log"
            log.mkdir()
            taken = family.run(_command(folder, log, case))
            _tell(case, taken, spark_log.stages(log))
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--members", type=int, default=MEMBERS)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--only", default="", metavar="TEXT", help="only cases with this in their titles")
    return parser.parse_args()


def make(folder: Path, case: Case, members: int, rows: int) -> None:
    """The population of a case."""
    populations.network(folder, members, rows, TITLES)
    whales = max(1, int(WHALES_SHARE * rows / WHALE))
    number = f"(r * {_ODD} % {rows})"
    member = (
        f"CASE WHEN r < {whales * WHALE} THEN printf('m%08d', r % {whales}) ELSE member_id END"
        if case.whales
        else "member_id"
    )
    title = (
        f"CASE WHEN hash(r) % 1000 < {int(1000 * EVERYWHERE)} THEN 'Owner' ELSE title END"
        if case.hot
        else "title"
    )
    numbered = f"SELECT *, row_number() OVER () AS r FROM '{folder}/connections.parquet'"  # noqa: S608 - ours
    with duckdb.connect() as database:
        database.execute("SET preserve_insertion_order = false")
        database.execute(
            f"COPY (SELECT {member} AS member_id, connected_on, {title} AS title, company FROM ({numbered}) ORDER BY {number})"  # noqa: S608 - ours
            f" TO '{folder}/shuffled.parquet' (ROW_GROUP_SIZE 122880)"
        )
    (folder / "shuffled.parquet").replace(folder / "connections.parquet")


def _command(folder: Path, log: Path, case: Case) -> list[str]:
    ssi = str(Path(sys.executable).with_name("ssi"))
    settings = (
        "spark.driver.memory=3g",
        f"spark.sql.shuffle.partitions={PARTITIONS}",
        "spark.sql.adaptive.coalescePartitions.enabled=false",
        *case.settings,
    )
    options = [part for each in settings for part in ("--setting", each)]
    where = ["--engine", "spark", "--master", "local[2]", "-o", str(folder / "scores")]
    return [ssi, "score", str(RULES), str(folder / "data"), *where, *options, *spark_log.settings(log)]


def _tell(case: Case, taken: family.Taken, stages: list[spark_log.Stage]) -> None:
    heaviest = max(stages, key=lambda each: max(each.rows))
    shuffled = sum(each.shuffled for each in stages)
    print(
        f"{case.title:44} {taken.seconds:8.1f} {taken.core_seconds:8.1f} {shuffled / 1e6:7.1f} MB "
        f"{max(heaviest.rows):12,} {heaviest.unevenness:8.1f} x {heaviest.length:8.1f} x",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
