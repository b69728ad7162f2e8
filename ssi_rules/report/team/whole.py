"""The team as its page's parts see it: members under the names they are shown by, and medians over groups of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median as middle
from typing import TYPE_CHECKING

from ssi_rules.bulk.privacy import MINIMUM
from ssi_rules.report.inert import inert
from ssi_rules.report.member.standing import fraction
from ssi_rules.report.team.parts import Cell, Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.report.languages.language import Language
    from ssi_rules.report.team.summary import PillarRule, Rules, Standing, Summary


@dataclass(frozen=True, slots=True)
class TeamOptions:
    """What a team's page shows.

    Attributes:
        minimum: Members every figure about a group rests on at least; below 10 only where the user insists.
        by: Columns that members are put together by; the first has the first claim to its cohorts.
        leaderboard: Whether members are ranked by improvement.
        names: Whether members are shown by name; for the words alone, ``name_of`` gives the names.
    """

    minimum: int = MINIMUM
    by: tuple[str, ...] = ()
    leaderboard: bool = False
    names: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """Everyone of the page.

    Attributes:
        members: In the order of the names they are shown by, which says nothing about who they are.
        names: What each is shown by, in the same order.
    """

    members: tuple[Summary, ...]
    names: tuple[str, ...]
    rules: Rules
    options: TeamOptions
    language: Language

    @property
    def few(self) -> bool:
        """Whether there are too few members for any figure about the group."""
        return len(self.members) < self.options.minimum

    def known(self, measure: int) -> frozenset[int]:
        """Members, by number, who have points in a measure."""
        return frozenset(
            i for i, each in enumerate(self.members) if standing(each, measure).points is not None
        )

    def median(self, measure: int, group: Iterable[int]) -> Decimal | None:
        """The median of the points that a group's members have in a measure; None where none has any."""
        every = (standing(self.members[i], measure).points for i in group)
        points = [each for each in every if each is not None]
        return median(points) if points else None

    def pillar(self, pillar: PillarRule) -> str:
        """A pillar's title."""
        return inert(self.language.rule(pillar.title))


TOTAL = -1
"""The measure after all pillars, which are measures by their index."""


def measures(rules: Rules) -> range:
    """The total, then every pillar."""
    return range(TOTAL, len(rules.pillars))


def standing(member: Summary, measure: int) -> Standing:
    """A member's pillar by index, or the total."""
    return member.total if measure == TOTAL else member.pillars[measure]


def worth(rules: Rules, measure: int) -> Decimal:
    """What a measure is worth."""
    return rules.worth if measure == TOTAL else rules.pillars[measure].worth


def median(points: Sequence[Decimal]) -> Decimal:
    """The median to a hundredth, halves away from zero, as points are."""
    return Decimal(middle(points)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def columns(team: Team) -> Iterator[Column]:
    """A column of points for each pillar and the total."""
    for pillar in team.rules.pillars:
        yield _column(team, team.pillar(pillar), pillar.worth)
    yield _column(team, team.language.text("Total"), team.rules.worth, is_sum=True)


def _column(team: Team, title: str, most: Decimal, *, is_sum: bool = False) -> Column:
    of = team.language.text("of {worth}", worth=team.language.number(most))
    return Column(title, Kind.POINTS, of, most, is_sum)


def points_cell(team: Team, points: Decimal, measure: int, note: str = "") -> Cell:
    """A cell of points, shaded by how much of the worth they are."""
    return Cell(team.language.number(points), points, fraction(points, worth(team.rules, measure)), note)
