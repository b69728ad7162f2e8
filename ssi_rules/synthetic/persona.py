"""Whom to invent: how somebody uses LinkedIn, in numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PROFILE_PARTS = ("headline", "summary", "industry", "location", "position", "education")
"""What a profile may have filled in; skills are counted apart."""


@dataclass(frozen=True, slots=True)
class Persona:
    """A person to invent.

    Attributes:
        first: First name.
        last: Last name.
        title: Current position.
        company: Current employer.
        industry: On the profile.
        audience: Connections by the pool their titles come from (see ``pools.TITLES``).
        coworkers: Connections at the same company, among them.
        profile: Which of PROFILE_PARTS are filled in.
        invitations: People invited in the last five months.
        acceptance: Percent of those who accept.
        inmails: InMails sent in the last five months.
        replies: Percent of those answered in time.
        threads: Conversations with connections.
        shares: Posts with words of one's own in the last year.
        reposts: Reposts without.
        comments: Comments in the last year.
        reactions: Reactions in the last year.
        searches: Searches in the last year.
        login_days: Days with a sign-in among the last 120.
        articles: Long articles.
        endorsements: Accepted ones.
        recommendations: Visible ones.
        skills: On the profile.
        follows: Companies followed.
        groups: Groups joined.
        seat: Sales Navigator, another subscription, or nothing named.
    """

    first: str = "Ada"
    last: str = "Quillfeather"
    title: str = "Account Executive"
    company: str = "Example Widgets"
    industry: str = "Industrial Machinery Manufacturing"
    audience: Mapping[str, int] = field(default_factory=lambda: {"other": 24, "vp": 4, "advisor": 6})
    coworkers: int = 3
    profile: frozenset[str] = frozenset(PROFILE_PARTS)
    invitations: int = 20
    acceptance: int = 40
    inmails: int = 8
    replies: int = 25
    threads: int = 10
    shares: int = 9
    reposts: int = 3
    comments: int = 8
    reactions: int = 14
    searches: int = 11
    login_days: int = 20
    articles: int = 2
    endorsements: int = 7
    recommendations: int = 2
    skills: int = 6
    follows: int = 5
    groups: int = 3
    seat: bool | None = True
