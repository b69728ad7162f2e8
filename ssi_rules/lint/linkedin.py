"""What is known of LinkedIn behind the standard facts, beyond their names and types: one place for every such number.

It speaks of facts and tables as ``facts/linkedin.ssi`` declares them; a ruleset's own fact of the same name may be another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE

if TYPE_CHECKING:
    from ssi_rules.text import Span

_CATALOGUE = "rulesets/facts/linkedin.ssi"

PAID_FACTS = frozenset({"leads_saved", "accounts_saved", "research_views", "advanced_searches"})
"""What only Sales Navigator counts."""

PAID_TABLES = frozenset({"inmails"})
"""InMail is bought, with Premium or a seat."""

SEAT = "sales_navigator_seat"

SEAT_WORDS = ("seat", "premium", "navigator", "recruiter", "licence", "license", "subscription")
"""What the name of a fact says that tells of a paid account."""

DAYS_TO_ANSWER = {"replied": 7, "accepted": 14}
"""Columns that tell of an answer, and after how many days most answers are in: LinkedIn's Recruiter policy leaves a week
to InMails; an invitation younger than two weeks counts as undecided when an export is read."""


@dataclass(frozen=True, slots=True)
class Plausible:
    """The most a member can plausibly have, in millionths, and why."""

    most: int
    why: str


@dataclass(frozen=True, slots=True)
class PlausibleRows:
    """The most rows a member can plausibly have in a table, in all and a day; None where nothing is known."""

    in_all: int | None
    a_day: int | None
    why: str


FACTS = {
    # By the facts' own definition.
    "profile_completeness": Plausible(SCALE, "it is a share of seven parts, so 100% is all"),
    "days_active": Plausible(90 * SCALE, "it is counted among the last 90 days"),
    # Limits that LinkedIn's help pages state.
    "coworker_connections": Plausible(30_000 * SCALE, "LinkedIn allows 30000 connections"),
    "skills": Plausible(100 * SCALE, "LinkedIn lists up to 100 skills on a profile"),
    "groups": Plausible(100 * SCALE, "LinkedIn lets a member join 100 groups"),
    # Chosen: well above what Sales Navigator's largest plan lets a seat save.
    "leads_saved": Plausible(20_000 * SCALE, "a Sales Navigator seat saves some thousands of leads at most"),
    "accounts_saved": Plausible(20_000 * SCALE, "a Sales Navigator seat saves some thousands of accounts at most"),
}  # fmt: skip

TABLES = {
    # LinkedIn's own limit.
    "connections": PlausibleRows(30_000, None, "LinkedIn allows 30000 connections"),
    # About 100 a week are let through; twice that leaves room for paid accounts.
    "invitations": PlausibleRows(None, 30, "LinkedIn lets about 100 invitations a week through"),
    # A seat has 50 credits a month and 150 saved up; a recruiter's has more, and some InMails are free.
    "inmails": PlausibleRows(None, 50, "a seat has 50 InMail credits a month"),
    # Chosen: several times what a person does by hand on the busiest day.
    "messages": PlausibleRows(None, 500, "500 messages a day are past what a person reads and writes"),
    "shares": PlausibleRows(None, 30, "30 posts a day are past what a person writes"),
    "comments": PlausibleRows(None, 200, "200 comments a day are past what a person writes"),
    "reactions": PlausibleRows(None, 500, "500 reactions a day are past what a person gives"),
    "searches": PlausibleRows(None, 500, "500 searches a day are past what a person makes"),
    "logins": PlausibleRows(None, 50, "50 sign-ins a day are past what a person does"),
}  # fmt: skip


def is_standard(declared: Span | None) -> bool:
    """Whether a fact or table was declared in the shipped catalogue; a project may have one of that name."""
    return declared is not None and declared.source.path == _CATALOGUE
