"""How the totals are spread: bins that follow the levels, each with enough members that nobody stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.bulk.privacy import joined
from ssi_rules.report.inert import inert
from ssi_rules.report.team.parts import Cell, Column, Kind, Part, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.report.languages.language import Language
    from ssi_rules.report.team.whole import Team

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Totals from ``start`` to under ``end``; ``unscored`` where those without a total are counted too."""

    start: Decimal
    end: Decimal
    count: int
    unscored: bool = False


def spread(team: Team) -> Part:
    """How many members have how many points; of a team that has enough members."""
    text = team.language.text
    title = text("How the totals are spread")
    shown = bins(team)
    most = max(each.count for each in shown)
    return Part(
        "spread",
        title,
        told=(
            team.language.plural(
                "Every bar stands for at least {count} member.",
                "Every bar stands for at least {count} members, so that nobody stands alone.",
                team.options.minimum,
            ),
        ),
        table=Table(
            caption=title,
            columns=(
                Column(text("Points")),
                Column(text("Members"), Kind.COUNT),
                *([Column(text("Level"))] if team.rules.levels else []),
            ),
            rows=tuple(tuple(_row(team, each, most)) for each in shown),
        ),
    )


def bins(team: Team) -> list[Bin]:
    """Bins of at least the minimum number of members: by levels, and finer inside a level where that leaves enough.

    Both are cut from the same smallest bins, so that no difference of a level and a bin is ever smaller than a bin.
    """
    smallest = _smallest(team)
    by_level = [0] * (len(team.rules.levels) + 1)
    places = [_level(team, each) for each in smallest]
    for place, each in zip(places, smallest, strict=True):
        by_level[place] += each.count
    found: list[Bin] = []
    for levels in joined(by_level, team.options.minimum):
        inside = [each for place, each in zip(places, smallest, strict=True) if place in levels]
        found += [_together(inside[run.start : run.stop]) for run in _runs(inside, team.options.minimum)]
    return found


def _runs(inside: Sequence[Bin], minimum: int) -> Iterator[range]:
    return joined([each.count for each in inside], minimum)


def _smallest(team: Team) -> list[Bin]:
    worth = team.rules.worth
    tenths = {worth * i / _TENTHS for i in range(_TENTHS)}
    starts = sorted(tenths | {each.start for each in team.rules.levels if 0 < each.start < worth})
    totals = sorted(each.total.points for each in team.members if each.total.points is not None)
    unscored = len(team.members) - len(totals)
    found = [Bin(Decimal(0), Decimal(0), unscored, unscored=True)] if unscored else []
    for start, end in zip(starts, [*starts[1:], worth], strict=True):
        last = end == worth
        found.append(Bin(start, end, sum(start <= each and (last or each < end) for each in totals)))
    return found


def _level(team: Team, each: Bin) -> int:
    """How many levels begin at or below a bin."""
    return 0 if each.unscored else sum(level.start <= each.start for level in team.rules.levels)


def _together(run: Sequence[Bin]) -> Bin:
    count = sum(each.count for each in run)
    return Bin(run[0].start, run[-1].end, count, any(each.unscored for each in run))


def _row(team: Team, each: Bin, most: int) -> Iterator[Cell]:
    yield Cell(_range(each, team.rules.worth, team.language))
    count = Decimal(each.count)
    yield Cell(team.language.number(count), count, count / most)
    if team.rules.levels:
        yield Cell(team.language.listed(_levels(team, each)) if _levels(team, each) else "")


def _range(each: Bin, worth: Decimal, language: Language) -> str:
    start, end = language.number(each.start), language.number(each.end)
    if each.unscored and not each.end:
        return language.text("no score")
    if each.unscored and each.end == worth:
        return language.text("any, or no score")
    if each.unscored:
        return language.text("no score, or under {end}", end=end)
    if each.end == worth:
        return language.text("{start} to {end}", start=start, end=end)
    return language.text("{start} to under {end}", start=start, end=end)


def _levels(team: Team, each: Bin) -> list[str]:
    """Titles of the levels a bin touches."""
    levels = team.rules.levels
    ends = [*(level.start for level in levels[1:]), team.rules.worth]
    return [
        inert(team.language.rule(level.title))
        for level, end in zip(levels, ends, strict=True)
        if level.start < each.end and each.start < end
    ]
