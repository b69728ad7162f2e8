"""Random criteria of the kinds that steps are told of: counts, sums of them, shares and quotients, with what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import (
    Aggregated,
    And,
    Bands,
    ColumnValue,
    Constant,
    EarnsWhen,
    Expression,
    Function,
    LetValue,
    Not,
    Or,
    Otherwise,
    Ramp,
    Ruleset,
    Step,
)
from tests.engines import build

if TYPE_CHECKING:
    from ssi_rules.language.windows import Window
    from ssi_rules.model import Award

NO, YES = Constant(value=False, type=Type.FLAG), Constant(value=True, type=Type.FLAG)
LONG = build.compared(ColumnValue("visits", "minutes", Type.NUMBER), ">=", build.HOURS)
RETAIL = build.compared(ColumnValue("visits", "company", Type.TEXT), "=", Constant("Retail", Type.TEXT))
CONDITIONS: dict[str, tuple[Expression, ...]] = {
    "inmails": (
        build.REPLIED,
        Not(build.REPLIED),
        Otherwise(build.REPLIED, YES, Type.FLAG),
        Otherwise(build.REPLIED, NO, Type.FLAG),
        build.compared(build.REPLIED, "=", YES),
        build.compared(build.REPLIED, "!=", YES),
        And(build.REPLIED, build.SEAT),
        Or(build.REPLIED, build.SEAT),
    ),
    "visits": (
        LONG,
        RETAIL,
        And(LONG, RETAIL),
        Or(LONG, RETAIL),
        Not(And(RETAIL, LONG)),
        And(RETAIL, build.SEAT),
    ),
    "notes": (build.compared(ColumnValue("notes", "length", Type.COUNT), ">", build.SKILLS),),
}
WINDOWS = (None, build.days(30), build.days(60), build.days(60, ago=7), build.days(60, ago=14))


class Author:
    """Makes up a ruleset with one criterion."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lets: dict[str, Expression] = {}
        self.table = draw(st.sampled_from(("inmails", "inmails", "visits", "notes")))
        self.window: Window | None = draw(st.sampled_from(WINDOWS)) if self.table != "notes" else None

    def ruleset(self) -> Ruleset:
        kind = self.draw(
            st.sampled_from(("count", "sum", "share", "quotient", "fact", "ratio", "when", "else"))
        )
        measure = self.measure(kind)
        award: Award
        if kind == "when":
            award = EarnsWhen(500, when=True)
        else:
            award = self.award(SCALE // 10 if kind in ("share", "quotient", "ratio") else SCALE)
        needs = self.draw(st.none() | st.builds(self.needed, st.sampled_from(("count", "sum"))))
        line = build.criterion("it", self.named(measure), award, needs=needs)
        return build.ruleset(build.pillar("p", line), lets=self.lets, reads_dates=True)

    def needed(self, kind: str) -> Expression:
        sign = self.draw(st.sampled_from((">=", ">", "<=")))
        return build.compared(self.measure(kind), sign, build.count(self.draw(st.integers(0, 9))))

    def measure(self, kind: str) -> Expression:
        match kind:
            case "count":
                return self.count()
            case "sum":
                half = Constant(SCALE // 2, Type.NUMBER)
                return build.calculated(self.count(), "+", build.calculated(self.count(), "*", half))
            case "share":
                return self.aggregate(Function.SHARE, self.condition())
            case "quotient":
                base = self.draw(st.none() | st.just(self.condition()))
                more = self.condition()
                return build.calculated(
                    self.named(self.aggregate(Function.COUNT, more if base is None else And(base, more))),
                    "/",
                    self.named(self.aggregate(Function.COUNT, base)),
                    Type.RATIO,
                )
            case "ratio":
                return build.calculated(build.SKILLS, "/", build.FOLLOWERS, Type.RATIO)
            case "when":
                return build.compared(self.count(), ">=", build.SKILLS)
            case "else":
                return Otherwise(self.measure("share"), build.COMPLETENESS, Type.NUMBER)
            case _:
                return self.draw(st.sampled_from((build.SKILLS, build.HOURS, build.COMPLETENESS)))

    def count(self) -> Expression:
        return self.named(self.aggregate(Function.COUNT, self.draw(st.none() | st.just(self.condition()))))

    def aggregate(self, function: Function, where: Expression | None) -> Aggregated:
        window = self.window
        if self.table != "notes" and self.draw(st.integers(0, 4)) == 0:
            window = self.draw(st.sampled_from(WINDOWS))
        return build.aggregate(function, self.table, over=window, where=where)

    def condition(self) -> Expression:
        return self.draw(st.sampled_from(CONDITIONS[self.table]))

    def named(self, node: Expression) -> Expression:
        """The expression itself, or a let that stands for it."""
        if self.draw(st.booleans()):
            return node
        name = f"let_{len(self.lets)}"
        self.lets[name] = node
        return LetValue(name, node.type)

    def award(self, unit: int) -> Award:
        cuts = sorted(self.draw(st.sets(st.integers(0, 9), min_size=2, max_size=4)))
        points = self.draw(st.lists(st.integers(0, 1000), min_size=len(cuts), max_size=len(cuts)))
        points = sorted(points) if self.draw(st.integers(0, 3)) else points
        points[self.draw(st.sampled_from((-1, -1, 0)))] = 1000
        steps = tuple(Step(cut * unit, each) for cut, each in zip(cuts, points, strict=True))
        return Bands(steps) if self.draw(st.booleans()) else Ramp(steps)


@st.composite
def countable(draw: st.DrawFn) -> Ruleset:
    """A ruleset of one criterion that people can move."""
    return Author(draw).ruleset()
