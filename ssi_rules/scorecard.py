"""The result document: one member's score and everything its explanation shows.

Versioned; a field never changes meaning under one version. Points, worths and values are exact decimals here and plain
JSON numbers outside; what is absent is null.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, Strict


def _json_number(value: Decimal) -> int | float:
    whole = int(value)
    return whole if whole == value else float(value)


Exact = Annotated[
    Decimal,
    PlainSerializer(_json_number, return_type=int | float, when_used="json"),
    Field(allow_inf_nan=False, max_digits=50),
]
"""A decimal that leaves as a JSON number; a document with more digits than the language reckons in is none of ours."""

StateName = Literal["scored", "not_applicable", "too_few", "unknown"]
BasisName = Literal["published", "inferred", "chosen"]
TypeName = Literal["count", "number", "percent", "ratio", "flag", "text", "date"]
MeasureValue = Annotated[bool, Strict()] | Exact | str


class Document(BaseModel):
    """Frozen, and closed in both directions."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Points(Document):
    """A score and its range: the least and most it could be if what is open were known."""

    points: Exact | None
    low: Exact | None
    high: Exact | None
    worth: Exact


class WindowDates(Document):
    """Days a part of the measure looks at: after ``after``, up to and including ``until``."""

    table: str
    after: date
    until: date


class Unknown(Document):
    """Something the criterion asked for that is not known, why, and where it could come from.

    ``name`` is a fact, a table, or ``table.column``; or what was computed from them where the reason lies there
    ("no rows", "no activity").
    """

    name: str
    title: str
    reason: str
    origin: str | None


class Counted(Document):
    """Which rows a count counts, or a share holds above the line, where one word tells it.

    Attributes:
        table: Id of the table.
        column: The flag that says yes in each of them; null where it takes none.
        market: Id of the market they are in; null where it takes none. Without column and market every row counts.
    """

    table: str
    column: str | None
    market: str | None


class Whole(Document):
    """What a denominator counts, where the numerator counts some of the same.

    Attributes:
        table: Id of the table whose rows they are; null where both are counts that the data gives as facts.
    """

    table: str | None


class Measure(Document):
    """What was measured.

    Attributes:
        value: In the measure's own unit, percents as fractions; a flag as true or false; null when unknown.
        type: The unit: percent and ratio read well with a percent sign, counts and numbers plain.
        numerator: Of a share or quotient.
        denominator: Of a share or quotient.
        left_out: Rows left out because a cell was unknown, each counted once; the fewest there can be where
            ``left_out_most`` says more.
        undated: Rows outside every window because they have no date.
        text: The measure as the ruleset words it.
        windows: Days looked at.
        counted: What a count, or a share of one table's rows, is made of; null for everything else.
        whole: What the numerator is a part of; null where it is none, and in documents that do not say.
        left_out_most: The most rows that can have been left out, where several parts of the measure left out rows of one
            table and which of them are the same is not known; null where ``left_out`` is exact.
    """

    value: MeasureValue | None
    type: TypeName
    numerator: Exact | None
    denominator: Exact | None
    left_out: int
    undated: int
    text: str
    windows: tuple[WindowDates, ...]
    counted: Counted | None = None
    whole: Whole | None = None
    left_out_most: int | None = None


class CutPoint(Document):
    """One line of the award: the points from (bands) or at (ramp) ``at``; ``here`` marks the one that holds."""

    at: Exact | Literal["yes", "no"]
    points: Exact
    here: bool


class Next(Document):
    """The nearest cut-point that brings more points.

    Attributes:
        at: The cut-point, in the measure's unit.
        gain: Points more than now when it is reached.
        distance: How far the measure is from it, in the measure's unit; null for flags.
        direction: ``from`` when the value must rise to it, ``below`` when it must fall under it (bands),
            ``to`` when it must fall to it (ramps) or become it (flags).
    """

    at: Exact | Literal["yes", "no"]
    gain: Exact
    distance: Exact | None
    direction: Literal["from", "below", "to"]


ANSWERS = {"inmails": "replied", "invitations": "accepted"}
"""By table, the flag that somebody else may still turn to yes in a row that is there: the answer to it.

Whether a post is one's own was settled when it was written, and of flags that only some rules know nobody can say whether
they are answers: of all those, steps tell of new rows.
"""


class Step(Document):
    """One exact way to more points of a criterion, in things a person counts; all else stays as it is.

    Attributes:
        kind: ``fact``: the fact ``of`` rises (or falls, where ``count`` is negative) by so much, or becomes yes or no where
            it is a flag and ``count`` is 1; ``rows``: so many more rows of the table ``of`` that count; ``turned``: so many
            of the table's rows that are already counted below the line come to count above it too (one more reply), of
            ``ANSWERS`` only;
            ``sample``: so many more rows until the criterion can be judged.
        of: Id of the fact or table.
        title: Title of the fact or table.
        count: How many, in the unit of ``type``: percents as fractions, as everywhere; negative where a fact is to fall.
        value: The measure's value afterwards; null for ``sample``.
        gain: Points of the criterion more than now; null for ``sample``, which promises none.
        type: Type of the fact; a count for rows.
        where: For rows, which ones, as the ruleset words it: "title is target", "not original"; for rows turned, what they
            come to be: "replied". Null for facts, and where any row of the table counts.
        dated: For new rows of a dated table, the day they bear: the last day that counts. It is the document's own day unless
            the window ends before it: then what is done today will count later. Null otherwise.
        counts_from: The first day on which what is dated on the document's day counts, where that is a later one.
        also: Titles of other criteria that the step can move, up or down, and of pillars whose caps or deductions it can.
    """

    kind: Literal["fact", "rows", "turned", "sample"]
    of: str
    title: str
    count: Exact
    value: MeasureValue | None
    gain: Exact | None
    type: TypeName = "count"
    where: str | None = None
    dated: date | None = None
    counts_from: date | None = None
    also: tuple[str, ...] = ()


class Later(Document):
    """What a criterion will be on a later day if nothing is added: rows have left its windows by then.

    Attributes:
        as_of: That day.
        value: The measure's value then; null when unknown.
        numerator: Of a share or quotient, then.
        denominator: Of a share or quotient, then.
        points: Points then; null without a score.
    """

    as_of: date
    value: MeasureValue | None
    numerator: Exact | None
    denominator: Exact | None
    points: Exact | None


class Criterion(Document):
    """One line of the score.

    Attributes:
        reason: Why there are no points, in one sentence; null when scored.
        missing: What its pillar does with a criterion without points.
        award: How the measure earns points.
        cut_points: The award's lines.
        unknown: What was asked for and is not known.
        advice: What to do, in the ruleset's words.
        basis: Where the numbers come from, with ``basis_note`` and ``source``.
        origin: ``file:line`` of the criterion.
        steps: Exact ways to more points, the nearest first; empty where none is known to the document.
        later: A week on without new activity; null where nothing changes by itself, and in documents made without it.
    """

    id: str
    title: str
    state: StateName
    points: Exact | None
    worth: Exact
    measure: Measure
    next: Next | None
    reason: str | None
    missing: Literal["zero", "redistribute"]
    award: Literal["bands", "ramp", "when"]
    cut_points: tuple[CutPoint, ...]
    unknown: tuple[Unknown, ...]
    advice: str | None
    basis: BasisName | None
    basis_note: str | None
    source: str | None
    origin: str
    steps: tuple[Step, ...] = ()
    later: Later | None = None


class Adjustment(Document):
    """One line between the criteria's sum and the pillar's or the total's points.

    Attributes:
        kind: ``cap`` and ``deduct`` as the ruleset words them; ``redistributed`` where worth was spread over others.
        fired: Whether it took part in the points.
        open: Whether its condition is unknown: it did not act, and the range allows for it.
        cost: Points it cost; negative where it brought some. Criteria less costs are exactly the pillar.
        because: Told to the member.
        limit: The cap, or the deduction.
    """

    kind: Literal["cap", "deduct", "redistributed"]
    fired: bool
    open: bool = False
    cost: Exact
    because: str
    limit: Exact | None = None
    basis: BasisName | None = None
    basis_note: str | None = None
    source: str | None = None
    origin: str | None = None
    unknown: tuple[Unknown, ...] = ()


class Pillar(Points):
    """A pillar: its criteria's points, less the costs of its adjustments, are its points."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]
    adjustments: tuple[Adjustment, ...]


class RulesetInfo(Document):
    """Which rules were applied."""

    name: str
    title: str
    version: str
    status: str | None
    about: str | None
    source: str | None
    fingerprint: str
    path: str


class LevelInfo(Document):
    """A level of the ruleset and where it starts."""

    id: str
    title: str
    start: Exact


class PlanStep(Document):
    """An action of the ruleset worth doing so many times, and what it then brings; worked out by scoring the member again.

    Attributes:
        minutes: Effort in all; null where the ruleset gives none.
        gain: Points of the total more than now.
        criteria: Ids, ``pillar.criterion``, of what rises by it.
        weeks: How many weeks it takes at the action's limit; null without a limit by the week.
    """

    action: str
    title: str
    times: int
    minutes: int | None
    gain: Exact
    criteria: tuple[str, ...]
    weeks: int | None = None


WhyName = Literal["unknown", "set aside", "unmoved", "limit", "effort", "traded", "adjusted"]


class PlannedAction(Document):
    """An action, how often, and the minutes it takes in all."""

    action: str
    title: str
    times: int
    minutes: int


class LostPoints(Document):
    """Points that stay out of reach for one reason, and where."""

    why: WhyName
    points: Exact
    titles: tuple[str, ...]


class Together(Document):
    """What actions of the ruleset come to together, spread evenly over some days: the fewest minutes to the next level.

    Attributes:
        level: Id of that level; null where none is above. Then it is the most points for ``effort``.
        effort: Minutes that may be spent; null for as many as it takes.
        within: Days that it may take.
        days: How many it takes.
        end: The last of them; null where no day matters.
        reached: Whether there is a way to the level.
        minutes: Effort in all; null where there is no way.
        actions: What to do; nothing where there is no way.
        now: The total today.
        idle: The total on the last day if nothing is done.
        total: The total on the last day if all of it is done, by scoring the member again; where there is no way, the most
            that there is.
        lost: Where there is no way, what is missing to the ruleset's worth; adds up to all of it.
        left_out: Titles of the ruleset's actions without minutes, which are no part of this.
    """

    level: str | None
    effort: int | None
    within: int
    days: int
    end: date | None
    reached: bool
    minutes: int | None
    actions: tuple[PlannedAction, ...]
    now: Exact
    idle: Exact | None
    total: Exact
    lost: tuple[LostPoints, ...]
    left_out: tuple[str, ...]


class Scorecard(Document):
    """One member's score under one ruleset on one day, by one engine.

    Attributes:
        total: Points, range and worth; absent points when no pillar has a score.
        level: Id of the level reached; null below the lowest or without a total.
        levels: All levels, ascending.
        adjustments: ``redistributed`` where pillars without a score left their worth to the others. Pillars less costs are
            exactly the total.
        labels: Name, team and the like, as the data gives them.
        notices: What a reader of the page should know of the data: coverage, rows set aside.
        data: Fingerprint of what was read of the member: the same facts, rows and day give the same one.
        version: Version of ssi-rules that made the document.
        plan: At most three actions of the ruleset that bring most for their effort, each on its own.
        together: What actions of the ruleset reach together; null where nothing was asked or there is nothing to tell.
    """

    schema_: Literal["ssi.scorecard/1"] = Field(
        "ssi.scorecard/1", alias="schema", serialization_alias="schema"
    )
    member: str
    as_of: date | None
    ruleset: RulesetInfo
    engine: str
    total: Points
    level: str | None
    levels: tuple[LevelInfo, ...]
    pillars: tuple[Pillar, ...]
    adjustments: tuple[Adjustment, ...]
    labels: dict[str, str]
    notices: tuple[str, ...]
    data: str | None = None
    version: str | None = None
    plan: tuple[PlanStep, ...] = ()
    together: Together | None = None

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Scorecards(Document):
    """Many members under one ruleset."""

    schema_: Literal["ssi.scorecards/1"] = Field(
        "ssi.scorecards/1", alias="schema", serialization_alias="schema"
    )
    ruleset: RulesetInfo
    as_of: date | None
    scorecards: tuple[Scorecard, ...]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
