"""How much may be spent on an answer: seconds for people who wait, the solver's own steps where nothing may depend on the machine."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from z3 import Solver

    from ssi_rules.proving.logic import Truth

_LEAST_SECONDS = 0.05
_LEAST_STEPS = 50_000
"""A part of what is left gets at least that."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How much may be spent on one claim.

    Attributes:
        seconds: By the clock, whatever else the machine does meanwhile.
        steps: Of the solver: the same on every machine, however busy; about a million in a second.
    """

    seconds: float = inf
    steps: float = inf

    def begin(self) -> Spending:
        """Begin to spend it."""
        return Spending(monotonic() + self.seconds, self.steps)


@dataclass(slots=True)
class Spending:
    """What is left of a limit.

    Attributes:
        until: When it ends by the clock.
        steps: How many are left.
        whole: What it is a part of.
    """

    until: float
    steps: float
    whole: Spending | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self.steps < 1 or monotonic() >= self.until or (self.whole is not None and self.whole.is_over)

    def part(self, of: int) -> Spending:
        """One of so many equal parts of what is left, or the least that is of use; it is spent from the whole."""
        now = monotonic()
        seconds = max((self.until - now) / max(of, 1), _LEAST_SECONDS)
        return Spending(min(now + seconds, self.until), max(self.steps / max(of, 1), _LEAST_STEPS), self)

    def check(self, solver: Solver, *assumed: Truth) -> object:
        """What a solver says with what is left; None where nothing is."""
        if self.is_over:
            return None
        if self.until < inf:
            solver.set("timeout", max(int((self.until - monotonic()) * 1000), 1))
        if self.steps == inf:
            return solver.check(*assumed)
        solver.set("rlimit", int(self.steps))
        before = _count(solver)
        found = solver.check(*assumed)
        self._spend(_count(solver) - before)
        return found

    def _spend(self, steps: int) -> None:
        self.steps -= steps
        if self.whole is not None:
            self.whole._spend(steps)  # noqa: SLF001 - of its own kind


def _count(solver: Solver) -> int:
    """The steps that all solvers have taken so far."""
    return int(solver.statistics().get_key_value("rlimit count"))
