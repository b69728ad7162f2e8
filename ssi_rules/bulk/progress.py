"""How far a run is, for whoever wants to show it."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

_SECONDS = 0.2


class Watcher(Protocol):
    """Is told, from another thread, how far a run is."""

    def begun(self, step: str) -> None:
        """A step begins: "reading the data"."""
        ...

    def reached(self, share: float) -> None:
        """So much of the step is done, from 0 to 1."""
        ...


@contextmanager
def step(connection: DuckDBPyConnection, name: str, watcher: Watcher | None) -> Iterator[None]:
    """A step of a run, watched while it lasts; without a watcher nothing is done."""
    if watcher is None:
        yield
        return
    watcher.begun(name)
    over = Event()
    watching = Thread(target=_watch, args=(connection, watcher, over), daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


def _watch(connection: DuckDBPyConnection, watcher: Watcher, over: Event) -> None:
    while not over.wait(_SECONDS):
        percent = connection.query_progress()
        if percent >= 0:  # -1 between queries
            watcher.reached(percent / 100)
