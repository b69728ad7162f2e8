"""The page of all members, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.html.index_view import IndexRow, IndexView
from ssi_rules.report.inert import inert
from ssi_rules.report.member.standing import called, level_title, score, score_range
from ssi_rules.report.member.story import claim
from ssi_rules.scorecard import Points

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ssi_rules.report.languages.language import Language
    from ssi_rules.report.team.summary import Summary
    from ssi_rules.scorecard import RulesetInfo


def index_row(member: Summary, shown: str, href: str, language: Language) -> IndexRow:
    """One member's line, as the member's own page has it.

    Args:
        member: As kept of the scorecard.
        shown: What the page calls the member.
        href: Address of the page, from the index.
        language: What it is written in.
    """
    total = Points(
        points=member.total.points, low=member.total.low, high=member.total.high, worth=member.rules.worth
    )
    return IndexRow(
        member=shown,
        href=href,
        total=score(total, language),
        range=score_range(total, language) or "",
        level=level_title(member.level, member.rules.levels, language) or "",
    )


def shown_as(member: Summary) -> str:
    """What a member's page calls the member, where names may be seen."""
    return called(member.member, member.labels)


def index_view(
    rules: RulesetInfo, rows: Iterable[IndexRow], days: Sequence[date | None], language: Language
) -> IndexView:
    """Everything the index says; members stand in the order of their names.

    Args:
        rules: Which rules were applied.
        rows: From ``index_row``.
        days: The days that members were scored for, each once.
        language: What it is written in.
    """
    ordered = sorted(rows, key=lambda each: (each.member.casefold(), each.member, each.href))
    text = language.text
    return IndexView(
        language=language.tag,
        title=inert(language.rule(rules.title)),
        skip=text("Skip to the content"),
        team=text("The team's page"),
        told=(
            language.plural("{count} member", "{count} members", len(ordered)),
            _day(days, language),
            text("Rules: {name} {version}", name=inert(rules.name), version=inert(rules.version)),
        ),
        claim=claim(language),
        columns=(text("Member"), text("Points"), text("Could be"), text("Level")),
        rows=tuple(ordered),
    )


def _day(days: Sequence[date | None], language: Language) -> str:
    known = sorted(each for each in days if each is not None)
    if not known:
        return language.text("No day: these rules read no dates")
    if len(known) == 1:
        return language.text("As of {day}", day=language.day(known[0]))
    first, last = language.day(known[0]), language.day(known[-1])
    return language.text("As of days from {first} to {last}", first=first, last=last)
