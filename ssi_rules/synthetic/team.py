"""A team of invented salespeople, as different as real ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ssi_rules.synthetic.eras import Era, Quirk
from ssi_rules.synthetic.export import GeneratedExport, generate
from ssi_rules.synthetic.persona import PROFILE_PARTS, Persona

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_USUAL = frozenset(
    {Quirk.HIDDEN_PEOPLE, Quirk.NAME_ONLY, Quirk.GROUP_THREADS, Quirk.SPAM, Quirk.LINE_QUOTED_SHARES}
)
"""What nearly every real export has."""

WHOLESALER = Persona(
    first="Perrin",
    last="Quicksilver",
    title="Regional Wholesaler",
    company="Fictional Funds",
    industry="Financial Services",
    audience={"advisor": 220, "vp": 12, "other": 1310, "operations": 160, "realty": 90},
    coworkers=25,
    invitations=90,
    acceptance=33,
    inmails=40,
    replies=20,
    threads=60,
    shares=30,
    reposts=12,
    comments=45,
    reactions=160,
    searches=120,
    login_days=85,
    articles=1,
    endorsements=64,
    recommendations=6,
    skills=24,
    follows=30,
    groups=9,
)
"""Sells to financial advisors: few vice presidents among 1,800 connections, and just the right people."""

_NEWCOMER = Persona(
    first="Ione",
    last="Fernsby",
    title="Sales Development Representative",
    audience={"other": 60, "engineer": 30},
    profile=frozenset({"headline", "industry", "location", "position"}),
    invitations=12,
    inmails=0,
    threads=6,
    shares=1,
    reposts=1,
    comments=2,
    reactions=9,
    searches=14,
    login_days=18,
    articles=0,
    endorsements=1,
    recommendations=0,
    skills=3,
    follows=4,
    groups=0,
    seat=None,
)

_EXECUTIVE_SELLER = Persona(
    first="Greta",
    last="Ravenscroft",
    title="Enterprise Account Executive",
    company="Sample Software",
    industry="Software Development",
    audience={"executive": 160, "vp": 190, "engineer": 250, "other": 380},
    coworkers=40,
    invitations=80,
    acceptance=24,
    inmails=60,
    replies=15,
    threads=50,
    shares=26,
    reposts=8,
    comments=60,
    reactions=210,
    searches=160,
    login_days=88,
    articles=4,
    endorsements=99,
    recommendations=11,
    skills=35,
    follows=60,
    groups=12,
)

_SILENT_VETERAN = Persona(
    first="Nestor",
    last="Underhill",
    title="Senior Sales Manager",
    audience={"operations": 700, "other": 500, "executive": 60, "vp": 40},
    coworkers=80,
    invitations=3,
    acceptance=66,
    inmails=0,
    threads=8,
    shares=0,
    reposts=1,
    comments=1,
    reactions=6,
    searches=9,
    login_days=22,
    articles=0,
    endorsements=120,
    recommendations=9,
    skills=40,
    follows=22,
    groups=18,
    seat=False,
)

_PUBLISHER = Persona(
    first="Saskia",
    last="Nightingale",
    title="Sales Evangelist",
    company="Sample Software",
    audience={"engineer": 420, "other": 350, "executive": 40, "vp": 35},
    invitations=25,
    acceptance=52,
    inmails=6,
    replies=34,
    threads=35,
    shares=95,
    reposts=40,
    comments=140,
    reactions=420,
    searches=30,
    login_days=90,
    articles=12,
    endorsements=70,
    recommendations=8,
    skills=28,
    follows=80,
    groups=14,
)

_INVITES_EVERYBODY = Persona(
    first="Rufus",
    last="Tumbleweed",
    title="Business Development Representative",
    audience={"other": 900, "engineer": 200, "operations": 200},
    invitations=400,
    acceptance=11,
    inmails=50,
    replies=4,
    threads=20,
    shares=6,
    reposts=20,
    comments=5,
    reactions=30,
    searches=200,
    login_days=70,
    articles=0,
    endorsements=9,
    recommendations=0,
    skills=9,
    follows=5,
    groups=2,
)

_RECRUITER = replace(
    _EXECUTIVE_SELLER,
    first="Tamsin",
    last="Larkspur",
    title="Senior Recruiter",
    company="Placeholder Partners",
    industry="Staffing and Recruiting",
    audience={"engineer": 900, "recruiter": 220, "executive": 30, "other": 250},
)
_ADVISOR = replace(
    _PUBLISHER,
    first="Orson",
    last="Honeycomb",
    title="Financial Advisor",
    company="Evergreen Example Wealth",
    industry="Financial Services",
    audience={"executive": 70, "other": 380, "advisor": 40, "realty": 60},
    shares=24,
    reactions=90,
    articles=2,
)
_PLANT_SELLER = replace(
    _SILENT_VETERAN,
    first="Leander",
    last="Wobblington",
    company="Madeup Manufacturing",
    title="Territory Manager",
    invitations=35,
    acceptance=45,
    inmails=12,
    replies=25,
    shares=9,
    comments=18,
    login_days=52,
    seat=True,
)
_SECOND_WHOLESALER = replace(
    WHOLESALER,
    first="Verity",
    last="Applegarth",
    title="Internal Wholesaler",
    audience={"advisor": 90, "vp": 5, "other": 240},
    shares=5,
    inmails=15,
    login_days=44,
    skills=8,
)

_CAST: tuple[tuple[Persona, Era, frozenset[Quirk]], ...] = (
    (WHOLESALER, Era.Y2026, _USUAL),
    (_EXECUTIVE_SELLER, Era.Y2026, _USUAL | {Quirk.MULTILINE_MESSAGES, Quirk.SPONSORED}),
    (_NEWCOMER, Era.Y2025, frozenset({Quirk.BASIC})),
    (_SILENT_VETERAN, Era.Y2024, _USUAL | {Quirk.NO_INVITATIONS}),
    (_PUBLISHER, Era.Y2026, _USUAL | {Quirk.BACKSLASH_COMMENTS, Quirk.BLANK_COMMENT_DATES}),
    (_INVITES_EVERYBODY, Era.Y2026, _USUAL | {Quirk.RESENT, Quirk.CLOSED_ACCOUNTS}),
    (_RECRUITER, Era.Y2026, _USUAL | {Quirk.SUBFOLDER}),
    (_ADVISOR, Era.Y2025, _USUAL | {Quirk.LETTERS_AFTER_NAMES}),
    (_PLANT_SELLER, Era.Y2024, _USUAL | {Quirk.EXCEL_RESAVE}),
    (_SECOND_WHOLESALER, Era.Y2026, _USUAL | {Quirk.LOW_COVERAGE}),
    (
        replace(_NEWCOMER, first="Kit", last="Gingerbread", invitations=55, comments=30, shares=12),
        Era.Y2026,
        _USUAL,
    ),
    (
        replace(_PUBLISHER, first="Emrys", last="Inkpen", articles=0, shares=18, reactions=77),
        Era.Y2026,
        _USUAL,
    ),
)

SMALLEST_TEAM = len(_CAST)
"""Members that ``write_team`` always writes."""


def write_team(folder: Path, seed: int, members: int, as_of: date) -> tuple[Path, ...]:
    """Write a team's exports into a folder, one ZIP a person, named for them.

    Args:
        folder: An existing folder.
        seed: The same seed gives the same team.
        members: How many people; the first SMALLEST_TEAM differ by design, further ones are variations on them.
        as_of: The day of the exports.

    Returns:
        The archives, in the order of the cast.

    Raises:
        ValueError: Fewer members were asked for than the cast has.
    """
    if members < SMALLEST_TEAM:
        raise ValueError(f"a team has at least {SMALLEST_TEAM} members")
    cast = [*_CAST, *(_variation(number) for number in range(members - SMALLEST_TEAM))]
    made = ((persona, generate(seed, persona, era, quirks, as_of)) for persona, era, quirks in cast)
    return tuple(export.write(folder, _file_name(persona, export)) for persona, export in made)


def _variation(number: int) -> tuple[Persona, Era, frozenset[Quirk]]:
    """Somebody like one of the cast, busier or lazier, under another name."""
    persona, era, quirks = _CAST[number % len(_CAST)]
    pace = 50 + 37 * (number + 1) % 101
    more = {
        name: getattr(persona, name) * pace // 100
        for name in (
            "invitations",
            "inmails",
            "threads",
            "shares",
            "comments",
            "reactions",
            "searches",
            "login_days",
        )
    }
    audience = {name: count * pace // 100 for name, count in persona.audience.items()}
    last = f"{persona.last}-{number + 2}"
    return (
        replace(persona, last=last, audience=audience, profile=frozenset(PROFILE_PARTS), **more),
        era,
        quirks,
    )


def _file_name(persona: Persona, export: GeneratedExport) -> str:
    """Whose it is before LinkedIn's own name, as people rename what they hand in."""
    return f"{persona.first}-{persona.last}".casefold() + f"_{export.name}"
