"""Random rulesets and members, small enough to fail readably."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.states import Missing
from ssi_rules.language.types import Type, Value
from ssi_rules.language.windows import Length, Unit, Window
from ssi_rules.model import (
    Adjustment,
    Aggregated,
    And,
    AsOfValue,
    Award,
    Bands,
    ColumnValue,
    Constant,
    Criterion,
    EarnsWhen,
    Expression,
    FactValue,
    Function,
    Known,
    LetValue,
    Not,
    Or,
    Otherwise,
    Pillar,
    Ramp,
    Ruleset,
    Step,
    Table,
)
from ssi_rules.sources.dataset import Member, Rows
from tests.engines import build

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 3, 31)
Choice = TypeVar("Choice")

TEXTS = ["Retail", "Banking", "Café", "Cafe\u0301", " Retail "]


def values(of: Type) -> st.SearchStrategy[Value]:
    match of:
        case Type.COUNT:
            return st.integers(0, 40).map(lambda number: number * SCALE)
        case Type.FLAG:
            return st.booleans()
        case Type.TEXT:
            return st.sampled_from(TEXTS)
        case Type.DATE:
            return st.integers(-5, 120).map(lambda days: DAY - timedelta(days))
        case _:
            return st.integers(-3 * SCALE, 30 * SCALE) | st.integers(-3, 30).map(
                lambda number: number * SCALE
            )


WINDOWS = st.builds(
    Window,
    st.builds(Length, st.integers(1, 60), st.just(Unit.DAY)) | st.just(Length(1, Unit.MONTH)),
    st.none() | st.builds(Length, st.integers(1, 20), st.just(Unit.DAY)) | st.just(Length(1, Unit.MONTH)),
)
SIGNS = ("=", "!=", "<", "<=", ">", ">=")


NUMERIC = (Function.SUM, Function.AVERAGE, Function.LARGEST, Function.SMALLEST)
WITH_COLUMN = (*NUMERIC, Function.COUNT_DISTINCT)
NUMBERS = (build.SKILLS, build.FOLLOWERS, build.HOURS, build.COMPLETENESS)


class Author:
    """Makes up a ruleset, one choice at a time.

    Attributes:
        plain: Whether to leave out what turns an unknown into a figure: ``else``, ``is known``, facts in ``where``.
    """

    def __init__(self, draw: st.DrawFn, *, plain: bool) -> None:
        self.draw = draw
        self.plain = plain
        self.lets: dict[str, Expression] = {}

    def one_of(self, *choices: Choice) -> Choice:
        return self.draw(st.sampled_from(choices))

    def maybe(self, make: Callable[[], Choice]) -> Choice | None:
        return make() if self.draw(st.booleans()) else None

    def ruleset(self) -> Ruleset:
        for number in range(self.draw(st.integers(0, 3))):
            self.lets[f"let_{number}"] = self.number(1)
        parts = [self.pillar(f"p{number}") for number in range(self.draw(st.integers(1, 2)))]
        levels = {"low": 0, "mid": 300, "high": 900}
        return build.ruleset(*parts, lets=self.lets, levels=levels, reads_dates=True)

    def pillar(self, name: str) -> Pillar:
        lines = [self.criterion(f"c{number}") for number in range(self.draw(st.integers(1, 3)))]
        worth = sum(each.worth for each in lines)
        changes = [self.adjustment(worth) for _ in range(self.draw(st.integers(0, 2)))]
        return build.pillar(name, *lines, adjust=tuple(changes))

    def criterion(self, name: str) -> Criterion:
        flag = self.draw(st.booleans())
        return build.criterion(
            name,
            self.flag(2) if flag else self.number(2),
            EarnsWhen(self.draw(st.integers(1, 1000)), self.draw(st.booleans())) if flag else self.steps(),
            applies=self.maybe(lambda: self.flag(1)),
            needs=self.maybe(lambda: self.flag(1)),
            missing=self.one_of(*Missing),
        )

    def steps(self) -> Award:
        cuts = sorted(self.draw(st.sets(st.integers(-2, 40), min_size=2, max_size=4)))
        points = self.draw(st.lists(st.integers(0, 1000), min_size=len(cuts), max_size=len(cuts)))
        points[self.draw(st.integers(0, len(cuts) - 1))] = 1000
        steps = tuple(Step(cut * SCALE // 2, each) for cut, each in zip(cuts, points, strict=True))
        return Bands(steps) if self.draw(st.booleans()) else Ramp(steps)

    def adjustment(self, worth: int) -> Adjustment:
        points, when = self.draw(st.integers(1, worth)), self.flag(1)
        return build.cap(points, when) if self.draw(st.booleans()) else build.deduct(points, when)

    def number(self, depth: int) -> Expression:
        kinds = ["fact", "constant", "aggregate", "let", "days", *(["calculation", "else"] if depth else [])]
        match self.one_of(*kinds):
            case "constant":
                return Constant(self.draw(values(Type.NUMBER)), Type.NUMBER)
            case "aggregate":
                return self.aggregate(depth)
            case "let" if self.lets:
                name = self.one_of(*self.lets)
                return LetValue(name, self.lets[name].type)
            case "days":
                return build.calculated(AsOfValue(), "-", build.JOINED)
            case "calculation":
                return build.calculated(self.number(depth - 1), self.one_of(*"+-*/"), self.number(depth - 1))
            case "else" if not self.plain:
                return Otherwise(self.number(depth - 1), self.number(depth - 1), Type.NUMBER)
            case _:
                return self.one_of(*NUMBERS)

    def flag(self, depth: int) -> Expression:
        kinds = ["fact", "comparison", "text", "date", *(["and", "or", "not", "known"] if depth else [])]
        match self.one_of(*kinds):
            case "comparison":
                return build.compared(self.number(depth and depth - 1), self.one_of(*SIGNS), self.number(0))
            case "text":
                return build.compared(
                    build.INDUSTRY, self.one_of(*SIGNS[:2]), Constant(self.one_of(*TEXTS), Type.TEXT)
                )
            case "date":
                return build.compared(build.JOINED, self.one_of(*SIGNS), AsOfValue())
            case "and":
                return And(self.flag(depth - 1), self.flag(depth - 1))
            case "or":
                return Or(self.flag(depth - 1), self.flag(depth - 1))
            case "not":
                return Not(self.flag(depth - 1))
            case "known" if not self.plain:
                return Known(self.one_of(self.number, self.flag)(depth - 1))
            case _:
                return build.SEAT

    def aggregate(self, depth: int) -> Aggregated:
        table = self.one_of(*build.TABLES.values())
        numeric = [column.name for column in table.columns if column.type.is_numeric]
        functions = [each for each in Function if table.dated or each is not Function.DAYS_SINCE_LAST]
        function = self.one_of(*(each for each in functions if numeric or each not in NUMERIC))
        columns = numeric if function in NUMERIC else [column.name for column in table.columns]
        condition = function is Function.SHARE or self.draw(st.booleans())
        return Aggregated(
            function,
            table.name,
            self.one_of(*columns) if function in WITH_COLUMN else None,
            self.draw(st.none() | WINDOWS) if table.dated else None,
            self.condition(table, depth) if condition else None,
            Type.NUMBER,
        )

    def condition(self, table: Table, depth: int) -> Expression:
        match self.one_of("test", "and", "or", "not", "flag"):
            case "and":
                return And(self.test(table), self.test(table))
            case "or":
                return Or(self.test(table), self.test(table))
            case "not":
                return Not(self.test(table))
            case "flag" if depth and not self.plain:
                return And(self.flag(depth - 1), self.test(table))
            case _:
                return self.test(table)

    def test(self, table: Table) -> Expression:
        """A flag of the row, or one of its cells beside a literal, a fact or a let."""
        column = self.one_of(*table.columns)
        cell = ColumnValue(table.name, column.name, column.type)
        if column.type is Type.FLAG:
            return cell
        signs = SIGNS[:2] if column.type is Type.TEXT else SIGNS
        return build.compared(cell, self.one_of(*signs), self.beside(column.type))

    def beside(self, of: Type) -> Expression:
        facts = [FactValue(each.name, of) for each in build.FACTS.values() if each.type is of]
        if self.plain or self.draw(st.booleans()):
            return Constant(self.draw(values(of)), of)
        return self.number(0) if of.is_numeric else self.one_of(*facts)


@st.composite
def rulesets(draw: st.DrawFn, *, plain: bool = False) -> Ruleset:
    """A ruleset of up to three lets and two pillars."""
    return Author(draw, plain=plain).ruleset()


@st.composite
def members(draw: st.DrawFn) -> Member:
    """A member about whom much, little or nothing is known."""
    facts = {name: draw(values(fact.type)) for name, fact in build.FACTS.items() if draw(st.integers(0, 3))}
    tables = {name: draw(rows(table)) for name, table in build.TABLES.items() if draw(st.integers(0, 3))}
    return build.member(facts, tables)


@st.composite
def rows(draw: st.DrawFn, table: Table) -> Rows:
    count = draw(st.integers(0, 5))
    columns = {
        column.name: draw(st.lists(st.none() | values(column.type), min_size=count, max_size=count))
        for column in table.columns
    }
    return Rows(columns, count, f"{table.name}.csv")
