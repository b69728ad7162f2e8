"""Criteria that facts alone make up, and members who stand on, just before and just behind their cut-points."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.states import Missing
from ssi_rules.language.types import Type
from ssi_rules.model import Bands, EarnsWhen, Expression, LetValue, Not, Ramp, Ruleset, Step
from ssi_rules.sources.dataset import Member
from ssi_rules.sources.dataset import Missing as Reason
from tests.engines import build

if TYPE_CHECKING:
    from ssi_rules.language.types import Value
    from ssi_rules.model import Award, Criterion

_LARGEST = LARGEST_FACT * SCALE
_MEASURES: dict[str, Expression] = {
    "count": build.SKILLS,
    "sum": build.calculated(build.SKILLS, "+", build.FOLLOWERS, Type.COUNT),
    "named": LetValue("named", Type.COUNT),
    "uneven sum": build.calculated(build.SKILLS, "+", build.HOURS),
    "difference": build.calculated(build.SKILLS, "-", build.FOLLOWERS),
    "twice": build.calculated(build.SKILLS, "+", build.SKILLS, Type.COUNT),
    "number": build.HOURS,
    "percent": build.COMPLETENESS,
}
_TESTS: tuple[Expression | None, ...] = (
    None,
    None,
    build.SEAT,
    Not(build.SEAT),
    build.compared(build.FOLLOWERS, ">=", build.count(10)),
    build.compared(build.SKILLS, "<", build.count(9)),
    build.compared(build.HOURS, ">", build.COMPLETENESS),
)


@st.composite
def cards(draw: st.DrawFn) -> tuple[Ruleset, Member]:
    """A ruleset of two criteria over facts, and a member."""
    cuts: set[int] = set()
    lines = [_criterion(draw, name, cuts) for name in ("one", "two")]
    adjust = (build.cap(draw(st.integers(1, 900)), build.SEAT),) if draw(st.booleans()) else ()
    lets = {"named": _MEASURES["sum"]}
    ruleset = build.ruleset(
        build.pillar("p", *lines, adjust=adjust), lets=lets, levels={"low": 0, "high": 700}
    )
    facts: dict[str, Value] = {
        each: draw(_value(of, cuts)) for each, of in _TYPES.items() if draw(st.integers(0, 5))
    }
    absent = {
        each: Reason("the “file” has no\n100 %", "members.csv") for each in _TYPES if draw(st.booleans())
    }
    labels = draw(st.dictionaries(st.sampled_from(("name", "team")), st.text(max_size=5)))
    return ruleset, Member(draw(st.text(max_size=5)), None, facts, missing=absent, labels=labels)


_TYPES = {name: build.FACTS[name].type for name in ("seat", "skills", "followers", "hours", "completeness")}


def _criterion(draw: st.DrawFn, name: str, cuts: set[int]) -> Criterion:
    kind = draw(st.sampled_from(("flag", *_MEASURES)))
    measure: Expression = build.SEAT if kind == "flag" else _MEASURES[kind]
    award: Award = (
        EarnsWhen(draw(st.integers(1, 900)), draw(st.booleans())) if kind == "flag" else _award(draw, cuts)
    )
    applies, needs = draw(st.sampled_from(_TESTS)), draw(st.sampled_from(_TESTS))
    missing = draw(st.sampled_from(Missing))
    return build.criterion(name, measure, award, applies=applies, needs=needs, missing=missing)


def _award(draw: st.DrawFn, cuts: set[int]) -> Award:
    """Cut-points on and off whole numbers, near and at the end of what a fact can be; points mostly rise, some hardly."""
    unit = draw(st.sampled_from((SCALE, SCALE, SCALE // 2, SCALE // 100, 1, 40 * SCALE, _LARGEST // 8)))
    at = sorted(each * unit for each in draw(st.sets(st.integers(-1, 9), min_size=2, max_size=5)))
    some = draw(st.sampled_from((st.integers(0, 900), st.integers(0, 9), st.sampled_from((0, 100, 900)))))
    points = draw(st.lists(some, min_size=len(at), max_size=len(at)))
    if draw(st.booleans()):
        points.sort()
    points[draw(st.sampled_from((-1, -1, 0)))] = max(1, *points)
    cuts.update(at)
    cuts.update((low + high) // 2 for low, high in pairwise(at))
    steps = tuple(Step(*each) for each in zip(at, points, strict=True))
    return Bands(steps) if draw(st.booleans()) else Ramp(steps)


def _value(of: Type, cuts: set[int]) -> st.SearchStrategy[Value]:
    if of is Type.FLAG:
        return st.booleans()
    near = st.builds(
        lambda cut, off: max(-_LARGEST, min(_LARGEST, cut + off)),
        st.sampled_from(sorted(cuts) or [0]),
        st.sampled_from((-SCALE, -1, 0, 0, 1, SCALE)),
    )
    numbers = (
        near
        | st.integers(0, 10 * SCALE)
        | st.integers(0, 400).map(build.whole)
        | st.sampled_from((0, _LARGEST - SCALE, _LARGEST))
    )
    if of is not Type.COUNT:
        return numbers
    return numbers.map(lambda number: abs(number) // SCALE * SCALE)
