"""The top reasons why a score is not higher, each with the member's own number and what would bring points."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.inert import inert
from ssi_rules.report.view import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.scorecard import Adjustment, Criterion, Measure, Next, Pillar, Scorecard

MOST = 4
"""Reasons shown: as many as a person keeps in mind, and as credit scores give."""


def reasons(card: Scorecard) -> tuple[Reason, ...]:
    """The reasons with the most points left, in that order; a criterion that leaves its worth to others is none."""
    ranked = sorted(_all(card), key=lambda each: -each.left)
    return tuple(ranked[:MOST])


def _all(card: Scorecard) -> Iterator[Reason]:
    for pillar in card.pillars:
        yield from _of_criteria(pillar)
        yield from (_of_adjustment(each) for each in pillar.adjustments if _costs(each))


def _of_criteria(pillar: Pillar) -> Iterator[Reason]:
    for each in pillar.criteria:
        if each.points is None and each.missing == "redistribute":
            continue
        left = each.worth - (each.points or 0)
        if left > 0:
            yield Reason(left, f"{words.points(left)} left", _why(each))


def _costs(adjustment: Adjustment) -> bool:
    return adjustment.kind != "redistributed" and adjustment.cost > 0


def _of_adjustment(adjustment: Adjustment) -> Reason:
    cost = words.points(adjustment.cost)
    return Reason(
        adjustment.cost, f"{cost} lost", f"{words.sentence(adjustment.because)} This costs you {cost}."
    )


def _why(criterion: Criterion) -> str:
    if criterion.points is None:
        return _without_points(criterion)
    return " ".join(filter(None, (f"{inert(criterion.title)}: {own(criterion)}.", ahead(criterion))))


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
    return f"{top} of {bottom}{f' {_noun(tables.pop())}' if len(tables) == 1 else ''}"


def _noun(table: str) -> str:
    known = {"inmails": "InMails", "shares": "posts"}
    return known.get(table, inert(table.replace("_", " ")))


def is_part(measure: Measure) -> bool:
    """Whether the numerator counts some of what the denominator counts."""
    top, bottom = measure.numerator, measure.denominator
    if top is None or bottom is None or measure.type not in ("ratio", "percent"):
        return False
    return top <= bottom and top == int(top) and bottom == int(bottom)


def ahead(criterion: Criterion) -> str:
    """What the next cut-point asks and brings, in one or two sentences; empty when none brings more."""
    step = criterion.next
    if step is None or criterion.points is None:
        return ""
    then = criterion.points + step.gain
    more = f", {words.plain(step.gain)} more than now" if criterion.points else ""
    earns = f"you earn {words.points(then)}{more}"
    return " ".join(filter(None, (f"{_where(step, criterion)} {earns}.", _effort(step, criterion))))


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
