"""What a change of rules comes to for any member there can be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ssi_rules.proving.gains import Gains
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Member


class Verdict(Enum):
    """Whether the two score every member alike."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Example:
    """A member whose scores differ, by the reference engine.

    Attributes:
        member: Facts and rows.
        as_of: The day to look from; None where no rule reads one.
        before: The scorecard by the old rules.
        after: The same by the new ones.
    """

    member: Member
    as_of: date | None
    before: Scorecard
    after: Scorecard


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found out of all members.

    Attributes:
        verdict: Whether the two score alike.
        why: How that is known; of different ones, why nobody knows the gains, else empty; of others, why nobody knows. One
            clause without a capital or a full stop.
        example: Of different ones, a member to show it.
        gains: Of different ones, by pillar, and by an empty name for the total; nothing where nobody looked.
    """

    verdict: Verdict
    why: str
    example: Example | None = None
    gains: Mapping[str, Gains] = field(default_factory=dict)

    def reached(self, moves: Mapping[str, int]) -> Proof:
        """The same when somebody is known whose points move so far: where nobody moves further, that is known.

        Args:
            moves: Hundredths, by pillar, and by an empty name for the total.
        """
        gains = {name: each.reached(moves.get(name, 0)) for name, each in self.gains.items()}
        return replace(self, gains=gains)
