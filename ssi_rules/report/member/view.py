"""What a member's page says: every word and number, in the order it is shown. Renderers only lay it out.

Texts are ready to show: inert, translated, formatted. Fractions (``share``, ``start``, ``end``) are for drawing only.
"""

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
    """A labelled sentence; ``kind`` is a stable name for styles and tests: why, yours, days, next, advice, basis, rule and more."""

    label: str
    text: str
    kind: str = ""


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
class Bar:
    """One signed bar of an addition.

    Attributes:
        start: Where it begins, as a fraction of the worth; the bars follow one another, so that the last ends at the total.
        end: Where it ends; left of ``start`` where points are taken.
    """

    text: str
    points: str
    start: Decimal
    end: Decimal
    group: int
    """Index of its pillar; -1 for what stands between pillars and total."""


@dataclass(frozen=True, slots=True)
class Ring:
    """The score drawn as a ring.

    Attributes:
        points: ``53``, or the word for no score.
        of: ``of 100``.
        share: Points over worth from 0 to 1; None without a score.
        low: The range's ends from 0 to 1; None when nothing is open.
        alt: The picture in one sentence.
    """

    points: str
    of: str
    share: Decimal | None
    low: Decimal | None
    high: Decimal | None
    level: str | None
    range: str | None
    alt: str


@dataclass(frozen=True, slots=True)
class LevelMark:
    """One level of the legend: title, where it starts as text and as a fraction of the worth, whether it is reached."""

    title: str
    start: str
    share: Decimal
    here: bool


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion: title, points, and its lines in order.

    Attributes:
        id: ``pillar.criterion``; stable, for anchors.
        share: Points over worth from 0 to 1; None without points.
    """

    id: str
    title: str
    tone: Tone
    state: str
    """The tone in a word or two, for those who see no colour: full points, some points, none, not known …"""
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
        low: The range's ends from 0 to 1; None when nothing is open.
        last: The last reading: points and change in words; None without an earlier run.
        last_share: The last reading from 0 to 1.
        peers: Peers' median in words; None under the minimum group.
        peers_share: Peers' median from 0 to 1.
    """

    id: str
    title: str
    points: str
    range: str | None
    share: Decimal | None
    criteria: tuple[CriterionView, ...]
    sums: tuple[SumLine, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    last: str | None = None
    last_share: Decimal | None = None
    peers: str | None = None
    peers_share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the score is not higher: the points left there, and what to know or do.

    Attributes:
        unseen: Whether the data could not show it, so that nobody can say how many points are really missing.
        criterion: Anchor of the criterion; None for a cap or deduction.
    """

    left: Decimal
    points: str
    text: str
    unseen: bool = False
    criterion: str | None = None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """An action to take, on its own: what, how often, what it takes and what it brings."""

    action: str
    effort: str
    brings: str
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """An action among others: what, how often and what it takes."""

    action: str
    effort: str


@dataclass(frozen=True, slots=True)
class TogetherView:
    """What actions reach together.

    Attributes:
        heading: What is reached by it, or that it is out of reach.
        lead: From how many points to how many, when, and with how much work.
        works: What to do; nothing where it is out of reach.
        note: How it was found, or why it is not more; may be empty.
    """

    heading: str
    lead: str
    works: tuple[Work, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One criterion, cap or deduction that changed: by what the member did, by what the rules did, together."""

    title: str
    you: str
    rules: str
    together: str
    text: str
    """Before and after in the member's own numbers."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since an earlier run; the columns add up to the totals exactly.

    Attributes:
        told: What the split rests on, or why there is none (``split`` is then False and only ``together`` is filled).
        columns: Headings of the table's columns: line, you, rules, together.
        total: The last row.
    """

    headline: str
    told: str
    split: bool
    columns: tuple[str, str, str, str]
    lines: tuple[ChangeLine, ...]
    total: ChangeLine


@dataclass(frozen=True, slots=True)
class Reading:
    """One point of the trend.

    Attributes:
        at: Place on the time axis from 0 to 1.
        share: Points over worth; None without a score: the line breaks there.
        note: That the rules changed here, with both versions; empty otherwise.
    """

    day: str
    points: str
    level: str
    at: Decimal
    share: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class Series:
    """Readings of one kind: our score, or LinkedIn's own, never mixed."""

    title: str
    note: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The score over time, one line for each series; ``alt`` is the picture in one sentence."""

    series: tuple[Series, ...]
    columns: tuple[str, str, str, str]
    """Headings of the table behind the picture: day, points, level, note."""
    alt: str


@dataclass(frozen=True, slots=True)
class Headings:
    """The words around a page's parts, so that no renderer has any of its own."""

    reasons: str
    unseen: str
    pillars: str
    lifts: str
    plan: str
    alone: str
    """Heading of the actions that were tried one at a time: ``Each on its own``."""
    alone_told: str
    """What that means, for it is not what they bring together."""
    changes: str
    trend: str
    criteria: str
    sums: str
    unknown: str
    data: str
    provenance: str
    levels: str
    points: str
    could_be: str
    """``could be {}``-less: the words before a range, as ``could be``."""
    here: str
    """Marks the band the member stands in, for those who see no colour: ``you are here``."""
    at: str
    earns: str
    contents: str
    table: str
    """Summary of the folded table behind a picture: ``The same in numbers``."""
    details: str
    """Summary of a criterion's folded details."""
    index: str
    """Link to the page of all members."""
    team: str
    """Link to the team's page."""
    marks: str
    """What the marks at the bars' edge stand for, as ``could_be`` stands beside its own."""
    skip: str
    """Link past everything before the content: ``Skip to the content``."""
    range: str
    """Heading of the column with least and most it could be."""
    last: str
    """Heading of the column with the last reading."""
    peers: str
    """Heading of the column with the peers' median."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One member's page, top to bottom.

    Attributes:
        language: BCP 47 tag.
        title: Of the document.
        headline: Who, how many points of how many, and the level.
        story: What follows from it: the way to the next level, the range, the change since last time.
        claim: What the number is and is not.
        lifts: Every part of the total as signed bars, caps and deductions included; they end at the total exactly.
        reasons: What is known to stand in the way, most points left first; with ``unseen`` at most four.
        unseen: What could not be seen, with what it could bring and where it could come from; the same order.
        together: What actions reach together; None where nothing is known of it.
        plan: At most three actions, each on its own.
        changes: Since the run before; None without one.
        trend: None with fewer than two readings.
        unknown: What is not known, why, and where it could come from.
        provenance: Which rules, data and engine made it.
    """

    language: str
    title: str
    headline: str
    story: tuple[str, ...]
    claim: str
    ring: Ring
    levels: tuple[LevelMark, ...]
    lifts: tuple[Bar, ...]
    reasons: tuple[Reason, ...]
    unseen: tuple[Reason, ...]
    together: TogetherView | None
    plan: tuple[PlanLine, ...]
    changes: Changes | None
    pillars: tuple[PillarView, ...]
    sums: tuple[SumLine, ...]
    unknown: tuple[Line, ...]
    trend: Trend | None
    notices: tuple[str, ...]
    provenance: tuple[Line, ...]
    headings: Headings
