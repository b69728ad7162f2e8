"""Figures about groups of members, as far as none of them, nor anything that follows from them, is about too few.

The rules say what a change brings, so a sum of moves counts, too: where each gain is 3 and each loss 4, -13 is nine who gain and ten
who lose. So all that rests on who gains and who loses (both numbers, what moves come to, whose levels change) is told of a group
together or not at all, and a sum is told as if it were these two numbers. What of all this may stand side by side says
``bulk/counts.py``. How many move, in whatever direction, may be told by itself.
"""

from __future__ import annotations

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
        self._moving = Counts([each.members for each in alike], minimum)
        parts = range(len(alike[0].parts) if alike else 0)
        self._parts = [Counts([each.members for each in alike], minimum) for _ in parts]
        self._are_told = self._sizes.give(self._compared)
        if self._are_told:
            self._counts.give(self._compared)
            self._counts.give(self._those(_moved))  # as everyone's is told below, and by this alone
            self._moving.give(self._compared)

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

    def largest(self, part: int | None, gain: int, loss: int) -> tuple[int | None, int | None]:
        """The most that anybody gained and lost by a part, or by all together, as far as nobody did or enough.

        Args:
            part: Its place; None for all together.
            gain: What is to be told.
            loss: The same.
        """
        if not all(map(self._may_tell_directions, {None, part})):
            return None, None
        gained, lost = self._sides(part)
        return None if self._is_few(gained) else gain, None if self._is_few(lost) else loss

    def _may_tell_directions(self, part: int | None) -> bool:
        """Whether it may be told in which direction few move: of hardly enough it would say how many do; with eleven, one."""
        sides = self._sides(part)
        return self._are_told and (sum(sides) >= 2 * self._minimum - 1 or not any(map(self._is_few, sides)))

    def _sides(self, part: int | None) -> tuple[int, int]:
        gained, lost = (self._count(self._those(which)) for which in (_gained_by(part), _lost_by(part)))
        return gained, lost

    def _is_few(self, members: int) -> bool:
        return 0 < members < self._minimum

    def touched(self, part: int) -> int | None:
        """How many members a part moved."""
        return self._told(self._those(_touched(part)))

    def level(self, level: str | None) -> tuple[int | None, int | None]:
        """How many of those who are compared had a level under the old ruleset, and have it under the new one."""
        return self._told(self._those(_had(level))), self._told(self._those(_has(level)))

    def _found(self, place: int) -> dict[str, list[int]]:
        """Cohorts that may be told of, the largest first: most members then stand in one of their own."""
        groups: dict[str, list[int]] = {}
        for number in self._compared:
            groups.setdefault(self._alike[number].labels[place] or NOT_SAID, []).append(number)
        ordered = sorted(groups, key=lambda label: (-self._count(groups[label]), label))
        return {label: groups[label] for label in ordered if self._sizes.give(groups[label])}

    def _group(self, inside: Sequence[int]) -> Group:
        moved = self._move(inside)
        gained, lost = (None, None) if moved is None else self._kinds(inside, _gained, _lost)
        is_told = gained is not None
        parts = self._of_each(inside) if is_told else None
        levels = self._levels(inside) if is_told or not self._those(_changed, inside) else (None,) * 3
        net = sum(sum(self._alike[each].parts) for each in inside) if is_told else None
        return Group(self._count(inside), net, moved, gained, lost, *levels, parts)

    def _move(self, inside: Sequence[int]) -> int | None:
        """How many of a group move, if that may be told beside what is told of others alone: else whether it is would tell who gains."""
        moving = self._those(_moved, inside)
        return self._count(moving) if not moving or self._moving.give(inside, moving) else None

    def _levels(self, inside: Sequence[int]) -> tuple[int | None, int | None, int | None]:
        """How many have another level, a higher and a lower one; some stand in no order."""
        up, down, elsewhere = self._kinds(inside, _up, _down, _elsewhere)
        if up is None or down is None or elsewhere is None:
            return None, None, None
        return up + down + elsewhere, up, down

    def _kinds(self, inside: Sequence[int], *kinds: Which) -> list[int] | list[None]:
        """How many of a group are of some kinds, if all of it may be told, and how many are of none; that nobody is always may."""
        found = [self._those(kind, inside) for kind in kinds]
        if any(found) and not self._counts.give(inside, *found):
            return [None] * len(kinds)
        return [*map(self._count, found)]

    def _of_each(self, inside: Sequence[int]) -> tuple[int, ...] | None:
        """What each part brought them; one that is missing would be what the others leave of all together."""
        sides = [
            (self._those(_gained_by(part), inside), self._those(_lost_by(part), inside))
            for part in range(len(self._parts))
        ]
        if not all(given.may_give(*each) for given, each in zip(self._parts, sides, strict=True)):
            return None
        for given, each in zip(self._parts, sides, strict=True):
            given.give(*each)
        return tuple(sum(self._alike[each].parts[part] for each in inside) for part in range(len(sides)))

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


def _elsewhere(each: Alike) -> bool:
    return each.turn is Direction.ELSEWHERE


def _touched(part: int) -> Which:
    return lambda each: each.signs[part] != 0


def _gained_by(part: int | None) -> Which:
    """Who gained by a part, or by all together."""
    return _gained if part is None else lambda each: each.signs[part] > 0


def _lost_by(part: int | None) -> Which:
    """Who lost by a part, or by all together."""
    return _lost if part is None else lambda each: each.signs[part] < 0


def _had(level: str | None) -> Which:
    return lambda each: each.compared and each.level_before == level


def _has(level: str | None) -> Which:
    return lambda each: each.compared and each.level_after == level
