"""What two scores of one member have to agree in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.difference.meaning.proof import Example
from ssi_rules.engines.reading import needs_day
from ssi_rules.engines.reference.evaluator import Evaluator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ssi_rules.model import Ruleset
    from ssi_rules.sources.dataset import Member


class Telling(IntEnum):
    """What differs for a member; more tells more."""

    NOTHING = 0
    PART = 1
    ABSENCE = 2
    TOTAL = 3


@dataclass(frozen=True)
class Both:
    """The reference engine for two rulesets.

    They agree on a member where the total, the level, and each pillar and criterion that both have come to the same; points that
    are absent are not 0.
    """

    old: Ruleset
    new: Ruleset

    @cached_property
    def _evaluators(self) -> tuple[Evaluator, Evaluator]:
        return Evaluator(self.old), Evaluator(self.new)

    @cached_property
    def needs_day(self) -> bool:
        """Whether either looks at dates."""
        return needs_day(self.old) or needs_day(self.new)

    def differing(self, member: Member, day: date | None) -> frozenset[str]:
        """The figures that differ, of those that both have."""
        old, new = (dict(_figures(each, member, day)) for each in self._evaluators)
        return frozenset(name for name in old.keys() & new.keys() if old[name] != new[name])

    def tells(self, member: Member, day: date | None) -> Telling:
        """How much a member tells of the difference."""
        old, new = (each.score(member, day).total for each in self._evaluators)
        if old != new:
            return Telling.ABSENCE if old is None or new is None else Telling.TOTAL
        return Telling.PART if self.differing(member, day) else Telling.NOTHING

    def moves(self, member: Member, day: date | None) -> dict[str, int]:
        """How points move that are there by both, in hundredths: by pillar, and by an empty name the total's."""
        old, new = (each.score(member, day) for each in self._evaluators)
        moves = {"": (old.total, new.total)}
        pillars = (
            {pillar.id: found.points for pillar, found in zip(ruleset.pillars, score.pillars, strict=True)}
            for ruleset, score in ((self.old, old), (self.new, new))
        )
        before, after = pillars
        moves |= {name: (before[name], after[name]) for name in before.keys() & after.keys()}
        return {name: now - was for name, (was, now) in moves.items() if was is not None and now is not None}

    def example(self, member: Member, day: date | None) -> Example:
        """Both scorecards."""
        old, new = (each.scorecard(member, day) for each in self._evaluators)
        return Example(member, day, old, new)


def _figures(
    evaluator: Evaluator, member: Member, day: date | None
) -> Iterator[tuple[str, int | str | None]]:
    """Points in hundredths, and the level's id, each under a name that no other has."""
    score = evaluator.score(member, day)
    yield from (("(total)", score.total), ("(level)", score.level))
    for pillar, found in zip(evaluator.ruleset.pillars, score.pillars, strict=True):
        yield pillar.id, found.points
        for criterion, points in zip(pillar.criteria, found.criteria, strict=True):
            yield f"{pillar.id}.{criterion.id}", points
