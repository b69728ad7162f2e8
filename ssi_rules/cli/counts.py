"""Counts with the word that goes with them, as a terminal is told them."""

from __future__ import annotations


def several(count: int, one: str, many: str = "") -> str:
    """``1 page``, ``1,200 pages``.

    Args:
        count: How many.
        one: The word for one.
        many: The word for more; the same with an s unless told.
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
