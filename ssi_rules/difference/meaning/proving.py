"""Whether any member scores differently, and how differently members can score."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from ssi_rules.checking.fingerprint import fingerprint
from ssi_rules.difference.meaning.proof import Proof, Verdict
from ssi_rules.difference.meaning.scores import Both
from ssi_rules.difference.meaning.search import AS_OF, look
from ssi_rules.difference.meaning.smallest import smallest
from ssi_rules.difference.meaning.spelling import respelt
from ssi_rules.proving.answers import Undecided
from ssi_rules.proving.equivalence import Differs, Equal, equivalence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.difference.meaning.compare import Comparison
    from ssi_rules.model import Ruleset
    from ssi_rules.proving.answers import Found
    from ssi_rules.proving.gains import Gains
    from ssi_rules.proving.limits import Limit

_TRIES = 3_000
_FEW_TRIES = 500
_DECLARED = ("fact", "table")


def prove(comparison: Comparison, limit: Limit) -> Proof:
    """Find out.

    Args:
        comparison: Two rulesets that differ in meaning.
        limit: What may be spent on the solver. Where that does not tell, members are looked through who stand where the two could part.
    """
    if not any(each.scores for each in comparison.changes):
        return Proof(Verdict.EQUAL, "what changed is words and plans")
    old, new = _named_anew(comparison.old), _named_anew(respelt(comparison.new, comparison.old))
    both = Both(old, new)
    match equivalence(old, new, limit):
        case Equal():
            return Proof(Verdict.EQUAL, "proved for all facts and rows there can be")
        case Differs(witness, gains):
            return _different(both, witness, gains)
        case Undecided(why) if any(each.part in _DECLARED for each in comparison.changes):
            return Proof(Verdict.UNDECIDED, why)  # no member's data is of the types of both
        case Undecided(why):
            return _looked_for(both, why)
        case other:
            assert_never(other)


def _named_anew(ruleset: Ruleset) -> Ruleset:
    """With the fingerprint of what it says, for who goes by that: one made from another still has the other's."""
    return replace(ruleset, fingerprint=fingerprint(ruleset))


def _different(both: Both, witness: Found, gains: Mapping[str, Gains]) -> Proof:
    """What the solver found; shown by a member who is the same on every machine, where a look finds one."""
    tells = both.tells(witness.member, witness.as_of)
    if not tells:
        return _looked_for(both, "a member was found who turned out to score alike")
    member, day = look(both, _FEW_TRIES).member, AS_OF if both.needs_day else None
    if member is None or both.tells(member, day) < tells:
        member, day = witness.member, witness.as_of
    shown = smallest(both, member, day)
    proof = Proof(Verdict.DIFFERENT, "", both.example(shown, day), gains)
    return proof.reached(both.moves(shown, day))


def _looked_for(both: Both, why: str) -> Proof:
    """What can be said without a proof."""
    looked = look(both, _TRIES)
    member = looked.member
    if member is None:
        return Proof(
            Verdict.UNDECIDED,
            f"{why}; {looked.tried} members who stand at the rules' own numbers score alike",
        )
    day = AS_OF if both.needs_day else None
    example = both.example(smallest(both, member, day), day)
    return Proof(Verdict.DIFFERENT, why, example)
