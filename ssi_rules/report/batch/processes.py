"""Work handed out to several processes, in chunks and in order."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Given = TypeVar("Given")
Made = TypeVar("Made")

CHUNK = 16
"""Members a process is handed at once."""

_WAITING = 3
"""Chunks in hand for each process, so that none has to wait and memory holds but a few."""


@contextmanager
def pool(processes: int, begin: Callable[..., None], *given: object) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the block, however it ends, and with this process, however that ends.

    Args:
        processes: How many.
        begin: What each does first; its arguments are sent once.
        given: Those arguments.
    """
    executor = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (begin, given))
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def in_chunks(
    executor: ProcessPoolExecutor,
    work: Callable[[list[Given]], Made],
    things: Iterable[Given],
    processes: int,
) -> Iterator[Made]:
    """What each chunk came to, in order; no more is taken than the processes are about to need."""
    rest = iter(things)
    running: deque[Future[Made]] = deque()
    while True:
        while len(running) < _WAITING * processes and (chunk := list(islice(rest, CHUNK))):
            running.append(executor.submit(work, chunk))
        if not running:
            return
        yield running.popleft().result()


def _begin(begin: Callable[..., None], given: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the first process sees to it
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    begin(*given)


def _end_with_the_first() -> None:
    """Leave when the process that hands out work was killed; nobody else would say so."""
    first = parent_process()
    if first is not None:
        connection.wait([first.sentinel])
        os._exit(1)
