"""Titles of criteria, told apart where several have the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset


def told_apart(ruleset: Ruleset) -> tuple[tuple[str, ...], ...]:
    """The title of each criterion, by pillar; with the pillar's where another pillar has a criterion of that title."""
    pillars = ruleset.pillars
    counts = Counter(criterion.title for pillar in pillars for criterion in pillar.criteria)
    return tuple(
        tuple(
            f"{criterion.title} ({pillar.title})" if counts[criterion.title] > 1 else criterion.title
            for criterion in pillar.criteria
        )
        for pillar in pillars
    )
