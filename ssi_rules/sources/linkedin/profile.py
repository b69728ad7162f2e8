"""What the member says of themselves: profile, position, schooling, skills, and what others vouch for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE, divide_rounding
from ssi_rules.language.types import Type
from ssi_rules.sources.csvtext import column_name
from ssi_rules.sources.dataset import Missing
from ssi_rules.sources.linkedin.dates import month_of
from ssi_rules.sources.linkedin.files import (
    EDUCATION,
    ENDORSEMENTS,
    POSITIONS,
    PROFILE,
    PROFILE_SUMMARY,
    RECOMMENDATIONS,
    SKILLS,
    Kind,
    base_of,
    open_kind,
)
from ssi_rules.sources.linkedin.findings import Findings, Known
from ssi_rules.sources.linkedin.people import slug_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules.sources.archive import Archive
    from ssi_rules.sources.csvtext import Sheet

PARTS = (
    "headline",
    "summary",
    "industry",
    "location",
    "a current position",
    "an education",
    "5 or more skills",
)
"""What a complete profile has."""

ENOUGH_SKILLS = 5
_LOCATION = ("Geo Location", "Location")


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile's own row.

    Attributes:
        name: First and last name.
        industry: As written, "" when blank.
        filled: Which of PARTS this file shows to be filled in.
        slug: The member's own, which only early files have; "" without.
    """

    name: str
    industry: str
    filled: frozenset[str]
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A job held now."""

    title: str
    company: str


@dataclass(frozen=True, slots=True)
class Positions:
    """The job held now, the one begun last where there are several; None without one."""

    current: Position | None


def read_profile(archive: Archive) -> Profile | Missing:
    """The member's profile, or why it is not there."""
    sheet = open_kind(archive, PROFILE)
    if isinstance(sheet, Missing):
        return sheet
    row = next((cells for _, cells in sheet.rows()), None)
    if row is None:
        return Missing(f"{base_of(sheet)} has no row", PROFILE.shown)
    name = " ".join(f"{_cell(sheet, row, 'First Name')} {_cell(sheet, row, 'Last Name')}".split())
    slug = slug_of(_cell(sheet, row, "Public Profile URL"))
    texts = {
        "headline": _cell(sheet, row, "Headline"),
        "summary": _cell(sheet, row, "Summary"),
        "industry": _cell(sheet, row, "Industry"),
        "location": _cell(sheet, row, *_LOCATION),
    }
    return Profile(name, texts["industry"], frozenset(part for part, text in texts.items() if text), slug)


def read_positions(archive: Archive) -> Positions | Missing:
    """The member's job held now, or why positions are not there."""
    sheet = open_kind(archive, POSITIONS)
    if isinstance(sheet, Missing):
        return sheet
    current: Position | None = None
    since = (-1, -1)
    for _, row in sheet.rows():
        started = month_of(_cell(sheet, row, "Started On"))
        if not _cell(sheet, row, "Finished On") and started > since:
            current = Position(_cell(sheet, row, "Title"), _cell(sheet, row, "Company Name"))
            since = started
    return Positions(current)


def find_profile_facts(
    archive: Archive, profile: Profile | Missing, positions: Positions | Missing, findings: Findings
) -> None:
    """Profile completeness, the member's industry, title and company, and what is counted on the profile."""
    findings.fact("profile_completeness", Type.PERCENT, lambda: completeness(archive, profile, positions))
    findings.fact("member_industry", Type.TEXT, lambda: _industry(profile))
    findings.fact("member_title", Type.TEXT, lambda: _of_position(positions, "Title", lambda job: job.title))
    findings.fact(
        "member_company", Type.TEXT, lambda: _of_position(positions, "Company Name", lambda job: job.company)
    )
    findings.fact("skills", Type.COUNT, lambda: count_rows(archive, SKILLS, "Name", "Skill Name"))
    findings.fact(
        "endorsements",
        Type.COUNT,
        lambda: count_rows(archive, ENDORSEMENTS, "Endorsement Status", "Status", only="ACCEPTED"),
    )
    findings.fact(
        "recommendations", Type.COUNT, lambda: count_rows(archive, RECOMMENDATIONS, "Status", only="VISIBLE")
    )


def completeness(
    archive: Archive, profile: Profile | Missing, positions: Positions | Missing
) -> Known | Missing:
    """The share of PARTS that are filled in; missing when a file that would show one is absent."""
    if isinstance(profile, Missing):
        return profile
    if isinstance(positions, Missing):
        return positions
    schools = count_rows(archive, EDUCATION, "School Name")
    if isinstance(schools, Missing):
        return schools
    skills = count_rows(archive, SKILLS, "Name", "Skill Name")
    if isinstance(skills, Missing):
        return skills
    filled = set(profile.filled)
    shown = {
        "summary": "summary" not in filled and _has_summary(archive),
        "a current position": positions.current is not None,
        "an education": bool(schools.value),
        "5 or more skills": isinstance(skills.value, int) and skills.value >= ENOUGH_SKILLS * SCALE,
    }
    filled |= {part for part, there in shown.items() if there}
    lacking = ", ".join(part for part in PARTS if part not in filled)
    files = (PROFILE, PROFILE_SUMMARY, POSITIONS, EDUCATION, SKILLS)
    origin = ", ".join(kind.shown for kind in files if archive.find(*kind.names))
    return Known(
        divide_rounding(len(filled) * SCALE, len(PARTS)),
        f"{origin} (without {lacking})" if lacking else origin,
    )


def count_rows(archive: Archive, kind: Kind, *column: str, only: str | None = None) -> Known | Missing:
    """How many rows fill a column, or hold ``only`` in it."""
    sheet = open_kind(archive, kind)
    if isinstance(sheet, Missing):
        return sheet
    place = sheet.position(*column)
    if place is None:
        return Missing(f"{base_of(sheet)} has no column {column[0]}", f"{kind.shown}: {column[0]}")
    cells = (row[place].strip() for _, row in sheet.rows())
    count = sum(bool(cell) if only is None else cell.casefold() == only.casefold() for cell in cells)
    return Known(count * SCALE, base_of(sheet))


def _has_summary(archive: Archive) -> bool:
    """Whether the summary stands in a file of its own, as in larger exports."""
    sheet = open_kind(archive, PROFILE_SUMMARY)
    if isinstance(sheet, Missing):
        return False
    return any(_cell(sheet, row, "Profile Summary", "Summary") for _, row in sheet.rows())


def _industry(profile: Profile | Missing) -> Known | Missing:
    if isinstance(profile, Missing):
        return profile
    if not profile.industry:
        return Missing("the profile names no industry", "Profile.csv: Industry")
    return Known(profile.industry, "Profile.csv: Industry")


def _of_position(
    positions: Positions | Missing, column: str, text: Callable[[Position], str]
) -> Known | Missing:
    if isinstance(positions, Missing):
        return positions
    origin = f"{POSITIONS.shown}: {column}"
    if positions.current is None:
        return Missing("no position is current", origin)
    value = text(positions.current)
    return Known(value, origin) if value else Missing("the current position leaves it blank", origin)


def _cell(sheet: Sheet, row: list[str], *names: str) -> str:
    """The first filled cell among columns of these names, "" without one."""
    wanted = [column_name(name) for name in names]
    cells = (row[i].strip() for name in wanted for i in sheet.positions(name))
    return next((cell for cell in cells if cell), "")
