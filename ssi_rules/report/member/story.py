"""What a page begins with: who stands where, what changed, and where most is to be gained."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.language.windows import WEEK
from ssi_rules.report import words
from ssi_rules.report.member.standing import level_title, little_known, open_count, score, score_range, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.context import Context
    from ssi_rules.report.languages.language import Language
    from ssi_rules.scorecard import LevelInfo, Pillar, Scorecard

_WEEK = timedelta(WEEK)


def headline(card: Scorecard, language: Language) -> str:
    """Who, how many points of how many, and the level, unless that rests on little."""
    if card.total.points is None:
        return language.text("{who}: no score, because no pillar has one", who=who(card))
    reached = score(card.total, language)
    if little_known(card) is not None:
        return language.text(
            "{who}: {score} points, but most of it is not known", who=who(card), score=reached
        )
    level = level_title(card.level, card.levels, language)
    if level is None:
        return language.text("{who}: {score} points", who=who(card), score=reached)
    return language.text("{who}: {score} points, {level}", who=who(card), score=reached, level=level)


def story(card: Scorecard, language: Language, context: Context) -> Iterator[str]:
    """What follows from it; the first lines say if it rests on little, what changed since last time and where most is left."""
    yield from _little(card, language)
    first = _first(_change(card, language, context), _most_left(card), language)
    if first:
        yield words.sentence(first)
    yield from _to_next_level(card, language)
    between = score_range(card.total, language)
    if between is not None:
        yield language.text(
            "It could be {range}: {openness}.", range=between, openness=_openness(card, language)
        )
    yield from _leaving(card, language)


def _little(card: Scorecard, language: Language) -> Iterator[str]:
    little = None if card.total.points is None else little_known(card)
    if little is not None:
        known, worth = map(language.number, little)
        yield language.text(
            "Only criteria worth {known} of {worth} points can be judged yet, so this score says little.",
            known=known,
            worth=worth,
        )


def claim(language: Language) -> str:
    """What the number is and is not."""
    return language.text(
        "A reconstruction by the rules named here, not LinkedIn's own score. It describes activity; it does not cause sales."
    )


def _first(change: str, left: Pillar | None, language: Language) -> str:
    if left is None:
        return change
    pillar = words.ruled(left.title, language)
    if not change:
        return language.text("most points left in {pillar}", pillar=pillar)
    return language.text("{change}; most points left in {pillar}", change=change, pillar=pillar)


def _change(card: Scorecard, language: Language, context: Context) -> str:
    """``up 2 since last week``; empty without an earlier score."""
    before = None if context.before is None else context.before.card
    if before is None or before.total.points is None or card.total.points is None:
        return ""
    change = card.total.points - before.total.points
    since, size = _since(card, before, language), language.number(abs(change))
    if change > 0:
        return language.text("up {points} {since}", points=size, since=since)
    if change < 0:
        return language.text("down {points} {since}", points=size, since=since)
    return language.text("unchanged {since}", since=since)


def _since(card: Scorecard, before: Scorecard, language: Language) -> str:
    if before.as_of is None:
        return language.text("since last time")
    if card.as_of is not None and card.as_of - before.as_of == _WEEK:
        return language.text("since last week")
    return language.text("since {day}", day=language.day(before.as_of))


def _most_left(card: Scorecard) -> Pillar | None:
    """The pillar with most points to gain, unless there is but one, or nothing to gain."""
    pillar = max(card.pillars, key=_left, default=None)
    return pillar if pillar is not None and len(card.pillars) > 1 and _left(pillar) > 0 else None


def _left(pillar: Pillar) -> Decimal:
    return pillar.worth - (pillar.points or Decimal(0))


def _to_next_level(card: Scorecard, language: Language) -> Iterator[str]:
    ahead = _next_level(card)
    if ahead is not None and card.total.points is not None:
        yield language.text(
            "{points} more reach {level}, which starts at {start}.",
            points=words.points(ahead.start - card.total.points, language),
            level=words.ruled(ahead.title, language),
            start=language.number(ahead.start),
        )


def _next_level(card: Scorecard) -> LevelInfo | None:
    total = card.total.points
    return next((each for each in card.levels if total is not None and each.start > total), None)


def _leaving(card: Scorecard, language: Language) -> Iterator[str]:
    """What windows will take from criteria by a later day if nothing is added."""
    criteria = [each for pillar in card.pillars for each in pillar.criteria]
    losses = [
        (each.later.as_of, each.points - (each.later.points or 0))
        for each in criteria
        if each.later is not None and each.points is not None and (each.later.points or 0) < each.points
    ]
    if not losses:
        return
    lost = language.plural(
        "By {day}, without anything new, {count} criterion loses {points} as days leave its window.",
        "By {day}, without anything new, {count} criteria lose {points} together as days leave their windows.",
        len(losses),
        day=language.day(losses[0][0]),
        points=words.points(sum((loss for _, loss in losses), Decimal(0)), language),
    )
    yield words.joined(lost, _otherwise(card, language))


def _otherwise(card: Scorecard, language: Language) -> str:
    """That the total loses another number, where caps, deductions or redistribution stand between."""
    between = (*card.adjustments, *(each for pillar in card.pillars for each in pillar.adjustments))
    if not any(each.fired or each.open for each in between):
        return ""
    return language.text(
        "The total can lose more or less: what is redistributed, capped or deducted comes after."
    )


def _openness(card: Scorecard, language: Language) -> str:
    count = open_count(card)
    if count == 0:
        return language.text("whether a cap or deduction applies is not known")
    return language.plural(
        "{count} criterion is not known yet, and unknown is not zero",
        "{count} criteria are not known yet, and unknown is not zero",
        count,
    )
