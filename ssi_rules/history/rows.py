"""What a history says, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Run:
    """One run: which rules were applied when, to how many members, and how they stood.

    Attributes:
        number: Counts up in the order in which runs were recorded.
        made: When it was recorded, in UTC.
        first: The earliest day a member was scored for.
        last: The latest.
        ruleset: The ruleset's name, with ``version`` and ``fingerprint``.
        engine: What computed the scores, with the version of ssi-rules where it was told.
        scored: Members with a total.
        median: Of their totals; None under ten of them.
        worth: What all lines were worth.
        is_change: Whether the rules are others than in the run of this ruleset before.
    """

    number: int
    made: datetime
    first: date
    last: date
    ruleset: str
    version: str
    fingerprint: str
    engine: str
    members: int
    scored: int
    median: Decimal | None
    worth: Decimal
    is_change: bool


@dataclass(frozen=True, slots=True)
class Past:
    """One member's score on one day.

    Attributes:
        day: The day the member was scored for.
        points: The total; None without one.
        low: Least it could be were all known; None without a score.
        high: Most it could be.
        level: The level's title; None below the lowest.
        ruleset: The ruleset's name, with ``version`` and ``fingerprint``.
        is_change: Whether the rules are others than in the score of this ruleset before.
    """

    day: date
    points: Decimal | None
    low: Decimal | None
    high: Decimal | None
    worth: Decimal
    level: str | None
    ruleset: str
    version: str
    fingerprint: str
    is_change: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording a run did.

    Attributes:
        run: The run's number; None when nothing changed.
        members: How many members the run has.
        replaced: How many scores of the same member, day and rules it took the place of.
        is_known: Whether the file had exactly these scores already.
        is_new_file: Whether the history begins with this run.
    """

    run: int | None
    members: int
    replaced: int = 0
    is_known: bool = False
    is_new_file: bool = False
