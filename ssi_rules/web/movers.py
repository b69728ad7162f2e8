"""Who moves when rules change: every loaded member scored under both texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.engines.score import AsOfNeeded

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.sources.dataset import Member
    from ssi_rules.web.people import Crowd


class Standing(NamedTuple):
    """A total in hundredths and a level; None where there is none."""

    points: int | None
    level: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """One member who stands elsewhere than before."""

    member: str
    name: str
    before: Standing
    after: Standing

    @property
    def change(self) -> int:
        """Hundredths more than before; no score counts as nothing."""
        return (self.after.points or 0) - (self.before.points or 0)


@dataclass(frozen=True, slots=True)
class Movement:
    """How a change of the rules moves the loaded members.

    Attributes:
        count: Members compared.
        moves: Those whose points or level differ, the largest change first, then in the order of the data.
    """

    count: int
    moves: tuple[Move, ...]

    @property
    def gaining(self) -> int:
        """Members with more points than before."""
        return sum(each.change > 0 for each in self.moves)

    @property
    def losing(self) -> int:
        """Members with fewer."""
        return sum(each.change < 0 for each in self.moves)

    @property
    def changing_level(self) -> int:
        """Members who reach another level."""
        return sum(each.before.level != each.after.level for each in self.moves)


def standings(evaluator: Evaluator, crowd: Crowd, proceed: Callable[[], None]) -> dict[str, Standing]:
    """Where everyone stands under a ruleset, by id.

    Args:
        evaluator: The ruleset.
        crowd: Whom to score.
        proceed: Called before each member; raises where nobody waits for the answer any more.
    """
    found = {}
    for member, day in crowd.members:
        proceed()
        found[member.id] = standing(evaluator, member, day)
    return found


def standing(evaluator: Evaluator, member: Member, day: date | None) -> Standing:
    """Where one member stands; nowhere where the rules need a day and there is none."""
    try:
        score = evaluator.score(member, day)
    except AsOfNeeded:
        return Standing(None, None)
    return Standing(score.total, score.level)


def movement(before: dict[str, Standing], after: dict[str, Standing], names: dict[str, str]) -> Movement:
    """Compare two standings of the same members; ``names`` is what to call each."""
    both = [(each, before[each], now) for each, now in after.items() if each in before]
    moved = [Move(each, names.get(each, each), was, now) for each, was, now in both if was != now]
    return Movement(len(both), tuple(sorted(moved, key=lambda each: -abs(each.change))))
