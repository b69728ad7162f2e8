"""What a member export never holds, and who does."""

from __future__ import annotations

from ssi_rules.sources.dataset import Missing

_ENTERED = "entered by hand"
_ANALYTICS = "creator analytics (XLSX)"
_USAGE = "Sales Navigator usage report"

_REASONS = (
    (_ENTERED, "a LinkedIn export does not show pictures", ("has_cover_photo",)),
    (_ENTERED, "a LinkedIn export does not list rich media on the profile", ("media_items",)),
    (_ANALYTICS, "a LinkedIn export does not count followers", ("followers", "followers_gained")),
    (_ANALYTICS, "a LinkedIn export does not show what others did with a post", ("engagement_received",)),
    (
        _ENTERED,
        "a LinkedIn export does not show what others did with an article",
        ("article_engagement_received",),
    ),
    (_USAGE, "a LinkedIn export does not show profiles viewed", ("profile_views", "prospect_views")),
    (_ENTERED, "a LinkedIn export does not show who viewed the member", ("inbound_views",)),
    (_USAGE, "a LinkedIn export does not tell advanced searches from others", ("advanced_searches",)),
    (
        _USAGE,
        "a LinkedIn export does not show work in Sales Navigator",
        ("leads_saved", "accounts_saved", "research_views"),
    ),
    (_ENTERED, "a LinkedIn export does not know how many people work at a company", ("coworkers",)),
)

NEVER_HELD = {name: Missing(reason, origin) for origin, reason, names in _REASONS for name in names}
"""Why a fact is missing from every export, and where it could come from."""

NOT_IN_EXPORTS = Missing("a LinkedIn export does not hold it", _ENTERED)
"""The same for what a ruleset declares itself."""
