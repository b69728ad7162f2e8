"""Do two rulesets score every member alike; if not, whom do they not, and how much can anybody gain or lose?

Alike is: the same points for every criterion and pillar that both have, the same total and the same level; points that are
absent are not 0. Ranges and what is told beside the points take no part. Criteria that mean the same are not asked about, the
others one by one; only where a pillar caps, deducts or passes worth on it is asked about as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.proving.alike import differing_declaration
from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.asked import asked_by, asked_by_pillar
from ssi_rules.proving.find import replayed
from ssi_rules.proving.gains import gains_of
from ssi_rules.proving.logic import EXTRA_MISSING, both, either, is_available, negated, same
from ssi_rules.proving.units import Sides, groups_of, moved
from ssi_rules.proving.universe import Universe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules import model
    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.gains import Gains
    from ssi_rules.proving.limits import Limit, Spending
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.scoring import Sums
    from ssi_rules.proving.units import Pair, Unit
    from ssi_rules.proving.world import World


@dataclass(frozen=True, slots=True)
class Equal:
    """Every member scores alike."""


@dataclass(frozen=True, slots=True)
class Differs:
    """Not every member scores alike.

    Attributes:
        witness: A member whose score differs; of the total, where that can be.
        gains: By the id of each pillar that both have, and by ``gains.TOTAL``. Members who have no points by one of the two are
            not counted.
    """

    witness: Found
    gains: Mapping[str, Gains] = field(default_factory=dict)


Equivalence: TypeAlias = Equal | Differs | Undecided


def equivalence(old: model.Ruleset, new: model.Ruleset, limit: Limit) -> Equivalence:
    """Hold two rulesets against each other over all members there can be.

    Args:
        old: One ruleset.
        new: The other.
        limit: What may be spent on everything.
    """
    fault = differing_declaration(old, new)
    if fault is not None:
        return Undecided(fault)
    if not is_available():
        return Undecided(EXTRA_MISSING)
    return _Question(Sides(old, new), limit.begin()).outcome()


@dataclass(frozen=True)
class _Question:
    sides: Sides
    left: Spending

    def outcome(self) -> Equivalence:
        """Whether anybody scores differently, and how differently."""
        unsure: Undecided | None = None
        first: Found | None = None
        for answer in self._answers():
            match answer:
                case Found():
                    first = first or answer
                    break
                case Undecided():
                    unsure = unsure or answer
                case Nothing():
                    pass
        if first is None:
            return unsure or Equal()
        shown = self._shown()
        known = [first, *([shown] if isinstance(shown, Found) else [])]
        return Differs(known[-1], dict(gains_of(self.sides, self.left, known)))

    # Whether anything differs.

    def _answers(self) -> Iterator[Answer]:
        """First what is small: criteria, then pillars, then the total."""
        for pair in self.sides.pairs:
            for criterion in pair.changed.criteria:
                yield self._criterion(pair, *criterion)
        for pair in self.sides.pairs:
            if not pair.changed.nothing_else:
                yield self._pillar(pair)
        if self._total_is_open():
            yield self._total_moves()
            yield self._levels()

    def _total_is_open(self) -> bool:
        """Whether pillars that are alike do not settle the total and the level."""
        levels = [
            sorted((each.start, each.id) for each in ruleset.levels)
            for ruleset in (self.sides.old, self.sides.new)
        ]
        return levels[0] != levels[1] or self.sides.worths_differ

    def _criterion(self, pair: Pair, old: int, new: int) -> Answer:
        before = self.sides.old.pillars[pair.old].criteria[old]
        after = self.sides.new.pillars[pair.new].criteria[new]
        universe = Universe(self.sides.old, self.sides.new, about=(asked_by(before), asked_by(after)))

        def wanted(one: World, other: World) -> Truth:
            was, now = one.criterion(pair.old, old), other.criterion(pair.new, new)
            return either(
                negated(same(was.has, now.has)), both(was.has, now.has, _unlike(was.points, now.points))
            )

        return self.sides.ask(universe, wanted, self.left)

    def _pillar(self, pair: Pair) -> Answer:
        def wanted(one: World, other: World) -> Truth:
            return _unequal(one.pillar(pair.old).sums, other.pillar(pair.new).sums)

        about = asked_by_pillar(pair.before), asked_by_pillar(pair.after)
        return self.sides.ask(Universe(self.sides.old, self.sides.new, about=about), wanted, self.left)

    def _total_moves(self, *, scored: bool = False) -> Answer:
        """Whether anybody's total differs; asked only of those who have one by both, where ``scored``."""

        def differ(one: World, other: World) -> Truth:
            was, now = one.encoded().total, other.encoded().total
            return both(was.has, now.has, _unlike(was.points, now.points)) if scored else _unequal(was, now)

        return self.sides.ask(self.sides.whole, differ, self.left)

    def _shown(self) -> Answer:
        """A member to show whose total differs, and of whom little need be known."""
        if self.sides.add_up:
            for group in groups_of(self.sides.all_units):
                universe = self.sides.universe(group)
                answer = self.sides.ask(universe, partial(_differ, group), self.left)
                if isinstance(answer, Found) and self._totals_differ(answer):
                    return answer
        return self._total_moves(scored=True)

    def _totals_differ(self, found: Found) -> bool:
        return replayed(found, self.sides.old).total != replayed(found, self.sides.new).total

    def _levels(self) -> Answer:
        def wanted(one: World, other: World) -> Truth:
            was, now = one.encoded().total, other.encoded().total
            before, after = dict(_at_levels(self.sides.old, was)), dict(_at_levels(self.sides.new, now))
            levels = before.keys() | after.keys()
            return either(
                *(negated(same(before.get(each, False), after.get(each, False))) for each in sorted(levels))
            )

        return self.sides.ask(self.sides.whole, wanted, self.left)


def _differ(group: tuple[Unit, ...], one: World, other: World) -> Truth:
    has, points = moved(group, one, other)
    return both(has, _unlike(points, 0))


def _unlike(left: Whole, right: Whole) -> Truth:
    if isinstance(left, int) and isinstance(right, int):
        return left != right
    return either(left < right, left > right)


def _unequal(was: Sums, now: Sums) -> Truth:
    return either(negated(same(was.has, now.has)), both(was.has, now.has, _unlike(was.points, now.points)))


def _at_levels(ruleset: model.Ruleset, total: Sums) -> Iterator[tuple[str, Truth]]:
    """For each level, whether the total is at it."""
    levels = sorted(ruleset.levels, key=lambda each: each.start)
    ends = (*(each.start for each in levels[1:]), None)
    for level, end in zip(levels, ends, strict=False):  # without levels there is one end too many
        below = True if end is None else total.points < end
        yield level.id, both(total.has, total.points >= level.start, below)
