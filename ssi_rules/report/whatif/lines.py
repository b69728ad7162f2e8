"""Two scorecards of one member under the same rules, line by line; the differences add up exactly.

Every line of a scorecard is a part of its total: criteria, caps, deductions and what was spread. So the changes of a
pillar's lines are the pillar's change, and the changes of all lines the total's.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.report.member.split import by_line, points_by_line
from ssi_rules.scorecard import Adjustment, Criterion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.report.member.split import Key
    from ssi_rules.scorecard import Pillar, Scorecard

_KINDS = ("criterion", "redistributed")
Part: TypeAlias = Criterion | Adjustment


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of both scorecards.

    Attributes:
        key: What it is, the same in both.
        before: As read; None where there is no such line.
        after: As edited; None likewise.
        change: Points that it brings to the total more than before.
    """

    key: Key
    before: Part | None
    after: Part | None
    change: Decimal


@dataclass(frozen=True, slots=True)
class ComparedPillar:
    """One pillar of both, with its lines in order; their changes add up to ``change``."""

    before: Pillar
    after: Pillar
    lines: tuple[Compared, ...]

    @property
    def change(self) -> Decimal:
        """Points that the pillar brings to the total more than before; no score brings none."""
        return _sum(self.lines)


@dataclass(frozen=True, slots=True)
class ComparedScores:
    """Both scorecards.

    Attributes:
        pillars: In the order of the rules.
        between: What stands between the pillars and the total: worth spread over pillars.
    """

    before: Scorecard
    after: Scorecard
    pillars: tuple[ComparedPillar, ...]
    between: tuple[Compared, ...]

    @property
    def change(self) -> Decimal | None:
        """Points of the total more than before: what all lines add up to; None without a score on one side, for that is not 0."""
        if self.before.total.points is None or self.after.total.points is None:
            return None
        return sum((each.change for each in self.pillars), _sum(self.between))


def compare_lines(before: Scorecard, after: Scorecard) -> ComparedScores:
    """Put two scorecards of one member under the same rules side by side.

    Args:
        before: As read.
        after: As edited.
    """
    lines = _lines(before, after)
    pillars = (
        ComparedPillar(old, new, _of(old.id, lines))
        for old, new in zip(before.pillars, after.pillars, strict=True)
    )
    return ComparedScores(before, after, tuple(pillars), _of("", lines))


def _lines(before: Scorecard, after: Scorecard) -> dict[Key, Compared]:
    old, new = by_line(before), by_line(after)
    was, now = points_by_line(before), points_by_line(after)
    return {
        key: Compared(key, old.get(key), new.get(key), now.get(key, Decimal(0)) - was.get(key, Decimal(0)))
        for key in sorted(dict.fromkeys((*new, *old)), key=_rank)
    }


def _rank(key: Key) -> int:
    """Criteria, what was spread over them, then caps and deductions: the order in which pillars are reckoned."""
    return _KINDS.index(key.kind) if key.kind in _KINDS else len(_KINDS)


def _of(pillar: str, lines: Mapping[Key, Compared]) -> tuple[Compared, ...]:
    return tuple(each for key, each in lines.items() if key.pillar == pillar)


def _sum(lines: tuple[Compared, ...]) -> Decimal:
    return sum((each.change for each in lines), Decimal(0))
