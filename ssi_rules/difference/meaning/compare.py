"""Two rulesets compared: what changed, on which values points differ, and what that comes to for any member there can be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.difference.meaning.aligned import Side
from ssi_rules.difference.meaning.awards import stretches
from ssi_rules.difference.meaning.changes import changes
from ssi_rules.difference.meaning.values import ranges_of, values_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.checking.intervals import Interval
    from ssi_rules.difference.meaning.awards import Stretch
    from ssi_rules.difference.meaning.change import Change
    from ssi_rules.model import Criterion, Expression, Ruleset


@dataclass(frozen=True, slots=True)
class Points:
    """Where one criterion's points differ.

    Attributes:
        criterion: As it is now.
        values: What its measure can come to.
        stretches: Where on them points differ, from the lowest up.
    """

    criterion: Criterion
    values: Interval
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Comparison:
    """Two rulesets side by side.

    Attributes:
        old: As it was.
        new: As it is.
    """

    old: Ruleset
    new: Ruleset

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What differs; nothing where both mean the same."""
        return changes(self.old, self.new)

    @cached_property
    def points(self) -> Mapping[str, Points]:
        """By ``pillar.criterion``: where points differ on a measure that both word alike, or mean alike.

        Where only a let or a market that it reads has changed, they differ there for one value of it.
        """
        if not self.changes:
            return {}
        sides, ranges = (Side(self.old), Side(self.new)), ranges_of(self.new)
        before = _criteria(self.old)

        def same(one: Expression, other: Expression) -> bool:
            return one == other or sides[0].hash(one) == sides[1].hash(other)

        found = {}
        for name, now in _criteria(self.new).items():
            was = before.get(name)
            if was is None or was.award == now.award or not same(was.measure, now.measure):
                continue
            values = values_of(now.measure, ranges)
            found[name] = Points(now, values, stretches(was.award, now.award, values))
        return found

    def points_of(self, change: Change) -> Points | None:
        """Where points differ by a change; None where it does not touch an award of the same measure."""
        return self.points.get(change.subject) if change.part in ("award", "measure") else None


def _criteria(ruleset: Ruleset) -> dict[str, Criterion]:
    return {f"{pillar.id}.{each.id}": each for pillar in ruleset.pillars for each in pillar.criteria}
