"""``python -m benchmarks``: every measurement in one run, printed and kept in ``docs/benchmarks.md``."""

from __future__ import annotations

import os
import platform
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import reference_engine
from benchmarks.checking import checking
from benchmarks.figure import Figure, times
from benchmarks.large_export import large_export
from benchmarks.many_files import many_files
from benchmarks.startup import startup
from benchmarks.typing_in_an_editor import typing

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_SCORE_TARGET = 3
_SCORECARD_TARGET = 100
_ROUNDS = 41


def engine() -> Iterator[Figure]:
    """The reference engine beside the same card by hand."""
    for missing in (0.0, 0.2):
        costs = reference_engine.compare(missing, _ROUNDS)
        suffix = f", {missing:.0%} of 20 facts missing"
        by_hand = costs["hand-written, unrolled"]
        yield Figure(f"scoring a member by hand-written Python{suffix}", f"{by_hand.median:.1f} µs")
        for name, target in (("score", _SCORE_TARGET), ("scorecard", _SCORECARD_TARGET)):
            cost = costs[name]
            yield Figure(
                f"{name} by the reference engine{suffix}",
                f"{cost.median:.1f} µs",
                f"{times(cost.to_unrolled)} by hand",
                f"< {target} x",
                cost.to_unrolled < target,
            )


def table(figures: list[Figure]) -> str:
    """The page."""
    machine = f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}"
    rows = [
        f"| {each.what} | {each.value} | {each.beside} | {each.target} | {_verdict(each)} |"
        for each in figures
    ]
    return "\n".join(
        [
            "<!-- Written by `python -m benchmarks`. -->\n",
            "# Benchmarks\n",
            f"One run on {machine}. Medians of processor time, so that what else runs on the machine counts little;",
            "trust the multiples more than the times. Only what says so was measured on the wall.\n",
            "| what | median | beside | target | met |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _verdict(figure: Figure) -> str:
    if not figure.target:
        return ""
    return "yes" if figure.met else "**no**"


def main() -> int:
    """Measure, print and keep; 1 where a target is missed."""
    figures = []
    for each in chain(startup(), checking(), many_files(), typing(), engine(), large_export()):
        print(
            f"{each.what:80} {each.value:>10}  {each.beside:24} {each.target:10} {_verdict(each)}", flush=True
        )
        figures.append(each)
    PAGE.write_text(table(figures), encoding="utf-8", newline="\n")
    return 0 if all(each.met for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
