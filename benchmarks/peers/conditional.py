"""A criterion as one nested conditional, for languages of single expressions: ``a ? b : c``.

Their hosts add the points up, which is faster than what these languages offer for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from benchmarks.card import CAPPED_WITHOUT, LINES, Line, Points, add_up


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a language writes what the card needs.

    Attributes:
        quotient: The whole part of a quotient of two positive integers, with ``{above}`` and ``{below}``.
        fact: How a fact is named, with ``{name}``.
        missing: Whether there is none, with ``{fact}``.
    """

    quotient: str
    fact: str = "{name}"
    missing: str = "{fact} == null"

    def named(self, name: str) -> str:
        return self.fact.format(name=name)

    def unknown(self, name: str) -> str:
        return self.missing.format(fact=self.named(name))


def criteria(dialect: Dialect) -> list[str]:
    """Points of each criterion."""
    return [_criterion(line, dialect) for line in LINES]


def capped(dialect: Dialect) -> str:
    """Whether the cap applies."""
    return f"({dialect.unknown(CAPPED_WITHOUT)} ? false : {dialect.named(CAPPED_WITHOUT)} == 0)"


def program(dialect: Dialect) -> str:
    """All of the card as one list."""
    return f"[{', '.join([*criteria(dialect), capped(dialect)])}]"


def total(made: list[int | None]) -> Points:
    """The sums of what ``program`` came to."""
    *points, cap = made
    return add_up(tuple(None if each is None else int(each) for each in points), capped=bool(cap))


def _criterion(line: Line, dialect: Dialect) -> str:
    facts = [dialect.named(name) for name in line.facts]
    guards = []
    if line.seat:
        guards += [dialect.unknown("seat"), f"{dialect.named('seat')} == false"]
    if line.needs:
        guards += [dialect.unknown(line.needs.fact), f"{dialect.named(line.needs.fact)} < {line.needs.value}"]
    guards += [dialect.unknown(name) for name in line.facts]
    value = facts[0] if len(facts) == 1 else f"({' + '.join(facts)})"
    return "(" + "".join(f"{each} ? null : " for each in guards) + _award(line, value, dialect) + ")"


def _award(line: Line, value: str, dialect: Dialect) -> str:
    if not line.steps:
        return f"{value} ? {line.worth} : 0"
    if not line.ramp:
        return "".join(f"{value} >= {at} ? {points} : " for at, points in reversed(line.steps)) + "0"
    text = f"{value} >= {line.steps[-1].at} ? {line.steps[-1].points} : "
    for (x0, y0), (x1, y1) in reversed(list(pairwise(line.steps))):
        above = f"(2 * ({value} - {x0}) * {y1 - y0} + {x1 - x0})"
        along = dialect.quotient.format(above=above, below=2 * (x1 - x0))
        text += f"{value} >= {x0} ? {y0} + {along} : "
    return text + str(line.steps[0].points)
