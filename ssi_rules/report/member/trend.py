"""The score over time: ours, and LinkedIn's own beside it, which is never mixed in."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from ssi_rules.report.context import Past
from ssi_rules.report.inert import inert
from ssi_rules.report.member.standing import fraction
from ssi_rules.report.member.view import Reading, Series, Trend

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ssi_rules.report.context import Context
    from ssi_rules.report.languages.language import Language
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.own_reading import LinkedInScore

_LINKEDIN_WORTH = Decimal(100)


def trend(card: Scorecard, language: Language, context: Context) -> Trend | None:
    """Every earlier reading and this one; None where there are fewer than two.

    Args:
        card: The member's scorecard, which is the last reading.
        language: What it is said in.
        context: Gives the earlier readings and LinkedIn's.
    """
    past, theirs = _readings(card, context), sorted(context.linkedin, key=_day_or_last)
    axis = _Axis([each.day for each in past] + [each.day for each in theirs if each.day is not None])
    series = [_ours(past, axis, language)] if past else []
    if theirs:
        series.append(_linkedin(theirs, axis, language))
    if sum(len(each.readings) for each in series) <= 1:
        return None
    columns = (
        language.text("Day"),
        language.text("Points"),
        language.text("Level"),
        language.text("Note"),
    )
    return Trend(tuple(series), columns, " ".join(_alt(each, language) for each in series))


class _Axis:
    """Places days between the first and the last from 0 to 1; a day that nobody knows stands last."""

    def __init__(self, days: list[date]) -> None:
        self._first = min(days, default=None)
        self._last = max(days, default=None)

    def at(self, day: date | None) -> Decimal:
        if day is None or self._first is None or self._last is None or self._first == self._last:
            return Decimal(1)
        return Decimal((day - self._first).days) / Decimal((self._last - self._first).days)


def _readings(card: Scorecard, context: Context) -> list[Past]:
    """Earlier runs by day, and this one last; of runs of the same day and rules the latest stands."""
    found = {
        (each.day, each.fingerprint): each for each in sorted(context.history, key=lambda each: each.day)
    }
    if card.as_of is not None:
        level = next((each.title for each in card.levels if each.id == card.level), None)
        rules = card.ruleset
        now = Past(card.as_of, card.total.points, card.total.worth, level, rules.fingerprint, rules.version)
        found.pop((now.day, now.fingerprint), None)
        found[now.day, now.fingerprint] = now
    return sorted(found.values(), key=lambda each: each.day)


def _day_or_last(score: LinkedInScore) -> tuple[bool, int]:
    return score.day is None, 0 if score.day is None else score.day.toordinal()


def _ours(past: list[Past], axis: _Axis, language: Language) -> Series:
    notes = ["", *(_rules_changed(before, after, language) for before, after in pairwise(past))]
    return Series(
        title=language.text("By these rules"),
        note=_same_rules(past, language),
        readings=tuple(_reading(each, note, axis, language) for each, note in zip(past, notes, strict=True)),
    )


def _reading(past: Past, note: str, axis: _Axis, language: Language) -> Reading:
    points = language.text("no score") if past.points is None else language.number(past.points)
    return Reading(
        day=language.day(past.day),
        points=points,
        level=inert(language.rule(past.level)) if past.level else "",
        at=axis.at(past.day),
        share=None if past.points is None else fraction(past.points, past.worth),
        note=note,
    )


def _same_rules(past: list[Past], language: Language) -> str:
    if len({each.fingerprint for each in past}) == 1:
        return language.text("The same rules throughout.")
    return language.text("The rules changed in between, as marked.")


def _rules_changed(before: Past, after: Past, language: Language) -> str:
    if before.fingerprint == after.fingerprint:
        return ""
    if before.version == after.version:
        return language.text("rules changed within version {version}", version=inert(after.version))
    return language.text(
        "rules changed from {before} to {after}", before=inert(before.version), after=inert(after.version)
    )


def _linkedin(theirs: list[LinkedInScore], axis: _Axis, language: Language) -> Series:
    return Series(
        title=language.text("LinkedIn's own Social Selling Index"),
        note=language.text(
            "Their figure by their own rules, as saved by the member; it takes no part in ours."
        ),
        readings=tuple(
            Reading(
                day=language.text("day not known") if each.day is None else language.day(each.day),
                points=language.number(each.total),
                level="",
                at=axis.at(each.day),
                share=fraction(each.total, _LINKEDIN_WORTH),
                note="; ".join(_parts(each, language)),
            )
            for each in theirs
        ),
    )


def _parts(score: LinkedInScore, language: Language) -> Iterator[str]:
    for name, points in score.pillars.items():
        yield language.text(
            "{pillar} {points}", pillar=_pillar(name, language), points=language.number(points)
        )
    for group, rank in score.ranks.items():
        yield _rank(group, language.percent(rank), language)
    yield inert(score.source)


def _pillar(name: str, language: Language) -> str:
    match name:
        case "PROFESSIONAL_BRAND":
            return language.text("professional brand")
        case "FIND_RIGHT_PEOPLE":
            return language.text("the right people")
        case "INSIGHT_ENGAGEMENT":
            return language.text("insights")
        case "STRONG_RELATIONSHIP":
            return language.text("relationships")
        case _:
            return inert(name)


def _rank(group: str, rank: str, language: Language) -> str:
    match group:
        case "INDUSTRY":
            return language.text("top {rank} of the industry", rank=rank)
        case "NETWORK":
            return language.text("top {rank} of the network", rank=rank)
        case "TEAM":
            return language.text("top {rank} of the team", rank=rank)
        case _:
            return language.text("top {rank} of {group}", rank=rank, group=inert(group))


def _alt(series: Series, language: Language) -> str:
    first, last = series.readings[0], series.readings[-1]
    if first is last:
        return language.text(
            "{title}: {points} on {day}.", title=series.title, points=last.points, day=last.day
        )
    return language.plural(
        "{title}: {count} reading, from {start} on {first} to {end} on {last}.",
        "{title}: {count} readings, from {start} on {first} to {end} on {last}.",
        len(series.readings),
        title=series.title,
        start=first.points,
        first=first.day,
        end=last.points,
        last=last.day,
    )
