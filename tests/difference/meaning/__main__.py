"""``python -m tests.difference.meaning --pairs 2000``: many trials, and what came of them."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from ssi_rules.proving.limits import Limit
from tests.difference.meaning.trial import awkward_trial, trial


def main() -> int:
    """Try so many pairs; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.difference.meaning", description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--limit", type=float, default=5.0)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument(
        "--awkward", action="store_true", help="rulesets as engines are tried with, and crowds"
    )
    asked = parser.parse_args()
    tried = partial(awkward_trial if asked.awkward else trial, limit=Limit(seconds=asked.limit))
    counts, wrong, start = Counter[str](), 0, time.perf_counter()
    seeds = range(asked.first, asked.first + asked.pairs)
    with ProcessPoolExecutor(asked.processes) as pool:
        for seed, outcome in zip(seeds, pool.map(tried, seeds, chunksize=5), strict=True):
            counts["same fingerprint" if outcome.same_fingerprint else outcome.verdict.value] += 1
            wrong += len(outcome.faults)
            sys.stdout.writelines(f"seed {seed}: {fault}\n" for fault in outcome.faults)
            if not (seed + 1) % _STEP or seed == seeds[-1]:
                told = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
                done, spent = counts.total(), time.perf_counter() - start
                sys.stdout.write(f"{done} pairs in {spent:.0f} s: {told}; {wrong} wrong\n")
                sys.stdout.flush()
    return 1 if wrong else 0


_STEP = 100


if __name__ == "__main__":
    sys.exit(main())
