"""What the account shows: days active, the seat, companies followed, groups, articles."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE
from ssi_rules.sources.dataset import Missing
from ssi_rules.sources.linkedin.files import AD_TARGETING, REGISTRATION, base_of, open_kind
from ssi_rules.sources.linkedin.findings import Found, Known

if TYPE_CHECKING:
    from ssi_rules.sources.archive import Archive

ACTIVE_WITHIN = timedelta(days=90)
_ARTICLES = "Articles"


def days_active(logins: Found | Missing, as_of: date | None) -> Known | Missing:
    """Distinct days with a sign-in among the last 90."""
    if isinstance(logins, Missing):
        return logins
    if as_of is None:
        return Missing("the day of the export is not known and no row is dated", logins.origin)
    days = {day for day in logins.columns["logged_in_on"] if isinstance(day, date)}
    recent = sum(as_of - ACTIVE_WITHIN < day <= as_of for day in days)
    return Known(recent * SCALE, f"{logins.origin} (days with a sign-in, 90 days to {as_of})")


def has_seat(archive: Archive) -> Known | Missing:
    """Whether a subscription is to Sales Navigator; a blank cell says nothing."""
    sheet = open_kind(archive, REGISTRATION)
    if isinstance(sheet, Missing):
        return sheet
    place = sheet.position("Subscription Types") or 0
    origin = f"{base_of(sheet)}: Subscription Types"
    texts = [text for _, row in sheet.rows() if (text := row[place].strip().casefold())]
    if not texts:
        return Missing("no subscription is named", origin)
    return Known(any("sales navigator" in text.replace("_", " ") for text in texts), origin)


def groups(archive: Archive) -> Known | Missing:
    """Groups that advertisers may aim at; LinkedIn's files have no list of memberships."""
    sheet = open_kind(archive, AD_TARGETING)
    if isinstance(sheet, Missing):
        return sheet
    places = sheet.positions("Member Groups")
    origin = f"{base_of(sheet)}: Member Groups"
    cells = [text for _, row in sheet.rows() for place in places if (text := row[place].strip())]
    if not cells:
        return Missing("the cell is blank, which may mean no groups or none shown to advertisers", origin)
    names = {name.strip().casefold() for cell in cells for name in cell.split(";" if ";" in cell else ",")}
    return Known(len(names - {""}) * SCALE, origin)


def articles(archive: Archive, *, complete: bool) -> Known | Missing:
    """Pages in the Articles folder; only a complete archive without one has none."""
    pages = [entry for entry in archive.entries if _is_article(entry.name)]
    if pages:
        return Known(len(pages) * SCALE, f"{_ARTICLES}/")
    if complete:
        return Known(0, f"{_ARTICLES}/ (a complete archive without one)")
    return Missing("the archive has no Articles folder and is not named as a complete one", f"{_ARTICLES}/")


def _is_article(name: str) -> bool:
    folders = [part.casefold() for part in name.split("/")[:-1]]
    return "articles" in folders and name.casefold().endswith((".html", ".htm"))
