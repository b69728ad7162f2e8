"""The top reasons why a score is not higher, each with the member's own number and what would bring points."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member.ahead import ahead, held_back, sample
from ssi_rules.report.member.gains import gain, next_gain
from ssi_rules.report.member.own import told
from ssi_rules.report.member.view import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.member.gains import Gain
    from ssi_rules.scorecard import Adjustment, Criterion, Pillar, Scorecard

MOST = 4
"""Reasons shown: as many as a person keeps in mind, and as credit scores give."""


def reasons(card: Scorecard, language: Language = ENGLISH) -> tuple[Reason, ...]:
    """The reasons to show: those to act on first, then what does not apply or could not be seen.

    Of each kind those with the most points left come first, among equals those whose next step brings most; a criterion
    that leaves its worth to others is none.

    Args:
        card: The result document.
        language: What the sentences are made in.
    """
    ranked = sorted(_ranked(card, language), key=lambda ranked: ranked[0])
    return tuple(each for _, each in ranked[:MOST])


_Rank = tuple[bool, Decimal, Decimal]


def _ranked(card: Scorecard, language: Language) -> Iterator[tuple[_Rank, Reason]]:
    for pillar in card.pillars:
        yield from _of_criteria(card, pillar, language)
        for each in filter(_costs, pillar.adjustments):
            yield (False, -each.cost, Decimal(0)), _of_adjustment(each, language)


def _of_criteria(card: Scorecard, pillar: Pillar, language: Language) -> Iterator[tuple[_Rank, Reason]]:
    for each in pillar.criteria:
        left = each.worth - (each.points or 0)
        if left <= 0 or (each.points is None and each.missing == "redistribute"):
            continue
        coming = next_gain(card, pillar, each)
        brings = Decimal(0) if coming is None else coming.here if coming.total is None else coming.total
        rank = (each.state in ("unknown", "not_applicable"), -left, -brings)
        anchor = f"{pillar.id}.{each.id}"
        if each.state == "unknown":
            yield rank, _unseen(each, gain(card, pillar, each, left), anchor, language)
        else:
            yield rank, _known(each, left, coming, anchor, language)


def _known(
    criterion: Criterion, left: Decimal, coming: Gain | None, anchor: str, language: Language
) -> Reason:
    points = language.text("{points} left", points=words.points(left, language))
    return Reason(left, points, _why(criterion, coming, language), criterion=anchor)


def _costs(adjustment: Adjustment) -> bool:
    return adjustment.kind != "redistributed" and adjustment.cost > 0


def _of_adjustment(adjustment: Adjustment, language: Language) -> Reason:
    cost = words.points(adjustment.cost, language)
    costs = language.text("This costs you {points}.", points=cost)
    return Reason(
        adjustment.cost,
        language.text("{points} lost", points=cost),
        words.joined(words.because(adjustment, language), costs),
    )


def _unseen(criterion: Criterion, could: Gain, anchor: str, language: Language) -> Reason:
    origins = dict.fromkeys(words.origin(each, language) for each in criterion.unknown)
    text = words.joined(_titled(criterion, language), *origins, _until_then(criterion, could, language))
    points = language.text("up to {points}", points=words.points(could.here, language))
    return Reason(could.here, points, text, unseen=True, criterion=anchor)


def _until_then(criterion: Criterion, could: Gain, language: Language) -> str:
    worth = language.number(criterion.worth)
    if could.total is None or not could.changes:
        return language.text("Until then it counts as 0 of {worth}.", worth=worth)
    if not could.total:
        return language.text(
            "Until then it counts as 0 of {worth}; it could bring nothing in the total{held}.",
            worth=worth,
            held=held_back(could, language),
        )
    return language.text(
        "Until then it counts as 0 of {worth}; it could bring about {total} in the total.",
        worth=worth,
        total=language.number(could.total),
    )


def _why(criterion: Criterion, coming: Gain | None, language: Language) -> str:
    if criterion.points is None:
        return _without_points(criterion, language)
    return words.joined(told(criterion, language), ahead(criterion, coming, language))


def _without_points(criterion: Criterion, language: Language) -> str:
    worth = language.number(criterion.worth)
    if criterion.state == "not_applicable":
        rest = language.text("These rules then count it as 0 of {worth}.", worth=worth)
    else:
        rest = language.text("Until then it counts as 0 of {worth}.", worth=worth)
    return words.joined(_titled(criterion, language), sample(criterion, language), rest)


def _titled(criterion: Criterion, language: Language) -> str:
    """The title, and why there are no points."""
    return language.text(
        "{title}: {why}",
        title=words.ruled(criterion.title, language),
        why=words.without_points(criterion, language),
    )
