"""What the team's page keeps of a change since an earlier run: how much, by whom, and the lines that moved most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.report.member.split import by_line, split
from ssi_rules.scorecard import Criterion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from ssi_rules.report.context import Before
    from ssi_rules.report.member.split import Part
    from ssi_rules.scorecard import Scorecard

CAUSES = 2
"""Lines named as the cause of a change."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A line of the score that moved.

    Attributes:
        title: Of the criterion; None for a cap, a deduction or what was spread.
        pillar: Id of its pillar; empty between the pillars and the total.
        points: What it brought to the total, or took.
        rules: Whether the rules changed it more than the member did.
    """

    title: str | None
    pillar: str
    points: Decimal
    rules: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A member's change since an earlier run.

    Attributes:
        since: Day of the earlier run.
        together: Change of the total; None where one of the runs has none.
        you: The member's part; None where nobody can say.
        rules: The rules' part; None likewise.
        causes: Lines that moved most.
        new_rules: Whether the earlier run was made by other rules.
    """

    since: date | None
    together: Decimal | None
    you: Decimal | None
    rules: Decimal | None
    causes: tuple[Cause, ...]
    new_rules: bool


def move(now: Scorecard, before: Before) -> Move:
    """Keep of a change what the team's page needs.

    Args:
        now: The member's scorecard.
        before: The earlier run, and its data under the rules of now.
    """
    parts = split(before, now)
    moved = sorted((each for each in parts.lines if each.together), key=_size, reverse=True)
    return Move(
        since=before.card.as_of,
        together=parts.together,
        you=parts.you,
        rules=parts.rules,
        causes=tuple(_causes(moved[:CAUSES], before.card, now)),
        new_rules=before.card.ruleset.fingerprint != now.ruleset.fingerprint,
    )


def _size(part: Part) -> Decimal:
    return abs(part.together)


def _causes(parts: list[Part], then: Scorecard, now: Scorecard) -> Iterator[Cause]:
    lines = by_line(then) | by_line(now)
    for part in parts:
        line = lines.get(part.key)
        title = line.title if isinstance(line, Criterion) else None
        by_rules = part.rules is not None and part.you is not None and abs(part.rules) > abs(part.you)
        yield Cause(title, part.key.pillar, part.together, by_rules)
