"""``python -m tests.difference.meaning --pairs 2000``: many trials, and what came of them."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.difference.meaning.trial import trial


def main() -> int:
    """Try so many pairs; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.difference.meaning", description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--limit", type=float, default=5.0)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    counts, wrong, start = Counter[str](), 0, time.perf_counter()
    seeds = range(asked.first, asked.first + asked.pairs)
    with ProcessPoolExecutor(asked.processes) as pool:
        for seed, outcome in zip(
            seeds, pool.map(partial(trial, limit=asked.limit), seeds, chunksize=10), strict=True
        ):
            counts["same fingerprint" if outcome.same_fingerprint else outcome.verdict.value] += 1
            for fault in outcome.faults:
                wrong += 1
                sys.stdout.write(f"seed {seed}: {fault}\n")
    told = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    sys.stdout.write(f"{asked.pairs} pairs in {time.perf_counter() - start:.0f} s: {told}; {wrong} wrong\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
