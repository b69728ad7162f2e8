"""What the page of a what-if says: every word and number; renderers only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.languages.language import ENGLISH
from ssi_rules.report.member.beside import adjustment_title, adjustment_told, change_told
from ssi_rules.report.member.changes import criterion_told
from ssi_rules.report.member.standing import level_title, score, score_range, who
from ssi_rules.report.member.story import claim
from ssi_rules.report.whatif.lines import compare_lines
from ssi_rules.report.whatif.telling import notes, told
from ssi_rules.scorecard import Adjustment, Criterion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from ssi_rules.planning.whatif import WhatIf
    from ssi_rules.report.whatif.lines import Compared, ComparedPillar, ComparedScores, Part
    from ssi_rules.scorecard import Points, Scorecard

COLUMNS = ("", "As read", "What if", "Change")


class Kind(Enum):
    """What a row is: a part of a pillar, the sum of such parts, or the sum of all."""

    PART = "part"
    PILLAR = "pillar"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of both breakdowns; ``change`` is empty where nothing changed or nobody can say."""

    kind: Kind
    title: str
    before: str
    after: str
    change: str


@dataclass(frozen=True, slots=True)
class WhatIfView:
    """Everything the page says.

    Attributes:
        headline: Both totals and the difference.
        edits: What was edited, a sentence each.
        claim: What the number is and is not.
        rows: Both breakdowns: of each pillar its parts and then the pillar, last the total. The changes add up.
        notes: What of the edits could not move the score.
    """

    headline: str
    edits: tuple[str, ...]
    claim: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def view(what_if: WhatIf) -> WhatIfView:
    """Everything the page of a what-if says."""
    compared = compare_lines(what_if.before, what_if.after)
    return WhatIfView(
        headline=_headline(compared),
        edits=tuple(map(told, what_if.tried)),
        claim=claim(ENGLISH),
        rows=tuple(_rows(compared)),
        notes=tuple(notes(what_if.tried, what_if.before.as_of)),
    )


def _headline(compared: ComparedScores) -> str:
    before, after, change = compared.before, compared.after, compared.change
    totals = f"{who(before)}: {score(before.total)} as read, {score(after.total)} what if"
    if change is None:
        return f"{totals}. No score is not 0, so there is no difference to tell."
    return f"{totals}, {change_told(change) or 'no change'}"


def _rows(compared: ComparedScores) -> Iterator[Row]:
    for pillar in compared.pillars:
        yield from _pillar(pillar)
    yield from _parts(compared.between, "Spread between pillars")
    before, after = compared.before, compared.after
    yield _result(Kind.TOTAL, "Total", before.total, after.total, compared.change)
    yield from _apart("Could be", _range(before.total), _range(after.total))
    yield from _apart("Level", _level(before), _level(after))


def _pillar(pillar: ComparedPillar) -> Iterator[Row]:
    yield from _parts(pillar.lines, "Redistributed")
    title = words.ruled(pillar.after.title)
    yield _result(Kind.PILLAR, title, pillar.before, pillar.after, pillar.change)


def _parts(lines: Iterable[Compared], spread: str) -> Iterator[Row]:
    for each in lines:
        part = each.after or each.before
        if part is not None and (isinstance(part, Criterion) or _matters(each)):
            before, after = _told(each.before, part), _told(each.after, part)
            yield Row(Kind.PART, _title(part, spread), before, after, change_told(each.change))


def _matters(line: Compared) -> bool:
    """Whether a cap or deduction acts, or may act, on one of the sides, or worth that was spread brings or takes anything."""
    acting = [each for each in (line.before, line.after) if each and not isinstance(each, Criterion)]
    return any(each.cost if each.kind == "redistributed" else each.fired or each.open for each in acting)


def _title(part: Part, spread: str) -> str:
    if isinstance(part, Criterion):
        return words.ruled(part.title)
    if part.kind == "redistributed":
        return spread
    return adjustment_title(part)


def _told(part: Part | None, kind: Part) -> str:
    """One side of a line; ``kind`` is a side that there is."""
    if isinstance(part, Criterion):
        return criterion_told(part)
    if isinstance(kind, Adjustment) and kind.kind == "redistributed":
        return ENGLISH.signed(-part.cost) if part else "0"
    return "does not apply" if part is None else adjustment_told(part)


def _result(kind: Kind, title: str, before: Points, after: Points, change: Decimal | None) -> Row:
    return Row(kind, title, score(before), score(after), change_told(change))


def _apart(title: str, before: str, after: str) -> Iterator[Row]:
    if before or after:
        yield Row(Kind.PART, title, before or "nothing open", after or "nothing open", "")


def _range(points: Points) -> str:
    return score_range(points) or ""


def _level(card: Scorecard) -> str:
    return (level_title(card.level, card.levels) or "none") if card.levels else ""
