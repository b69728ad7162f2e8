"""A what-if as a JSON document: both scorecards whole, and what each line makes of the difference."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads it when the class is made
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from ssi_rules.planning.edits import written
from ssi_rules.report.whatif.lines import compare_lines
from ssi_rules.report.whatif.telling import notes
from ssi_rules.scorecard import Adjustment, Criterion, Document, Exact, Scorecard

if TYPE_CHECKING:
    from ssi_rules.planning.whatif import WhatIf
    from ssi_rules.report.whatif.lines import Compared, Part


class ChangedLine(Document):
    """One line of both breakdowns.

    Attributes:
        pillar: Id; null between the pillars and the total.
        id: Of the criterion; null for caps, deductions and what was spread.
        title: The criterion's title, or what the adjustment is told with.
        before: Points that the line brings as read: null where there are none, or no such line.
        after: The same as edited.
        change: Points that it brings to the total more than before.
    """

    pillar: str | None
    kind: Literal["criterion", "cap", "deduct", "redistributed"]
    id: str | None
    title: str
    before: Exact | None
    after: Exact | None
    change: Exact


class ChangedPillar(Document):
    """One pillar: its points of both, and what its lines add up to."""

    id: str
    before: Exact | None
    after: Exact | None
    change: Exact


class WhatIfDocument(Document):
    """One member's score as the data has it and as edited.

    Attributes:
        edits: As they are written, in order.
        change: Points of the total more than before, what the lines add up to; null without a score on one side.
        lines: Every line of both breakdowns.
        notes: What of the edits could not move the score.
        before: The scorecard as read.
        after: The scorecard as edited; its notices say so.
    """

    schema_: Annotated[Literal["ssi.whatif/1"], Field(serialization_alias="schema")] = "ssi.whatif/1"
    member: str
    as_of: date | None
    edits: tuple[str, ...]
    change: Exact | None
    pillars: tuple[ChangedPillar, ...]
    lines: tuple[ChangedLine, ...]
    notes: tuple[str, ...]
    before: Scorecard
    after: Scorecard


def document(what_if: WhatIf) -> WhatIfDocument:
    """The document of a what-if."""
    before, after = what_if.before, what_if.after
    compared = compare_lines(before, after)
    lines = [each for pillar in compared.pillars for each in pillar.lines] + [*compared.between]
    return WhatIfDocument(
        member=before.member,
        as_of=before.as_of,
        edits=tuple(written(each.edit) for each in what_if.tried),
        change=compared.change,
        pillars=tuple(
            ChangedPillar(
                id=each.after.id, before=each.before.points, after=each.after.points, change=each.change
            )
            for each in compared.pillars
        ),
        lines=tuple(map(_line, lines)),
        notes=tuple(notes(what_if.tried, before.as_of)),
        before=before,
        after=after,
    )


def _line(line: Compared) -> ChangedLine:
    part = line.after or line.before
    is_criterion = isinstance(part, Criterion)
    return ChangedLine(
        pillar=line.key.pillar or None,
        kind="criterion" if not isinstance(part, Adjustment) else part.kind,
        id=line.key.name if is_criterion else None,
        title=part.title if isinstance(part, Criterion) else part.because if part else "",
        before=_points(line.before),
        after=_points(line.after),
        change=line.change,
    )


def _points(part: Part | None) -> Exact | None:
    match part:
        case None:
            return None
        case Criterion():
            return part.points
        case _:
            return -part.cost
