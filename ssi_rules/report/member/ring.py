"""The score as a ring, and the levels it passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.inert import inert
from ssi_rules.report.member.standing import fraction, level_title, little_known, score_range, share
from ssi_rules.report.member.view import LevelMark, Ring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ssi_rules.report.languages.language import Language
    from ssi_rules.scorecard import Points, Scorecard


def ring(card: Scorecard, language: Language) -> Ring:
    """The total as a ring, with what it shows in one sentence."""
    low, high = ends(card.total)
    return Ring(
        points=language.text("no score") if card.total.points is None else language.number(card.total.points),
        of=language.text("of {worth}", worth=language.number(card.total.worth)),
        share=share(card.total),
        low=low,
        high=high,
        level=None if little_known(card) else level_title(card.level, card.levels, language),
        range=score_range(card.total, language),
        alt=_alt(card, language),
    )


def ends(points: Points) -> tuple[Decimal | None, Decimal | None]:
    """Where the range begins and ends, from 0 to 1; nothing when it is no range."""
    if points.low is None or points.high is None or points.low == points.high:
        return None, None
    return fraction(points.low, points.worth), fraction(points.high, points.worth)


def levels(card: Scorecard, language: Language) -> Iterator[LevelMark]:
    """Every level, lowest first."""
    for each in card.levels:
        yield LevelMark(
            title=inert(language.rule(each.title)),
            start=language.text("from {points}", points=language.number(each.start)),
            share=fraction(each.start, card.total.worth),
            here=each.id == card.level,
        )


def _alt(card: Scorecard, language: Language) -> str:
    worth = language.number(card.total.worth)
    if card.total.points is None:
        return language.text("An empty ring: no score of {worth}.", worth=worth)
    points = language.number(card.total.points)
    between = score_range(card.total, language)
    if between is None:
        return language.text("A ring filled to {points} of {worth}.", points=points, worth=worth)
    return language.text(
        "A ring filled to {points} of {worth}, with its range from {low} to {high} marked.",
        points=points,
        worth=worth,
        low=language.number(_end(card.total.low, card.total.points)),
        high=language.number(_end(card.total.high, card.total.points)),
    )


def _end(end: Decimal | None, points: Decimal) -> Decimal:
    return points if end is None else end
