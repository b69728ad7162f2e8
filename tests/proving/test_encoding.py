"""What is worked out for members pinned down is what the reference engine scores, on rulesets made up to be awkward."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import pytest
import z3

import ssi_rules
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.proving.days import AS_OF
from ssi_rules.proving.find import Solution
from ssi_rules.proving.universe import Universe
from tests.engines.differential.people import Crowd
from tests.engines.differential.trial import ruleset_of
from tests.proving.pinned import NoKindError, pins, speaking

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset
    from ssi_rules.sources.dataset import Member

SEEDS = (*range(20), 114, 124, 200, 342)
"""The last ones found faults: a quotient without a divisor, formulas taken for one another, a ramp of what is
unknown, and a market that reads a column besides."""

MEMBERS = 4
ROUNDS = 40


@dataclass
class Held:
    """A universe, and how many of its members were held against the engine."""

    ruleset: Ruleset
    universe: Universe
    compared: int = 0
    without_kind: int = 0

    def hold(self, member: Member) -> None:
        """The engine's score is the one that the terms allow."""
        solver = z3.SimpleSolver()
        try:
            pinned = list(pins(self.universe, member))
        except NoKindError:
            assert self.universe.gaps, "a row is of no kind, and nobody was told"
            self.without_kind += 1
            return
        for each in (*self.universe.constraints, *pinned):
            solver.add(each)
        score = Evaluator(self.ruleset).score(member, AS_OF)
        for _ in range(ROUNDS):
            assert solver.check() == z3.sat, "a member there can be is ruled out"
            value = Solution(solver.model())
            lemmas = [each for lazy in self.universe.lazies for each in lazy.lemmas(value.whole)]
            if not lemmas:
                break
            for each in lemmas:
                solver.add(each)
        else:
            pytest.fail("what is pinned stays open")
        for world in self.universe.worlds:
            for promise in world.promises:
                assert promise.kept(score, value), promise
        self.compared += 1


def hold_some(ruleset: Ruleset, rng: Random) -> Held:
    """Hold a few members against the engine."""
    held = Held(ruleset, Universe(ruleset))
    held.universe.encode(ruleset)
    crowd = Crowd(ruleset, rng)
    crowd.day = AS_OF
    for number in range(MEMBERS):
        held.hold(speaking(crowd.member(number), held.universe.texts.texts, rng))
    assert held.compared + held.without_kind == MEMBERS
    return held


@pytest.mark.parametrize("seed", SEEDS)
def test_pinned_members_score_as_the_engine_scores_them(seed: int) -> None:
    rng = Random(seed)
    ruleset = ruleset_of(rng)
    hold_some(ruleset, rng)


@pytest.mark.parametrize(
    "name", ["linkedin-ssi-2015", "linkedin-ssi-2015-fair", "financial-advisor-practice"]
)
def test_members_of_shipped_rulesets_too(name: str) -> None:
    held = hold_some(ssi_rules.load_ruleset(name), Random(name))
    assert held.compared == MEMBERS
