"""``python -m tests.engines.differential``: generated members on two engines, every column, as many as there is time for."""

# ruff: noqa: T201 - it is a command

from __future__ import annotations

import argparse
import sys
import time
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import partial
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.engines.differential.engines import REFERENCE, DuckDb
from tests.engines.differential.files import Files, FilesByReference
from tests.engines.differential.trial import run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.engines.differential.engines import Engine
    from tests.engines.differential.trial import Failure


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.engines.differential", description=__doc__)
    parser.add_argument("--rulesets", type=int, default=1000, help="how many rulesets")
    parser.add_argument("--members", type=int, default=100, help="members for each")
    parser.add_argument(
        "--engine",
        choices=("duckdb", "files", "spark", "postgres"),
        default="duckdb",
        help="held against the reference engine",
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
    seeds = range(asked.seed, asked.seed + asked.rulesets)
    failed, started = 0, time.monotonic()
    with ExitStack() as stack:
        for number, failure in enumerate(_tried(asked, seeds, stack), start=1):
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


def _tried(asked: argparse.Namespace, seeds: range, stack: ExitStack) -> Iterable[Failure | None]:
    """Every seed; servers see to their own threads, and are asked by one process."""
    reference = FilesByReference() if asked.engine == "files" else REFERENCE
    ours: dict[str, Engine] = {"duckdb": DuckDb(), "files": Files()}
    engine = ours.get(asked.engine) or stack.enter_context(_opened(asked.engine, stack))
    tried = partial(run, engine, members=asked.members, every=asked.every, reference=reference)
    if asked.engine not in ours:
        return map(tried, seeds)
    return stack.enter_context(get_context("spawn").Pool(asked.processes)).imap_unordered(tried, seeds)


def _opened(name: str, stack: ExitStack) -> AbstractContextManager[Engine]:
    """An engine that is a program of its own."""
    if name == "spark":
        from tests.engines.differential.spark import spark  # noqa: PLC0415 - of an extra

        return spark()
    from tests.targets.postgres import Postgres, server  # noqa: PLC0415 - loads a server

    folder = Path(stack.enter_context(TemporaryDirectory()))
    return nullcontext(Postgres(stack.enter_context(server(folder))))


if __name__ == "__main__":
    sys.exit(main())
