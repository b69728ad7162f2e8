"""Every part of the total as signed bars that follow one another and end at the total exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.report import words
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member.sums import name
from ssi_rules.report.member.view import Bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.scorecard import Scorecard

BETWEEN = -1
"""Group of what stands between pillars and total."""


class _Part(NamedTuple):
    text: str
    points: Decimal
    group: int


def lifts(card: Scorecard, language: Language = ENGLISH) -> Iterator[Bar]:
    """One bar for each criterion with points and each line that gave or took some; none without a total.

    Args:
        card: The result document.
        language: What titles are said in.
    """
    if card.total.points is None:
        return
    reached = Decimal(0)
    for each in filter(lambda part: part.points, _parts(card, language)):
        start, reached = reached, reached + each.points
        yield Bar(
            text=each.text,
            points=language.signed(each.points),
            start=start / card.total.worth,
            end=reached / card.total.worth,
            group=each.group,
        )


def _parts(card: Scorecard, language: Language) -> Iterator[_Part]:
    for group, pillar in enumerate(card.pillars):
        for each in pillar.criteria:
            yield _Part(words.ruled(each.title, language), each.points or Decimal(0), group)
        yield from (_Part(name(each, language), -each.cost, group) for each in pillar.adjustments)
    yield from (_Part(name(each, language), -each.cost, BETWEEN) for each in card.adjustments)
