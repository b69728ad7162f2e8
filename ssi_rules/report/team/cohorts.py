"""Cohorts: members put together by a column of the data, as far as no cohort gives away a handful of people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.bulk.privacy import Given
from ssi_rules.report.inert import inert
from ssi_rules.report.team.parts import Cell, Column, Kind, Part, Table
from ssi_rules.report.team.whole import TOTAL, Team, columns, measures, points_cell
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ssi_rules.report.team.summary import Summary


class UnknownColumnError(ValueError):
    """No member has anything in a column that cohorts were asked by.

    Attributes:
        help: A way out.
    """

    def __init__(self, column: str, known: Sequence[str]) -> None:
        super().__init__(f"no member has a `{inert(column)}`")
        near = nearest(column, known)
        if near:
            self.help = f"Did you mean `{inert(near)}`?"
        elif known:
            self.help = f"Columns that can be asked by: {', '.join(map(inert, known))}."
        else:
            self.help = "Name a column of texts of the members' table, such as `team`."


@dataclass(frozen=True, slots=True)
class Cohort:
    """Members who are shown as one; ``figures`` are the medians that may be given."""

    title: str
    members: frozenset[int]
    figures: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The cohorts of a column; none where none can be shown."""

    column: str
    cohorts: tuple[Cohort, ...]
    joined: bool
    """Whether the last one is made of cohorts that cannot stand for themselves."""


def columns_of(members: Sequence[Summary]) -> list[str]:
    """Columns that cohorts can be asked by; a name is no cohort."""
    return sorted({label for each in members for label in each.labels} - {"name"})


def groupings(team: Team) -> list[Grouping]:
    """The cohorts of every column that is asked by, chosen together so that no two give away a third."""
    everyone = range(len(team.members))
    sizes = Given(everyone, team.options.minimum)
    figures = {measure: Given(team.known(measure), team.options.minimum) for measure in measures(team.rules)}
    return [_grouping(team, column, sizes, figures) for column in dict.fromkeys(team.options.by)]


def _grouping(team: Team, column: str, sizes: Given, figures: Mapping[int, Given]) -> Grouping:
    groups = _groups(team, column)
    # The largest first: most members then stand in a cohort of their own, and few among the others.
    shown = [
        title
        for title in sorted(groups, key=lambda each: (-len(groups[each]), each))
        if sizes.give(groups[title])
    ]
    rest = frozenset(range(len(team.members))).difference(*(groups[title] for title in shown))
    cohorts = [_cohort(team, title, groups[title], figures) for title in sorted(shown, key=str.casefold)]
    apart = bool(shown and rest and sizes.give(rest))
    if apart:
        others = team.language.text("The others together")
        cohorts.append(_cohort(team, others, rest, figures))
    return Grouping(column, tuple(cohorts), apart)


def _groups(team: Team, column: str) -> dict[str, frozenset[int]]:
    """Members by what a column says of them, as it is shown: what looks the same is one cohort."""
    found: dict[str, set[int]] = {}
    for number, member in enumerate(team.members):
        said = inert(member.labels.get(column, "")).strip() or team.language.text("not said")
        found.setdefault(said, set()).add(number)
    return {title: frozenset(group) for title, group in found.items()}


def _cohort(team: Team, title: str, group: frozenset[int], figures: Mapping[int, Given]) -> Cohort:
    medians = {
        measure: team.median(measure, group) for measure, given in figures.items() if given.give(group)
    }
    return Cohort(title, group, {measure: found for measure, found in medians.items() if found is not None})


def cohorts(team: Team) -> list[Part]:
    """A part for each column that is asked by; none of a team that is itself too small.

    Raises:
        UnknownColumnError: A column is nobody's.
    """
    known = columns_of(team.members)
    for column in team.options.by:
        if column not in known:
            raise UnknownColumnError(column, known)
    return [] if team.few else [_part(team, *each) for each in enumerate(groupings(team), 1)]


def _title(team: Team, column: str) -> str:
    return team.language.text("By {column}", column=inert(column))


def _part(team: Team, number: int, grouping: Grouping) -> Part:
    title = _title(team, grouping.column)
    if not grouping.cohorts:
        return Part(f"cohorts-{number}", title, withheld=_none(team))
    text = team.language.text
    table = Table(
        caption=text("Medians of the cohorts by {column}", column=inert(grouping.column)),
        columns=(Column(text("Cohort")), Column(text("Members"), Kind.COUNT), *columns(team)),
        rows=tuple(tuple(_row(team, each)) for each in grouping.cohorts),
    )
    return Part(f"cohorts-{number}", title, tuple(_told(team, grouping)), table=table)


def _told(team: Team, grouping: Grouping) -> Iterator[str]:
    text = team.language.text
    yield text("Medians, in the order of the alphabet.")
    if grouping.joined:
        yield text(
            "Cohorts that would tell of fewer than {count} members are put together.", count=_least(team)
        )
    elif len(team.members) > sum(len(each.members) for each in grouping.cohorts):
        yield text("Cohorts that would tell of fewer than {count} members are left out.", count=_least(team))


def _none(team: Team) -> str:
    return team.language.text(
        "No cohort can be shown: alone or together with the other figures here, each would tell of fewer than {count} members.",
        count=_least(team),
    )


def _least(team: Team) -> str:
    return team.language.number(Decimal(team.options.minimum))


def _row(team: Team, cohort: Cohort) -> Iterator[Cell]:
    size = Decimal(len(cohort.members))
    yield Cell(cohort.title)
    yield Cell(team.language.number(size), size)
    for measure in (*range(len(team.rules.pillars)), TOTAL):
        points = cohort.figures.get(measure)
        yield (
            points_cell(team, points, measure)
            if points is not None
            else Cell(team.language.text("kept back"))
        )
