"""One trial: two rulesets, what ``ssi diff`` says of them, and what trying every member says."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from ssi_rules.checking.fingerprint import fingerprint
from ssi_rules.difference.meaning import applied, changes
from ssi_rules.difference.meaning.compare import Comparison
from ssi_rules.difference.meaning.proof import Verdict
from ssi_rules.difference.meaning.proving import prove
from ssi_rules.difference.meaning.scores import Both
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.proving.gains import TOTAL
from tests.difference.meaning.small import members, pair
from tests.engines.differential.catalogue import DAYS
from tests.engines.differential.people import Crowd
from tests.engines.differential.trial import ruleset_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.difference.meaning.proof import Proof
    from ssi_rules.model import Ruleset
    from ssi_rules.proving.limits import Limit
    from ssi_rules.sources.dataset import Member


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a trial.

    Attributes:
        verdict: What was said.
        same_fingerprint: Whether nothing had to be proved.
        faults: What is wrong with it.
    """

    verdict: Verdict
    same_fingerprint: bool
    faults: tuple[str, ...]


def trial(seed: int, limit: Limit) -> Outcome:
    """Hold what is said of a pair against what all members say.

    Args:
        seed: Makes the pair.
        limit: What may be spent on the proof.
    """
    old, new = pair(Random(seed))
    comparison = Comparison(old, new)
    proof = prove(comparison, limit) if comparison.changes else None
    verdict = Verdict.EQUAL if proof is None else proof.verdict
    faults = [*_changes_are_wrong(old, new), *_proof_is_wrong(old, new, verdict, proof)]
    return Outcome(verdict, proof is None, tuple(faults))


def awkward_trial(seed: int, limit: Limit) -> Outcome:
    """The same of two rulesets as engines are tried with, one change apart, and of a crowd instead of all members.

    Args:
        seed: Makes the pair and the crowd.
        limit: What may be spent on the proof.
    """
    rng = Random(seed)
    old, other = ruleset_of(rng), ruleset_of(rng)
    new = applied(old, [rng.choice(changes(old, other))])
    comparison = Comparison(old, new)
    proof = prove(comparison, limit) if comparison.changes else None
    verdict = Verdict.EQUAL if proof is None else proof.verdict
    crowd = [member for each in (old, new) for member in Crowd(each, rng).group(_CROWD).members]
    both = Both(old, new)
    differing = [each for each in crowd if both.differing(each, each.as_of or DAYS[0])]
    faults = []
    if verdict is Verdict.EQUAL and differing:
        faults.append(f"said to be equal, and {differing[0]} scores differently")
    if proof is not None and proof.example is not None:
        example = proof.example
        if not both.differing(example.member, example.as_of):
            faults.append("the example scores alike")
    return Outcome(verdict, proof is None, tuple(faults))


_CROWD = 100


def _changes_are_wrong(old: Ruleset, new: Ruleset) -> Iterator[str]:
    found = changes(old, new)
    if bool(found) is (fingerprint(old) == fingerprint(new)):
        yield f"{len(found)} changes, and fingerprints say otherwise"
    if found and applied(old, found).fingerprint != fingerprint(new):
        yield "all changes together do not make the new ruleset"
    first = next(iter(members(old, new)))
    for each in found:
        Evaluator(applied(old, [each])).score(first)


def _proof_is_wrong(old: Ruleset, new: Ruleset, verdict: Verdict, proof: Proof | None) -> Iterator[str]:
    both = Both(old, new)
    differing = [member for member in members(old, new) if both.differing(member, None)]
    if verdict is Verdict.EQUAL and differing:
        yield f"said to be equal, and {differing[0]} scores differently: {sorted(both.differing(differing[0], None))}"
    if verdict is Verdict.UNDECIDED and proof is not None:
        yield f"undecided: {proof.why}"
    if proof is None or proof.example is None:
        return
    example = proof.example
    replayed = [Evaluator(each).scorecard(example.member, example.as_of) for each in (old, new)]
    if replayed != [example.before, example.after]:
        yield "the example does not replay"
    if not both.differing(example.member, example.as_of):
        yield "the example scores alike"
    yield from _extremes_are_wrong(old, new, proof, differing)


def _extremes_are_wrong(old: Ruleset, new: Ruleset, proof: Proof, differing: list[Member]) -> Iterator[str]:
    extremes = proof.gains.get(TOTAL)
    if extremes is None:
        return
    before, after = Evaluator(old), Evaluator(new)
    for member in differing:
        was, now = before.score(member).total, after.score(member).total
        if was is not None and now is not None and not -extremes.loss <= now - was <= extremes.gain:
            yield f"{member} moves from {was} to {now}, and {extremes} is said to be the most"
            return
