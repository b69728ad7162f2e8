"""Pages of all members, made by several processes at once."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING

from ssi_rules.report.batch.pages import Look, PageMaker, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ssi_rules.report.batch.folder import Folder, Page

_CHUNK = 16
"""Members a process is handed at once."""

_WAITING = 3
"""Chunks in hand for each process, so that none has to wait and memory holds but a few."""

_WORTH_A_PROCESS = {"html": 1, "md": 1, "json": 1, "pdf": 20}
_COST_OF_PROCESSES = 120
"""From here on the start of further processes is won back; in pages, of which a PDF is many."""


def processes_for(members: int, look: Look, wanted: int | None) -> int:
    """How many processes make the pages: as asked for, or as many as pay off."""
    if wanted is not None:
        return max(1, min(wanted, members))
    cost = members * sum(_WORTH_A_PROCESS[each] for each in look.formats)
    return (os.cpu_count() or 1) if cost >= _COST_OF_PROCESSES else 1


def render(tasks: Iterator[Task], folder: Folder, look: Look, processes: int) -> Iterator[int]:
    """Write every member's files into the folder.

    Args:
        tasks: One for each member.
        folder: Where to; hears of each page before and after it is written.
        look: How pages are to be.
        processes: One does it here.

    Yields:
        How many members were just finished.

    Raises:
        OSError: A file cannot be written; those that were written are whole.
    """
    if processes == 1:
        maker = PageMaker(folder.path, look)
        for task in tasks:
            folder.announce(task.files)
            for page in maker.write(task, _known(folder, task.files)):
                folder.tell(page)
            yield 1
    else:
        yield from _render_apart(tasks, folder, look, processes)


def _render_apart(tasks: Iterator[Task], folder: Folder, look: Look, processes: int) -> Iterator[int]:
    executor = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (folder.path, look))
    try:
        running: set[Future[tuple[int, list[Page]]]] = set()
        while True:
            while len(running) < _WAITING * processes and (chunk := list(islice(tasks, _CHUNK))):
                files = [file for each in chunk for file in each.files]
                folder.announce(files)
                running.add(executor.submit(_write, chunk, _known(folder, files)))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for each in done:
                members, pages = each.result()
                for page in pages:
                    folder.tell(page)
                yield members
    finally:
        executor.shutdown(cancel_futures=True)


def _known(folder: Folder, files: Sequence[str]) -> dict[str, Page]:
    return {file: folder.known[file] for file in files if file in folder.known}


_makers: list[PageMaker] = []
"""The one of a process that was started to make pages."""


def _begin(folder: Path, look: Look) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the first process sees to it
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    _makers.append(PageMaker(folder, look))


def _end_with_the_first() -> None:
    """Leave when the process that hands out work was killed; nobody else would say so."""
    first = parent_process()
    if first is not None:
        connection.wait([first.sentinel])
        os._exit(1)


def _write(chunk: Sequence[Task], known: Mapping[str, Page]) -> tuple[int, list[Page]]:
    maker = _makers[0]
    return len(chunk), [page for task in chunk for page in maker.write(task, known)]
