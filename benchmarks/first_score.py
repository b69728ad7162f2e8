"""How long each entrant takes from nothing to its first score, in a new process each time."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, children_seconds, medians, milliseconds, times
from benchmarks.peers.entrants import MODULES, Entrant, enter
from benchmarks.peers.first import OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.parts import Size

_OURS = "ssi-rules, checked from its text"
_NOTHING = "a new Python that does nothing"


def figures(size: Size) -> Iterator[Figure]:
    """Processor time of new processes."""
    entered = [each for each in map(enter, MODULES) if isinstance(each, Entrant)]
    names = {_OURS: OURS} | {each.name: each.module for each in entered}
    runs = {name: partial(_seconds, "-m", "benchmarks.peers.first", module) for name, module in names.items()}
    taken = medians({_NOTHING: partial(_seconds, "-c", "pass"), **runs}, size.rounds)
    for name, seconds in taken.items():
        yield Figure(name, milliseconds(seconds), times(seconds / taken[_NOTHING]))


def _seconds(*arguments: str) -> float:
    before = children_seconds()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return children_seconds() - before
