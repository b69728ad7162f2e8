"""The standard facts and tables, by hand: reading an export must not depend on the parser."""

from __future__ import annotations

from ssi_rules.language.types import Type
from ssi_rules.model import Catalogue, Column, Fact, Table

_COUNTS = (
    "media_items endorsements recommendations skills articles followers followers_gained engagement_received "
    "article_engagement_received profile_views prospect_views inbound_views advanced_searches leads_saved "
    "accounts_saved research_views companies_followed groups days_active coworkers coworker_connections"
)
_TYPES: dict[str, Type] = {
    "profile_completeness": Type.PERCENT,
    "has_cover_photo": Type.FLAG,
    "sales_navigator_seat": Type.FLAG,
    "member_industry": Type.TEXT,
    "member_title": Type.TEXT,
    "member_company": Type.TEXT,
    **dict.fromkeys(_COUNTS.split(), Type.COUNT),
}
_TABLES: dict[str, dict[str, Type]] = {
    "connections": {"connected_on": Type.DATE, "title": Type.TEXT, "company": Type.TEXT},
    "invitations": {"sent_on": Type.DATE, "accepted": Type.FLAG},
    "inmails": {"sent_on": Type.DATE, "replied": Type.FLAG},
    "messages": {"sent_on": Type.DATE, "sent": Type.FLAG},
    "shares": {"shared_on": Type.DATE, "original": Type.FLAG},
    "comments": {"commented_on": Type.DATE},
    "reactions": {"reacted_on": Type.DATE, "kind": Type.TEXT},
    "searches": {"searched_on": Type.DATE},
    "logins": {"logged_in_on": Type.DATE},
}


def _table(name: str, columns: dict[str, Type]) -> Table:
    declared = tuple(Column(column, type_) for column, type_ in columns.items())
    return Table(name, next(iter(columns)), "", declared)


CATALOGUE = Catalogue(
    {name: Fact(name, type_, "") for name, type_ in _TYPES.items()},
    {name: _table(name, columns) for name, columns in _TABLES.items()},
)
