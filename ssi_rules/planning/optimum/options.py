"""What a group can do to its pillars: earned points, worth that does not count, and what fires, for each effort."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from ssi_rules.engines.reading import aggregates_of
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.generate import generate
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.states import Missing
from ssi_rules.planning.optimum.items import alone
from ssi_rules.planning.optimum.reach import Reach
from ssi_rules.planning.optimum.tallies import outcome, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from ssi_rules.engines.score import Score
    from ssi_rules.language.types import Value
    from ssi_rules.model import Aggregated
    from ssi_rules.planning.optimum.ground import Ground, Terrain
    from ssi_rules.planning.optimum.groups import Group
    from ssi_rules.planning.optimum.items import Item
    from ssi_rules.planning.optimum.moves import Atom, Held

    Scoring: TypeAlias = Callable[[Callable[[str], object], Sequence[object], date | None], Score]


class Part(NamedTuple):
    """What some criteria and conditions give their pillar.

    Attributes:
        earned: Points.
        uncounted: Worth of criteria without points that leave it to the others.
        fired: Places of the caps and deductions whose conditions hold.
    """

    earned: int
    uncounted: int
    fired: frozenset[int]

    def plus(self, other: Part) -> Part:
        """Both together."""
        return Part(self.earned + other.earned, self.uncounted + other.uncounted, self.fired | other.fired)


NOTHING = Part(0, 0, frozenset())

Parts: TypeAlias = dict[int, Part]
"""Parts by pillar."""


class Option(NamedTuple):
    """One way for a group, by the place of its pillars.

    Attributes:
        minutes: Effort.
        times: How often each of the group's actions is done.
        parts: What it gives each pillar that it touches.
    """

    minutes: int
    times: tuple[int, ...]
    parts: tuple[tuple[int, Part], ...]


def parts_given(items: Iterable[Item], points: Iterable[int | None]) -> Parts:
    """What items with these points give their pillars."""
    found: Parts = {}
    for item, each in zip(items, points, strict=True):
        found[item.pillar] = found.get(item.pillar, NOTHING).plus(_part(item, each))
    return found


def _part(item: Item, points: int | None) -> Part:
    if item.is_condition:
        return Part(0, 0, frozenset((item.place,) if points else ()))
    passed_on = points is None and item.criterion.missing is Missing.REDISTRIBUTE
    return Part(points or 0, item.criterion.worth if passed_on else 0, frozenset())


def options_of(ground: Ground, group: Group) -> list[Option]:
    """All that a group can do, cheapest first; of ways that come to the same for its pillars the cheapest."""
    tangled = any(ground.terrain.is_tangled(each) for each in group.items)
    ways = _Tangled(ground, group).ways() if tangled else _Plain(ground, group).ways()
    found: dict[tuple[tuple[int, Part], ...], Option] = {}
    for minutes, times, points in ways:
        parts = tuple(parts_given(group.items, points).items())
        if parts not in found or minutes < found[parts].minutes:
            found[parts] = Option(minutes, times, parts)
    return sorted(found.values(), key=lambda each: each.minutes)


Way: TypeAlias = "tuple[int, tuple[int, ...], tuple[int | None, ...]]"
"""Minutes, times of each action, and the points of each item."""


@dataclass(frozen=True)
class _Plain:
    """A group whose tallies only grow: no row is looked at twice."""

    ground: Ground
    group: Group

    def ways(self) -> Iterator[Way]:
        reach, day = Reach(self.ground, self.group), self.ground.period.end
        scoring, aggregates = self._scoring
        facts = self.ground.member.facts
        for minutes, times, held in reach.states():
            known = dict(zip(reach.atoms, held, strict=True))
            read = [self._value(each, known) for each in aggregates]
            given = {**facts, **{name: each for name, each in known.items() if isinstance(name, str)}}
            yield minutes, times, scoring(given.get, read, day).pillars[0].criteria

    def _value(self, node: Aggregated, known: Mapping[Atom, Held]) -> object:
        parts = parts_of(node, self.ground.terrain.ruleset.catalogue)
        if known.keys().isdisjoint(parts):
            return self.ground.record.value(node)
        return outcome(node, [self._tally(each, known) for each in parts])

    def _tally(self, tally: Aggregated, known: Mapping[Atom, Held]) -> Value | None:
        """What a tally comes to; distinct values that came in are counted on top."""
        held, start = known.get(tally, self.ground.start(tally)), self.ground.start(tally)
        if isinstance(held, frozenset):
            return None if not isinstance(start, int) else start + len(held) * SCALE
        return held

    @cached_property
    def _scoring(self) -> tuple[Scoring, tuple[Aggregated, ...]]:
        return scoring_of(self.ground.terrain, self.group.items)


def scoring_of(terrain: Terrain, items: tuple[Item, ...]) -> tuple[Scoring, tuple[Aggregated, ...]]:
    """What scores these items alone, from facts and the values of aggregates; made once."""
    if items not in terrain.scorings:
        rules = alone(terrain.ruleset, (each.criterion for each in items))
        aggregates = tuple(aggregates_of(rules))
        made = generate(rules, terrain.evaluator.matchers.of, recording=False, given=aggregates)
        terrain.scorings[items] = made.compiled(), aggregates
    return cast("tuple[Scoring, tuple[Aggregated, ...]]", terrain.scorings[items])


@dataclass(frozen=True)
class _Tangled:
    """A group in which what rows count for changes with what is done: everything is tried on the member herself."""

    ground: Ground
    group: Group

    def ways(self) -> Iterator[Way]:
        rules = alone(self.ground.terrain.ruleset, (each.criterion for each in self.group.items))
        evaluator, period = Evaluator(rules), self.ground.period
        for times in product(*(range(period.most(each) + 1) for each in self.group.actions)):
            member, minutes = self.ground.member, 0
            for action, count in zip(self.group.actions, times, strict=True):
                member = period.after(action, member, count)
                minutes += count * (action.minutes or 0)
            yield minutes, times, evaluator.score(member, period.end).pillars[0].criteria
