"""Which way a level is from another, where the two stand in different rulesets."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.model import Ruleset


class Direction(Enum):
    """Where a level went."""

    SAME = "same"
    UP = "up"
    DOWN = "down"
    ELSEWHERE = "elsewhere"
    """To one that stands in no order with the one before: neither ruleset has both."""


def direction(old: Ruleset, new: Ruleset, was: str | None, now: str | None) -> Direction:
    """Which way it is from a level under the old ruleset to one under the new; below all levels is None.

    The order is that of the ruleset that has both, the new one's where both have.
    """
    if was == now:
        return Direction.SAME
    for ranks in (_ranks(new), _ranks(old)):
        if was in ranks and now in ranks:
            return Direction.UP if ranks[now] > ranks[was] else Direction.DOWN
    return Direction.ELSEWHERE


def both(old: Ruleset, new: Ruleset) -> Iterator[tuple[str, str]]:
    """Ids and titles of the levels of both, from the lowest up, those that are no more at the end."""
    found = {each.id: each.title for each in sorted(new.levels, key=lambda each: each.start)}
    gone = {each.id: each.title for each in old.levels if each.id not in found}
    yield from (found | gone).items()


def same_starts(old: Ruleset, new: Ruleset) -> bool:
    """Whether all levels of both begin at the same points."""
    starts = ({each.id: each.start for each in ruleset.levels} for ruleset in (old, new))
    return next(starts) == next(starts)


def _ranks(ruleset: Ruleset) -> dict[str | None, int]:
    ordered = sorted(ruleset.levels, key=lambda each: each.start)
    return {None: 0, **{each.id: rank for rank, each in enumerate(ordered, start=1)}}
