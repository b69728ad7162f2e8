"""Figures about groups of members, as far as none of them, nor anything that follows from them, is about too few."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


class Kinds:
    """One thing that is counted: how many gained or lost, how many a change touched.

    What is told of it is kept apart by itself: counts of different things, each about everyone or a cohort, cannot be taken from
    one another to come to a third.
    """

    def __init__(
        self, alike: Sequence[Alike], whole: Iterable[int], minimum: int, kinds: Sequence[Which]
    ) -> None:
        """Begin with nothing told.

        Args:
            alike: Everybody, those of whom nothing that is counted differs together.
            whole: Whom it is about, by their places.
            minimum: Members a figure rests on at least.
            kinds: What members can be in it.
        """
        self._alike, self._kinds = alike, kinds
        self._given = _given(alike, whole, minimum)

    def within(self, group: Sequence[int]) -> tuple[int | None, ...]:
        """How many of a group, which is told by its size, are of each kind; None where that may not be told."""
        if not self._given.give(group):
            return (None,) * len(self._kinds)
        return tuple(self._count([each for each in group if kind(self._alike[each])]) for kind in self._kinds)

    def _count(self, inside: Sequence[int]) -> int | None:
        if inside and not self._given.give(inside):
            return None
        return sum(self._alike[each].members for each in inside)


class Groups:
    """Gives figures one after the other; what comes first has the first claim."""

    def __init__(self, alike: Sequence[Alike], minimum: int) -> None:
        """Begin with nothing told.

        Args:
            alike: Everybody, those of whom nothing that is counted differs together.
            minimum: Members a figure rests on at least.
        """
        self._alike, self._minimum = alike, minimum
        self._compared = [number for number, each in enumerate(alike) if each.compared]
        self._sizes = _given(alike, self._compared, minimum)
        self._moves = self._kinds(_gained, _lost)
        self._turns = self._kinds(_changed, _up, _down)
        self._are_told = self._sizes.give(self._compared)

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
        every, kinds = range(len(self._alike)), (_compared, _came, _went, _neither)
        return Kinds(self._alike, every, self._minimum, kinds).within(every)

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
        others = self._group(rest) if found and rest and self._sizes.give(rest) else None
        groups = {label: self._group(found[label]) for label in sorted(found, key=str.casefold)}
        return Cohorts(column, groups, others)

    def touched(self, rung: int) -> int | None:
        """How many a rung moved."""
        return self._counted(lambda each: each.touched[rung])[0]

    def levels(self, levels: Sequence[str | None]) -> list[tuple[int | None, int | None]]:
        """How many of those who are compared had each level under the old ruleset, and have it under the new one."""
        after = [_has_now(each) for each in levels]
        before = [_had(each) for each in levels]
        # Who changed is told, too, and who stayed in each would follow.
        _, _, _, *counts = self._counted(_changed, _up, _down, *after, *before)
        return list(zip(counts[len(levels) :], counts[: len(levels)], strict=True))

    def _found(self, place: int) -> dict[str, list[int]]:
        """Cohorts that may be told of, the largest first: most members then stand in one of their own."""
        groups: dict[str, list[int]] = {}
        for number in self._compared:
            groups.setdefault(self._alike[number].labels[place] or NOT_SAID, []).append(number)
        sizes = {label: sum(self._alike[each].members for each in group) for label, group in groups.items()}
        ordered = sorted(groups, key=lambda label: (-sizes[label], label))
        return {label: groups[label] for label in ordered if self._sizes.give(groups[label])}

    def _group(self, inside: Sequence[int]) -> Group:
        members = [self._alike[each] for each in inside]
        parts = tuple(map(sum, zip(*(each.parts for each in members), strict=True)))
        gained, lost = self._moves.within(inside)
        changed, up, down = self._turns.within(inside)
        return Group(
            sum(each.members for each in members), sum(parts), gained, lost, changed, up, down, parts
        )

    def _counted(self, *kinds: Which) -> tuple[int | None, ...]:
        if not self._are_told:
            return (None,) * len(kinds)
        return self._kinds(*kinds).within(self._compared)

    def _kinds(self, *kinds: Which) -> Kinds:
        return Kinds(self._alike, self._compared, self._minimum, kinds)


def _given(alike: Sequence[Alike], whole: Iterable[int], minimum: int) -> Given:
    members = {number: alike[number].members for number in whole}
    return Given(members, minimum, members)


def _compared(each: Alike) -> bool:
    return each.compared


def _came(each: Alike) -> bool:
    return each.after and not each.before


def _went(each: Alike) -> bool:
    return each.before and not each.after


def _neither(each: Alike) -> bool:
    return not each.before and not each.after


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


def _had(level: str | None) -> Which:
    return lambda each: each.level_before == level


def _has_now(level: str | None) -> Which:
    return lambda each: each.level_after == level
