"""Spark and DuckDB score the same population, and every column of every member is compared.

python -m benchmarks.spark_equals_duckdb                        # a million members, ten million connections
python -m benchmarks.spark_equals_duckdb --members 20000 --rows 200000
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks import family, populations

RULES = Path(__file__).parent / "network.ssi"
MEMORY = "4g"


def main() -> int:
    """Make, score twice, compare; 1 where anything differs."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        populations.network(folder / "data", asked.members, asked.rows, asked.titles)
        print(f"{asked.members:,} members, {asked.rows:,} connections, {asked.titles:,} titles", flush=True)
        for engine, options in _ENGINES.items():
            taken = family.run([*_score(folder, engine, asked.columns), *options])
            print(
                f"{engine:8} {taken.seconds:8.1f} s  {taken.core_seconds:8.1f} core-seconds  {taken.peak / 2**30:6.2f} GiB",
                flush=True,
            )
        return _compare(folder)


_ENGINES = {
    "duckdb": ["--threads", "2"],
    "spark": ["--master", "local[2]", "--setting", f"spark.driver.memory={MEMORY}"],
}


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--titles", type=int, default=200_000)
    parser.add_argument("--columns", default="full", choices=["total", "pillars", "criteria", "full"])
    return parser.parse_args()


def _score(folder: Path, engine: str, columns: str) -> list[str]:
    ssi = str(Path(sys.executable).with_name("ssi"))
    where = ["-o", str(folder / f"{engine}.parquet"), "--columns", columns]
    return [ssi, "score", str(RULES), str(folder / "data"), "--engine", engine, *where]


def _compare(folder: Path) -> int:
    """Say of each column in how many members it differs, where it does."""
    one, other = f"'{folder}/duckdb.parquet'", f"'{folder}/spark.parquet/*.parquet'"
    with duckdb.connect() as database:
        columns = database.execute(f"DESCRIBE FROM {one}").fetchall()
        same_types = columns == database.execute(f"DESCRIBE FROM {other}").fetchall()
        names = [f'"{name}"' for name, *_ in columns]
        unlike = ", ".join(f"count(*) FILTER (one.{name} IS DISTINCT FROM other.{name})" for name in names)
        joined = f'FROM {one} AS one FULL JOIN {other} AS other ON one."member" = other."member"'
        counted = database.execute(f"SELECT count(*), {unlike} {joined}").fetchone()
        rows = database.execute(f"SELECT count(*) FROM {other}").fetchone()  # noqa: S608 - ours
    assert counted is not None
    assert rows is not None
    differing = {name: count for name, count in zip(names, counted[1:], strict=True) if count}
    same = same_types and not differing and counted[0] == rows[0]
    print(f"{rows[0]:,} members, {len(names)} columns of {'the same' if same_types else 'other'} types")
    print("equal in every column of every member" if same else f"they differ: {differing}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
