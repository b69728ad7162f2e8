"""What the page of all members says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One member: where the page is, and the total as that page has it; ``range`` and ``level`` may be empty."""

    member: str
    href: str
    total: str
    range: str
    level: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """Every word of the index.

    Attributes:
        language: BCP 47 tag.
        skip: Words of the link past what stands before the content.
        told: What a reader should know of the run: how many members, which rules, which day.
        columns: Headings of the table: member, points, range, level.
    """

    language: str
    title: str
    skip: str
    team: str
    """Link to the team's page."""
    told: tuple[str, ...]
    claim: str
    columns: tuple[str, str, str, str]
    rows: tuple[IndexRow, ...]
