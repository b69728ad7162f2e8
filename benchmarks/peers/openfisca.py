"""OpenFisca: one variable a fact, a criterion and a pillar, formulas in NumPy; the trace is its own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.card import CAPPED_WITHOUT, CARD, LINES, NAMES, Facts, Line, Points
from benchmarks.peers.contest import Ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Column: TypeAlias = NDArray[np.int64]
    Formula: TypeAlias = Callable[..., Column]

NAME = "OpenFisca"
PACKAGE = "openfisca-core"

_MISSING = -1
_PERIOD = "2026-06"
_PERSON = build_entity("person", "persons", "A member", is_person=True)


def prepare() -> Ready[dict[str, int], object]:
    system = TaxBenefitSystem([_PERSON])
    for name in NAMES:
        system.add_variable(_variable(name))
    for number, line in enumerate(LINES):
        system.add_variable(_variable(f"p{number}", _criterion(line)))
    for group in CARD:
        own = [LINES.index(line) for line in group.lines]
        system.add_variable(_variable(group.id, _pillar(own, group.cap)))
    system.add_variable(_variable("sum_of_all", _total))

    def run(facts: dict[str, int], *, trace: bool) -> object:
        simulation = SimulationBuilder().build_default_simulation(system, count=1)
        simulation.trace = trace
        for name, value in facts.items():
            simulation.set_input(name, _PERIOD, [value])
        simulation.calculate("sum_of_all", _PERIOD)
        return simulation

    return Ready(
        _given,
        lambda facts: run(facts, trace=False),
        _points,
        lambda facts: run(facts, trace=True),
        "its own tree of what was calculated",
    )


def _given(facts: Facts) -> dict[str, int]:
    return {name: int(facts.get(name, _MISSING)) for name in NAMES}


def _points(simulation: object) -> Points:
    def of(name: str) -> int:
        return int(simulation.calculate(name, _PERIOD)[0])  # type: ignore[attr-defined]

    criteria = [of(f"p{number}") for number in range(len(LINES))]
    return Points(
        of("sum_of_all"),
        tuple(of(group.id) for group in CARD),
        tuple(None if each == _MISSING else each for each in criteria),
    )


def _variable(name: str, formula: Formula | None = None) -> type[Variable]:
    parts: dict[str, object] = {
        "value_type": int,
        "entity": _PERSON,
        "definition_period": DateUnit.MONTH,
        "label": name,
        "default_value": _MISSING,
    }
    if formula is not None:
        parts["formula"] = formula
    return type(name, (Variable,), parts)


def _criterion(line: Line) -> Formula:
    def formula(person: Callable[..., Column], period: object) -> Column:
        facts = [person(name, period) for name in line.facts]
        value = sum(facts[1:], start=facts[0].astype(np.int64))
        out = np.any([each == _MISSING for each in facts], axis=0)
        if line.needs:
            out |= person(line.needs.fact, period) < line.needs.value
        if line.seat:
            out |= person("seat", period) != 1
        return np.where(out, _MISSING, _award(line, value))

    return formula


def _award(line: Line, value: Column) -> Column:
    if not line.steps:
        return np.where(value == 1, line.worth, 0)
    if not line.ramp:
        cuts = np.array([step.at for step in line.steps])
        banded: Column = np.array([0, *(step.points for step in line.steps)])[
            np.searchsorted(cuts, value, side="right")
        ]
        return banded
    award = np.full(value.shape, line.steps[0].points)
    for (x0, y0), (x1, y1) in pairwise(line.steps):
        along = y0 + (2 * (value - x0) * (y1 - y0) + x1 - x0) // (2 * (x1 - x0))
        award = np.where(value >= x0, along, award)
    ramped: Column = np.where(value >= line.steps[-1].at, line.steps[-1].points, award)
    return ramped


def _pillar(own: list[int], cap: int | None) -> Formula:
    def formula(person: Callable[..., Column], period: object) -> Column:
        earned: Column = np.sum([np.maximum(person(f"p{number}", period), 0) for number in own], axis=0)
        if cap is None:
            return earned
        capped: Column = np.where(person(CAPPED_WITHOUT, period) == 0, np.minimum(earned, cap), earned)
        return capped

    return formula


def _total(person: Callable[..., Column], period: object) -> Column:
    total: Column = np.sum([person(group.id, period) for group in CARD], axis=0)
    return total
