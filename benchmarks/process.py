"""Something measured in a process of its own, so that one contestant's memory is not another's.

    python -m benchmarks.process benchmarks.bulk.by_numpy:ready members.parquet out.parquet

The function makes ready (imports, compiled rules) and returns what is to be measured. One line of JSON comes out.
"""

from __future__ import annotations

import importlib
import json
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took.

    Attributes:
        seconds: On the wall, from when everything was ready.
        processor: Seconds of processor time of all threads, in the same stretch.
        peak: Bytes of memory at the highest, the interpreter and its libraries among them.
    """

    seconds: float
    processor: float
    peak: int


@dataclass
class Failed(Exception):  # noqa: N818 - it says what a contestant did
    """A contestant that did not get to the end.

    Attributes:
        target: Which.
        said: The last line it wrote.
    """

    target: str
    said: str

    def __str__(self) -> str:
        """Who, and what it said."""
        return f"{self.target}: {self.said}"


def measured(target: str, *arguments: object) -> Taken:
    """Run ``module:function`` on its arguments in a new process.

    Raises:
        Failed: It ended with an error.
    """
    command = [sys.executable, "-m", "benchmarks.process", target, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed(target, (done.stderr.strip().splitlines() or ["it said nothing"])[-1])
    return Taken(**json.loads(done.stdout.splitlines()[-1]))


def _peak() -> int:
    """The process's own; what ``getrusage`` says may be that of the process that started it."""
    if _STATUS.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text(encoding="ascii"))
        assert found is not None
        return int(found[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(target: str, *arguments: str) -> None:
    module, _, function = target.partition(":")
    run = getattr(importlib.import_module(module), function)(*arguments)
    processor, start = _processor(), time.perf_counter()
    run()
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "processor": _processor() - processor, "peak": _peak()}))


def _processor() -> float:
    """Of this process and of those that it started and that are over."""
    used = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main(*sys.argv[1:])
