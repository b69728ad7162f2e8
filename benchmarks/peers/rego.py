"""OPA's Rego by regorus (Rust): a rule a criterion with ``else`` for each band; the trace is its coverage report."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import regorus

from benchmarks.card import CAPPED_WITHOUT, CARD, LINES, Line, Points
from benchmarks.peers.contest import Ready

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "OPA (regorus)"
PACKAGE = "gordon-to-regorus"

_RESULT = "data.card.result"


def prepare() -> Ready[dict[str, int | bool], dict[str, object]]:
    plain, covering = _engine(), _engine()
    covering.set_enable_coverage(True)

    def score(facts: dict[str, int | bool]) -> dict[str, object]:
        plain.set_input(facts)
        return plain.eval_rule(_RESULT)  # type: ignore[no-any-return]

    def traced(facts: dict[str, int | bool]) -> object:
        covering.clear_coverage_data()
        covering.set_input(facts)
        return covering.eval_rule(_RESULT), covering.get_coverage_report_as_json()

    return Ready(dict, score, _points, traced, "which lines of the policy held, as JSON")


def _engine() -> regorus.Engine:
    engine = regorus.Engine()
    engine.add_policy("card.rego", "\n".join(_policy()))
    return engine


def _points(made: dict[str, object]) -> Points:
    total, pillars, criteria = made["total"], made["pillars"], made["criteria"]
    assert isinstance(total, int)
    assert isinstance(pillars, list)
    assert isinstance(criteria, list)
    return Points(total, tuple(pillars), tuple(criteria))


def _policy() -> Iterator[str]:
    yield "package card\nimport rego.v1"
    for number, line in enumerate(LINES):
        yield _criterion(number, line)
    for group in CARD:
        own = ", ".join(f"p{LINES.index(line)}" for line in group.lines)
        earned = f"sum([p | some p in [{own}]; p != null])"
        if group.cap is None:
            yield f"{group.id} := {earned}"
        else:
            yield f"{group.id} := min([{earned}, {group.cap}]) if {{ input.{CAPPED_WITHOUT} == 0 }} else := {earned}"
    criteria = ", ".join(f"p{number}" for number in range(len(LINES)))
    pillars = ", ".join(group.id for group in CARD)
    yield f'result := {{"total": sum([{pillars}]), "pillars": [{pillars}], "criteria": [{criteria}]}}'


def _criterion(number: int, line: Line) -> str:
    guards = [] if not line.needs else [f"input.{line.needs.fact} >= {line.needs.value}"]
    if line.seat:
        guards.append("input.seat")
    value = " + ".join(f"input.{name}" for name in line.facts)
    branches = [
        f"{points} if {{ {'; '.join([*guards, *conditions])} }}"
        for points, conditions in _branches(line, value)
    ]
    return f"p{number} := " + " else := ".join([*branches, "null"])


def _branches(line: Line, value: str) -> Iterator[tuple[str, list[str]]]:
    if not line.steps:
        yield str(line.worth), [f"{value} == true"]
        yield "0", [f"{value} == false"]
        return
    if line.ramp:
        yield str(line.steps[-1].points), [f"{value} >= {line.steps[-1].at}"]
        for (x0, y0), (x1, y1) in reversed(list(pairwise(line.steps))):
            along = f"{y0} + floor((2 * ({value} - {x0}) * {y1 - y0} + {x1 - x0}) / {2 * (x1 - x0)})"
            yield along, [f"{value} >= {x0}"]
    else:
        for at, points in reversed(line.steps):
            yield str(points), [f"{value} >= {at}"]
    yield str(line.steps[0].points if line.ramp else 0), [f"{value} < {line.steps[0].at}"]
