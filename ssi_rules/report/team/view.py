"""Summaries to a team's page: every word and number, through the language, with nothing that exposes a few."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.report.context import Peers
from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member.story import claim
from ssi_rules.report.member.view import Line
from ssi_rules.report.team.cohorts import cohorts
from ssi_rules.report.team.members import members
from ssi_rules.report.team.movers import leaders, movers
from ssi_rules.report.team.parts import Part, TeamView
from ssi_rules.report.team.pillars import medians, named, pillars, weakest, weakest_part
from ssi_rules.report.team.spread import spread
from ssi_rules.report.team.whole import TOTAL, Team, TeamOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ssi_rules.report.team.summary import Summary


def team_view(
    summaries: Sequence[Summary], options: TeamOptions, language: Language, name_of: Callable[[Summary], str]
) -> TeamView:
    """Everything a team's page says.

    Args:
        summaries: Of every member, under one ruleset, in any order.
        options: What is shown, and how many members a figure takes.
        language: What the sentences are made in.
        name_of: What a member is shown by: a pseudonym, or the name.

    Raises:
        UnknownColumnError: Cohorts are asked by a column that is nobody's.
        ValueError: There is no member, or members were scored under different rules.
    """
    team = _team(summaries, options, language, name_of)
    found = medians(team)
    return TeamView(
        language=language.tag,
        skip=language.text("Skip to the content"),
        title=language.text("Team: {rules}", rules=inert(language.rule(team.rules.title))),
        headline=language.plural(
            "{rules}: {count} member",
            "{rules}: {count} members",
            len(team.members),
            rules=inert(language.rule(team.rules.title)),
        ),
        story=tuple(_story(team, found)),
        claim=claim(language),
        contents=language.text("On this page"),
        index=language.text("All members"),
        about=language.text("About"),
        legend=(language.text("no points"), language.text("all points")),
        parts=tuple(_parts(team, found)),
        provenance_title=language.text("Where this comes from"),
        provenance=tuple(_provenance(team)),
    )


def peers(summaries: Sequence[Summary], minimum: int) -> Peers | None:
    """Medians that each member's page may show beside the member's own points; None under the minimum.

    Args:
        summaries: Of every member, the one whose page it is included.
        minimum: Members a median rests on at least.
    """
    if len(summaries) < minimum or not summaries:
        return None
    team = _team(summaries, TeamOptions(minimum), ENGLISH, lambda each: each.member)
    found = medians(team)
    by_pillar = {each.id: found[i] for i, each in enumerate(team.rules.pillars) if i in found}
    return Peers(len(summaries), found.get(TOTAL), by_pillar)


def _team(
    summaries: Sequence[Summary], options: TeamOptions, language: Language, name_of: Callable[[Summary], str]
) -> Team:
    if not summaries:
        raise ValueError("a team has at least one member")
    rules = summaries[0].rules
    if any(each.rules.fingerprint != rules.fingerprint for each in summaries):
        raise ValueError("members of a team are scored under the same rules")
    named = sorted(((inert(name_of(each)), each) for each in summaries), key=lambda pair: pair[0].casefold())
    names, members_ = zip(*named, strict=True)
    return Team(members_, names, rules, options, language)


def _parts(team: Team, found: Mapping[int, Decimal]) -> Iterator[Part]:
    if team.few:
        yield _left_out(team)
    else:
        yield spread(team)
        yield pillars(team, found)
        yield weakest_part(team, found)
    yield members(team)
    yield from movers(team)
    yield from leaders(team)
    yield from cohorts(team)


def _story(team: Team, found: Mapping[int, Decimal]) -> Iterator[str]:
    text, number = team.language.text, team.language.number
    if TOTAL in found:
        yield text(
            "Half of the members have {points} of {worth} points or more.",
            points=number(found[TOTAL]),
            worth=number(team.rules.worth),
        )
    lowest = weakest(team, found)
    if len(lowest) == 1:
        yield text("Most is left in {pillar}.", pillar=named(team, lowest))
    elif lowest:
        yield text(
            "Equal parts are left in {pillars}; no pillar has a larger one.", pillars=named(team, lowest)
        )


def _left_out(team: Team) -> Part:
    """Why a team under the minimum gets no figure about the group."""
    text = team.language.text
    why = text(
        "Medians, the spread of totals, the weakest pillar and cohorts are left out: with fewer than {count} members they "
        "would tell of single people.",
        count=team.language.number(Decimal(team.options.minimum)),
    )
    return Part("group", text("The group as a whole"), withheld=why)


def _provenance(team: Team) -> Iterator[Line]:
    text, rules = team.language.text, team.rules
    named = inert(f"{team.language.rule(rules.title)} ({rules.name} {rules.version})")
    yield Line(text("Rules"), named, "rules")
    yield Line(text("Fingerprint"), inert(rules.fingerprint), "fingerprint")
    yield Line(text("As of"), _days(team), "days")
    yield Line(text("Groups"), _kept_back(team), "groups")
    if not team.options.names:
        told = text(
            "Pseudonyms, made with a secret that stays with whoever made this page; the same in every report."
        )
        yield Line(text("Names"), told, "names")


def _days(team: Team) -> str:
    days = {each.as_of for each in team.members}
    if len(days) > 1:
        return team.language.text("each member's own day")
    day = days.pop()
    return team.language.day(day) if day else team.language.text("no day: these rules read no dates")


def _kept_back(team: Team) -> str:
    return team.language.text(
        "No figure about a group rests on fewer than {count} members, and none of fewer follows from two others. "
        "Two pages with different groups, put side by side, can tell more: ask for all groups on one page.",
        count=team.language.number(Decimal(team.options.minimum)),
    )
