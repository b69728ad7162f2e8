"""What a group can do to its pillars, with the least effort for each.

A group's actions are gone through one after the other. An item is settled as soon as nothing that is left moves it: its points are
taken, and ways that differ in nothing but what it read are no longer told apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.planning.optimum.items import alone
from ssi_rules.planning.optimum.parts import Part, parts_given, spans, together
from ssi_rules.planning.optimum.reach import Reach
from ssi_rules.planning.optimum.scores import Scores
from ssi_rules.planning.optimum.skyline import Rated, undominated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.model import Action
    from ssi_rules.planning.optimum.ground import Ground
    from ssi_rules.planning.optimum.groups import Group
    from ssi_rules.planning.optimum.items import Item
    from ssi_rules.planning.optimum.moves import Held
    from ssi_rules.planning.optimum.parts import Parts, Scales
    from ssi_rules.planning.optimum.reach import Sight
    from ssi_rules.planning.optimum.scores import Points

Times: TypeAlias = "tuple[tuple[str, int], ...]"
"""How often which actions are done, by id."""


class Option(NamedTuple):
    """One way for a group.

    Attributes:
        minutes: Effort.
        times: How often which of the group's actions are done.
        gain: Points in pillars that are the sum of what their criteria earn.
        parts: What it gives the other pillars that it touches.
    """

    minutes: int
    times: Times
    gain: int
    parts: tuple[tuple[int, Part], ...]


class _Way(NamedTuple):
    """An option under way; ``held`` is what the group's atoms hold."""

    option: Option
    held: tuple[Held, ...]


DEAR = 20
"""Other ways that are looked at in the time in which a member is scored from nothing."""

_Moved: TypeAlias = tuple[_Way, int]
"""A way, and how often one more action is done."""

NONE = Option(0, (), 0, ())


def options_of(
    ground: Ground, group: Group, bent: frozenset[int], scales: Scales, effort: int | None = None
) -> list[Option]:
    """All that a group can do but for what another of its ways outdoes, cheapest first.

    Args:
        ground: Whom it is done for, and how long.
        group: Its actions and items.
        bent: Places of the pillars that may be more or less than the sum of what their criteria earn.
        scales: Of those of them that are scaled alike whatever is done.
        effort: Minutes that a way may take; None for as many as it takes.

    Raises:
        TooManyWays: They are more than anybody would wait for.
    """
    if any(ground.terrain.is_tangled(each) for each in group.items):
        ways = list(_tangled(ground, group, bent, effort))
    else:
        ways = _Frontier(ground, group, bent, scales, effort).ways()
    return best_of(ways, scales)


def best_of(options: Iterable[Option], scales: Scales) -> list[Option]:
    """The options that no other outdoes, cheapest first."""
    return undominated((_rated(each, (), (), scales), each) for each in options)


def _rated(
    option: Option, kind: tuple[Held, ...], rising: tuple[int, ...], scales: Scales, more: int = 0
) -> Rated:
    """How an option, with more minutes, compares with others that leave so much to be seen."""
    minutes = option.minutes + more
    if not option.parts:
        return Rated(minutes, kind, (option.gain, *rising))
    others = tuple([(place, part[1:]) for place, part in option.parts])
    earned = [part.earned for place, part in option.parts if place not in scales]
    rated = Rated(minutes, (others, kind), (option.gain, *rising, *earned))
    if len(earned) == len(option.parts):
        return rated
    scaled = {place: part.earned for place, part in option.parts if place in scales}
    least, most = spans([scales[place] for place in scaled], scaled.values())
    return rated._replace(scaled=tuple(scaled.values()), least=least, most=most)


def _given(option: Option, parts: Parts, bent: frozenset[int]) -> Option:
    """The option when some more items are settled."""
    gain = sum(part.earned for place, part in parts.items() if place not in bent)
    other = {place: part for place, part in parts.items() if place in bent}
    given = tuple(sorted(together(dict(option.parts), other).items())) if other else option.parts
    return Option(option.minutes, option.times, option.gain + gain, given)


@dataclass
class _Frontier:
    """A group whose tallies only grow: no row is looked at twice."""

    ground: Ground
    group: Group
    bent: frozenset[int]
    scales: Scales
    effort: int | None
    _known: dict[tuple[tuple[Item, ...], tuple[Held, ...]], Parts] = field(default_factory=dict)
    _scored: dict[tuple[Item, ...], Points] = field(default_factory=dict)

    def ways(self) -> list[Option]:
        """All that the group can do, but for what is outdone."""
        ways, later, open_ = [_Way(NONE, self.reach.start)], list(self.group.actions), self.group.items
        for action in self._order():
            later.remove(action)
            left = tuple(each for each in open_ if any(self.ground.is_moved(each, one) for one in later))
            settled = tuple(each for each in open_ if each not in left)
            _allow(self.ground, self.group, len(ways) * (_most(self.ground, action, self.effort) + 1))
            moved = self._moved(ways, action, later, self.reach.sight(open_))
            ways = self._settled(undominated(moved), action, settled, left)
            open_ = left
        return [each.option for each in ways]

    @cached_property
    def reach(self) -> Reach:
        """What the group's actions move."""
        return Reach(self.ground, self.group)

    def _settled(
        self, moved: Sequence[_Moved], action: Action, settled: tuple[Item, ...], left: tuple[Item, ...]
    ) -> list[_Way]:
        """The ways with the action done, and some items settled by that."""
        found = [
            _Way(_done(each.option, action, times), self.reach.after(each.held, action, times))
            for each, times in moved
        ]
        if not settled:
            return found
        seen, ahead = self.reach.sight(settled), self.reach.sight(left)
        given = (
            _Way(_given(option, self._parts(settled, seen.kind(held), held), self.bent), held)
            for option, held in found
        )
        return undominated(
            (_rated(each.option, *ahead.split(each.held), self.scales), each) for each in given
        )

    def _moved(
        self, ways: Sequence[_Way], action: Action, later: Sequence[Action], sight: Sight
    ) -> Iterator[tuple[Rated, _Moved]]:
        """The ways with the action done no times, once, and so on; not where another has enough of all for fewer minutes."""
        full = self._filled(ways[0], later, sight)
        for way in ways:
            option = way.option
            for times, apart, rising in self.reach.seen(way.held, action, sight):
                rated = _rated(option, apart, rising, self.scales, times * (action.minutes or 0))
                if self.effort is not None and rated.minutes > self.effort:
                    break
                alike = apart, option.gain, option.parts
                if rated.minutes < full.get(alike, rated.minutes + 1):
                    yield rated, (way, times)
                    if rising == sight.tops:
                        full[alike] = rated.minutes
                elif self.reach.only_adds(action, sight):
                    break

    def _filled(self, way: _Way, later: Sequence[Action], sight: Sight) -> dict[object, int]:
        """More minutes than it takes one action that is still to come to bring all that is wanted, by what else can be told."""
        found: dict[object, int] = {}
        for action in (each for each in later if self.reach.only_adds(each, sight)):
            for times, apart, rising in self.reach.seen(way.held, action, sight):
                if rising == sight.tops:
                    minutes = way.option.minutes + times * (action.minutes or 0) + 1
                    alike = apart, way.option.gain, way.option.parts
                    found[alike] = min(minutes, found.get(alike, minutes))
        return found

    def _parts(self, items: tuple[Item, ...], kind: tuple[Held, ...], held: tuple[Held, ...]) -> Parts:
        """What items give their pillars; scored once for all that they cannot tell apart."""
        key = (items, kind)
        if key not in self._known:
            self._known[key] = parts_given(items, self._points(items)(held))
        return self._known[key]

    def _points(self, items: tuple[Item, ...]) -> Points:
        """What finds the points of items; made once."""
        if items not in self._scored:
            self._scored[items] = Scores(self.ground).by(items, self.reach.atoms)
        return self._scored[items]

    def _order(self) -> Iterator[Action]:
        """An order in which few actions are ever waiting for what they move to be settled; the ruleset's where it matters."""
        left = list(self.group.actions)
        while left:
            chosen = (
                left[0]
                if self.ground.is_ordered(self.group.actions)
                else min(left, key=lambda each: self._waiting(each, left))
            )
            left.remove(chosen)
            yield chosen

    def _waiting(self, action: Action, left: Sequence[Action]) -> int:
        """How many ways there may be to tell apart when the action comes next."""
        later = [each for each in left if each is not action]
        open_ = [item for item in self.group.items if any(self.ground.is_moved(item, each) for each in later)]
        done = [each for each in self.group.actions if each not in later]
        ways = 1
        for each in done:
            if any(self.ground.is_moved(item, each) for item in open_):
                ways *= self.ground.period.most(each) + 1
        return ways


def _done(option: Option, action: Action, times: int) -> Option:
    if not times:
        return option
    minutes, done = option.minutes + times * (action.minutes or 0), (*option.times, (action.id, times))
    return Option(minutes, done, option.gain, option.parts)


def _most(ground: Ground, action: Action, effort: int | None) -> int:
    """How often an action can be done in so many minutes."""
    most = ground.period.most(action)
    return most if effort is None or not action.minutes else min(most, effort // action.minutes)


def _allow(ground: Ground, group: Group, ways: int) -> None:
    """Raises ``TooManyWays`` where they are more than what is left of all."""
    ground.allowance.take(ways, tuple(each.id for each in group.actions), ground.period.days)


def _tangled(ground: Ground, group: Group, bent: frozenset[int], effort: int | None) -> Iterator[Option]:
    """All that can be done where what rows count for changes with it: everything is tried on the member herself."""
    rules = alone(ground.terrain.ruleset, (each.criterion for each in group.items))
    evaluator, period = Evaluator(rules), ground.period
    counts = [range(_most(ground, each, effort) + 1) for each in group.actions]
    _allow(ground, group, DEAR * prod(map(len, counts)))
    for times in product(*counts):
        member, option = ground.member, NONE
        for action, count in zip(group.actions, times, strict=True):
            option = _done(option, action, count)
        if effort is not None and option.minutes > effort:
            continue
        for action, count in zip(group.actions, times, strict=True):
            member = period.after(action, member, count)
        points = evaluator.score(member, period.end).pillars[0].criteria
        yield _given(option, parts_given(group.items, points), bent)
