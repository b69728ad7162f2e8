"""What a reader must find in a generated export, drawn from the life and never from its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.synthetic.eras import Era, Quirk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ssi_rules.synthetic.life import Contact, Invite, Life
    from ssi_rules.synthetic.persona import Persona

Cell: TypeAlias = date | bool | str | None
Row: TypeAlias = tuple[Cell, ...]

ENOUGH_SKILLS = 5
_JUDGED_AFTER = 14
_SENT_ON_PAPER = (
    "Reactions.csv",
    "Skills.csv",
    "Logins.csv",
    "Company Follows.csv",
    "Ad_Targeting.csv",
    "Registration.csv",
)


@dataclass(frozen=True, slots=True)
class Truth:
    """The facts and tables that an export says.

    Attributes:
        as_of: The day in the archive's name, None where it has none.
        facts: Known facts in plain units; the share of the profile as a fraction of one.
        missing: Facts and tables that this export cannot give, of those that exports give.
        tables: Rows of each table, cells in the order of ``COLUMNS``; the order of rows means nothing.
    """

    as_of: date | None
    facts: Mapping[str, int | bool | str | Fraction]
    missing: frozenset[str]
    tables: Mapping[str, Sequence[Row]]


COLUMNS = {
    "connections": ("connected_on", "title", "company"),
    "invitations": ("sent_on", "accepted"),
    "inmails": ("sent_on", "replied"),
    "messages": ("sent_on", "sent"),
    "shares": ("shared_on", "original"),
    "comments": ("commented_on",),
    "reactions": ("reacted_on", "kind"),
    "searches": ("searched_on",),
    "logins": ("logged_in_on",),
}
"""Columns of each table; the first one dates it."""

ABSENT: dict[Quirk, tuple[str, ...]] = {
    Quirk.MISSING_FILES: _SENT_ON_PAPER,
    Quirk.NO_CONNECTIONS: ("Connections.csv",),
    Quirk.NO_INVITATIONS: ("Invitations.csv",),
    Quirk.NO_PROFILE: ("Profile.csv",),
}
"""Files that a quirk takes away."""

_LOST: dict[Quirk, tuple[str, ...]] = {
    Quirk.MISSING_FILES: (
        "reactions",
        "skills",
        "profile_completeness",
        "logins",
        "days_active",
        "companies_followed",
        "groups",
        "sales_navigator_seat",
    ),
    Quirk.NO_CONNECTIONS: ("connections", "inmails", "coworker_connections"),
    Quirk.NO_INVITATIONS: ("invitations",),
    Quirk.NO_PROFILE: ("profile_completeness", "member_industry"),
    Quirk.LOCALIZED_HEADERS: ("reactions",),
}


def truth_of(life: Life, era: Era, quirks: frozenset[Quirk]) -> Truth:
    """What an export of this life in this era says."""
    named = Quirk.RENAMED not in quirks
    tables = _tables(life, era, quirks)
    lost = {name for quirk in quirks for name in _lost(quirk, life.persona)} | _lost_by_nature(
        life.persona, quirks
    )
    kept = {name: rows for name, rows in tables.items() if name not in lost}
    day = (
        life.as_of
        if named
        else max(row[0] for rows in kept.values() for row in rows if isinstance(row[0], date))
    )
    if "invitations" in kept:
        kept["invitations"] = _invitations(life, era, quirks, day)
    facts = {name: value for name, value in _facts(life, quirks, day).items() if name not in lost}
    return Truth(life.as_of if named else None, facts, frozenset(lost), kept)


def _lost(quirk: Quirk, persona: Persona) -> tuple[str, ...]:
    """Facts that a quirk takes away; without articles, only a complete archive says that there are none."""
    if quirk in (Quirk.BASIC, Quirk.RENAMED):
        return () if persona.articles else ("articles",)
    return _LOST.get(quirk, ())


def _lost_by_nature(persona: Persona, quirks: frozenset[Quirk]) -> set[str]:
    lost = {
        "sales_navigator_seat": persona.seat is None,
        "groups": persona.groups == 0,
        "member_industry": "industry" not in persona.profile,
        "member_title": "position" not in persona.profile,
        "member_company": "position" not in persona.profile,
        "coworker_connections": "position" not in persona.profile or Quirk.NO_CONNECTIONS in quirks,
    }
    return {name for name, is_lost in lost.items() if is_lost}


def _tables(life: Life, era: Era, quirks: frozenset[Quirk]) -> dict[str, list[Row]]:
    shares: list[Row] = [(at.date(), True) for at in life.shares]
    talks = [talk for talk in life.talks if talk.counts]
    return {
        "connections": [_connection(contact) for contact in life.contacts],
        "invitations": _invitations(life, era, quirks, life.as_of),
        "inmails": [(talk.mails[0].at.date(), talk.replied) for talk in talks if talk.is_inmail],
        "messages": [(mail.at.date(), mail.by is None) for talk in talks for mail in talk.mails],
        "shares": shares + [(at.date(), False) for at in life.reposts],
        "comments": [(at.date() if at else None,) for at in life.comments],
        "reactions": [(at.date(), "LIKE" if era is Era.Y2015 else kind) for at, kind in life.reactions],
        "searches": [(at.date(),) for at in life.searches],
        "logins": [(at.date(),) for at in life.logins],
    }


def _connection(contact: Contact) -> Row:
    return (contact.day, contact.title or None, contact.company or None)


def _invitations(life: Life, era: Era, quirks: frozenset[Quirk], day: date) -> list[Row]:
    """Outgoing invitations; what nobody could know from the files is unknown."""
    by_name = not era.has_invitation_urls or Quirk.NO_INVITATION_URLS in quirks
    blind = bool(quirks & {Quirk.LOW_COVERAGE, Quirk.NO_CONNECTIONS})

    def outcome(invite: Invite) -> bool | None:
        young = (day - invite.at.date()).days < _JUDGED_AFTER
        return None if blind or young or (by_name and invite.shares_name) else invite.accepted

    return [(invite.at.date(), outcome(invite)) for invite in life.invites if invite.outgoing]


def _facts(life: Life, quirks: frozenset[Quirk], day: date) -> dict[str, int | bool | str | Fraction]:
    persona = life.persona
    empty = Quirk.HEADER_ONLY in quirks
    skills = 0 if empty else persona.skills
    filled = len(persona.profile) + (skills >= ENOUGH_SKILLS)
    return {
        "profile_completeness": Fraction(filled, 7),
        "endorsements": 0 if empty else persona.endorsements,
        "recommendations": persona.recommendations,
        "skills": skills,
        "articles": persona.articles,
        "companies_followed": persona.follows,
        "groups": persona.groups,
        "days_active": _days_active(life.logins, day),
        "coworker_connections": sum(contact.company == persona.company for contact in life.contacts),
        "sales_navigator_seat": bool(persona.seat),
        "member_industry": persona.industry,
        "member_title": persona.title,
        "member_company": persona.company,
    }


def _days_active(logins: Sequence[datetime], day: date) -> int:
    return len({at.date() for at in logins if day - timedelta(days=90) < at.date() <= day})
