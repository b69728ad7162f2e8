"""How often an action can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.language.windows import WEEK
from ssi_rules.model import SetTo

if TYPE_CHECKING:
    from ssi_rules.model import Action

UNLIMITED = 100
"""The most that is asked of an action for which the ruleset gives no limit."""

_DAYS = {"day": 1, "week": WEEK, "month": 30, "year": 365}


def most_times(action: Action, days: int) -> int:
    """How often an action can be done in so many days; evenly spread, no week (month, ...) has more than the limit then."""
    if all(isinstance(each, SetTo) for each in action.effects):
        return 1
    if action.limit is None:
        return UNLIMITED
    times, unit = action.limit
    return max(times, times * days // _DAYS[unit])
