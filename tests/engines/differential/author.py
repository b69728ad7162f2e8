"""Makes up rulesets of any shape that types allow; the checker has the last word on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ssi_rules.checking.operators import alternative, calculated, comparable
from ssi_rules.language.numbers import LARGEST_FACT, SCALE
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
    Calculation,
    Cap,
    ColumnValue,
    Compared,
    Comparison,
    Constant,
    Criterion,
    Deduct,
    EarnsWhen,
    Expression,
    FactValue,
    Function,
    InMarket,
    Known,
    Let,
    LetValue,
    Level,
    Market,
    MarketAll,
    MarketAny,
    MarketLine,
    MarketNot,
    NamedMarket,
    Not,
    Operator,
    Or,
    Otherwise,
    PhraseMarket,
    Pillar,
    Ramp,
    Ruleset,
    Step,
    Table,
)
from tests.engines.build import SPAN
from tests.engines.differential.catalogue import CATALOGUE, DAYS, PHRASES, PLAIN_TEXTS, VETOES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

Choice = TypeVar("Choice")

NUMERIC = (Type.COUNT, Type.NUMBER, Type.PERCENT, Type.RATIO)
ORDERED = (Comparison.LESS, Comparison.AT_MOST, Comparison.MORE, Comparison.AT_LEAST)
SAME = (Comparison.EQUAL, Comparison.DIFFERENT)


def ruleset(rng: Random) -> Ruleset:
    """A ruleset that may or may not stand before the checker."""
    return _Author(rng).ruleset()


class _Author:
    """One ruleset in the making.

    Attributes:
        deepest: How deep expressions go.
    """

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.deepest = rng.choice((1, 2, 2, 3, 4))
        self.lets: dict[str, Expression] = {}
        self.markets: dict[str, Market] = {}

    def one_of(self, choices: Sequence[Choice]) -> Choice:
        return self.rng.choice(choices)

    def perhaps(self, chance: float, make: Callable[[], Choice]) -> Choice | None:
        return make() if self.rng.random() < chance else None

    # From the whole to its parts.

    def ruleset(self) -> Ruleset:
        for number in range(self.rng.choice((0, 1, 2, 3))):
            self.markets[f"m{number}"] = self.market(f"m{number}")
        for number in range(self.rng.choice((0, 1, 2, 4, 12))):
            of = self.one_of((*NUMERIC, Type.COUNT, Type.FLAG, Type.FLAG, Type.DATE))
            self.lets[f"let_{number}"] = self.value(of, self.deepest)
        pillars = tuple(self.pillar(f"p{number}") for number in range(self.rng.choice((1, 1, 2, 2, 3))))
        worth = sum(each.worth for each in pillars)
        starts = {self.rng.randint(0, worth) for _ in range(self.rng.randint(0, 3))}
        return Ruleset(
            id="card",
            title="Card",
            version="1.0.0",
            status=None,
            about=None,
            source=None,
            path="card.ssi",
            worth=worth,
            missing=Missing.ZERO,
            catalogue=CATALOGUE,
            markets=self.markets,
            lets=tuple(Let(*each, SPAN) for each in self.lets.items()),
            pillars=pillars,
            levels=tuple(Level(f"l{start}", f"Level {start}", start, SPAN) for start in sorted(starts)),
            actions=(),
            tests=(),
            fingerprint="",
            reads_dates=True,
        )

    def market(self, name: str) -> Market:
        made = list(self.markets.values())
        if len(made) > 1 and self.rng.random() < 0.5:
            left, right = self.one_of(made), self.one_of(made)
            choices: tuple[Market, ...] = (
                MarketAll(left, MarketNot(right)),
                MarketAny(left, MarketNot(right)),
                MarketAny(left, right),
            )
            return NamedMarket(name, name, self.one_of(choices))
        lines = [
            MarketLine("title", vetoes=False, phrases=self.some(PHRASES))
            for _ in range(self.one_of((1, 1, 2)))
        ]
        if self.rng.random() < 0.5:
            lines.append(MarketLine("title", vetoes=True, phrases=self.some(VETOES)))
        if self.rng.random() < 0.6:
            lines.append(
                MarketLine(self.one_of(("company", "company", "c")), vetoes=True, phrases=self.some(VETOES))
            )
        return PhraseMarket(name, name, tuple(lines))

    def some(self, phrases: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.rng.sample(phrases, self.rng.randint(1, 4)))

    def pillar(self, name: str) -> Pillar:
        lines = tuple(self.criterion(f"c{number}") for number in range(self.rng.choice((1, 2, 3, 4))))
        worth = sum(each.worth for each in lines)
        changes = tuple(self.adjustment(worth) for _ in range(self.rng.choice((0, 0, 1, 2, 3))))
        return Pillar(name, name.capitalize(), worth, lines, changes, SPAN)

    def criterion(self, name: str) -> Criterion:
        of = self.one_of((*NUMERIC, Type.FLAG))
        award: Award
        if of is Type.FLAG:
            award = EarnsWhen(self.worth(), self.one_of((True, False)))
            worth = award.points
        else:
            award = self.steps(of)
            worth = max(each.points for each in award.steps)
        return Criterion(
            id=name,
            title=name.capitalize(),
            worth=worth,
            applies=self.perhaps(0.3, lambda: self.value(Type.FLAG, self.deepest)),
            measure=self.value(of, self.deepest),
            needs=self.perhaps(0.3, lambda: self.value(Type.FLAG, self.deepest)),
            award=award,
            missing=self.one_of(tuple(Missing)),
            advice=None,
            basis=None,
            basis_note=None,
            source=None,
            span=SPAN,
        )

    def worth(self) -> int:
        return self.one_of((1, 3, 7, 100, 333, 500, 1000, 2500))

    def steps(self, of: Type) -> Bands | Ramp:
        cuts = {self.literal(of) for _ in range(self.rng.randint(2, 5))}
        while len(cuts) < 2:  # a ramp takes two
            cuts.add(self.literal(of))
        points = [self.rng.choice((0, self.rng.randint(0, 20), self.worth())) for _ in cuts]
        points[self.rng.randrange(len(points))] = self.worth()
        steps = tuple(Step(*each) for each in zip(sorted(cuts), points, strict=True))
        return Bands(steps) if self.rng.random() < 0.5 else Ramp(steps)

    def adjustment(self, worth: int) -> Adjustment:
        points, when = self.rng.randint(1, worth), self.value(Type.FLAG, self.deepest)
        if self.rng.random() < 0.5:
            return Cap(points, when, None, None, None, None, SPAN)
        return Deduct(points, when, None, None, None, None, SPAN)

    # Expressions, of a type.

    def value(self, of: Type, depth: int, row: Table | None = None) -> Expression:
        """An expression of about this type; in a row's condition, one that may read the row."""
        makers = self.leaves(of, row)
        if depth:
            makers += self.branches(of, depth - 1, row)
        return self.one_of(makers)()

    def leaves(self, of: Type, row: Table | None) -> list[Callable[[], Expression]]:
        facts = [FactValue(each.name, of) for each in CATALOGUE.facts.values() if each.type is of]
        lets = [LetValue(name, of) for name, value in self.lets.items() if value.type is of]
        found: list[Callable[[], Expression]] = []
        if facts:
            found += [lambda: self.one_of(facts)] * 2
        if lets:
            found += [lambda: self.one_of(lets)] * 2
        if row is not None:
            cells = [ColumnValue(row.name, each.name, of) for each in row.columns if each.type is of]
            found += [lambda: self.one_of(cells)] * 6 if cells else []
        elif of in (*NUMERIC, Type.DATE):
            found += [lambda: self.aggregate(of, 0)] * 3
        if of is Type.FLAG:
            found += [lambda: self.compared(0, row)] * 2
        elif of is Type.DATE:
            found += [AsOfValue]
        if of is Type.RATIO or not (facts or lets or row):
            found += [lambda: Constant(self.literal(Type.NUMBER), Type.NUMBER)]
        elif of is not Type.FLAG:
            found += [lambda: Constant(self.constant(of), of)]
        return found

    def branches(self, of: Type, depth: int, row: Table | None) -> list[Callable[[], Expression]]:
        otherwise = [lambda: self.otherwise(of, depth, row)]
        match of:
            case Type.FLAG:
                return self.flags(depth, row) + otherwise
            case Type.TEXT | Type.DATE:
                return [*otherwise, *([] if row else [lambda: self.aggregate(of, depth)] * 2)]
            case _:
                aggregates = [] if row else [lambda: self.aggregate(of, depth)] * 4
                return [lambda: self.calculation(of, depth, row)] * 4 + otherwise + aggregates

    def flags(self, depth: int, row: Table | None) -> list[Callable[[], Expression]]:
        def side() -> Expression:
            return self.value(Type.FLAG, depth, row)

        def known() -> Expression:
            return Known(self.value(self.one_of((*NUMERIC, Type.FLAG, Type.TEXT, Type.DATE)), depth, row))

        return [
            lambda: And(side(), side()),
            lambda: Or(side(), side()),
            lambda: Not(side()),
            known,
            *[lambda: self.compared(depth, row)] * 4,
            *([lambda: self.in_market(row)] * 3 if self.markets else []),
        ]

    def in_market(self, row: Table | None) -> Expression:
        texts: list[Expression] = [
            FactValue(each.name, Type.TEXT) for each in CATALOGUE.facts.values() if each.type is Type.TEXT
        ]
        if row is not None:
            texts += [
                ColumnValue(row.name, each.name, Type.TEXT) for each in row.columns if each.type is Type.TEXT
            ] * 4
        return InMarket(
            self.one_of(texts), self.one_of(list(self.markets)), None if row is None else row.name
        )

    def compared(self, depth: int, row: Table | None) -> Expression:
        of = self.one_of((*NUMERIC, *NUMERIC, Type.FLAG, Type.TEXT, Type.TEXT, Type.DATE, Type.DATE))
        left = self.value(of, depth, row)
        if self.rng.random() < 0.5:
            right: Expression = Constant(self.constant(of), Type.NUMBER if of is Type.RATIO else of)
        else:
            right = self.value(of, depth, row)
        if not comparable(left.type, right.type):
            right = self.value(left.type, 0, row)
        signs = SAME if of in (Type.FLAG, Type.TEXT) else (*SAME, *ORDERED, *ORDERED)
        return Compared(self.one_of(signs), left, right)

    def calculation(self, of: Type, depth: int, row: Table | None) -> Expression:
        if of is Type.NUMBER and self.rng.random() < 0.2:
            days = self.value(Type.DATE, depth, row), self.value(Type.DATE, depth, row)
            return Calculation(Operator.SUBTRACT, *days, Type.NUMBER)
        for _ in range(12):
            kinds = (Type.PERCENT, Type.NUMBER) if of is Type.PERCENT else (of, Type.COUNT, Type.NUMBER)
            sides = self.one_of(NUMERIC if of is Type.RATIO else kinds), self.one_of(NUMERIC)
            operator = self.one_of(tuple(Operator))
            if calculated(operator, *sides) is of:
                left, right = (self.value(each, depth, row) for each in sides)
                return Calculation(operator, left, right, of)
        return self.value(of, 0, row)

    def otherwise(self, of: Type, depth: int, row: Table | None) -> Expression:
        left, right = self.value(of, depth, row), self.value(of, depth, row)
        return Otherwise(left, right, alternative(left.type, right.type) or of)

    def aggregate(self, of: Type, depth: int) -> Expression:
        table = self.one_of(tuple(CATALOGUE.tables.values()))
        function, column = self.one_of(list(_functions(of, table)) or [(Function.COUNT, None)])
        asks = function is Function.SHARE or self.rng.random() < 0.5
        where = self.value(Type.FLAG, min(depth, 2) + 1, table) if asks else None
        window = self.perhaps(0.5, self.window) if table.dated else None
        result = Type.COUNT if function is Function.COUNT else of
        return Aggregated(function, table.name, column, window, where, result)

    def window(self) -> Window:
        length = Length(
            self.one_of((1, 2, 7, 30, 90)), self.one_of((Unit.DAY, Unit.DAY, Unit.WEEK, Unit.MONTH))
        )
        if self.rng.random() < 0.2:
            length = Length(self.one_of((1, 2, 12)), self.one_of((Unit.MONTH, Unit.YEAR)))
        return Window(
            length,
            self.perhaps(
                0.4, lambda: Length(self.one_of((1, 3, 12)), self.one_of((Unit.DAY, Unit.WEEK, Unit.MONTH)))
            ),
        )

    # Literals.

    def constant(self, of: Type) -> Value:
        match of:
            case Type.FLAG:
                return self.one_of((True, False))
            case Type.TEXT:
                return self.one_of([each for each in PLAIN_TEXTS if each.isprintable()])
            case Type.DATE:
                return self.one_of(DAYS)
            case _:
                return self.literal(of)

    def literal(self, of: Type) -> int:
        """A number in millionths."""
        small = self.rng.randint(0, 12)
        if of is Type.COUNT:
            return self.one_of((small, small, self.rng.randint(0, 400), 10**6, LARGEST_FACT)) * SCALE
        sign = self.one_of((1, 1, -1))
        fine = self.rng.randint(0, 3 * SCALE)
        large = LARGEST_FACT * SCALE - self.rng.randint(0, 2)
        return sign * self.one_of(
            (small, small * SCALE // 2, small * SCALE, small * SCALE // 10, fine, large)
        )


def _functions(of: Type, table: Table) -> list[tuple[Function, str | None]]:
    """Functions over a table that give about a type."""
    columns = [each for each in table.columns if each.type is of]
    found: list[tuple[Function, str | None]] = []
    match of:
        case Type.COUNT:
            found += [(Function.COUNT, None)] * 4
            found += [(Function.COUNT_DISTINCT, each.name) for each in table.columns]
            found += [(Function.DAYS_SINCE_LAST, None)] * 2 if table.dated else []
        case Type.RATIO:
            found += [(Function.SHARE, None)]
        case Type.NUMBER:
            found += [(Function.AVERAGE, each.name) for each in table.columns if each.type is Type.COUNT]
    if of in (Type.COUNT, Type.NUMBER, Type.PERCENT):
        found += [(Function.SUM, each.name) for each in columns]
    if of in (Type.NUMBER, Type.PERCENT):
        found += [(Function.AVERAGE, each.name) for each in columns]
    if of is not Type.FLAG and of is not Type.TEXT:
        found += [(Function.LARGEST, each.name) for each in columns]
        found += [(Function.SMALLEST, each.name) for each in columns]
    return found
