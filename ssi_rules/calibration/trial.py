"""How suggestions do among the members that they were not found on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ssi_rules.calibration.statistics import changed_correlation, rank_correlation
from ssi_rules.calibration.suggest import is_held_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.calibration.scores import Scores
    from ssi_rules.calibration.statistics import Estimate, Floats, Integers


@dataclass(frozen=True, slots=True)
class Trial:
    """Totals and the outcome among the members that suggestions were not found on.

    Attributes:
        members: How many they are.
        now: The rank correlation of their totals as they are with the outcome; None where it cannot be told.
        suggested: The same of their totals as suggested.
        change: By how much it grows.
    """

    members: int
    now: Estimate | None
    suggested: Estimate | None
    change: Estimate | None


def tried(scores: Scores, others: Scores, outcome: Floats) -> Trial:
    """Compare two rulesets' totals among the members held out who have both.

    Args:
        scores: Members with an outcome and a total, by the ruleset as it is.
        others: These and any more, in any order, by the suggested one.
        outcome: Of the first.
    """
    again = others.total.of(_places(scores.members, others.members))
    held = is_held_out(scores.members) & again.known
    now, then, goal = scores.total.values[held], again.values[held], outcome[held]
    return Trial(
        int(held.sum()),
        rank_correlation(now, goal),
        rank_correlation(then, goal),
        changed_correlation(now, then, goal),
    )


def _places(wanted: Sequence[str], members: Sequence[str]) -> Integers:
    """Where the wanted stand among members."""
    at = {member: place for place, member in enumerate(members)}
    return np.array([at[each] for each in wanted], dtype=np.int64)
