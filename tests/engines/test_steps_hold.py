"""Every step that a scorecard tells of is carried out on the member, and the member scored again."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.explain.record import as_document_value
from ssi_rules.language.numbers import as_points
from ssi_rules.language.states import State
from ssi_rules.model import Catalogue
from ssi_rules.sources.open import open_dataset
from ssi_rules.synthetic import SMALLEST_TEAM, write_team
from ssi_rules.workspace import load_ruleset
from tests.engines import build, crowd
from tests.engines.changer import NoSuchRow, Reader, carried_out
from tests.engines.countable import countable
from tests.engines.models import DAY, members, rulesets
from tests.fuzz.people import somebody

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Criterion, Step
    from ssi_rules.sources.dataset import Member

SHIPPED = (
    "linkedin-ssi-2015",
    "linkedin-ssi-2015-fair",
    "linkedin-ssi-2013",
    "enterprise-software",
    "financial-advisor-practice",
    "manufacturing",
    "recruiting-agency",
    "selling-to-financial-advisors",
)
EACH = 125
"""Members for each of the eight: a thousand in all."""


def hold(ruleset: Ruleset, evaluator: Evaluator, member: Member, day: date, rng: Random) -> Counter[str]:
    """Carry out each step by itself; how many there were of each kind, and of those that no row could be found for."""
    card, seen = evaluator.scorecard(member, day), Counter[str]()
    reader = Reader(ruleset, member, day)
    for p, pillar in enumerate(card.pillars):
        for c, told in enumerate(pillar.criteria):
            criterion = ruleset.pillars[p].criteria[c]
            for step in told.steps:
                try:
                    then = evaluator.record(carried_out(step, criterion, reader, rng), day)
                except NoSuchRow:
                    seen["no such row"] += 1
                    continue
                seen[step.kind] += 1
                score = then.score.pillars[p]
                if step.kind == "sample":
                    assert score.states[c] is not State.TOO_FEW, step
                else:
                    assert as_document_value(then.value(criterion.measure)) == step.value, step
                    assert_kept(step, told, score.criteria[c])
    return seen


def assert_kept(step: Step, told: Criterion, points: int | None) -> None:
    assert told.points is not None
    assert step.gain is not None
    assert step.gain > 0
    assert points is not None, step
    assert as_points(points) == told.points + step.gain, step


@pytest.mark.parametrize("name", SHIPPED)
def test_every_step_of_the_shipped_rulesets_brings_what_it_says(name: str) -> None:
    ruleset, rng = load_ruleset(name), Random(name)
    evaluator, seen = Evaluator(ruleset), Counter[str]()
    for number in range(EACH):
        make = crowd.member if number % 2 else somebody
        seen += hold(ruleset, evaluator, make(ruleset.catalogue, rng), crowd.DAY, rng)
    assert not seen["no such row"]
    assert min(seen["fact"], seen["rows"]) > 2 * EACH
    if name != "linkedin-ssi-2013":  # which has no rates
        assert min(seen["sample"], seen["turned"]) > 0


def test_every_step_of_an_invented_team_brings_what_it_says(tmp_path: Path) -> None:
    """People as exports tell of them: coverage, lags and columns that are not there included."""
    ruleset = load_ruleset("selling-to-financial-advisors")
    write_team(tmp_path, seed=7, members=SMALLEST_TEAM, as_of=crowd.DAY)
    evaluator, rng, seen = Evaluator(ruleset), Random(7), Counter[str]()
    for member in open_dataset(tmp_path, ruleset.catalogue).members():
        seen += hold(ruleset, evaluator, member, crowd.DAY, rng)
    assert not seen["no such row"]
    assert min(seen[kind] for kind in ("fact", "rows", "turned", "sample")) > 0


@given(countable(), st.integers(0, 10**6))
@settings(max_examples=250, deadline=None)
def test_every_step_of_a_criterion_of_counts_brings_what_it_says(ruleset: Ruleset, seed: int) -> None:
    rng = Random(seed)
    member = crowd.member(Catalogue(build.FACTS, build.TABLES), rng)
    hold(ruleset, Evaluator(ruleset), member, crowd.DAY, rng)


@given(rulesets(), members(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_every_step_of_any_ruleset_brings_what_it_says(ruleset: Ruleset, member: Member, rng: Random) -> None:
    hold(ruleset, Evaluator(ruleset), member, DAY, rng)
