"""Does another ruleset give every member the same points?"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import format_points
from ssi_rules.proving.answers import Undecided
from ssi_rules.proving.equivalence import Differs, Equal, equivalence
from ssi_rules.proving.find import replayed
from ssi_rules.proving.findings import Kind
from ssi_rules.proving.questions.asking import About, witness

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset
    from ssi_rules.proving.answers import Found
    from ssi_rules.proving.findings import Finding
    from ssi_rules.proving.limits import Limit


def equal(ruleset: Ruleset, other: Ruleset, limit: Limit) -> Finding:
    """One finding: the claim that two rulesets agree about everybody.

    Args:
        ruleset: What is asked about.
        other: What it is to agree with.
        limit: What may be spent on it.
    """
    about = About(Kind.CLAIMS, "total", ruleset.span or ruleset.pillars[0].span)
    answer = equivalence(other, ruleset, limit)
    match answer:
        case Equal():
            return about.proved(f"Every member has the points that `{other.id}` gives.")
        case Differs(found):
            mine, theirs = (_total(found, each) for each in (ruleset, other))
            says = f"the total is {mine}, and {theirs} by `{other.id}`"
            return about.refuted(
                f"Not every member has the points that `{other.id}` gives.", witness(found, says)
            )
        case Undecided(why):
            return about.undecided(f"Whether every member has the points that `{other.id}` gives", why)
        case _:
            assert_never(answer)


def _total(found: Found, ruleset: Ruleset) -> str:
    total = replayed(found, ruleset).total
    return "absent" if total is None else format_points(total)
