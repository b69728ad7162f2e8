"""The best that can be done in one period: the cheapest way to a total, and the most there is."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.engines.reference.arithmetic import spread
from ssi_rules.language.states import Missing
from ssi_rules.planning.optimum.bounds import Bounds
from ssi_rules.planning.optimum.choice import Knapsack
from ssi_rules.planning.optimum.groups import Group, groups_of
from ssi_rules.planning.optimum.options import options_of
from ssi_rules.planning.optimum.parts import Scale, parts_given
from ssi_rules.planning.optimum.pillars import Assembly
from ssi_rules.planning.optimum.rounded import MOST_CHOICES, Offer, RoundedKnapsack, TooManyChoices
from ssi_rules.planning.optimum.wish import TooManyWays

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ssi_rules.engines.score import Score
    from ssi_rules.model import Action
    from ssi_rules.planning.optimum.choice import Choice
    from ssi_rules.planning.optimum.ground import Ground
    from ssi_rules.planning.optimum.items import Item
    from ssi_rules.planning.optimum.options import Option, Times
    from ssi_rules.planning.optimum.parts import Parts, Scales
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
    scales: tuple[Scale, ...]
    start: tuple[int, ...]
    choices: int

    @cached_property
    def most(self) -> int:
        """The highest total."""
        return self._total(self._knapsack.most())

    def cheapest(self, goal: int) -> Choice | None:
        """The cheapest choice that makes the total."""
        return self._knapsack.cheapest(self._needed(goal) - self.base)

    def is_within(self, effort: int, goal: int) -> bool:
        """Whether the total can be made for so many minutes."""
        return self._knapsack.is_within(effort, self._needed(goal) - self.base)

    def reached(self, choice: Choice) -> int:
        """The total that a choice makes."""
        return self._total(self._knapsack.gained(choice.picks))

    def _total(self, gained: int) -> int:
        """The total from what the pillars that have points gain beyond their base."""
        return spread(self.base + gained, self.worth, self.known) or 0

    @cached_property
    def _knapsack(self) -> Knapsack | RoundedKnapsack:
        if not self.scales:
            return Knapsack([[(each.minutes, each.gain) for each in front] for front in self.fronts])
        offers = [[Offer(each.minutes, each.gain, each.earned) for each in front] for front in self.fronts]
        return RoundedKnapsack(offers, self.scales, self.start, self.choices)

    def _needed(self, goal: int) -> int:
        """The least sum of pillars that makes the total."""
        points = max(goal * self.known // self.worth - 1, 0)
        while self._total(points - self.base) < goal:
            points += 1
        return points


@dataclass
class Horizon:
    """One member, one period; which actions are allowed differs from question to question."""

    ground: Ground
    _options: dict[object, list[Option]] = field(default_factory=dict)
    _cases: dict[tuple[tuple[str, ...], int | None], list[_Case]] = field(default_factory=dict)
    _highest: dict[tuple[str, ...], int] = field(default_factory=dict)

    def cheapest(self, goal: int, actions: Sequence[Action], effort: int | None = None) -> Way | None:
        """The way to at least this total with the fewest minutes, no more than ``effort``; None where there is none."""
        with self._counted(actions):
            found = [(case.cheapest(goal), case) for case in self._cases_of(actions, effort)]
        ways = [(choice.cost, number) for number, (choice, _) in enumerate(found) if choice is not None]
        if not ways or (effort is not None and min(ways)[0] > effort):
            return None
        choice, case = found[min(ways)[1]]
        if choice is None:
            raise AssertionError("only those that found something are in ways")
        picked = [front[place] for front, place in zip(case.fronts, choice.picks, strict=True)]
        times = dict(pair for each in picked for pair in each.times)
        return Way(choice.cost, self._in_order(times), case.reached(choice))

    def after(self, way: Way) -> Score:
        """The member's score on the period's last day with all done, by the engine that scores everyone."""
        ground = self.ground
        actions, member = {each.id: each for each in ground.terrain.ruleset.actions}, ground.member
        for name, times in way.times:
            member = ground.period.after(actions[name], member, times)
        return ground.terrain.evaluator.score(member, ground.period.end)

    def most(self, actions: Sequence[Action], effort: int | None = None) -> int | None:
        """A total that none is higher than for so many minutes, and the highest for any; None where no pillar has points."""
        with self._counted(actions):
            return max((each.most for each in self._cases_of(actions, effort)), default=None)

    @contextmanager
    def _counted(self, actions: Sequence[Action]) -> Iterator[None]:
        """Says which actions they are that can be done in too many ways."""
        try:
            yield
        except TooManyChoices as error:
            names = tuple(each.id for each in actions if self.ground.moves(each))
            raise TooManyWays(names, self.ground.period.days) from error

    def bound(self, actions: Sequence[Action]) -> int:
        """A total that none is higher than, found without a search."""
        key = tuple(each.id for each in actions)
        if key not in self._highest:
            self._highest[key] = self._bounds.total(actions)
        return self._highest[key]

    def highest(self, item: Item, actions: tuple[Action, ...]) -> int:
        """The most points that these actions can bring a criterion to, whatever becomes of all else.

        Raises:
            TooManyWays: There are more ways than may be tried.
        """
        if item in self._bounds.rising:
            return self._bounds.most(actions)[item] or 0
        options = options_of(self.ground, Group(actions, (item,)), frozenset((item.pillar,)), {})
        return max(part.earned for each in options for _, part in each.parts)

    @cached_property
    def _bounds(self) -> Bounds:
        return Bounds(self.ground, self._points)

    def most_within(self, effort: int, actions: Sequence[Action]) -> int | None:
        """The highest total for so many minutes at most; None where no pillar has points for them."""
        low, high = 0, self.most(actions, effort)
        if high is None or not self._fits(low, effort, actions):
            return None
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._fits(middle, effort, actions) else (low, middle - 1)
        return low

    def _fits(self, goal: int, effort: int, actions: Sequence[Action]) -> bool:
        with self._counted(actions):
            return any(each.is_within(effort, goal) for each in self._cases_of(actions, effort))

    def _in_order(self, times: dict[str, int]) -> Times:
        order = self.ground.terrain.ruleset.actions
        return tuple((each.id, times[each.id]) for each in order if each.id in times)

    def _cases_of(self, actions: Sequence[Action], effort: int | None) -> list[_Case]:
        key = tuple(each.id for each in actions), effort
        if key not in self._cases:
            self._cases[key] = list(self._found_cases(actions, effort))
        return self._cases[key]

    def _found_cases(self, actions: Sequence[Action], effort: int | None) -> Iterator[_Case]:
        """One for each choice of what fires, what counts and which pillars have no points; commonly there is one."""
        for assembly in self._assembly(actions, effort).split():
            yield from self._cases_in(assembly)

    def _cases_in(self, assembly: Assembly) -> Iterator[_Case]:
        fronts, worths = assembly.fronts(), [each.worth for each in assembly.pillars]
        for chosen in product(*(sorted({each.absent for each in front}, key=sorted) for front in fronts)):
            absent = frozenset[int]().union(*chosen)
            if len(absent) < len(worths):
                yield _Case(
                    tuple(
                        _with(front, each, all_of_it=bool(assembly.scales))
                        for front, each in zip(fronts, chosen, strict=True)
                    ),
                    assembly.base,
                    self.ground.terrain.ruleset.worth,
                    sum(worth for place, worth in enumerate(worths) if place not in absent),
                    tuple(assembly.scales.values()),
                    assembly.start,
                    self._choices,
                )

    def _assembly(self, actions: Sequence[Action], effort: int | None) -> Assembly:
        groups = groups_of(self.ground, actions)
        moved = {item for group in groups for item in group.items}
        still = [
            (item, points)
            for item, points in zip(self.ground.terrain.items, self._points, strict=True)
            if item not in moved
        ]
        parts: Parts = parts_given((item for item, _ in still), (points for _, points in still))
        pillars = self.ground.terrain.ruleset.pillars
        loose = frozenset(item.pillar for item in moved if self._may_bend(item))
        fired = frozenset(place for place, part in parts.items() if part.fired)
        scales = self._scales(loose | fired)
        bent = loose.union(fired, self._uncounted)
        return Assembly(
            pillars,
            parts,
            tuple(self._options_of(each, bent, scales, effort) for each in groups),
            frozenset(range(len(pillars))) - bent,
            self.ground.period.days,
            self.ground.allowance,
        )

    def _scales(self, others: Collection[int]) -> Scales:
        """Of the pillars in which always the same worth is left to the others, those excepted in which more may bend."""
        worths = [each.worth for each in self.ground.terrain.ruleset.pillars]
        return {
            place: Scale(worths[place], worths[place] - each)
            for place, each in self._uncounted.items()
            if place not in others and each < worths[place]
        }

    @property
    def _choices(self) -> int:
        """How many may be gone through at a time."""
        allowance = self.ground.allowance
        return min(MOST_CHOICES, max(allowance.left, 0)) if allowance.is_brief else MOST_CHOICES

    @cached_property
    def _uncounted(self) -> dict[int, int]:
        """Worth that is left to others if nothing is done, by the places of pillars."""
        found = dict[int, int]()
        for item, points in zip(self.ground.terrain.items, self._points, strict=True):
            if points is None and item.criterion.missing is Missing.REDISTRIBUTE:
                found[item.pillar] = found.get(item.pillar, 0) + item.criterion.worth
        return found

    def _may_bend(self, item: Item) -> bool:
        """Whether what the item comes to may make a pillar other than the sum of its criteria, in one scale."""
        return item.is_condition or (
            item.criterion.missing is Missing.REDISTRIBUTE and item not in self.ground.certain
        )

    def _options_of(
        self, group: Group, bent: frozenset[int], scales: Scales, effort: int | None
    ) -> list[Option]:
        touched = {each.pillar for each in group.items}
        scaled = {place: each for place, each in scales.items() if place in touched}
        all_done = sum(self.ground.period.most(each) * (each.minutes or 0) for each in group.actions)
        limit = None if effort is None or all_done <= effort else effort
        key = tuple(each.id for each in group.actions), bent & touched, tuple(scaled.items()), limit
        if key not in self._options:
            self._options[key] = options_of(self.ground, group, key[1], scaled, limit)
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


def _with(front: Sequence[Entry], absent: frozenset[int], *, all_of_it: bool) -> tuple[Entry, ...]:
    """The entries that leave these pillars without points; each better than the one before, or all of them."""
    kept: list[Entry] = []
    for each in front:
        if each.absent == absent and (all_of_it or not kept or each.gain > kept[-1].gain):
            kept.append(each)
    return tuple(kept)
