"""Which counts and sums of members may stand side by side when groups overlap: who gained, who has another level, whom a change moved.

Cohorts are kept apart by their atoms (``privacy.py``). A dozen things that are counted of the same people cut any population into
atoms of a few, and nothing could be told. But of counts only sums of counts follow, with any factors, and of sums no more. So what is limited is what
any such sum can say of one member: the *leverage* on what is given, the square of the length of what remains of the member in the
space that all given groups span. With groups of ten that do not overlap it is a tenth. As long as it is at most a tenth for
everyone, no sum of what is given is about fewer than ten members: were it about s of them, however weighted, one of these would have
a leverage of 1/s or more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ssi_rules.bulk.privacy import MINIMUM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

_NOTHING = 1e-7
"""What rounding leaves of a group that follows from those given."""

_MOST = 200
"""Groups at most that are given: the work grows with their square, and no page has so many figures that anybody reads."""

_ROOM = 2_000_000
"""Numbers at most that are kept for them."""


class Counts:
    """Groups whose number of members is given so far."""

    def __init__(self, alike: Sequence[int], minimum: int = MINIMUM) -> None:
        """Begin with nothing given.

        Args:
            alike: How many members each number stands for; groups are told by these numbers.
            minimum: Members that any sum is about at least.
        """
        self._minimum = minimum
        self._roots: Floats = np.sqrt(np.asarray(alike, dtype=np.float64))
        self._spanned: Floats = np.zeros((0, len(alike)))
        self._leverage: Floats = np.zeros(len(alike))

    def give(self, *groups: Iterable[int]) -> bool:
        """Give the counts of groups, all or none, if that is safe beside all that is given already.

        Returns:
            Whether they may be shown; False changes nothing. Nobody may always be told.
        """
        found = self._with(groups)
        if found is None:
            return False
        self._spanned, self._leverage = found
        return True

    def may_give(self, *groups: Iterable[int]) -> bool:
        """Whether ``give`` would give them."""
        return self._with(groups) is not None

    def _with(self, groups: Iterable[Iterable[int]]) -> tuple[Floats, Floats] | None:
        """What is spanned with some more groups, and everyone's leverage; None where somebody's is too large."""
        spanned, leverage = self._spanned, self._leverage
        for group in map(list, groups):
            if group and self._is_full(spanned):
                return None
            beyond = self._beyond(spanned, group)
            length = float(beyond @ beyond)
            if length < _NOTHING:
                continue
            beyond /= np.sqrt(length)
            spanned = np.vstack([spanned, beyond])
            leverage = leverage + (beyond / self._roots) ** 2
            if leverage.max() > 1 / self._minimum + _NOTHING:
                return None
        return spanned, leverage

    def _is_full(self, spanned: Floats) -> bool:
        return len(spanned) >= _MOST or spanned.size + len(self._roots) > _ROOM

    def _beyond(self, spanned: Floats, group: Sequence[int]) -> Floats:
        """What of a group does not follow from those given."""
        beyond: Floats = np.zeros(len(self._roots))
        beyond[group] = self._roots[group]
        for _ in range(2):  # the second time takes away what rounding left
            beyond = beyond - spanned.T @ (spanned @ beyond)
        return beyond
