"""What every engine answers first: points, ranges and states, without the explanation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ssi_rules.language.states import State


class PillarScore(NamedTuple):
    """One pillar in hundredths, its criteria in the ruleset's order.

    Attributes:
        points: None where nothing counts.
        low: The least it could be if what is open were known; None without a range.
        high: The most it could be.
        states: How each criterion ended.
        criteria: Points of each criterion; None unless scored.
    """

    points: int | None
    low: int | None
    high: int | None
    states: tuple[State, ...]
    criteria: tuple[int | None, ...]


class Score(NamedTuple):
    """A member's points in hundredths; pillars in the ruleset's order.

    A named tuple, because it is made once per member in the innermost loop.

    Attributes:
        total: None where no pillar has points.
        low: The least the total could be if what is open were known.
        high: The most it could be.
        level: Id of the level reached.
        pillars: One score per pillar.
    """

    total: int | None
    low: int | None
    high: int | None
    level: str | None
    pillars: tuple[PillarScore, ...]

    @property
    def open(self) -> int:
        """How many criteria could still change once more is known."""
        return sum(state.is_open for pillar in self.pillars for state in pillar.states)


@dataclass
class AsOfNeeded(Exception):  # noqa: N818 - it names what is asked for
    """The ruleset looks at dates, and nobody said which day it is.

    Attributes:
        ruleset: Its id.
        member: The member that was to be scored.
    """

    ruleset: str
    member: str

    def __str__(self) -> str:
        """What is missing and how to give it."""
        return (
            f"ruleset {self.ruleset} looks at dates, and neither the command nor the data of member "
            f"{self.member} says for which day; give one, for example --as-of 2026-06-30"
        )
