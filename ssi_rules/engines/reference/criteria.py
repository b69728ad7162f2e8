"""A criterion's one state, decided in the language's order, and its points: statements of generated code.

A criterion without points also notes, there and then, what its pillar must know of it; a pillar in which every
criterion is scored pays nothing for ranges and redistribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import gcd
from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.states import Missing, State
from ssi_rules.model import Bands, Criterion, EarnsWhen, Ramp, Step

if TYPE_CHECKING:
    from ssi_rules.engines.reference.expressions import Operand
    from ssi_rules.engines.reference.writer import Writer


@dataclass(frozen=True, slots=True)
class Spread:
    """Locals of a pillar that redistributes.

    Attributes:
        counted: Worth of the criteria that count so far, beginning with the whole.
        open_worth: Worth of open criteria that do not count for now.
        gap: Whether any criterion has no points.
    """

    counted: str
    open_worth: str
    gap: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Locals of a pillar under way.

    Attributes:
        open_zero: Worth of the criteria that are open and count for now.
        spread: What takes keeping where worth passes from some criteria to others; None where each keeps its own.
    """

    open_zero: str
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Line:
    """Locals of one criterion: its state and its points."""

    state: str
    points: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """Where a criterion's parts stand."""

    applies: Operand | None
    needs: Operand | None
    measure: Operand


def write_criterion(writer: Writer, criterion: Criterion, parts: Conditions, ledger: Ledger) -> Line:
    """Write the chain of tests that ends in exactly one state."""
    line = Line(writer.local(), writer.local())
    tests = _Tests(writer, criterion, ledger, line)
    for condition, refused in ((parts.applies, State.NOT_APPLICABLE), (parts.needs, State.TOO_FEW)):
        if condition is not None:
            tests.unless_known(condition)
            tests.without_points(f"not {condition.name}", refused)
    tests.unless_known(parts.measure)
    tests.scored(parts.measure.name)
    return line


@dataclass
class _Tests:
    writer: Writer
    criterion: Criterion
    ledger: Ledger
    line: Line
    started: bool = False

    def unless_known(self, operand: Operand) -> None:
        if operand.nullable:
            self.without_points(f"{operand.name} is None", State.UNKNOWN)

    def without_points(self, test: str, state: State) -> None:
        """One refusing branch."""
        with self.writer.block(f"{self._word} {test}:"):
            self.writer.line(f"{self.line.points} = None; {self.line.state} = {state.name}")
            self._note(state)

    def _note(self, state: State) -> None:
        """What the pillar must know."""
        worth, open_worth = self.criterion.worth, self.ledger.open_zero
        if self.ledger.spread is not None:
            self.writer.line(f"{self.ledger.spread.gap} = True")
        if self.ledger.spread is not None and self.criterion.missing is Missing.REDISTRIBUTE:
            self.writer.line(f"{self.ledger.spread.counted} -= {worth}")
            open_worth = self.ledger.spread.open_worth
        if state.is_open:
            self.writer.line(f"{open_worth} += {worth}")

    @property
    def _word(self) -> str:
        word = "elif" if self.started else "if"
        self.started = True
        return word

    def scored(self, measure: str) -> None:
        """The last branches: the award."""
        with self.writer.block("else:" if self.started else "if True:"):
            self.writer.line(f"{self.line.state} = SCORED")
            match self.criterion.award:
                case Bands(steps):
                    _write_bands(self.writer, steps, measure, self.line.points)
                case Ramp(steps):
                    _write_ramp(self.writer, steps, measure, self.line.points)
                case EarnsWhen(points, when):
                    text = f"{points} if {measure} else 0" if when else f"0 if {measure} else {points}"
                    self.writer.line(f"{self.line.points} = {text}")
                case _:
                    assert_never(self.criterion.award)


def _write_bands(writer: Writer, steps: tuple[Step, ...], measure: str, points: str) -> None:
    """The highest cut-point not above the measure decides; below the first nothing is earned."""
    for number, step in enumerate(reversed(steps)):
        writer.line(f"{'elif' if number else 'if'} {measure} >= {step.cut}: {points} = {step.points}")
    writer.line(f"else: {points} = 0")


def _write_ramp(writer: Writer, steps: tuple[Step, ...], measure: str, points: str) -> None:
    """Flat outside, one fraction inside, rounded once."""
    writer.line(f"if {measure} >= {steps[-1].cut}: {points} = {steps[-1].points}")
    for low, high in reversed(list(pairwise(steps))):
        writer.line(f"elif {measure} >= {low.cut}: {points} = {_on_line(measure, low, high)}")
    writer.line(f"else: {points} = {steps[0].points}")


def _on_line(x: str, low: Step, high: Step) -> str:
    """Points are never negative, so adding half the divisor before dividing rounds half away from zero."""
    run, rise = high.cut - low.cut, high.points - low.points
    if not rise:
        return str(low.points)
    line = 2 * rise, 2 * (low.points * run - low.cut * rise) + run, 2 * run
    shared = gcd(*line)  # the same fraction in small numbers, with which Python is quicker
    times, more, by = (each // shared for each in line)
    return f"({x if times == 1 else f'{times} * {x}'} + {more}) // {by}"
