"""Two rulesets side by side, and the parts of them that move: what anybody gains by parts that share no data adds up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.engines.apart import apart
from ssi_rules.language.states import Missing
from ssi_rules.proving.alike import Alike
from ssi_rules.proving.answers import Undecided
from ssi_rules.proving.asked import asked_by, asked_by_pillar
from ssi_rules.proving.find import find_on_any_day
from ssi_rules.proving.logic import both, summed
from ssi_rules.proving.rules import rules_of
from ssi_rules.proving.universe import Universe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ssi_rules import model
    from ssi_rules.engines.score import Score
    from ssi_rules.proving.alike import PillarChange
    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.limits import Spending
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.world import World


@dataclass(frozen=True)
class Pair:
    """A pillar that both have, where it stands in each, and what of it differs."""

    old: int
    new: int
    before: model.Pillar
    after: model.Pillar
    changed: PillarChange

    @property
    def id(self) -> str:
        """What it is called."""
        return self.before.id

    @property
    def is_plain(self) -> bool:
        """Whether it is the sum of its criteria, in both."""
        pillars = self.before, self.after
        return not any(each.adjustments for each in pillars) and all(
            each.missing is Missing.ZERO for pillar in pillars for each in pillar.criteria
        )


def has_always(pillar: model.Pillar) -> bool:
    """Whether a pillar has a score whatever is known."""
    return any(each.missing is Missing.ZERO for each in pillar.criteria)


@dataclass(frozen=True)
class Unit:
    """Criteria of one pillar that move together, or the whole pillar, by the facts and tables they read.

    Attributes:
        before: Numbers of the criteria in the old pillar; None for the whole of both.
    """

    pair: Pair
    before: tuple[int, ...] | None
    after: tuple[int, ...]
    reads: frozenset[str]

    def move(self, one: World, other: World) -> tuple[Truth, Whole]:
        """Whether it has points by both, and how they move."""
        if self.before is None:
            was, now = one.pillar(self.pair.old).sums, other.pillar(self.pair.new).sums
            return both(was.has, now.has), summed((now.points, -1 * was.points))
        before = (one.criterion(self.pair.old, each).points for each in self.before)
        after = (other.criterion(self.pair.new, each).points for each in self.after)
        return True, summed((*after, *(-1 * each for each in before)))

    def moved_in(self, old: Score, new: Score) -> int | None:
        """How the points move from one score to the other; None where they are not there by both."""
        was, now = old.pillars[self.pair.old], new.pillars[self.pair.new]
        if self.before is None:
            return None if was.points is None or now.points is None else now.points - was.points
        before = sum(was.criteria[each] or 0 for each in self.before)
        return sum(now.criteria[each] or 0 for each in self.after) - before

    def asked(self) -> tuple[tuple[model.Expression, ...], tuple[model.Expression, ...]]:
        """What it is computed from, in both."""
        if self.before is None:
            return asked_by_pillar(self.pair.before), asked_by_pillar(self.pair.after)
        was, now = self.pair.before.criteria, self.pair.after.criteria
        return (
            tuple(node for each in self.before for node in asked_by(was[each])),
            tuple(node for each in self.after for node in asked_by(now[each])),
        )

    @property
    def worths(self) -> tuple[int, int]:
        """The most points there are in it, in hundredths, in both."""
        if self.before is None:
            return self.pair.before.worth, self.pair.after.worth
        was, now = self.pair.before.criteria, self.pair.after.criteria
        return sum(was[each].worth for each in self.before), sum(now[each].worth for each in self.after)


def units_of(old: model.Ruleset, new: model.Ruleset, pair: Pair) -> list[Unit]:
    """The parts of a pillar that move; none where it means the same."""
    changed = pair.changed
    if changed.nothing:
        return []
    if not pair.is_plain:
        return [_unit(old, new, pair, None, ())]
    shared = list(changed.criteria)
    gone = set(changed.before) - {each for each, _ in shared}
    come = set(changed.after) - {each for _, each in shared}
    return [
        *(_unit(old, new, pair, (ours,), (theirs,)) for ours, theirs in shared),
        *(_unit(old, new, pair, (each,), ()) for each in sorted(gone)),
        *(_unit(old, new, pair, (), (each,)) for each in sorted(come)),
    ]


def _unit(
    old: model.Ruleset,
    new: model.Ruleset,
    pair: Pair,
    before: tuple[int, ...] | None,
    after: tuple[int, ...],
) -> Unit:
    ours, theirs = Unit(pair, before, after, frozenset()).asked()
    reads = frozenset((*rules_of(old).read(ours), *rules_of(new).read(theirs)))
    return Unit(pair, before, after, reads)


def groups_of(units: Iterable[Unit]) -> list[tuple[Unit, ...]]:
    """The units in groups of which no two read the same fact or table."""
    return apart((each, each.reads) for each in units)


@dataclass(frozen=True)
class Sides:
    """Two rulesets, and whom they are asked about."""

    old: model.Ruleset
    new: model.Ruleset

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pillars that both have."""
        alike = Alike(self.old, self.new)
        return tuple(
            Pair(place, other, each, found, alike.changed(each, found))
            for place, each in enumerate(self.old.pillars)
            for other, found in enumerate(self.new.pillars)
            if each.id == found.id
        )

    @cached_property
    def units(self) -> Mapping[str, list[Unit]]:
        """The parts that move, by pillar."""
        return {each.id: units_of(self.old, self.new, each) for each in self.pairs}

    @cached_property
    def all_units(self) -> list[Unit]:
        """The same of all pillars."""
        return [unit for each in self.pairs for unit in self.units[each.id]]

    @cached_property
    def whole(self) -> Universe:
        """All members, told apart by all that either reads."""
        return Universe(self.old, self.new)

    def universe(self, units: Sequence[Unit]) -> Universe:
        """All members, told apart by what some units read."""
        asked = [each.asked() for each in units]
        ours = [node for before, _ in asked for node in before]
        theirs = [node for _, after in asked for node in after]
        return Universe(self.old, self.new, about=(ours, theirs))

    @property
    def worths_differ(self) -> bool:
        """Whether one has other pillars, or another worth of them or of the whole."""
        worths = [
            sorted((each.id, each.worth) for each in ruleset.pillars) for ruleset in (self.old, self.new)
        ]
        return worths[0] != worths[1] or self.old.worth != self.new.worth

    @property
    def add_up(self) -> bool:
        """Whether the total is the sum of pillars that both have, in both."""
        paired = len(self.pairs) == len(self.old.pillars) == len(self.new.pillars)
        return paired and all(has_always(each) for each in (*self.old.pillars, *self.new.pillars))

    def ask(self, universe: Universe, wanted: Callable[[World, World], Truth], left: Spending) -> Answer:
        """Look for a member of whom something holds, which is said of both scores."""
        if left.is_over:
            return Undecided("the time for it ran out")
        return find_on_any_day(
            universe, lambda here: (wanted(here.world(self.old), here.world(self.new)), ()), left
        )


def moved(units: Sequence[Unit], one: World, other: World) -> tuple[Truth, Whole]:
    """Whether all have points by both, and how their sum moves."""
    found = [each.move(one, other) for each in units]
    return both(*(has for has, _ in found)), summed(points for _, points in found)


def moved_in(units: Sequence[Unit], old: Score, new: Score) -> int | None:
    """How the sum of all moves from one score to the other; None where one has no points."""
    found = [each.moved_in(old, new) for each in units]
    known = [each for each in found if each is not None]
    return sum(known) if len(known) == len(found) else None
