"""What is asked of a plan, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.model import Action, Ruleset
    from ssi_rules.sources.dataset import Member

SOON = 28
"""Days that a plan may take where nobody says: four weeks,"""

QUARTER = 84
"""or twelve, where four are not enough."""

LONGEST = 728
"""Days that a plan may take at most: two years."""


@dataclass
class TooManyWays(Exception):  # noqa: N818 - named for what it is, as everywhere here
    """Some actions hang together in so many ways that nobody would wait for all of them to be tried.

    Attributes:
        actions: Their ids.
        days: Of the period in which they are too many.
    """

    actions: tuple[str, ...]
    days: int


BRIEF = 20_000
"""Ways that are looked at where many members wait, in all periods together; a fraction of a second."""

THOROUGH = 250_000
"""Ways that are looked at where one plan is asked for, in all periods together, and again for other ways; some seconds."""


@dataclass(slots=True)
class Allowance:
    """How many ways may still be looked at.

    Attributes:
        left: So many.
        is_brief: Whether choices of rounded points count as ways too.
    """

    left: int = THOROUGH
    is_brief: bool = False

    def take(self, ways: int, actions: tuple[str, ...], days: int) -> None:
        """Take so many.

        Raises:
            TooManyWays: There are not so many left.
        """
        self.left -= ways
        if self.left < 0:
            raise TooManyWays(actions, days)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for.

    Attributes:
        goal: The total to reach, in hundredths; None for as much as can be.
        days: How long it may take.
        beyond: How long it may take where that is not enough; no longer than ``days`` where that is all there is.
        effort: Minutes it may take; None for as many as it needs.
        avoid: Ids of actions that are not to be done.
        brief: Whether the answer is enough: no other ways, the ceiling by any plan instead of the cheapest, and given up
            after ``BRIEF`` ways.
    """

    goal: int | None = None
    days: int = SOON
    beyond: int = QUARTER
    effort: int | None = None
    avoid: frozenset[str] = frozenset()
    brief: bool = False

    @property
    def longest(self) -> int:
        """How long it may take at most."""
        return max(self.days, self.beyond)


@dataclass(frozen=True, slots=True)
class Doing:
    """An action done so many times."""

    action: Action
    times: int

    @property
    def minutes(self) -> int:
        """What it takes."""
        return self.times * (self.action.minutes or 0)


@dataclass(frozen=True, slots=True)
class Change:
    """A criterion that comes to something else than today; points in hundredths, None where it has none.

    Attributes:
        idle: What it comes to if nothing is done.
    """

    pillar: str
    criterion: str
    title: str
    now: int | None
    idle: int | None
    then: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Actions spread evenly over some days, and the member scored again on the last.

    Attributes:
        days: How many.
        end: The last of them; None where no day matters.
        doings: What to do, in the ruleset's order.
        now: The total today, in hundredths; None where there is none.
        idle: The total on the last day if nothing is done.
        total: The total on the last day if all of it is done.
        level: Id of the level then.
        changes: Criteria that come to something else on the last day than today, or than if nothing is done.
        steady: Points of all other criteria, in hundredths.
        coming: Rows of the data that are dated after today and count on the last day.
    """

    days: int
    end: date | None
    doings: tuple[Doing, ...]
    now: int | None
    idle: int | None
    total: int | None
    level: str | None
    changes: tuple[Change, ...]
    steady: int
    coming: int

    @property
    def minutes(self) -> int:
        """What all of it takes."""
        return sum(each.minutes for each in self.doings)


class Why(Enum):
    """Why a criterion does not earn all it is worth, though everything was tried."""

    UNKNOWN = "unknown"
    SET_ASIDE = "set aside"
    UNMOVED = "unmoved"
    LIMIT = "limit"
    EFFORT = "effort"
    TRADED = "traded"
    ADJUSTED = "adjusted"


@dataclass(frozen=True, slots=True)
class Lost:
    """Points that stay out of reach for one reason.

    Attributes:
        points: In hundredths, below zero where more is earned than the criteria give.
        titles: Of the criteria, or of the pillars (``ADJUSTED``).
    """

    why: Why
    points: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """There is a way.

    Attributes:
        best: The cheapest, or the one that brings most.
        others: At most three other ways, cheapest first: sooner, or without one of its actions.
        is_there: Whether the goal is reached today, so that it is only to be kept.
    """

    best: Plan
    others: tuple[Plan, ...]
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """There is no way.

    Attributes:
        ceiling: The plan that comes nearest; None where there is no total whatever is done.
        lost: Why it is not more; adds up to what is missing to the ruleset's worth.
        is_there: Whether the goal is reached today, and cannot be kept.
    """

    ceiling: Plan | None
    lost: tuple[Lost, ...]
    is_there: bool = False


Outcome: TypeAlias = Reached | OutOfReach


@dataclass(frozen=True, slots=True)
class Point:
    """The most that can be reached in so many days, and the least minutes it takes; totals in hundredths."""

    days: int
    end: date | None
    idle: int | None
    most: int | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked about whom, and what came of it.

    Attributes:
        as_of: Today; None where no day matters.
        outcome: None where nothing was asked but the curve.
        curve: Empty where it was not asked for.
    """

    ruleset: Ruleset
    member: Member
    as_of: date | None
    wish: Wish
    outcome: Outcome | None
    curve: tuple[Point, ...]
