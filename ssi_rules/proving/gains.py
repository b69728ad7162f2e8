"""How much anybody gains or loses between two rulesets, worked out by parts that share no data: their bounds add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.language.states import Missing
from ssi_rules.proving.asked import asked_by, asked_by_pillar
from ssi_rules.proving.logic import both, summed
from ssi_rules.proving.rules import rules_of
from ssi_rules.proving.universe import Universe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules import model
    from ssi_rules.proving.alike import Changed
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.world import World


@dataclass(frozen=True)
class Pair:
    """A pillar that both have, where it stands in each, and what of it differs."""

    old: int
    new: int
    before: model.Pillar
    after: model.Pillar
    changed: Changed

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

    def asked(self) -> tuple[tuple[model.Expression, ...], tuple[model.Expression, ...]]:
        """What it is computed from, in both."""
        if self.before is None:
            return asked_by_pillar(self.pair.before), asked_by_pillar(self.pair.after)
        was, now = self.pair.before.criteria, self.pair.after.criteria
        return (
            tuple(node for each in self.before for node in asked_by(was[each])),
            tuple(node for each in self.after for node in asked_by(now[each])),
        )


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
    reads = rules_of(old).read(ours) | rules_of(new).read(theirs)
    return Unit(pair, before, after, reads)


def apart(units: Iterable[Unit]) -> list[tuple[Unit, ...]]:
    """The units in groups of which no two read the same fact or table."""
    groups: list[list[Unit]] = []
    for unit in units:
        touching = [group for group in groups if any(unit.reads & each.reads for each in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(each for group in touching for each in group), unit])
    return [tuple(each) for each in groups]


def universe_of(old: model.Ruleset, new: model.Ruleset, units: Sequence[Unit]) -> Universe:
    """All members, told apart by what some units read."""
    asked = [each.asked() for each in units]
    ours = [node for before, _ in asked for node in before]
    theirs = [node for _, after in asked for node in after]
    return Universe(old, new, about=(ours, theirs))


def moved(units: Sequence[Unit], one: World, other: World) -> tuple[Truth, Whole]:
    """Whether all have points by both, and how their sum moves."""
    found = [each.move(one, other) for each in units]
    return both(*(has for has, _ in found)), summed(points for _, points in found)
