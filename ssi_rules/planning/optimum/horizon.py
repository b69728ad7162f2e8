"""The best that can be done in one period: the cheapest way to a total, and the most there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.engines.reference.arithmetic import spread
from ssi_rules.language.states import Missing
from ssi_rules.planning.optimum.bounds import Bounds
from ssi_rules.planning.optimum.choice import Knapsack
from ssi_rules.planning.optimum.groups import groups_of
from ssi_rules.planning.optimum.options import options_of
from ssi_rules.planning.optimum.parts import parts_given
from ssi_rules.planning.optimum.pillars import Assembly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.model import Action
    from ssi_rules.planning.optimum.choice import Choice
    from ssi_rules.planning.optimum.ground import Ground
    from ssi_rules.planning.optimum.groups import Group
    from ssi_rules.planning.optimum.items import Item
    from ssi_rules.planning.optimum.options import Option, Times
    from ssi_rules.planning.optimum.parts import Parts
    from ssi_rules.planning.optimum.pillars import Entry


class Way(NamedTuple):
    """What to do in a period.

    Attributes:
        minutes: Effort.
        times: How often which actions are done, by id, in the ruleset's order.
        total: What it comes to, in hundredths.
    """

    minutes: int
    times: Times
    total: int


@dataclass(frozen=True)
class _Case:
    """The fronts where these pillars, and no others, have no points."""

    fronts: tuple[tuple[Entry, ...], ...]
    base: int
    worth: int
    known: int

    def total(self, points: int) -> int:
        """The total from the sum of the pillars that have points."""
        return spread(points, self.worth, self.known) or 0

    @property
    def most(self) -> int:
        return self.total(self.base + sum(front[-1].gain for front in self.fronts))

    def cheapest(self, goal: int) -> Choice | None:
        return self._knapsack.cheapest(self._needed(goal) - self.base)

    @cached_property
    def _knapsack(self) -> Knapsack:
        return Knapsack([[(each.minutes, each.gain) for each in front] for front in self.fronts])

    def _needed(self, goal: int) -> int:
        """The least sum of pillars that makes the total."""
        points = max(goal * self.known // self.worth - 1, 0)
        while self.total(points) < goal:
            points += 1
        return points


@dataclass
class Horizon:
    """One member, one period; which actions are allowed differs from question to question."""

    ground: Ground
    _options: dict[tuple[tuple[str, ...], frozenset[int]], list[Option]] = field(default_factory=dict)
    _cases: dict[tuple[str, ...], list[_Case]] = field(default_factory=dict)
    _highest: dict[tuple[str, ...], int] = field(default_factory=dict)

    def cheapest(self, goal: int, actions: Sequence[Action]) -> Way | None:
        """The way to at least this total with the fewest minutes; None where there is none."""
        found = [(case.cheapest(goal), case) for case in self._cases_of(actions)]
        ways = [(choice.cost, number) for number, (choice, _) in enumerate(found) if choice is not None]
        if not ways:
            return None
        choice, case = found[min(ways)[1]]
        if choice is None:
            raise AssertionError("only those that found something are in ways")
        picked = [front[place] for front, place in zip(case.fronts, choice.picks, strict=True)]
        times = dict(pair for each in picked for pair in each.times)
        total = case.total(case.base + sum(each.gain for each in picked))
        return Way(choice.cost, self._in_order(times), total)

    def most(self, actions: Sequence[Action]) -> int | None:
        """The highest total; None where no pillar has points whatever is done."""
        return max((each.most for each in self._cases_of(actions)), default=None)

    def bound(self, actions: Sequence[Action]) -> int:
        """A total that none is higher than, found without a search."""
        key = tuple(each.id for each in actions)
        if key not in self._highest:
            self._highest[key] = self._bounds.total(actions)
        return self._highest[key]

    @cached_property
    def _bounds(self) -> Bounds:
        return Bounds(self.ground, self._points)

    def most_within(self, effort: int, actions: Sequence[Action]) -> int | None:
        """The highest total for so many minutes at most; None where no pillar has points for them."""
        low, high = 0, self.most(actions)
        if high is None or not self._fits(low, effort, actions):
            return None
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._fits(middle, effort, actions) else (low, middle - 1)
        return low

    def _fits(self, goal: int, effort: int, actions: Sequence[Action]) -> bool:
        way = self.cheapest(goal, actions)
        return way is not None and way.minutes <= effort

    def _in_order(self, times: dict[str, int]) -> Times:
        order = self.ground.terrain.ruleset.actions
        return tuple((each.id, times[each.id]) for each in order if each.id in times)

    def _cases_of(self, actions: Sequence[Action]) -> list[_Case]:
        key = tuple(each.id for each in actions)
        if key not in self._cases:
            self._cases[key] = list(self._found_cases(actions))
        return self._cases[key]

    def _found_cases(self, actions: Sequence[Action]) -> Iterator[_Case]:
        """One for each choice of what fires, what counts and which pillars have no points; commonly there is one."""
        for assembly in self._assembly(actions).split():
            yield from self._cases_in(assembly)

    def _cases_in(self, assembly: Assembly) -> Iterator[_Case]:
        fronts, worths = assembly.fronts(), [each.worth for each in assembly.pillars]
        for chosen in product(*(sorted({each.absent for each in front}, key=sorted) for front in fronts)):
            absent = frozenset[int]().union(*chosen)
            if len(absent) < len(worths):
                yield _Case(
                    tuple(_with(front, each) for front, each in zip(fronts, chosen, strict=True)),
                    assembly.base,
                    self.ground.terrain.ruleset.worth,
                    sum(worth for place, worth in enumerate(worths) if place not in absent),
                )

    def _assembly(self, actions: Sequence[Action]) -> Assembly:
        groups = groups_of(self.ground, actions)
        moved = {item for group in groups for item in group.items}
        still = [
            (item, points)
            for item, points in zip(self.ground.terrain.items, self._points, strict=True)
            if item not in moved
        ]
        parts: Parts = parts_given((item for item, _ in still), (points for _, points in still))
        pillars = self.ground.terrain.ruleset.pillars
        bent = frozenset(item.pillar for item in moved if _may_bend(item))
        bent |= {place for place, part in parts.items() if part.uncounted or part.fired}
        straight = frozenset(range(len(pillars))) - bent
        return Assembly(
            pillars,
            parts,
            tuple(self._options_of(each, bent) for each in groups),
            straight,
            self.ground.period.days,
            self.ground.allowance,
        )

    def _options_of(self, group: Group, bent: frozenset[int]) -> list[Option]:
        key = tuple(each.id for each in group.actions), bent & {each.pillar for each in group.items}
        if key not in self._options:
            self._options[key] = options_of(self.ground, group, key[1])
        return self._options[key]

    @cached_property
    def _points(self) -> list[int | None]:
        """What each item earns if nothing is done."""
        record = self.ground.record
        return [
            (1 if record.value(item.criterion.measure) else 0)
            if item.is_condition
            else record.score.pillars[item.pillar].criteria[item.place]
            for item in self.ground.terrain.items
        ]


def _may_bend(item: Item) -> bool:
    """Whether what the item comes to may make a pillar other than the sum of its criteria."""
    return item.is_condition or item.criterion.missing is Missing.REDISTRIBUTE


def _with(front: Sequence[Entry], absent: frozenset[int]) -> tuple[Entry, ...]:
    """The entries that leave these pillars without points, each dearer and better than the one before."""
    kept: list[Entry] = []
    for each in front:
        if each.absent == absent and (not kept or each.gain > kept[-1].gain):
            kept.append(each)
    return tuple(kept)
