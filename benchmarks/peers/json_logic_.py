"""JSON Logic: each criterion is one ``if``; it has no whole division, so a remainder is taken off first."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias

from json_logic import jsonLogic

from benchmarks.card import CAPPED_WITHOUT, LINES, Line
from benchmarks.peers.conditional import total
from benchmarks.peers.contest import Ready, with_blanks

NAME = "json-logic (qubit)"
PACKAGE = "json-logic-qubit"

Logic: TypeAlias = "dict[str, Logic] | list[Logic] | str | int | bool | None"


def prepare() -> Ready[dict[str, int | bool | None], list[int | None]]:
    rules = [*(_criterion(line) for line in LINES), _capped()]
    return Ready(with_blanks, lambda facts: [jsonLogic(rule, facts) for rule in rules], total)


def _fact(name: str) -> Logic:
    return {"var": name}


def _capped() -> Logic:
    return {"===": [_fact(CAPPED_WITHOUT), 0]}


def _criterion(line: Line) -> Logic:
    parts: list[Logic] = []
    if line.seat:
        parts += [{"!": [_fact("seat")]}, None]
    if line.needs:
        parts += [_unknown(line.needs.fact), None]
        parts += [{"<": [_fact(line.needs.fact), line.needs.value]}, None]
    for name in line.facts:
        parts += [_unknown(name), None]
    facts = [_fact(name) for name in line.facts]
    value: Logic = facts[0] if len(facts) == 1 else {"+": facts}
    return {"if": parts + _award(line, value)}


def _unknown(name: str) -> Logic:
    return {"===": [_fact(name), None]}


def _award(line: Line, value: Logic) -> list[Logic]:
    if not line.steps:
        return [value, line.worth, 0]
    if not line.ramp:
        parts: list[Logic] = []
        for at, points in reversed(line.steps):
            parts += [{">=": [value, at]}, points]
        return [*parts, 0]
    parts = [{">=": [value, line.steps[-1].at]}, line.steps[-1].points]
    for (x0, y0), (x1, y1) in reversed(list(pairwise(line.steps))):
        above: Logic = {"+": [{"*": [2, {"-": [value, x0]}, y1 - y0]}, x1 - x0]}
        below = 2 * (x1 - x0)
        whole: Logic = {"-": [above, {"%": [above, below]}]}
        parts += [{">=": [value, x0]}, {"+": [y0, {"/": [whole, below]}]}]
    return [*parts, line.steps[0].points]
