"""How a criterion can end, and what then becomes of its worth."""

from __future__ import annotations

from enum import Enum


class State(Enum):
    """The one state a criterion ends in; only SCORED has points, and none of them is zero."""

    SCORED = "scored"
    NOT_APPLICABLE = "not_applicable"
    TOO_FEW = "too_few"
    UNKNOWN = "unknown"

    @property
    def is_open(self) -> bool:
        """Whether knowing more could still bring points, so that it widens the range."""
        return self in (State.TOO_FEW, State.UNKNOWN)


class Missing(Enum):
    """What a criterion without points does to its pillar."""

    ZERO = "zero"
    REDISTRIBUTE = "redistribute"


class Basis(Enum):
    """Where a number comes from."""

    PUBLISHED = "published"
    INFERRED = "inferred"
    CHOSEN = "chosen"
