"""The nearest name, when it is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_BEGINNING = 4
"""Letters of a beginning that tell what was meant."""


def distance(left: str, right: str) -> int:
    """Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before_last, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, before_last[j - 2] + 1)
            row.append(best)
    return row[-1]


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name closest to ``name``, or None when none is within a third of its length.

    A name that only differs by a plural or a case counts as near, and so does the one name that goes on from it.
    """
    names = set(known) - {name}
    limit = max(1, len(name) // 3)
    ranked = sorted(
        (distance(name.casefold(), other.casefold()), other)
        for other in names
        if abs(len(other) - len(name)) <= limit
    )
    if ranked and ranked[0][0] <= limit:
        return ranked[0][1]
    longer = [other for other in names if other.casefold().startswith(name.casefold())]
    return longer[0] if len(longer) == 1 and len(name) >= _BEGINNING else None
