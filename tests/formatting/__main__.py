"""``python -m tests.formatting --files 10000``: lay out generated files, and stop at the first that loses anything."""

# ruff: noqa: T201 - it is a command

from __future__ import annotations

import argparse
import secrets

from tests.formatting.campaign import Campaign


def main() -> None:
    """Run; raises where a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.formatting", description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument(
        "--seed", type=int, help="where to begin; another run from it tries the same rulesets"
    )
    options = parser.parse_args()
    seed = secrets.randbelow(10**9) if options.seed is None else options.seed
    print(f"seed {seed}, {options.files} files", flush=True)
    campaign = Campaign()
    campaign.try_rulesets(options.files // 2, seed)
    print(f"{campaign.files} rulesets and their tests, {campaign.rulesets} with a fingerprint", flush=True)
    campaign.try_trees(options.files - options.files // 2, seed)
    print(
        f"{campaign.files} files formatted, nothing lost; {campaign.unreadable} that could not be read left aside"
    )


if __name__ == "__main__":
    main()
