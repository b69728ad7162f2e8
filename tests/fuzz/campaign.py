"""Tries case after case, tells failures apart, makes each small and keeps it."""

from __future__ import annotations

import shutil
import signal
import time
import traceback
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from tests.fuzz import commands, datasets, exports, rule_texts
from tests.fuzz.case import Case, Failure
from tests.fuzz.smaller import smaller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

SLOWEST = 30
"""Seconds of computing that no case may take."""

_OURS = Path(__file__).parents[2]


class Room(Protocol):
    """A kind of hostile input."""

    def make(self, seed: int) -> Case:
        """The same case for the same seed."""
        ...

    def attempt(self, case: Case, folder: Path) -> None:
        """Try it on files that lie in a folder; anything raised is a failure."""
        ...


ROOMS: dict[str, Room] = {"rules": rule_texts, "exports": exports, "datasets": datasets, "commands": commands}


@dataclass(slots=True)
class Campaign:
    """A run and what came of it.

    Attributes:
        keep: Where failures are kept, one folder for each kind.
        tried: Cases by room.
        failures: How often each kind of failure came up.
    """

    keep: Path
    tried: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)

    def run(self, first_seed: int, *, until: float, tell: Callable[[str], None]) -> None:
        """Try rooms in turn until a moment of ``time.monotonic()``."""
        for seed in _from(first_seed):
            for room in ROOMS.values():
                if time.monotonic() >= until:
                    return
                self.try_one(room.make(seed), tell)

    def try_one(self, case: Case, tell: Callable[[str], None]) -> None:
        """Try a case; a failure of a new kind is told, made small and kept."""
        self.tried[case.room] += 1
        failure = outcome(case)
        if failure is not None:
            self._note(case, failure, tell)

    def _note(self, case: Case, failure: Failure, tell: Callable[[str], None]) -> None:
        self.failures[failure.kind] += 1
        if self.failures[failure.kind] > 1:
            return
        folder = self.keep / f"{case.room}-{case.seed}"
        shutil.rmtree(folder, ignore_errors=True)
        case.save(folder, failure)
        tell(f"{failure.kind}\n  replay: python -m tests.fuzz --replay {folder}")
        small = smaller(case, lambda tried: outcome(tried) == failure)
        shutil.rmtree(folder)
        small.save(folder, failure)


def _from(seed: int) -> Iterator[int]:
    while True:
        yield seed
        seed += 1


def outcome(case: Case) -> Failure | None:
    """What goes wrong with a case; None is as it should be."""
    with TemporaryDirectory(prefix="ssi-fuzz-") as made:
        folder = Path(made)
        case.lay_out(folder)
        try:
            with _watched():
                ROOMS[case.room].attempt(case, folder)
        except Exception as error:  # noqa: BLE001 - finding any is the point
            return Failure(_kind(error), "".join(traceback.format_exception(error)))
    return None


def _kind(error: Exception) -> str:
    frames = [
        each
        for each in traceback.extract_tb(error.__traceback__)
        if Path(each.filename).is_relative_to(_OURS)
    ]
    own = [each for each in frames if "site-packages" not in each.filename]
    if isinstance(error, RecursionError):
        own = own[:1]  # where it ran out of stack is chance
    place = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "elsewhere"
    detail = f": {error}" if type(error).__module__.startswith("tests.fuzz") else ""
    return f"{type(error).__name__} in {place}{detail}"


@contextmanager
def _watched() -> Iterator[None]:
    """Raise TimeoutError where a case computes too long, where the system can tell."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {SLOWEST} s of computing")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SLOWEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
