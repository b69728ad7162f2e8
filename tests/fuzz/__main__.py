"""``python -m tests.fuzz --minutes 10``: hostile rules, exports, datasets and commands, until the time is up."""

# ruff: noqa: T201 - it is a command

from __future__ import annotations

import argparse
import secrets
import sys
import time
from pathlib import Path

from tests.fuzz.campaign import Campaign, outcome
from tests.fuzz.case import Case


def main() -> int:
    """Run or replay; 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, help="where to begin; another run from it tries the same cases")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"), help="folder for failures")
    parser.add_argument("--replay", type=Path, metavar="FOLDER", help="try a kept failure again")
    options = parser.parse_args()
    return _replay(options.replay) if options.replay else _run(options.minutes, options.seed, options.keep)


def _run(minutes: float, seed: int | None, keep: Path) -> int:
    seed = secrets.randbelow(10**9) if seed is None else seed
    print(f"seed {seed}, {minutes:g} minutes", flush=True)
    campaign = Campaign(keep)
    campaign.run(seed, until=time.monotonic() + 60 * minutes, tell=lambda line: print(line, flush=True))
    print(", ".join(f"{count} {room}" for room, count in campaign.tried.items()))
    for kind, count in campaign.failures.most_common():
        print(f"{count} x {kind}")
    print("nothing failed" if not campaign.failures else f"kept in {keep}")
    return 1 if campaign.failures else 0


def _replay(folder: Path) -> int:
    failure = outcome(Case.load(folder))
    print(failure.story if failure else "nothing fails any more")
    return 1 if failure else 0


if __name__ == "__main__":
    sys.exit(main())
