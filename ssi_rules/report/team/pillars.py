"""Where the whole team stands: the median of each pillar, the weakest pillar, and advice that most members could use."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.inert import inert
from ssi_rules.report.member.standing import fraction
from ssi_rules.report.team.parts import Advice, Cell, Column, Kind, Part, Table
from ssi_rules.report.team.whole import TOTAL, Team, columns, measures, median, points_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ssi_rules.report.team.summary import CriterionRule, PillarRule

_ADVICE = 3
"""Pieces of advice at most."""


def medians(team: Team) -> Mapping[int, Decimal]:
    """The median of each measure that enough members have points in; those without points are not counted as zero."""
    return {
        measure: found
        for measure in measures(team.rules)
        if len(known := team.known(measure)) >= team.options.minimum
        and (found := team.median(measure, known)) is not None
    }


def weakest(team: Team, found: Mapping[int, Decimal]) -> list[int]:
    """The pillars whose median is the smallest part of their worth; none without medians, or where all is reached."""
    shares = {i: fraction(found[i], each.worth) for i, each in enumerate(team.rules.pillars) if i in found}
    lowest = min(shares.values(), default=1)
    return [] if lowest == 1 else [i for i, share in shares.items() if share == lowest]


def pillars(team: Team, found: Mapping[int, Decimal]) -> Part:
    """The median of each pillar and of the total."""
    text = team.language.text
    title = text("Medians")
    order = (*range(len(team.rules.pillars)), TOTAL)
    table = Table(
        caption=text("The median of each pillar"),
        columns=(
            Column(text("Pillar")),
            Column(text("Median"), Kind.POINTS),
            Column(text("Worth"), Kind.POINTS),
        ),
        rows=tuple(
            (Cell(column.title), _median(team, found, measure), _worth(team, column))
            for column, measure in zip(columns(team), order, strict=True)
        ),
    )
    told = text(
        "Half of the members have as many points or more. Who has no score in a pillar is not counted there."
    )
    return Part("pillars", title, (told,), table=table)


def _median(team: Team, found: Mapping[int, Decimal], measure: int) -> Cell:
    if measure not in found:
        return Cell(team.language.text("known of too few"))
    return points_cell(team, found[measure], measure)


def _worth(team: Team, column: Column) -> Cell:
    most = column.most or Decimal(0)
    return Cell(team.language.number(most), most)


def weakest_part(team: Team, found: Mapping[int, Decimal]) -> Part:
    """The weakest pillar, and what the ruleset advises there."""
    text = team.language.text
    title, lowest = text("Where most is left"), weakest(team, found)
    if not lowest:
        return Part("weakest", title, (text("No pillar has a median with points left."),))
    story, advice = _smallest(team, found, lowest), tuple(_advice(team, lowest))
    next_ = (
        text("Most members could use this:")
        if advice
        else text("No advice of the ruleset there concerns most members.")
    )
    return Part("weakest", title, (story, next_), advice=advice)


def named(team: Team, pillars_: Iterable[int]) -> str:
    """Pillars' titles in one phrase."""
    return team.language.listed(team.pillar(team.rules.pillars[i]) for i in pillars_)


def _smallest(team: Team, found: Mapping[int, Decimal], lowest: Sequence[int]) -> str:
    text, number = team.language.text, team.language.number
    if len(lowest) > 1:
        return text(
            "{pillars}: the medians are equal parts of what these pillars are worth, and no pillar has a smaller one.",
            pillars=named(team, lowest),
        )
    return text(
        "{pillar}: the median is {points} of {worth}, the smallest part of all pillars.",
        pillar=named(team, lowest),
        points=number(found[lowest[0]]),
        worth=number(team.rules.pillars[lowest[0]].worth),
    )


def _advice(team: Team, pillars_: Iterable[int]) -> Iterator[Advice]:
    """Advice on criteria in which more than half of the members have points left, most points first."""
    lefts = [
        (criterion, _left(team, pillar, i))
        for pillar in pillars_
        for i, criterion in enumerate(team.rules.pillars[pillar].criteria)
        if criterion.advice
    ]
    common = [(criterion, left) for criterion, left in lefts if _most(team, left)]
    common.sort(key=lambda each: -sum(each[1]))
    for criterion, left in common[:_ADVICE]:
        yield _one(team, criterion, median(left))


def _left(team: Team, pillar: int, criterion: int) -> list[Decimal]:
    """Points left in a criterion, of every member who has points in it."""
    every = (each.left[pillar][criterion] for each in team.members)
    return [each for each in every if each is not None]


def _most(team: Team, left: list[Decimal]) -> bool:
    """Whether more than half of the team, and enough members, have points left."""
    could = sum(each > 0 for each in left)
    return could >= team.options.minimum and could * 2 > len(team.members)


def _one(team: Team, criterion: CriterionRule, left: Decimal) -> Advice:
    language = team.language
    brings = language.text(
        "Half of the members have {left} of {worth} points or more left here.",
        left=language.number(left),
        worth=language.number(criterion.worth),
    )
    advice = words.sentence(language.rule(criterion.advice or ""))
    return Advice(inert(language.rule(criterion.title)), advice, brings)


def pillar_named(team: Team, id_: str) -> PillarRule | None:
    """A pillar by its id; None where the rules have none of that name any more."""
    return next((each for each in team.rules.pillars if each.id == id_), None)
