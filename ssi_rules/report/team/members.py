"""Members by pillars, a number in each cell: the one part that is about individuals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ssi_rules.report.member.standing import level_title
from ssi_rules.report.team.parts import Cell, Column, Part, Table
from ssi_rules.report.team.whole import TOTAL, Team, columns, points_cell, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.languages.language import Language
    from ssi_rules.report.team.summary import Standing, Summary


def members(team: Team) -> Part:
    """The heat map."""
    text = team.language.text
    return Part(
        key="members",
        title=text("Members by pillar"),
        told=tuple(_told(team)),
        table=Table(
            caption=text("Points of each member in each pillar"),
            columns=tuple(_columns(team)),
            rows=tuple(tuple(_row(team, *each)) for each in zip(team.names, team.members, strict=True)),
        ),
    )


def _columns(team: Team) -> Iterator[Column]:
    yield Column(team.language.text("Member"))
    for each in columns(team):
        yield replace(each, note=team.language.text("Could be")) if each.is_sum and _any_open(team) else each
    yield Column(team.language.text("Level"))


def _any_open(team: Team) -> bool:
    return any(each.total.open for each in team.members)


def _told(team: Team) -> Iterator[str]:
    text = team.language.text
    yield (
        text("In the order of their names, not of their points.")
        if team.options.names
        else text(
            "Members stand here under pseudonyms, in alphabetical order; the order says nothing about anybody."
        )
    )
    if _any_open(team):
        yield text(
            "Unknown is not zero: what is not known says so, and a total says how far it could still go."
        )


def _row(team: Team, name: str, member: Summary) -> Iterator[Cell]:
    yield Cell(name)
    for measure in range(len(team.rules.pillars)):
        yield _cell(team, member, measure)
    yield _cell(team, member, TOTAL, _range(member.total, team.language))
    yield Cell(level_title(member.level, team.rules.levels, team.language) or "")


def _cell(team: Team, member: Summary, measure: int, note: str = "") -> Cell:
    what = standing(member, measure)
    if what.points is None:
        return Cell(_without(what, team.language), note=note)
    return points_cell(team, what.points, measure, note)


def _without(what: Standing, language: Language) -> str:
    match what.state:
        case "not_applicable":
            return language.text("does not apply")
        case "too_few":
            return language.text("too few to judge")
        case "unknown" | "scored":
            return language.text("not known")


def _range(what: Standing, language: Language) -> str:
    """What it could be once more is known: up to the high end, where the low end is what there is already."""
    if what.low is None or what.high is None or not what.open:
        return ""
    if what.low == what.points:
        return language.text("up to {high}", high=language.number(what.high))
    return language.text("{low} to {high}", low=language.number(what.low), high=language.number(what.high))
