"""What was worked out of a score, to be held against the engine's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from ssi_rules.engines.score import Score
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.scoring import Criterion, Encoded, Pillar


@dataclass(frozen=True, slots=True)
class CriterionPromise:
    """A criterion's state and points."""

    pillar: int
    criterion: int
    term: Criterion

    def kept(self, score: Score, value: Value) -> bool:
        """Whether the engine says the same."""
        found = score.pillars[self.pillar]
        if not value.truth(self.term.states[found.states[self.criterion]]):
            return False
        points = found.criteria[self.criterion]
        return points is None or points == value.whole(self.term.points)


@dataclass(frozen=True, slots=True)
class PillarPromise:
    """A pillar's points and range, and its criteria's."""

    pillar: int
    term: Pillar

    def kept(self, score: Score, value: Value) -> bool:
        """Whether the engine says the same."""
        found, sums = score.pillars[self.pillar], self.term.sums
        parts = (CriterionPromise(self.pillar, n, each) for n, each in enumerate(self.term.criteria))
        return all(each.kept(score, value) for each in parts) and (
            (found.points, found.low, found.high)
            == (
                value.whole(sums.points) if value.truth(sums.has) else None,
                value.whole(sums.low) if value.truth(sums.has_range) else None,
                value.whole(sums.high) if value.truth(sums.has_range) else None,
            )
        )


@dataclass(frozen=True, slots=True)
class TotalPromise:
    """The total and its range."""

    term: Encoded

    def kept(self, score: Score, value: Value) -> bool:
        """Whether the engine says the same."""
        sums = self.term.total
        return (score.total, score.low, score.high) == (
            value.whole(sums.points) if value.truth(sums.has) else None,
            value.whole(sums.low) if value.truth(sums.has_range) else None,
            value.whole(sums.high) if value.truth(sums.has_range) else None,
        )


Promise: TypeAlias = CriterionPromise | PillarPromise | TotalPromise


class Value(Protocol):
    """What a proposed solution says of terms."""

    def truth(self, truth: Truth) -> bool:
        """Whether something holds."""

    def whole(self, number: Whole) -> int:
        """What a number is."""
