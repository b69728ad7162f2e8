"""Examines files whose findings are not kept: here, or shared among processes where that is quicker."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.lint.suppressions import MARK
from ssi_rules.workspace.cache import Kept, question
from ssi_rules.workspace.contents import NOTHING, content
from ssi_rules.workspace.records import packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ssi_rules.text import Source
    from ssi_rules.workspace.load import Looked
    from ssi_rules.workspace.places import Home
    from ssi_rules.workspace.rounds import Rounds
    from ssi_rules.workspace.targets import Target

WORTH_SHARING = 150
"""Files from which on a second process pays for its start."""

Done: TypeAlias = "Kept | None"
"""What was found in a file; None for a troubled one, which has to be examined again."""


@dataclass(frozen=True, slots=True)
class Work:
    """Examines files and packs what was found."""

    rounds: Rounds
    commits: Mapping[Home, str]

    def do(self, target: Target) -> Done:
        """Examine one file."""
        examined = self.rounds.first(target)
        if examined.is_troubled:
            return None
        looked = self.rounds.examiner(target.home).drawn_on(target.real)
        sources = self._sources(target.home, looked)
        try:
            record = packed(
                examined.found,
                {source: real for real, source in sources.items()},
                marked=MARK in examined.outcome.file.source.text.casefold(),
            )
        except KeyError:  # a finding points into a file that is none of these, so it cannot be kept
            return None
        states = {real: content(real, source.text) for real, source in sources.items()}
        rows = ((str(path), NOTHING if real is None else states[real]) for path, real in looked.items())
        return Kept(question(target, self.commits), tuple(rows), record)

    def _sources(self, home: Home, looked: Looked) -> dict[Path, Source]:
        """The texts that findings can point into; each of them could be read."""
        loader = self.rounds.examiner(home).loader
        texts = ((real, loader.text(real, home)[0]) for real in set(looked.values()) if real is not None)
        return {real: source for real, source in texts if source is not None}


def done(work: Work, targets: Sequence[Target]) -> list[Done]:
    """What was found in each of some files, in their order."""
    processes = _processes()
    with _without_collecting():
        if len(targets) < WORTH_SHARING or processes == 1:
            return [work.do(each) for each in targets]
        first = work.do(targets[0])  # reads what most others draw on, for all processes
        return [first, *_shared_if_possible(work, targets[1:], processes)]


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no garbage: nearly all that is made lives to the end, and looking costs a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _shared_if_possible(work: Work, targets: Sequence[Target], processes: int) -> list[Done]:
    """The same by several processes; by this one where the system lets no others work."""
    try:
        return list(_shared(work, targets, processes))
    except _UNABLE:
        return [work.do(each) for each in targets]


_UNABLE = (ImportError, NotImplementedError, OSError, RuntimeError)
"""What is raised where there are no semaphores, no memory for a process, or one was ended from outside."""


def _shared(work: Work, targets: Sequence[Target], processes: int) -> Iterator[Done]:
    """The same by several processes, which inherit all that is known so far."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only large runs need it
    from multiprocessing import get_context  # noqa: PLC0415 - the same

    _INHERITED[:] = [(work, targets)]
    try:
        with ProcessPoolExecutor(processes, get_context("fork"), _leave_interrupts) as pool:
            yield from pool.map(_inherited, range(len(targets)), chunksize=_CHUNK)
    finally:
        _INHERITED.clear()


_INHERITED: list[tuple[Work, Sequence[Target]]] = []
"""What the copies of this process work on."""

_CHUNK = 25
"""Files handed out at once: neighbours, because they draw on the same files."""


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that waits for this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _inherited(index: int) -> Done:
    work, targets = _INHERITED[-1]
    return work.do(targets[index])


def _processes() -> int:
    """How many processes can share the work; one where a process cannot safely be copied."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))
