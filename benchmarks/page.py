"""``docs/benchmarks.md``: what each part measured last, and first of all whether it met what was aimed at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.kept import kept
from benchmarks.parts import PARTS, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.figure import Figure
    from benchmarks.kept import Results

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"

_HEAD = """<!-- Written by `python -m benchmarks`. -->

# Benchmarks

`python -m benchmarks` measures everything, `python -m benchmarks single bulk` only these parts; what is not measured anew stays as it was, with
its day. Peers are those of `benchmarks/peers.txt` (`make bench-peers`). Trust multiples, which come from one run, more than times.
"""


def write() -> None:
    """The page, from what is kept."""
    found = [(part, results) for part in PARTS if (results := kept(part.name)) is not None]
    PAGE.write_text(page(found), encoding="utf-8", newline="\n")


def page(found: list[tuple[Part, Results]]) -> str:
    """The whole text."""
    aims = [figure for _, results in found for figure in results.figures if figure.target]
    parts = [_part(part, results) for part, results in found]
    return "\n".join([_HEAD, "## What was aimed at\n", *table(aims), "", *parts])


def _part(part: Part, results: Results) -> str:
    head = [f"## {part.title}\n", f"{results.day}, {results.machine}. {part.note}\n"]
    return "\n".join([*head, *table(results.figures), ""])


def table(figures: Iterable[Figure]) -> Iterator[str]:
    """The figures as a table's lines."""
    yield "| what | median | beside | target | met |"
    yield "|---|---|---|---|---|"
    for each in figures:
        yield f"| {each.what} | {each.value} | {each.beside} | {each.target} | {verdict(each)} |"


def verdict(figure: Figure) -> str:
    """Whether it met its target; nothing where there is none."""
    if not figure.target:
        return ""
    return "yes" if figure.met else "**no**"
