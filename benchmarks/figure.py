"""One line of the table."""

from __future__ import annotations

import resource
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RUNS = 7


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured beside something else, and what was aimed at.

    Attributes:
        what: What was done.
        value: The median, with its unit.
        beside: The same as a multiple of a yardstick measured in the same run.
        target: What it should not exceed; empty for a yardstick.
        met: Whether it does not.
    """

    what: str
    value: str
    beside: str = ""
    target: str = ""
    met: bool = True


def medians(measures: Mapping[str, Callable[[], float]], runs: int = RUNS) -> dict[str, float]:
    """The median of some runs of each, taken in turn, so that a busy moment of the machine meets all."""
    rounds = [{name: measure() for name, measure in measures.items()} for _ in range(runs)]
    return {name: statistics.median(each[name] for each in rounds) for name in measures}


def children_seconds() -> float:
    """Processor time of all processes started and ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:.0f} ms"


def times(value: float) -> str:
    return f"{value:.2f} x" if value < 10 else f"{value:.1f} x"
