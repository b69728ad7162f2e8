"""Pages of all members, made by several processes at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ssi_rules.report.batch.pages import Look, PageMaker, Task
from ssi_rules.report.batch.processes import in_chunks, pool

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ssi_rules.report.batch.folder import Folder, Page

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
        for task, known in _announced(tasks, folder):
            for page in maker.write(task, known):
                folder.tell(page)
            yield 1
    else:
        yield from _render_apart(tasks, folder, look, processes)


def _render_apart(tasks: Iterator[Task], folder: Folder, look: Look, processes: int) -> Iterator[int]:
    with pool(processes, _begin, folder.path, look) as executor:
        for pages in in_chunks(executor, _write, _announced(tasks, folder), processes):
            for each in pages:
                for page in each:
                    folder.tell(page)
            yield len(pages)


def _announced(tasks: Iterator[Task], folder: Folder) -> Iterator[tuple[Task, Mapping[str, Page]]]:
    for task in tasks:
        folder.announce(task.files)
        yield task, _known(folder, task)


def _known(folder: Folder, task: Task) -> dict[str, Page]:
    return {file: folder.known[file] for file in task.files if file in folder.known}


_makers: list[PageMaker] = []
"""The one of a process that was started to make pages."""


def _begin(folder: Path, look: Look) -> None:
    _makers.append(PageMaker(folder, look))


def _write(chunk: list[tuple[Task, Mapping[str, Page]]]) -> list[list[Page]]:
    return [list(_makers[0].write(task, known)) for task, known in chunk]
