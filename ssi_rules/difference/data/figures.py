"""What came out of a comparison: figures about groups, as far as they may be told, and those who moved most.

Points are hundredths. A figure that is None is kept back: it, or what follows from it and the others, would be about fewer members
than a group must have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.difference.meaning.change import Change


@dataclass(frozen=True, slots=True)
class Truth:
    """All counts as they are, not to be shown.

    Attributes:
        members: Everyone in the data.
        compared: Those with a score under both rulesets; all that follows but the last two is about them.
        gained: Those with more points than before.
        lost: Those with fewer.
        levels_changed: Those with another level.
        levels_gained: Those with a higher one.
        levels_lost: Those with a lower one.
        net: Points that all moves come to.
        largest_gain: The most that anybody gained; 0 where nobody did.
        largest_loss: The most that anybody lost, as a positive number.
        scores_gained: Those with a score under the new ruleset only.
        scores_lost: Those with one under the old ruleset only.
    """

    members: int
    compared: int
    gained: int
    lost: int
    levels_changed: int
    levels_gained: int
    levels_lost: int
    net: int
    largest_gain: int
    largest_loss: int
    scores_gained: int
    scores_lost: int


@dataclass(frozen=True, slots=True)
class Group:
    """Members that are shown as one: everyone, or a cohort.

    Attributes:
        members: How many have a score under both rulesets.
        net: Points that their moves come to; told together with who gained and who lost.
        moved: How many have more or fewer points; may be told by itself.
        gained: How many have more.
        lost: How many have fewer.
        levels_changed: How many have another level; told only where who gained and who lost is, and together with the next two.
        levels_gained: How many have a higher one.
        levels_lost: How many have a lower one.
        parts: Points that each part brought them, in the order of the parts; they add up to ``net``. All of them, or None.
    """

    members: int
    net: int | None
    moved: int | None
    gained: int | None
    lost: int | None
    levels_changed: int | None
    levels_gained: int | None
    levels_lost: int | None
    parts: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Part:
    """What some changes brought.

    Attributes:
        changes: The changes.
        touched: How many members' points they moved.
        net: Points that they brought everyone together.
        largest_gain: The most that they brought anybody; None where they brought something to too few.
        largest_loss: The most that they took from anybody, as a positive number; None likewise.
    """

    changes: tuple[Change, ...]
    touched: int | None
    net: int | None
    largest_gain: int | None
    largest_loss: int | None


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The members by what a column says of them.

    Attributes:
        column: The column.
        groups: By what it says, empty where it says nothing; those that may be shown.
        others: All others together, where they may be shown.
    """

    column: str
    groups: Mapping[str, Group]
    others: Group | None


@dataclass(frozen=True, slots=True)
class Level:
    """A level of either ruleset.

    Attributes:
        id: Its id; None for members without one.
        title: Its title; empty for members without one.
        before: How many had it.
        after: How many have it.
    """

    id: str | None
    title: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Mover:
    """One who moved.

    Attributes:
        member: The member's id, which nobody is shown.
        before: Points under the old ruleset.
        after: Points under the new one.
        levels: Titles of the levels under the old and the new ruleset, each None without one; None where who has
            another level is kept back.
        parts: Points that each part brought; they add up to the move.
    """

    member: str
    before: int
    after: int
    levels: tuple[str | None, str | None] | None
    parts: tuple[int, ...]

    @property
    def move(self) -> int:
        """Points gained, or lost."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Moved:
    """A comparison.

    Attributes:
        truth: All counts as they are; nobody is shown them.
        members: How many are in the data.
        everyone: All that were compared; None where they are too few.
        unscored: How many members have no score under either, the old or the new ruleset; those that may be told.
        largest_gain: The most that anybody gained, 0 where nobody did; None where too few did.
        largest_loss: The most that anybody lost, as a positive number; None likewise.
        worth: Points that a total can be at most under either ruleset.
        has_same_levels: Whether both rulesets have levels from the same points, so that another level takes other points.
        parts: In the order of the changes.
        cohorts: By column.
        levels: The new ruleset's, then those that are no more.
        movers: Those who moved most, the largest move first; only of those who moved in a direction in which enough did.
        minimum: Members a figure about a group rests on at least.
        notices: What was passed over in the data and why.
        rejected: Rows that were set aside.
    """

    truth: Truth
    members: int | None
    everyone: Group | None
    unscored: Mapping[str, int]
    largest_gain: int | None
    largest_loss: int | None
    worth: int
    has_same_levels: bool
    parts: tuple[Part, ...]
    cohorts: tuple[Cohorts, ...]
    levels: tuple[Level, ...]
    movers: tuple[Mover, ...]
    minimum: int
    notices: tuple[str, ...]
    rejected: int
