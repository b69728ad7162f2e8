"""How a member stands, in a few words: name, score, range and level."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.language.states import State
from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssi_rules.scorecard import LevelInfo, Points, Scorecard


def who(card: Scorecard) -> str:
    """The member's name where the data gives one, with the id."""
    return called(card.member, card.labels)


def called(member: str, labels: Mapping[str, str]) -> str:
    """The same of an id and its labels."""
    name = labels.get("name")
    if not name or _letters(name) == _letters(member):  # an id that only spells the name tells nothing more
        return inert(name or member)
    return inert(f"{name} ({member})")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def level_title(level: str | None, levels: Iterable[LevelInfo], language: Language = ENGLISH) -> str | None:
    """The title of the level reached, by its id; None when there is none."""
    return next((inert(language.rule(each.title)) for each in levels if each.id == level), None)


def share(points: Points) -> Decimal | None:
    """Points over worth, from 0 to 1; None without points."""
    return None if points.points is None or not points.worth else fraction(points.points, points.worth)


def fraction(part: Decimal, worth: Decimal) -> Decimal:
    """A part of a worth as a fraction for drawing, kept between 0 and 1."""
    return max(Decimal(0), min(Decimal(1), part / worth)) if worth else Decimal(0)


def score(points: Points, language: Language = ENGLISH) -> str:
    """``22.05 of 50``, or that there is none."""
    worth = language.number(points.worth)
    if points.points is None:
        return language.text("no score of {worth}", worth=worth)
    return language.text("{points} of {worth}", points=language.number(points.points), worth=worth)


def score_range(points: Points, language: Language = ENGLISH) -> str | None:
    """``22.05 to 41.5``; None when nothing is open."""
    if points.low is None or points.high is None or points.low == points.high:
        return None
    return language.text(
        "{low} to {high}", low=language.number(points.low), high=language.number(points.high)
    )


def little_known(card: Scorecard) -> tuple[Decimal, Decimal] | None:
    """The worth of the criteria whose state is settled, and of all; None where it is half or more.

    Where worth is redistributed, one known criterion can give all points and the highest level.
    """
    criteria = [each for pillar in card.pillars for each in pillar.criteria]
    worth = sum((each.worth for each in criteria), Decimal(0))
    known = sum((each.worth for each in criteria if not State(each.state).is_open), Decimal(0))
    return (known, worth) if 2 * known < worth else None


def open_count(card: Scorecard) -> int:
    """How many criteria could still change once more is known."""
    return sum(State(each.state).is_open for pillar in card.pillars for each in pillar.criteria)
