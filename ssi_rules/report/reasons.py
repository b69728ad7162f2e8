"""The top reasons why a score is not higher, each with the member's own number and what would bring points."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.gains import gain, next_gain
from ssi_rules.report.inert import inert
from ssi_rules.report.view import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.gains import Gain
    from ssi_rules.scorecard import Adjustment, Criterion, Measure, Next, Pillar, Scorecard

MOST = 4
"""Reasons shown: as many as a person keeps in mind, and as credit scores give."""


def reasons(card: Scorecard) -> tuple[Reason, ...]:
    """The reasons to show: those to act on first, then what does not apply or could not be seen.

    Of each kind those with the most points left come first, among equals those whose next step brings most; a criterion
    that leaves its worth to others is none.
    """
    return tuple(each for _, each in sorted(_ranked(card), key=lambda ranked: ranked[0])[:MOST])


_Rank = tuple[bool, Decimal, Decimal]


def _ranked(card: Scorecard) -> Iterator[tuple[_Rank, Reason]]:
    for pillar in card.pillars:
        yield from _of_criteria(card, pillar)
        for each in filter(_costs, pillar.adjustments):
            yield (False, -each.cost, Decimal(0)), _of_adjustment(each)


def _of_criteria(card: Scorecard, pillar: Pillar) -> Iterator[tuple[_Rank, Reason]]:
    for each in pillar.criteria:
        left = each.worth - (each.points or 0)
        if left <= 0 or (each.points is None and each.missing == "redistribute"):
            continue
        coming = next_gain(card, pillar, each)
        brings = Decimal(0) if coming is None else coming.here if coming.total is None else coming.total
        rank = (each.state in ("unknown", "not_applicable"), -left, -brings)
        if each.state == "unknown":
            yield rank, _unseen(each, gain(card, pillar, each, left))
        else:
            yield rank, Reason(left, f"{words.points(left)} left", _why(each, coming))


def _costs(adjustment: Adjustment) -> bool:
    return adjustment.kind != "redistributed" and adjustment.cost > 0


def _of_adjustment(adjustment: Adjustment) -> Reason:
    cost = words.points(adjustment.cost)
    return Reason(
        adjustment.cost, f"{cost} lost", f"{words.sentence(adjustment.because)} This costs you {cost}."
    )


def _unseen(criterion: Criterion, could: Gain) -> Reason:
    title, worth = inert(criterion.title), words.plain(criterion.worth)
    origins = dict.fromkeys(words.origin(each.origin) for each in criterion.unknown if each.origin)
    why = words.sentence(criterion.reason or "Not known")
    counts = f"Until then it counts as 0 of {worth}{_could(could)}."
    text = " ".join((f"{title}: {why}", *origins, counts))
    return Reason(could.here, f"up to {words.points(could.here)}", text, unseen=True)


def _could(could: Gain) -> str:
    if could.total is None or not could.changes:
        return ""
    if not could.total:
        return f"; it could bring nothing in the total{_held_back(could)}"
    return f"; it could bring about {words.plain(could.total)} in the total"


def _why(criterion: Criterion, coming: Gain | None) -> str:
    if criterion.points is None:
        return _without_points(criterion)
    return " ".join(filter(None, (f"{inert(criterion.title)}: {own(criterion)}.", ahead(criterion, coming))))


def _without_points(criterion: Criterion) -> str:
    why = words.sentence(criterion.reason or "There is no value")
    rest = f"Until then it counts as 0 of {words.plain(criterion.worth)}."
    if criterion.state == "not_applicable":
        rest = f"These rules then count it as 0 of {words.plain(criterion.worth)}."
    return f"{inert(criterion.title)}: {why} {rest}"


def own(criterion: Criterion) -> str:
    """The member's own value with what it was made from: ``3 of 24 InMails, which is 12.5%``."""
    measure = criterion.measure
    if measure.value is None:
        return "not known"
    value = words.of_criterion(measure.value, criterion)
    parts = _parts(measure)
    return f"{parts}, which is {value}" if parts else value


def _parts(measure: Measure) -> str:
    if measure.numerator is None or measure.denominator is None:
        return ""
    top, bottom = words.plain(measure.numerator), words.plain(measure.denominator)
    if not is_part(measure):
        return f"{top} to {bottom}"
    tables = {each.table for each in measure.windows}
    noun = _noun(tables.pop(), one=measure.denominator == 1) if len(tables) == 1 else ""
    return f"{top} of {bottom}{noun}"


_ONE = {
    "connections": "connection",
    "invitations": "invitation",
    "messages": "message",
    "inmails": "InMail",
    "shares": "post",
    "comments": "comment",
    "reactions": "reaction",
}


def _noun(table: str, *, one: bool) -> str:
    """What a table's rows are called; nothing where one of them has no name that is known."""
    if one:
        return f" {_ONE[table]}" if table in _ONE else ""
    known = {"inmails": "InMails", "shares": "posts"}
    return f" {known.get(table, inert(table.replace('_', ' ')))}"


def is_part(measure: Measure) -> bool:
    """Whether the numerator counts some of what the denominator counts."""
    top, bottom = measure.numerator, measure.denominator
    if top is None or bottom is None or measure.type not in ("ratio", "percent"):
        return False
    return top <= bottom and top == int(top) and bottom == int(bottom)


def ahead(criterion: Criterion, coming: Gain | None) -> str:
    """What the next cut-point asks and brings, in one or two sentences; empty when none brings more.

    Args:
        criterion: The criterion.
        coming: From ``next_gain``.
    """
    step = criterion.next
    if step is None or coming is None:
        return ""
    return " ".join(
        filter(None, (f"{_where(step, criterion)} {_earns(criterion, coming)}.", _effort(step, criterion)))
    )


def _earns(criterion: Criterion, coming: Gain) -> str:
    """``you earn 4 points, 0.5 more than now``; where the total rises otherwise, that too."""
    now = criterion.points or Decimal(0)
    more = f", {words.plain(coming.here)} more than now" if now else ""
    earns = f"you earn {words.points(now + coming.here)}"
    if coming.total is None or not coming.changes:
        return f"{earns}{more}"
    if not coming.total:
        return f"{earns} here{more}, but nothing in the total{_held_back(coming)}"
    joint = " and" if more else ","
    return (
        f"{earns} here{more}{joint} about {words.plain(coming.total)}{' more' if more else ''} in the total"
    )


def _held_back(coming: Gain) -> str:
    brake = coming.brake
    if brake is None or brake.limit is None:
        return ""
    name = "cap at" if brake.kind == "cap" else "deduction of"
    return f" while the {name} {words.plain(brake.limit)} applies"


def _where(step: Next, criterion: Criterion) -> str:
    at = words.of_criterion(step.at, criterion)
    match step.direction:
        case "from":
            return f"{'At' if criterion.award == 'ramp' else 'From'} {at}"
        case "below":
            return f"Below {at}"
        case "to" if isinstance(step.at, str):
            return f"With a {at}"
        case "to":
            return f"Down at {at}"


def _effort(step: Next, criterion: Criterion) -> str:
    if step.distance is None or not isinstance(step.at, Decimal) or step.direction != "from":
        return ""
    measure = criterion.measure
    if measure.denominator is None or not is_part(measure):
        return f"That takes {words.gap(step.distance, criterion)} more."
    return _more_of_the_same(step.at, measure)


def _more_of_the_same(at: Decimal, measure: Measure) -> str:
    top, bottom = measure.numerator or Decimal(0), measure.denominator or Decimal(0)
    more = (at * bottom).to_integral_value(ROUND_CEILING) - top
    if not 0 < more <= bottom - top:
        return ""
    return f"That is {words.plain(more)} more of the same {words.plain(bottom)}."
