"""How far a population is and how long it will take, told on a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

    from ssi_rules.bulk.progress import Watcher


@dataclass
class _Meter:
    """One bar, for the step that is under way."""

    progress: Progress
    task: TaskID | None = None

    def begun(self, step: str) -> None:
        if self.task is not None:
            self.progress.remove_task(self.task)
        self.task = self.progress.add_task(step, total=1.0)

    def reached(self, share: float) -> None:
        if self.task is not None:
            self.progress.update(self.task, completed=share)


@contextmanager
def meter() -> Iterator[Watcher | None]:
    """A bar on stderr that is gone when the run is over; None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield _Meter(progress)
