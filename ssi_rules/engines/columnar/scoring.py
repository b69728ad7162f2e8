"""Criteria, pillars, total and level in SQL, in hundredths of points."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from sqlglot import exp

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.dialects import LARGEST_NARROW
from ssi_rules.engines.columnar.numbers import Number, narrow
from ssi_rules.language.states import Missing, State
from ssi_rules.model import Bands, Cap, Comparison, Deduct, EarnsWhen, Ramp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.engines.columnar.expressions import Value
    from ssi_rules.engines.columnar.query import Query
    from ssi_rules.engines.columnar.vocabulary import Sql
    from ssi_rules.model import Adjustment, Criterion, Expression, Pillar, Step


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion: its state in words, its points (unknown unless scored), and whether it is open."""

    state: Sql
    points: Sql
    is_open: Sql


@dataclass(frozen=True, slots=True)
class Sums:
    """Points and range of a pillar or the total."""

    points: Sql
    low: Sql
    high: Sql


@dataclass(frozen=True, slots=True)
class PillarResult:
    """A pillar with its lines and the costs of its adjustments."""

    sums: Sums
    lines: tuple[Line, ...]
    costs: tuple[Sql, ...]


@dataclass(frozen=True)
class Scoring:
    """Writes what scores into the members' query."""

    query: Query

    # Criteria.

    def criterion(self, criterion: Criterion, name: str) -> Line:
        """One criterion's state and points; ``name`` is what its columns are called."""
        conditions = [self._condition(each) for each in (criterion.applies, criterion.needs)]
        applies, needs = conditions
        measure = self.query.expressions.kept(
            f"{name}.measure", self.query.expressions.value(criterion.measure)
        )
        holds = [each for each in conditions if each is not None]
        earned = self._award(criterion, measure)
        if holds:
            earned = sql.when([(sql.both(*(each.copy() for each in holds)), earned)])
        points = self.query.kept(name, earned)
        value = measure.sql if isinstance(measure, Number) else measure
        state = self._state(applies, needs, value)
        open_ = sql.unknown(points)
        if applies is not None:
            refused = sql.first_known(applies.copy(), sql.flag(value=True))
            open_ = sql.both(open_, refused)
        return Line(state, points, open_)

    def _state(self, applies: Sql | None, needs: Sql | None, measure: Sql) -> Sql:
        """The first test that refuses decides."""
        cases: list[tuple[Sql, Sql]] = []
        for condition, refused in ((applies, State.NOT_APPLICABLE), (needs, State.TOO_FEW)):
            if condition is not None:
                cases.append((sql.unknown(condition.copy()), self._word(State.UNKNOWN)))
                cases.append((sql.negate(condition.copy()), self._word(refused)))
        cases.append((sql.unknown(measure.copy()), self._word(State.UNKNOWN)))
        return sql.when(cases, self._word(State.SCORED))

    def _word(self, state: State) -> Sql:
        return self.query.dialect.word(state.value, [each.value for each in State])

    def _condition(self, node: Expression | None) -> Sql | None:
        if node is None:
            return None
        return self.query.kept("condition", self.query.expressions.plainly(node))

    def _award(self, criterion: Criterion, measure: Value) -> Sql:
        """The points of a known measure; unknown of an unknown one."""
        match criterion.award, measure:
            case EarnsWhen(points, when), exp.Expr() as flag:
                yes, no = (self._points(each, points) for each in ((points, 0) if when else (0, points)))
                return sql.when([(flag.copy(), yes), (sql.negate(flag.copy()), no)])
            case Bands(steps), Number() as number:
                return self._bands(steps, number, criterion.worth)
            case Ramp(steps), Number() as number:
                return self._ramp(steps, number, criterion.worth)
            case _:
                raise AssertionError("a checked award goes with its measure")

    def _bands(self, steps: tuple[Step, ...], measure: Number, worth: int) -> Sql:
        """The unknown test first, then upwards: what an engine that works through whole columns does fastest."""
        below = self.query.members_arithmetic.below
        points = [self._points(each, worth) for each in (0, *(step.points for step in steps))]
        cases = [(below(measure, step.cut), earned) for step, earned in zip(steps, points, strict=False)]
        return sql.when([(sql.unknown(measure.sql.copy()), exp.Null()), *cases], points[-1])

    def _ramp(self, steps: tuple[Step, ...], measure: Number, worth: int) -> Sql:
        """Flat outside, one fraction inside, rounded once."""
        arithmetic = self.query.members_arithmetic
        if any(each.cut % measure.grain for each in steps):
            measure = arithmetic.in_millionths(measure)
        cases = [(arithmetic.below(measure, steps[0].cut), self._points(steps[0].points, worth))]
        for low, high in pairwise(steps):
            cases.append((arithmetic.below(measure, high.cut), self._on_line(measure, low, high, worth)))
        unknown = (sql.unknown(measure.sql.copy()), exp.Null())
        return sql.when([unknown, *cases], self._points(steps[-1].points, worth))

    def _on_line(self, x: Number, low: Step, high: Step, worth: int) -> Sql:
        """Points are never negative, so adding half the divisor before dividing rounds half away from zero."""
        start, run, rise = low.cut // x.grain, (high.cut - low.cut) // x.grain, high.points - low.points
        if not rise:
            return self._points(low.points, worth)
        largest = 2 * run * max(low.points, high.points) + 2 * run * abs(rise) + run
        wide = x.wide or largest > LARGEST_NARROW
        value = self.query.dialect.widened(x.sql.copy()) if wide else x.sql.copy()
        above = sql.add(
            sql.times(sql.subtract(value, sql.integer(start)), sql.integer(2 * rise)),
            sql.integer(2 * low.points * run + run),
        )
        earned = narrow(self.query.dialect.quotient(above, sql.integer(2 * run), wide=wide))
        return self.query.dialect.as_points(earned, worth)

    # Pillars.

    def pillar(self, pillar: Pillar) -> PillarResult:
        """The sum of the criteria, redistributed where worth is left out, then capped and reduced."""
        lines = tuple(self.criterion(each, f"{pillar.id}.{each.id}") for each in pillar.criteria)
        earned = self._kept("earned", self._sum([each.points for each in lines], pillar.worth))
        pairs = list(zip(pillar.criteria, lines, strict=True))
        zero = self._kept("open", self._open([p for p in pairs if p[0].missing is Missing.ZERO]))
        spread = [each for each in pairs if each[0].missing is Missing.REDISTRIBUTE]
        sums = self._spread_over(pillar, earned, zero, spread) if spread else self._plain(earned, zero)
        costs = []
        for each in pillar.adjustments:
            sums, cost = self._adjusted(each, sums)
            costs.append(cost)
        return PillarResult(sums, lines, tuple(costs))

    def _plain(self, earned: Sql, open_zero: Sql) -> Sums:
        return Sums(earned, earned.copy(), self._kept("high", sql.add(earned.copy(), open_zero)))

    def _spread_over(
        self, pillar: Pillar, earned: Sql, open_zero: Sql, spread: list[tuple[Criterion, Line]]
    ) -> Sums:
        """Worth that does not count for now goes to what counts; the range lets what is open count."""
        left = [(sql.unknown(line.points.copy()), criterion.worth) for criterion, line in spread]
        counted = self._kept(
            "counted", sql.subtract(self._points(pillar.worth, pillar.worth), self._worth(left))
        )
        open_spread = self._kept("open", self._open(spread))
        widest = self._kept("counted", sql.add(counted.copy(), open_spread))
        most = self._kept("earned", sql.total([earned.copy(), open_zero, open_spread.copy()]))
        worth = pillar.worth
        return Sums(
            self._spread(earned, worth, counted),
            self._spread(earned, worth, widest),
            self._spread(most, worth, widest),
        )

    def _spread(self, earned: Sql, worth: int, counted: Sql) -> Sql:
        """What was earned of what counts, scaled to the whole worth and rounded once; unknown of nothing."""
        hundredths = self.query.dialect.hundredths
        of = self._kept("of", sql.times(hundredths(earned.copy()), sql.integer(worth)))
        below = self._kept("of", sql.unless_zero(hundredths(counted.copy())))
        scaled = narrow(self.query.members_arithmetic.rounded(of, below, worth * worth))
        whole = sql.compare(Comparison.EQUAL, counted.copy(), self._points(worth, worth))
        spread = self.query.dialect.as_points(scaled, worth)
        return self._kept("points", sql.when([(whole, earned.copy())], spread))

    def _adjusted(self, adjustment: Adjustment, sums: Sums) -> tuple[Sums, Sql]:
        """A cap or deduction on points and range; an unknown one acts on the low end only."""
        holds = self._condition(adjustment.when)
        assert holds is not None  # noqa: S101 - it is given
        points = self._kept(
            "points", sql.when([(holds, self._less(adjustment, sums.points))], sums.points.copy())
        )
        fails = sql.negate(holds.copy())
        low = self._kept("low", sql.when([(fails, sums.low.copy())], self._less(adjustment, sums.low)))
        high = self._kept(
            "high", sql.when([(holds.copy(), self._less(adjustment, sums.high))], sums.high.copy())
        )
        cost = sql.first_known(sql.subtract(sums.points.copy(), points.copy()), sql.integer(0))
        return Sums(points, low, high), cost

    # The total.

    def total(self, pillars: Sequence[PillarResult]) -> Sums:
        """The sum of the pillars, or of those that have a score, scaled to the whole worth."""
        parts = ("points", "low", "high")
        points, low, high = (self._total([getattr(each.sums, part) for each in pillars]) for part in parts)
        if not any(map(_may_be_absent, self.query.ruleset.pillars)):
            return Sums(points, low, high)
        below = sql.compare(Comparison.MORE, low, points)
        above = sql.compare(Comparison.LESS, high, points.copy())
        return Sums(
            points,
            self._kept("low", sql.when([(below, points.copy())], low.copy())),
            self._kept("high", sql.when([(above, points.copy())], high.copy())),
        )

    def _total(self, parts: list[Sql]) -> Sql:
        worth = self.query.ruleset.worth
        earned = self._kept("total", self._sum(parts, worth))
        pairs = zip(self.query.ruleset.pillars, parts, strict=True)
        absent = [
            (sql.unknown(part.copy()), pillar.worth) for pillar, part in pairs if _may_be_absent(pillar)
        ]
        if not absent:
            return earned
        counted = self._kept("counted", sql.subtract(self._points(worth, worth), self._worth(absent)))
        return self._spread(earned, worth, counted)

    def level(self, total: Sql) -> Sql:
        """The highest level that starts at or below the total."""
        levels = sorted(self.query.ruleset.levels, key=lambda each: each.start, reverse=True)
        if not levels:
            return sql.nothing("TEXT")
        worth, names = self.query.ruleset.worth, [each.id for each in levels]
        starts = [
            sql.compare(Comparison.AT_LEAST, total.copy(), self._points(each.start, worth)) for each in levels
        ]
        words = [self.query.dialect.word(each, names) for each in names]
        return sql.when(zip(starts, words, strict=True))

    # Points.

    def _points(self, hundredths: int, most: int) -> Sql:
        return self.query.dialect.points(hundredths, most)

    def _sum(self, parts: Sequence[Sql], most: int) -> Sql:
        """What there is of some points."""
        return sql.total([sql.first_known(each.copy(), self._points(0, most)) for each in parts])

    def _open(self, lines: list[tuple[Criterion, Line]]) -> Sql:
        """Worth of those that are open."""
        return self._worth([(line.is_open.copy(), criterion.worth) for criterion, line in lines])

    def _worth(self, cases: list[tuple[Sql, int]]) -> Sql:
        """The worths whose conditions hold."""
        if not cases:
            return self._points(0, 0)
        return sql.total(
            [
                sql.when([(holds, self._points(worth, worth))], self._points(0, worth))
                for holds, worth in cases
            ]
        )

    def _less(self, adjustment: Adjustment, points: Sql) -> Sql:
        """The points after a cap or deduction that holds; unknown where there are none."""
        match adjustment:
            case Cap(at):
                limit = self._points(at, at)
                above = sql.compare(Comparison.MORE, points.copy(), limit)
                return sql.when([(above, limit.copy())], points.copy())
            case Deduct(taken):
                less = sql.subtract(points.copy(), self._points(taken, taken))
                above = sql.compare(Comparison.MORE, points.copy(), self._points(taken, taken))
                return sql.when([(above, less), (sql.known(points.copy()), self._points(0, taken))])
            case _:
                assert_never(adjustment)

    def _kept(self, wanted: str, value: Sql) -> Sql:
        return self.query.kept(wanted, value)


def _may_be_absent(pillar: Pillar) -> bool:
    """Whether nothing in it may count."""
    return all(each.missing is Missing.REDISTRIBUTE for each in pillar.criteria)
