"""What a team's page says, part by part: texts ready to show, numbers for spreadsheets, fractions for drawing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from ssi_rules.report.member.view import Line


class Kind(Enum):
    """What a column holds, for its alignment and its number format."""

    TEXT = "text"
    COUNT = "count"
    POINTS = "points"
    CHANGE = "change"
    """Points with their sign."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``worth`` stands under the title of points that are part of so many."""

    title: str
    kind: Kind = Kind.TEXT
    worth: str = ""
    most: Decimal | None = None
    """The worth as a number, where the cells are shaded by how much of it is reached."""
    is_sum: bool = False
    note: str = ""
    """What the cells' second lines are, where they have any."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: Ready to show; words where there is no number.
        number: Exactly what the text says; None where it is no number.
        share: Of the column's worth, from 0 to 1; None where nothing is drawn.
        note: A second, smaller line.
    """

    text: str
    number: Decimal | None = None
    share: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; the first column names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """Something most members could do."""

    title: str
    text: str
    brings: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page.

    Attributes:
        key: Stable name for anchors, sheets and files: members, spread, pillars, weakest, movers, leaders, cohorts-1 …
        told: Sentences before the table.
        withheld: Why there is no figure; empty where there is one.
    """

    key: str
    title: str
    told: tuple[str, ...] = ()
    withheld: str = ""
    table: Table | None = None
    advice: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team's page, top to bottom.

    Attributes:
        language: BCP 47 tag.
        skip: Words of the link to the content.
        title: Of the document.
        headline: How many members, which rules.
        story: What follows from it for a coach.
        claim: What the numbers are and are not.
        provenance: Which rules and days, and what is kept back.
    """

    language: str
    skip: str
    title: str
    headline: str
    story: tuple[str, ...]
    claim: str
    contents: str
    """Heading of the list of parts."""
    index: str
    """Link to the page of all members."""
    about: str
    """Name of the workbook's sheet of sentences."""
    legend: tuple[str, str]
    """What the faintest and the strongest shade stand for."""
    parts: tuple[Part, ...]
    provenance_title: str
    provenance: tuple[Line, ...]

    def part(self, key: str) -> Part | None:
        """A part by its name; None when the page has none."""
        return next((each for each in self.parts if each.key == key), None)
