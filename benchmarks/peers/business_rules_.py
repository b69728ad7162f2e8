"""business-rules (Venmo): one rule a band or stretch of a ramp; its actions are Python and do the arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_NUMERIC
from business_rules.variables import BaseVariables, boolean_rule_variable, numeric_rule_variable

from benchmarks.card import CAPPED_WITHOUT, COUNTS, FLAGS, HOURS, LINES, NAMES, PERCENTS, Facts, Line, add_up
from benchmarks.peers.contest import Ready, same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.card import Points

NAME = "business-rules"
PACKAGE = "business-rules"

Condition: TypeAlias = "dict[str, str | int | bool]"


@dataclass
class _Sheet:
    """What the rules' actions write on."""

    facts: Facts
    points: list[int | None] = field(default_factory=lambda: [None] * len(LINES))
    capped: bool = False


def _number(name: str) -> Callable[[BaseVariables], int]:
    def read(self: BaseVariables) -> int:
        return int(self.facts.get(name, 0))

    read.__name__ = name
    return numeric_rule_variable(read)  # type: ignore[no-any-return]


def _yes(name: str) -> Callable[[BaseVariables], bool]:
    def read(self: BaseVariables) -> bool:
        return bool(self.facts.get(name, False))

    read.__name__ = name
    return boolean_rule_variable(read)  # type: ignore[no-any-return]


def _is_known(name: str) -> Callable[[BaseVariables], bool]:
    def read(self: BaseVariables) -> bool:
        return name in self.facts

    read.__name__ = f"knows_{name}"
    return boolean_rule_variable(read)  # type: ignore[no-any-return]


def _sum(line: Line) -> Callable[[BaseVariables], int]:
    def read(self: BaseVariables) -> int:
        return sum(int(self.facts.get(name, 0)) for name in line.facts)

    read.__name__ = line.id
    return numeric_rule_variable(read)  # type: ignore[no-any-return]


def _start(self: BaseVariables, sheet: _Sheet) -> None:
    self.facts = sheet.facts


_VARIABLES = type(
    "_VARIABLES",
    (BaseVariables,),
    {"__init__": _start}
    | {name: _number(name) for name in (*COUNTS, *PERCENTS, HOURS)}
    | {name: _yes(name) for name in FLAGS}
    | {f"knows_{name}": _is_known(name) for name in NAMES}
    | {line.id: _sum(line) for line in LINES if len(line.facts) > 1},
)


class _Actions(BaseActions):  # type: ignore[misc]
    def __init__(self, sheet: _Sheet) -> None:
        self.sheet = sheet

    @rule_action(params={"criterion": FIELD_NUMERIC, "points": FIELD_NUMERIC})  # type: ignore[untyped-decorator]
    def earn(self, criterion: int, points: int) -> None:
        self.sheet.points[criterion] = points

    @rule_action(  # type: ignore[untyped-decorator]
        params=dict.fromkeys(("criterion", "x0", "y0", "x1", "y1"), FIELD_NUMERIC)
    )
    def between(self, criterion: int, x0: int, y0: int, x1: int, y1: int) -> None:
        value = sum(int(self.sheet.facts[name]) for name in LINES[criterion].facts)
        self.sheet.points[criterion] = y0 + (2 * (value - x0) * (y1 - y0) + x1 - x0) // (2 * (x1 - x0))

    @rule_action()  # type: ignore[untyped-decorator]
    def cap(self) -> None:
        self.sheet.capped = True


def prepare() -> Ready[Facts, Points]:
    rules = [rule for number, line in enumerate(LINES) for rule in _rules(number, line)]
    rules.append(_rule([_knows(CAPPED_WITHOUT), _compare(CAPPED_WITHOUT, "equal_to", 0)], "cap", {}))

    def score(facts: Facts) -> Points:
        sheet = _Sheet(facts)
        run_all(rules, _VARIABLES(sheet), _Actions(sheet))
        return add_up(tuple(sheet.points), capped=sheet.capped)

    return Ready(same, score, lambda made: made)


def _rules(number: int, line: Line) -> Iterator[dict[str, object]]:
    name = line.id if len(line.facts) > 1 else line.facts[0]
    counts = [_knows(each) for each in line.facts]
    if line.seat:
        counts.append(_flag("seat", yes=True))
    if line.needs:
        counts += [_knows(line.needs.fact), _least(line.needs.fact, line.needs.value)]
    if not line.steps:
        for yes in (True, False):
            yield _rule([*counts, _flag(name, yes=yes)], "earn", _earned(number, line.worth if yes else 0))
        return
    first, last = line.steps[0], line.steps[-1]
    below = _compare(name, "less_than", first.at)
    yield _rule([*counts, below], "earn", _earned(number, first.points if line.ramp else 0))
    for here, following in pairwise(line.steps):
        inside = [*counts, _least(name, here.at), _compare(name, "less_than", following.at)]
        if line.ramp:
            corners = {"x0": here.at, "y0": here.points, "x1": following.at, "y1": following.points}
            yield _rule(inside, "between", {"criterion": number} | corners)
        else:
            yield _rule(inside, "earn", _earned(number, here.points))
    yield _rule([*counts, _least(name, last.at)], "earn", _earned(number, last.points))


def _rule(conditions: list[Condition], action: str, params: dict[str, int]) -> dict[str, object]:
    return {"conditions": {"all": conditions}, "actions": [{"name": action, "params": params}]}


def _earned(number: int, points: int) -> dict[str, int]:
    return {"criterion": number, "points": points}


def _knows(name: str) -> Condition:
    return _flag(f"knows_{name}", yes=True)


def _flag(name: str, *, yes: bool) -> Condition:
    return {"name": name, "operator": "is_true" if yes else "is_false", "value": True}


def _least(name: str, value: int) -> Condition:
    return _compare(name, "greater_than_or_equal_to", value)


def _compare(name: str, operator: str, value: int) -> Condition:
    return {"name": name, "operator": operator, "value": value}
