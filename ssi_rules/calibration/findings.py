"""What calibration finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ssi_rules.bulk.privacy import MINIMUM

if TYPE_CHECKING:
    from ssi_rules.calibration.bands import BandTable
    from ssi_rules.calibration.outcomes import Unit
    from ssi_rules.calibration.statistics import Estimate


@dataclass(frozen=True, slots=True)
class Relation:
    """How one score goes with the outcome.

    Attributes:
        members: Those who have it; None where so few have not that it is kept back.
        correlation: None where it is the same for everyone, or fewer than fifty have it.
    """

    title: str
    members: int | None
    correlation: Estimate | None


@dataclass(frozen=True, slots=True)
class CriterionFound:
    """How a criterion goes with the outcome.

    Attributes:
        id: ``pillar.criterion``.
        members: Those who have points; None where so few have none that it is kept back.
        points: How its points go with it; None where they are the same for everyone, or fewer than fifty have them.
        measure: How its measure does; what is wrong with the points alone shows beside it.
        added: What is left of the points' correlation when the other criteria are held; None where there is no telling.
        bands: What came of the members in each.
    """

    id: str
    title: str
    members: int | None
    points: Estimate | None
    measure: Estimate | None
    added: Estimate | None
    bands: BandTable


@dataclass(frozen=True, slots=True)
class Shifted:
    """How the spread over bands or levels changed from an earlier period: the population stability index."""

    title: str
    index: float

    @property
    def words(self) -> Literal["steady", "somewhat shifted", "much shifted"]:
        """What is customarily said of such an index."""
        if self.index < _STEADY:
            return "steady"
        return "somewhat shifted" if self.index < _SHIFTED else "much shifted"


_STEADY, _SHIFTED = 0.1, 0.25
"""The customary bounds; they are conventions and no tests."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What was found.

    Attributes:
        members: Everyone in the data.
        known: Those with an outcome and a total.
        outcome: The mean outcome of those.
        is_rare: Whether the outcome is a yes or no of which the rarer is that of fewer than ten: intervals are then too narrow.
        too_many: Whether there are too few members to tell criteria apart from each other.
        shifted: What changed from an earlier period; empty where none was given.
        scored_by: Criteria, and pillars, that read the outcome's own column: what goes together by the rules alone.
    """

    column: str
    unit: Unit
    members: int
    known: int
    outcome: Estimate
    total: Relation
    pillars: tuple[Relation, ...]
    criteria: tuple[CriterionFound, ...]
    is_rare: bool
    too_many: bool
    shifted: tuple[Shifted, ...] = ()
    scored_by: tuple[str, ...] = ()

    @property
    def told_members(self) -> int | None:
        """Everyone in the data; None where it would tell of a few that are not among the known."""
        return told_beside(self.members, self.known)


def told_beside(everyone: int, known: int) -> int | None:
    """How many there are beside those that are told of, unless that would tell of a few."""
    return None if 0 < everyone - known < MINIMUM else everyone
