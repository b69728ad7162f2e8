"""``python -m benchmarks``: every measurement, or some parts of them, printed and kept in ``docs/benchmarks.md``."""

from __future__ import annotations

import argparse
import sys

from benchmarks import page
from benchmarks.kept import keep, measured_now
from benchmarks.parts import PARTS, Part, Size


def main() -> int:
    """Measure, print and keep; 1 where a target is missed."""
    asked = _asked()
    size = Size(asked.scale, asked.rounds)
    names = asked.parts or [part.name for part in PARTS]
    met = [_measure(part, size) for part in PARTS if part.name in names]
    return 0 if all(met) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *(part.name for part in PARTS)], help="everything without any")
    parser.add_argument("--scale", type=float, default=1.0, help="part of the population; smaller ones are not kept")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each contestant; fewer than 5 are not kept")
    return parser.parse_args()


def _measure(part: Part, size: Size) -> bool:
    print(f"\n{part.title}", flush=True)
    figures = []
    for each in part.figures(size):
        print(f"{each.what:90} {each.value:>12}  {each.beside:34} {each.target:10} {page.verdict(each)}", flush=True)
        figures.append(each)
    if size.scale >= 1 and size.rounds >= 5:
        keep(measured_now(part.name, figures))
        page.write()
    return all(each.met for each in figures)


if __name__ == "__main__":
    sys.exit(main())
