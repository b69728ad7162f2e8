"""What a command takes with all the processes it starts, and they start: Spark's Java and its Python workers among them."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAUSE = 0.5
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took.

    Attributes:
        seconds: On the wall.
        core_seconds: Of processor time, of all processes.
        peak: Bytes of memory of all processes together at the highest that was seen; pages they share count for each.
    """

    seconds: float
    core_seconds: float
    peak: int


def run(command: Sequence[str]) -> Taken:
    """Run a command and watch its family, on Linux.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    begun, peak = time.perf_counter(), 0
    ticks: dict[tuple[int, int], int] = {}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            found = list(_family(process.pid))
            ticks |= {(each.number, each.started): each.ticks for each in found}
            peak = max(peak, sum(each.pages for each in found) * _PAGE)
            time.sleep(_PAUSE)
        told = process.stderr.read() if process.stderr else ""
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=told)
    return Taken(time.perf_counter() - begun, sum(ticks.values()) / _TICKS, peak)


@dataclass(frozen=True, slots=True)
class _Process:
    number: int
    started: int
    ticks: int
    pages: int


def _family(number: int) -> Iterator[_Process]:
    """A process and all below it that are there now."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        children = [
            int(child)
            for thread in Path(f"/proc/{number}/task").iterdir()
            for child in (thread / "children").read_text().split()
        ]
    except OSError:  # it ended meanwhile
        return
    yield _Process(number, int(fields[19]), int(fields[11]) + int(fields[12]), int(fields[21]))
    for child in children:
        yield from _family(child)
