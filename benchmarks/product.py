"""The parts that measure the product by itself, always at the same size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import checking as one_file
from benchmarks import large_export, many_files, reference_engine, typing_in_an_editor
from benchmarks import startup as from_nothing
from benchmarks.figure import Figure, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.parts import Size

_TARGETS = {"score": 2, "record": 5, "scorecard as JSON": 30}
_ROUNDS = 41


def startup(_size: Size) -> Iterator[Figure]:
    return from_nothing.startup()


def checking(_size: Size) -> Iterator[Figure]:
    yield from one_file.checking()
    yield from many_files.many_files()
    yield from typing_in_an_editor.typing()


def engine(_size: Size) -> Iterator[Figure]:
    """The reference engine beside the same card by hand."""
    for missing in (0.0, 0.2):
        costs = reference_engine.compare(missing, _ROUNDS)
        suffix = f", {missing:.0%} of 20 facts missing"
        by_hand = costs["hand-written, unrolled"]
        yield Figure(f"scoring a member by hand-written Python{suffix}", f"{by_hand.median:.1f} µs")
        for name, target in _TARGETS.items():
            cost = costs[name]
            yield Figure(
                f"{name} by the reference engine{suffix}",
                f"{cost.median:.1f} µs",
                f"{times(cost.to_unrolled)} by hand",
                f"< {target} x",
                cost.to_unrolled < target,
            )


def export(_size: Size) -> Iterator[Figure]:
    return large_export.large_export()
