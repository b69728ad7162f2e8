"""Criteria, pillars and the total over a member nobody knows yet: what the reference engine does, as formulas."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import gcd
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.language.states import Missing, State
from ssi_rules.proving.arithmetic import rounds
from ssi_rules.proving.logic import both, chosen, either, implied, negated, summed
from ssi_rules.proving.spreading import Spread, sums_of
from ssi_rules.proving.terms import Flag, at_least, settled, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ssi_rules.proving.arithmetic import Defining
    from ssi_rules.proving.expressions import Expressions
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.terms import Numeric


@dataclass(frozen=True)
class Criterion:
    """A criterion; exactly one state holds.

    Attributes:
        points: In hundredths; 0 unless scored.
    """

    states: Mapping[State, Truth]
    points: Whole

    @property
    def has(self) -> Truth:
        """Whether it has points."""
        return self.states[State.SCORED]

    @property
    def open(self) -> Truth:
        """Whether knowing more could bring points."""
        return either(self.states[State.UNKNOWN], self.states[State.TOO_FEW])


@dataclass(frozen=True)
class Sums:
    """Points and range in hundredths, each with whether there is any; 0 where there is none."""

    points: Whole
    has: Truth
    low: Whole
    high: Whole
    has_range: Truth


@dataclass(frozen=True)
class Pillar:
    """A pillar, before and after what caps and deductions do.

    Attributes:
        acts: For each cap and deduction, its condition.
        before: For each cap and deduction, the points it finds.
    """

    sums: Sums
    criteria: tuple[Criterion, ...]
    acts: tuple[Flag, ...]
    before: tuple[Whole, ...]


@dataclass(frozen=True)
class Encoded:
    """A whole score; pillars in the ruleset's order."""

    total: Sums
    pillars: tuple[Pillar, ...]


@dataclass(frozen=True)
class Scoring:
    """Writes what scores in one ruleset."""

    expressions: Expressions
    defining: Defining

    # Criteria.

    def criterion(self, criterion: model.Criterion) -> Criterion:
        """Its states, decided in the language's order, and its points."""
        applies, needs = self._condition(criterion.applies), self._condition(criterion.needs)
        measure = self.expressions.term(criterion.measure)
        met = both(applies.yes, needs.yes)
        states = {
            State.NOT_APPLICABLE: applies.no,
            State.TOO_FEW: both(applies.yes, needs.no),
            State.SCORED: both(met, measure.known),
        }
        states[State.UNKNOWN] = negated(either(*states.values()))
        return Criterion(states, chosen(states[State.SCORED], self.points(criterion), 0))

    def _condition(self, node: model.Expression | None) -> Flag:
        return Flag(yes=True, no=False) if node is None else self.expressions.flag(node)

    def points(self, criterion: model.Criterion) -> Whole:
        """What the award gives where the measure is known."""
        match criterion.award:
            case model.EarnsWhen(points, when):
                flag = self.expressions.flag(criterion.measure)
                return chosen(flag.yes if when else flag.no, points, 0)
            case model.Bands(steps):
                return bands(self.expressions.number(criterion.measure), steps)
            case model.Ramp(steps):
                return self._ramp(self.expressions.number(criterion.measure), steps)
            case _:
                assert_never(criterion.award)

    def _ramp(self, measure: Numeric, steps: tuple[model.Step, ...]) -> Whole:
        """One line between each two cut-points, rounded once."""
        points = self.defining.fresh("points")
        least, most = min(each.points for each in steps), max(each.points for each in steps)
        self.defining.define(points >= least, points <= most)
        first = implied(within(measure, None, steps[0].cut), points == steps[0].points)
        last = implied(within(measure, steps[-1].cut, None), points == steps[-1].points)
        lines = [self._line(points, measure, *pair) for pair in pairwise(steps)]
        # What is compared of an unknown quotient need not even go together.
        self.defining.define(*(implied(measure.known, each) for each in (first, last, *lines)))
        return points

    def _line(self, points: Whole, measure: Numeric, low: model.Step, high: model.Step) -> Truth:
        inside = within(measure, low.cut, high.cut)
        if inside is False:
            return True
        if low.points == high.points:
            return implied(inside, points == low.points)
        x, run, rise = settled(measure), high.cut - low.cut, high.points - low.points
        shrink = gcd(x.unit * rise, run, low.points * run - low.cut * rise)
        numerator = x.term * (x.unit * rise // shrink) + (low.points * run - low.cut * rise) // shrink
        least, most = min(low.points, high.points), max(low.points, high.points)
        return implied(
            inside,
            both(points >= least, points <= most, rounds(points, numerator, 0, 1, run // shrink)),
        )

    # Pillars.

    def pillar(self, pillar: model.Pillar, criteria: tuple[Criterion, ...]) -> Pillar:
        """The sum of its criteria, spread where some have no points, then capped and reduced."""
        sums = self._sums(pillar, criteria)
        acts, before = [], []
        for adjustment in pillar.adjustments:
            flag = self.expressions.flag(adjustment.when)
            acts.append(flag)
            before.append(sums.points)
            sums = _adjusted(sums, adjustment, flag)
        return Pillar(sums, criteria, tuple(acts), tuple(before))

    def _sums(self, pillar: model.Pillar, criteria: Sequence[Criterion]) -> Sums:
        earned = summed(each.points for each in criteria)
        pairs = list(zip(pillar.criteria, criteria, strict=True))
        open_zero = _worths((c.worth, e.open) for c, e in pairs if c.missing is Missing.ZERO)
        spreads = [(c, e) for c, e in pairs if c.missing is Missing.REDISTRIBUTE]
        if not spreads:
            return Sums(earned, True, earned, summed((earned, open_zero)), True)  # noqa: FBT003 - has both
        gone = [(c.worth, negated(e.has)) for c, e in spreads]
        shut = [(c.worth, both(negated(e.has), negated(e.open))) for c, e in spreads]
        open_spread = _worths((c.worth, e.open) for c, e in spreads)
        whole = sum(each.worth for each in pillar.criteria)
        counted = summed((whole, -1 * _worths(gone)))
        widest = summed((whole, -1 * _worths(shut)))
        points = self.spread(earned, pillar.worth, counted, whole, (worth for worth, _ in gone))
        low = self.spread(earned, pillar.worth, widest, whole, (worth for worth, _ in shut))
        reached = summed((earned, open_zero, open_spread))
        high = self.spread(reached, pillar.worth, widest, whole, (worth for worth, _ in shut))
        return Sums(points, counted >= 1, low, high, widest >= 1)

    def spread(self, earned: Whole, worth: int, counted: Whole, whole: int, gone: Iterable[int]) -> Whole:
        """What was earned of ``counted``, scaled to the worth and rounded once; ``gone`` are what may not count of the whole."""
        if isinstance(counted, int) and counted == worth:
            return earned
        spread = Spread(self.defining.fresh("spread"), earned, counted, worth)
        self.defining.define(*spread.always())
        sums = sums_of(gone)
        if sums is None:
            self.defining.postpone(spread)
        else:
            self.defining.define(*(spread.where(whole - missing) for missing in sums))
        return spread.result

    # The total.

    def total(self, ruleset: model.Ruleset, parts: Sequence[Sums]) -> Sums:
        """The sum of the pillars, or of those that have a score, scaled to the whole worth."""
        worths = [each.worth for each in ruleset.pillars]
        if all(each.has is True for each in parts):
            points, low, high = (
                summed(each) for each in zip(*((p.points, p.low, p.high) for p in parts), strict=True)
            )
            return Sums(points, True, low, high, True)  # noqa: FBT003 - has both
        complete = both(*(each.has for each in parts))
        total = self._known(ruleset.worth, worths, [(each.points, each.has) for each in parts])
        low = self._known(ruleset.worth, worths, [(each.low, each.has_range) for each in parts])
        high = self._known(ruleset.worth, worths, [(each.high, each.has_range) for each in parts])
        has = either(*(each.has for each in parts))
        has_range = either(*(each.has_range for each in parts))
        bind = both(negated(complete), has, has_range)
        least = chosen(both(bind, total < low), total, low)
        most = chosen(both(bind, total > high), total, high)
        return Sums(total, has, least, most, has_range)

    def _known(self, worth: int, worths: Sequence[int], parts: Sequence[tuple[Whole, Truth]]) -> Whole:
        earned = summed(chosen(has, points, 0) for points, has in parts)
        gone = [(of, negated(has)) for of, (_, has) in zip(worths, parts, strict=True)]
        counted = summed((sum(worths), -1 * _worths(gone)))
        may_go = (of for of, missing in gone if missing is not False)
        return self.spread(earned, worth, counted, sum(worths), may_go)


def bands(measure: Numeric, steps: tuple[model.Step, ...]) -> Whole:
    """The highest cut-point not above the measure decides."""
    points: Whole = 0
    for step in steps:
        points = chosen(at_least(measure, step.cut), step.points, points)
    return points


def _worths(parts: Iterable[tuple[int, Truth]]) -> Whole:
    return summed(chosen(holds, worth, 0) for worth, holds in parts)


def _adjusted(sums: Sums, adjustment: model.Adjustment, flag: Flag) -> Sums:
    """Capped or reduced where its condition is yes; where that is unknown only the low end is."""
    act = flag.yes
    on_low = negated(flag.no)
    return Sums(
        chosen(act, _reduced(sums.points, adjustment), sums.points),
        sums.has,
        chosen(on_low, _reduced(sums.low, adjustment), sums.low),
        chosen(act, _reduced(sums.high, adjustment), sums.high),
        sums.has_range,
    )


def _reduced(points: Whole, adjustment: model.Adjustment) -> Whole:
    match adjustment:
        case model.Cap():
            return chosen(points > adjustment.at, adjustment.at, points)
        case model.Deduct():
            return chosen(points > adjustment.points, points - adjustment.points, 0)
        case _:
            assert_never(adjustment)
