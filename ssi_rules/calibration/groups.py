"""Which outcomes of groups may be shown side by side when the groups are those of many criteria.

Cohorts are kept apart by their atoms (``bulk/privacy.py``). The bands of twenty criteria cut any team into atoms of one, and
nothing could be shown. What is shown here are means, and from means and numbers of members only sums follow, and sums of sums
with any factors. So what is limited is what any such sum can say of one member: his *leverage* on the groups that are given,
the square of the length of what remains of him in the space that they span. With groups of ten that do not overlap it
is a tenth. As long as it is at most a tenth for everyone, no sum of any given figures is that of fewer than ten members: were it
the sum of a set of s, its own length says that somebody in it would have a leverage of 1/s or more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ssi_rules.bulk.privacy import MINIMUM, runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.calibration.statistics import Flags, Floats

_NOTHING = 1e-7
"""What rounding leaves of a group that follows from those given."""


class Sums:
    """Groups whose outcomes are given so far; no sum of their figures is that of fewer than the minimum."""

    def __init__(self, members: int, minimum: int = MINIMUM) -> None:
        """Begin with the whole, which is given.

        Args:
            members: Everyone whose outcome is known.
            minimum: Members that any sum is made of at least.
        """
        self._minimum = minimum
        self._given: list[Flags] = []
        self._shared: Floats = np.zeros((0, 0))
        self._leverage: Floats = np.zeros(members)
        self.give(np.ones(members, dtype=np.bool_))

    def give(self, group: Flags) -> bool:
        """Give a group's mean and number of members if that is safe beside all that is given already.

        Returns:
            Whether it may be shown; False changes nothing.
        """
        if group.sum() < self._minimum:
            return False
        shared = np.array([float(np.sum(each & group)) for each in self._given])
        beyond = self._beyond(group, shared)
        length = float(beyond @ beyond)
        if length < _NOTHING:
            return True
        leverage = self._leverage + beyond * beyond / length
        if leverage.max() > 1 / self._minimum + _NOTHING:
            return False
        self._shared = np.block([[self._shared, shared[:, np.newaxis]], [shared, float(group.sum())]])
        self._given.append(group)
        self._leverage = leverage
        return True

    def _beyond(self, group: Flags, shared: Floats) -> Floats:
        """What of a group does not follow from those given."""
        beyond: Floats = group.astype(np.float64)
        for each, factor in zip(self._given, np.linalg.solve(self._shared, shared), strict=True):
            beyond -= factor * each
        return beyond


def together(before: Sequence[int], after: Sequence[int], minimum: int = MINIMUM) -> list[range]:
    """Neighbouring bins of two periods put together until in both each holds nobody, or enough.

    Args:
        before: Members in each bin, in the one period.
        after: In the other.
        minimum: Members a bin holds at least, if any.

    Returns:
        Bins, by index, that are taken as one; all in one where nothing else would do.
    """

    def holds_enough(start: int, end: int) -> bool:
        return all(not 0 < sum(counts[start:end]) < minimum for counts in (before, after))

    return runs(len(before), holds_enough)
