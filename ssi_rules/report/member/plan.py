"""The few actions that bring most, each on its own: how often, what they take and what they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member.view import PlanLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.scorecard import PlanStep, Scorecard

_HOUR = 60


def plan(card: Scorecard, language: Language = ENGLISH) -> Iterator[PlanLine]:
    """The document's plan in words.

    Args:
        card: The result document.
        language: What it is said in.
    """
    titles = {
        f"{pillar.id}.{each.id}": words.ruled(each.title, language)
        for pillar in card.pillars
        for each in pillar.criteria
    }
    for step in card.plan:
        raised = [titles[each] for each in step.criteria if each in titles]
        yield PlanLine(
            action=often(step.title, step.times, language),
            effort=_effort(step, language),
            brings=language.plural(
                "{gain} point in the total",
                "{gain} points in the total",
                step.gain,
                gain=language.signed(step.gain),
            ),
            text=_raises(raised, language),
        )


def often(title: str, times: int, language: Language = ENGLISH) -> str:
    """An action and how often: ``Publish a post, 3 times``."""
    return language.plural(
        "{action}, once", "{action}, {count} times", times, action=words.ruled(title, language)
    )


def _raises(titles: list[str], language: Language) -> str:
    if not titles:
        return language.text("No single criterion rises by it.")
    return language.text("It raises: {criteria}.", criteria=language.listed(titles))


def _effort(step: PlanStep, language: Language) -> str:
    weeks = "" if step.weeks is None else language.plural("{count} week", "{count} weeks", step.weeks)
    if step.minutes is None:
        if not weeks:
            return language.text("how long it takes is not said")
        return language.text("over {weeks}", weeks=weeks)
    whole = duration(step.minutes, language)
    if step.weeks is None or step.weeks <= 1:
        return whole if not weeks else language.text("{time}, within a week", time=whole)
    weekly = -(-step.times // step.weeks) * (step.minutes // step.times)  # nothing is done by halves
    return language.text(
        "{time} over {weeks}, at most {weekly} a week",
        time=whole,
        weeks=weeks,
        weekly=duration(weekly, language),
    )


def duration(minutes: int, language: Language = ENGLISH) -> str:
    """``2 hours 30 minutes``."""
    hours, rest = divmod(minutes, _HOUR)
    long = language.plural("{count} hour", "{count} hours", hours)
    short = language.plural("{count} minute", "{count} minutes", rest)
    if not hours:
        return short
    return language.text("{hours} {minutes}", hours=long, minutes=short) if rest else long
