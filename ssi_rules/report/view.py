"""What an explanation says: every word and number, in the order it is shown. Renderers only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


class Tone(Enum):
    """How a line stands, for its mark and colour; the words beside it say the same."""

    FULL = "full"
    PARTLY = "partly"
    NONE = "none"
    OPEN = "open"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled sentence."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One cut-point: where it starts, what it earns, and whether the member stands there."""

    at: str
    earns: str
    here: bool


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of an addition; ``is_result`` marks what the lines above add up to."""

    text: str
    points: str
    is_result: bool = False


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion: title, points, and its lines in order.

    Attributes:
        share: Points over worth from 0 to 1; None without points.
    """

    title: str
    tone: Tone
    points: str
    share: Decimal | None
    steps: tuple[StepView, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PillarView:
    """One pillar: its bar, its criteria, and the addition that leads to its points.

    Attributes:
        range: Least and most it could be; None when nothing is open.
        share: Points over worth from 0 to 1; None without a score.
    """

    title: str
    points: str
    range: str | None
    share: Decimal | None
    criteria: tuple[CriterionView, ...]
    sums: tuple[SumLine, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the score is not higher: the points left there, and what to know or do.

    Attributes:
        unseen: Whether the data could not show it, so that nobody can say how many points are really missing.
    """

    left: Decimal
    points: str
    text: str
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """One member's page, top to bottom.

    Attributes:
        headline: Who, how many points of how many, and the level.
        story: What follows from it: the way to the next level, the range.
        claim: What the number is and is not.
        reasons: What is known to stand in the way, most points left first; with ``unseen`` at most four.
        unseen: What could not be seen, with what it could bring and where it could come from; the same order.
        unknown: What is not known, why, and where it could come from.
        provenance: Which rules, data and engine made it.
    """

    headline: str
    story: tuple[str, ...]
    claim: str
    share: Decimal | None
    reasons: tuple[Reason, ...]
    unseen: tuple[Reason, ...]
    pillars: tuple[PillarView, ...]
    sums: tuple[SumLine, ...]
    unknown: tuple[Line, ...]
    notices: tuple[str, ...]
    provenance: tuple[Line, ...]
