"""``python -m benchmarks``: every measurement, or some parts of them, printed and kept in ``docs/benchmarks.md``."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from benchmarks import page
from benchmarks.kept import keep, measured_now
from benchmarks.parts import PARTS, Part, Size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.figure import Figure


def main() -> int:
    """Measure, print and keep; 1 where a target is missed."""
    asked = _asked()
    size = Size(asked.scale, asked.rounds)
    names = asked.parts or [part.name for part in PARTS]
    met = [_measure(part, size) for part in PARTS if part.name in names]
    return 0 if all(met) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", choices=[[], *(part.name for part in PARTS)], help="everything without any"
    )
    parser.add_argument(
        "--scale", type=float, default=1.0, help="part of the population; smaller ones are not kept"
    )
    parser.add_argument(
        "--rounds", type=int, default=5, help="turns of each contestant; fewer than 5 are not kept"
    )
    return parser.parse_args()


def _measure(part: Part, size: Size) -> bool:
    print(f"\n{part.title}", flush=True)
    results = measured_now(part.name, _told(part.figures(size)))
    if size.is_whole:
        keep(results)
        page.write()
    return all(each.met for each in results.figures)


def _told(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Each figure, printed as soon as it is there."""
    for each in figures:
        line = f"{each.what:90} {each.value:>12}  {each.beside:34} {each.target:10} {page.verdict(each)}"
        print(line, flush=True)
        yield each


if __name__ == "__main__":
    sys.exit(main())
