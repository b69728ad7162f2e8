"""Whether any member scores differently, and how differently members can score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.difference.meaning.proof import Proof, Verdict

if TYPE_CHECKING:
    from ssi_rules.difference.meaning.compare import Comparison


def prove(comparison: Comparison, limit: float) -> Proof:
    """Find out.

    Args:
        comparison: Two rulesets that differ in meaning.
        limit: Seconds to look.
    """
    del limit
    if not any(each.scores for each in comparison.changes):
        return Proof(Verdict.EQUAL, "the changes are of words and of plans alone")
    return Proof(Verdict.UNDECIDED, "no proof yet")
