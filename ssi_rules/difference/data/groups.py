"""Figures about groups of members, as far as none of them, nor anything that follows from them, is about too few.

A sum of moves is about those who move: who knows that all others stayed is not kept from knowing what three got by a mean over a
hundred. Of counts only sums of counts follow (``bulk/counts.py``). How many gain and how many lose are told together or not at
all, for the rules say what a change brings: who knows what each of a hundred gains has by the sum what the other three lose.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ssi_rules.bulk.counts import Counts
from ssi_rules.bulk.privacy import Given
from ssi_rules.difference.data.figures import Cohorts, Group, Truth
from ssi_rules.difference.data.levels import Direction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ssi_rules.difference.data.table import Alike

    Which = Callable[[Alike], bool]


def truth(alike: Iterable[Alike], extremes: tuple[int, int]) -> Truth:
    """All counts as they are.

    Args:
        alike: Everybody.
        extremes: The largest gain and the largest loss.
    """
    every = list(alike)

    def count(which: Which) -> int:
        return sum(each.members for each in every if which(each))

    return Truth(
        members=count(lambda _: True),
        compared=count(_compared),
        gained=count(_gained),
        lost=count(_lost),
        levels_changed=count(_changed),
        levels_gained=count(_up),
        levels_lost=count(_down),
        net=sum(sum(each.parts) for each in every),
        largest_gain=extremes[0],
        largest_loss=extremes[1],
        scores_gained=count(_came),
        scores_lost=count(_went),
    )


NOT_SAID = ""
"""The cohort of those of whom a column says nothing."""


class _Sums:
    """Sums of what some are moved by; members are told apart by their cohorts alone, as the groups are."""

    def __init__(self, alike: Iterable[Alike], which: Which, minimum: int) -> None:
        """Begin with nothing given.

        Args:
            alike: Everybody.
            which: Who is moved.
            minimum: Members a sum is about at least.
        """
        sizes = Counter[tuple[str | None, ...]]()
        for each in filter(which, alike):
            sizes[each.labels] += each.members
        self._places = {labels: place for place, labels in enumerate(sizes)}
        self._counts = Counts([*sizes.values()], minimum)

    def may_give(self, group: Iterable[Alike]) -> bool:
        """Whether ``give`` would give it."""
        return self._counts.may_give(self._of(group))

    def give(self, group: Iterable[Alike]) -> bool:
        """Give what the moves of a group come to, if that is safe beside all that is given already."""
        return self._counts.give(self._of(group))

    def _of(self, group: Iterable[Alike]) -> list[int]:
        labels = {each.labels for each in group}
        return [place for each, place in self._places.items() if each in labels]


class Groups:
    """Gives figures one after the other; what comes first has the first claim."""

    def __init__(self, alike: Sequence[Alike], minimum: int) -> None:
        """Begin with nothing told.

        Args:
            alike: Everybody, those of whom nothing that is counted differs together; all with so many parts.
            minimum: Members a figure rests on at least.
        """
        self._alike, self._minimum = alike, minimum
        self._compared = self._those(_compared)
        self._sizes = self._given(self._compared)
        self._counts = Counts([each.members for each in alike], minimum)
        self._moves = _Sums(alike, _moved, minimum)
        parts = len(alike[0].parts) if alike else 0
        self._parts = [_Sums(alike, _touched(part), minimum) for part in range(parts)]
        self._are_told = self._sizes.give(self._compared)
        if self._are_told:
            self._counts.give(self._compared)

    def members(self) -> int | None:
        """How many there are in all; None where it would tell of a few who have no score."""
        every = sum(each.members for each in self._alike)
        return every if not self._are_told or self._all()[0] is not None else None

    def unscored(self) -> dict[str, int]:
        """How many have no score under the one or the other, as far as that may be told."""
        counts = zip(("before", "after", "both"), self._all()[1:], strict=True)
        return {name: count for name, count in counts if count is not None} if self.members() else {}

    def _all(self) -> tuple[int | None, ...]:
        """How many have a score under both, only under the new, only under the old ruleset, under none."""
        told = Counts([each.members for each in self._alike], self._minimum)
        kinds = tuple(map(self._those, (_compared, _came, _went, _neither)))
        if not told.give(range(len(self._alike))):
            return (None,) * len(kinds)
        return tuple(self._count(each) if told.give(each) else None for each in kinds)

    def everyone(self) -> Group | None:
        """All that have a score under both."""
        return self._group(self._compared) if self._are_told else None

    def cohorts(self, column: str, place: int) -> Cohorts:
        """Members by what a column says.

        Args:
            column: What it is called.
            place: Its place among the labels.
        """
        found = self._found(place) if self._are_told else {}
        shown = {each for group in found.values() for each in group}
        rest = [each for each in self._compared if each not in shown]
        groups = {label: self._group(group) for label, group in found.items()}
        others = self._group(rest) if found and rest and self._sizes.give(rest) else None
        return Cohorts(column, dict(sorted(groups.items(), key=lambda each: each[0].casefold())), others)

    def is_enough(self, which: Which) -> bool:
        """Whether those of whom something is so are nobody, or enough for the most that one of them got."""
        members = self._count(self._those(which))
        return self._are_told and not 0 < members < self._minimum

    def touched(self, part: int) -> int | None:
        """How many members a part moved."""
        return self._told(self._those(_touched(part)))

    def levels(self, levels: Sequence[str | None]) -> list[tuple[int | None, int | None]]:
        """How many of those who are compared had each level under the old ruleset, and have it under the new one."""
        return [(self._told(self._those(_had(each))), self._told(self._those(_has(each)))) for each in levels]

    def _found(self, place: int) -> dict[str, list[int]]:
        """Cohorts that may be told of, the largest first: most members then stand in one of their own."""
        groups: dict[str, list[int]] = {}
        for number in self._compared:
            groups.setdefault(self._alike[number].labels[place] or NOT_SAID, []).append(number)
        ordered = sorted(groups, key=lambda label: (-self._count(groups[label]), label))
        return {label: groups[label] for label in ordered if self._sizes.give(groups[label])}

    def _group(self, inside: Sequence[int]) -> Group:
        net = self._net(inside)
        parts = None if net is None else self._of_each(inside)
        moves = (self._those(_gained, inside), self._those(_lost, inside))
        are_counted = self._counts.give(inside)
        gained, lost = map(self._count, moves) if are_counted and self._counts.give(*moves) else (None, None)
        changed, up, down = (
            self._told(self._those(kind, inside)) if are_counted else None for kind in (_changed, _up, _down)
        )
        return Group(self._count(inside), net, gained, lost, changed, up, down, parts)

    def _net(self, inside: Sequence[int]) -> int | None:
        """What their moves come to, which is about those of them who move."""
        members = [self._alike[each] for each in inside]
        return sum(sum(each.parts) for each in members) if self._moves.give(members) else None

    def _of_each(self, inside: Sequence[int]) -> tuple[int, ...] | None:
        """What each part brought them; one that is missing would be what the others leave of the whole."""
        members = [self._alike[each] for each in inside]
        if not all(each.may_give(members) for each in self._parts):
            return None
        for each in self._parts:
            each.give(members)
        return tuple(map(sum, zip(*(each.parts for each in members), strict=True)))

    def _told(self, inside: Sequence[int]) -> int | None:
        """How many they are, if that may be told."""
        return self._count(inside) if self._are_told and self._counts.give(inside) else None

    def _count(self, inside: Iterable[int]) -> int:
        return sum(self._alike[each].members for each in inside)

    def _those(self, which: Which, inside: Iterable[int] | None = None) -> list[int]:
        numbers = range(len(self._alike)) if inside is None else inside
        return [each for each in numbers if which(self._alike[each])]

    def _given(self, whole: Iterable[int]) -> Given:
        members = {number: self._alike[number].members for number in whole}
        return Given(members, self._minimum, members)


def _compared(each: Alike) -> bool:
    return each.compared


def _came(each: Alike) -> bool:
    return each.after and not each.before


def _went(each: Alike) -> bool:
    return each.before and not each.after


def _neither(each: Alike) -> bool:
    return not each.before and not each.after


def _moved(each: Alike) -> bool:
    return each.sign != 0


def _gained(each: Alike) -> bool:
    return each.sign > 0


def _lost(each: Alike) -> bool:
    return each.sign < 0


def _changed(each: Alike) -> bool:
    return each.turn not in (None, Direction.SAME)


def _up(each: Alike) -> bool:
    return each.turn is Direction.UP


def _down(each: Alike) -> bool:
    return each.turn is Direction.DOWN


def _touched(part: int) -> Which:
    return lambda each: each.signs[part] != 0


def gained_by(part: int | None) -> Which:
    """Who gained by a part, or by all together."""
    return _gained if part is None else lambda each: each.signs[part] > 0


def lost_by(part: int | None) -> Which:
    """Who lost by a part, or by all together."""
    return _lost if part is None else lambda each: each.signs[part] < 0


def _had(level: str | None) -> Which:
    return lambda each: each.compared and each.level_before == level


def _has(level: str | None) -> Which:
    return lambda each: each.compared and each.level_after == level
