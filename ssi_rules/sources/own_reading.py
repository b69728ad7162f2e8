"""One reading of LinkedIn's own score, held to what LinkedIn shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

WORTH = Decimal(100)
PILLAR_WORTH = Decimal(25)
PILLARS = ("PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP")
"""LinkedIn's names of its four parts, in its order."""

_ROUNDED = Decimal("2.5")
"""How far four parts and a total may be apart that people rounded, each to a whole number."""


@dataclass(frozen=True, slots=True)
class LinkedInScore:
    """LinkedIn's own score of a member on a day.

    Attributes:
        day: None where nothing says it.
        total: From 0 to 100.
        pillars: By ``PILLARS``, each from 0 to 25; those that are known.
        source: File it was read from.
        ranks: ``Top N %`` by group: INDUSTRY, NETWORK, TEAM.
    """

    day: date | None
    total: Decimal
    pillars: Mapping[str, Decimal]
    source: str
    ranks: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands, for what is told of it."""

    path: str
    row: int | None = None

    def fault(self, message: str, column: str | None = None, help_: str | None = None) -> DataError:
        """An error that names this place."""
        return DataError(self.path, message, row=self.row, column=column, help=help_)


def bounded(number: Decimal, most: Decimal, column: str, place: Place) -> Decimal:
    """The number, if LinkedIn could show it.

    Raises:
        DataError: It lies outside.
    """
    if number.is_finite() and 0 <= number <= most:
        return number
    raise place.fault(
        f"{str(number)[:20]} is no score: it lies between 0 and {most}",
        column,
        "write it as LinkedIn shows it",
    )


def added_up(score: LinkedInScore, place: Place) -> LinkedInScore:
    """The score, if its parts can be parts of it.

    Raises:
        DataError: All four are known and add up to something else.
    """
    together = sum(score.pillars.values(), Decimal(0))
    if len(score.pillars) == len(PILLARS) and abs(together - score.total) > _ROUNDED:
        raise place.fault(
            f"the four parts add up to {together:f}, and the total says {score.total:f}",
            help_="one of them is of another day or member",
        )
    return score
