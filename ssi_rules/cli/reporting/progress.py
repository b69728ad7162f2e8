"""How far a long batch is, told on a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeVar

    from rich.progress import Progress

    T = TypeVar("T")

_LONG = 50
"""Members from which on waiting is worth a bar."""


class Meter:
    """Counts members; shows nothing where nobody looks or the batch is short."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    def each(
        self, members: Iterable[T], told: str, expected: Callable[[], int | None] = lambda: None
    ) -> Iterator[T]:
        """Hand on what comes.

        Args:
            members: Not all there yet.
            told: What is done with them.
            expected: How many there will be, as far as is known by now: the time left is told once it is.
        """
        shown = self._progress
        if shown is None:
            yield from members
            return
        task = shown.add_task(told, total=None, visible=False)
        for number, each in enumerate(members, 1):
            yield each
            shown.update(task, completed=number, total=expected(), visible=number >= _LONG)
        shown.remove_task(task)

    def steps(self, steps: Iterable[int], total: int, told: str) -> None:
        """Go through a batch of known size; each step says how many members it was."""
        shown = self._progress if total >= _LONG else None
        task = None if shown is None else shown.add_task(told, total=total)
        for done in steps:
            if shown is not None and task is not None:
                shown.advance(task, done)


@contextmanager
def meter() -> Iterator[Meter]:
    """A meter on stderr, gone when the batch is over."""
    if not sys.stderr.isatty():
        yield Meter(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Meter(progress)
