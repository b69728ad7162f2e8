"""``python -m tests.engines.differential``: generated members on two engines, every column, as many as there is time for."""

# ruff: noqa: T201 - it is a command

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from multiprocessing import get_context
from os import cpu_count

from tests.engines.differential.engines import ENGINES
from tests.engines.differential.trial import run


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.engines.differential", description=__doc__)
    parser.add_argument("--rulesets", type=int, default=1000, help="how many rulesets")
    parser.add_argument("--members", type=int, default=100, help="members for each")
    parser.add_argument(
        "--engine", choices=ENGINES, default="duckdb", help="held against the reference engine"
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="of the first ruleset; each further one has the next"
    )
    parser.add_argument("--every", action="store_true", help="try every detail instead of two")
    parser.add_argument("--processes", type=int, default=cpu_count() or 1, help="at a time")
    return parser.parse_args()


def main() -> int:
    """Run it and print counts and differences; 1 if there are any."""
    asked = _arguments()
    tried = partial(run, ENGINES[asked.engine], members=asked.members, every=asked.every)
    seeds = range(asked.seed, asked.seed + asked.rulesets)
    failed, started = 0, time.monotonic()
    with get_context("spawn").Pool(asked.processes) as pool:
        for number, failure in enumerate(pool.imap_unordered(tried, seeds), start=1):
            if failure is not None:
                failed += 1
                print(failure, flush=True)
            if number % 100 == 0:
                print(f"{number} rulesets, {number * asked.members} members, {failed} differ", flush=True)
    seconds = time.monotonic() - started
    print(
        f"{asked.engine}: {asked.rulesets} rulesets, {asked.rulesets * asked.members} members, "
        f"{failed} rulesets with differences, {seconds:.0f} s"
    )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
