"""Claims in the model: what they read, and that nothing scores by them."""

from __future__ import annotations

from ssi_rules import model
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison, Subject

from .rules import outcome, ruleset, scoring

SEAT = model.FactValue("seat", Type.FLAG)
SCORED = """
let enough = 3
"""
ASKED = """
market heads { company has "ceo" }
market others { company has "buyer" }
let met = count of visits where company is heads
let busy = met > enough
"""
CLAIM = """
claim "Nobody without a seat" {
  assume not seat
  expect total <= 8
  assume busy
  expect find.one is scored
}
"""
RULES = scoring("calls >= enough", before=SCORED)
CLAIMING = scoring("calls >= enough", before=SCORED + ASKED) + CLAIM


def test_assumptions_and_expectations_in_their_order() -> None:
    (claim,) = ruleset(CLAIMING).claims
    assert claim.title == "Nobody without a seat"
    assert claim.assumptions == (model.Not(SEAT), model.LetValue("busy", Type.FLAG))
    total, one = claim.expectations
    assert (total.subject, total.comparison, total.points) == (Subject.TOTAL, Comparison.AT_MOST, 800)
    assert (one.pillar, one.criterion, one.name) == ("find", "one", "scored")
    assert claim.span.text == CLAIM.strip()


def test_a_claim_says_all_that_it_reads() -> None:
    (claim,) = ruleset(CLAIMING).claims
    assert [each.name for each in claim.lets] == ["enough", "met", "busy"]
    assert list(claim.markets) == ["heads"]
    assert claim.reads_dates


def test_nothing_scores_by_what_only_a_claim_reads() -> None:
    found = ruleset(CLAIMING)
    assert [each.name for each in found.lets] == ["enough"]
    assert (dict(found.markets), found.reads_dates) == ({}, False)


def test_a_claim_takes_no_part_in_the_fingerprint() -> None:
    assert ruleset(CLAIMING).fingerprint == ruleset(RULES).fingerprint


def test_with_its_claims_a_ruleset_has_what_they_read() -> None:
    found = ruleset(CLAIMING).claiming()
    assert [each.name for each in found.lets] == ["enough", "met", "busy"]
    assert list(found.markets) == ["heads"]
    assert found.reads_dates
    assert found.fingerprint == ruleset(RULES).fingerprint


def test_without_claims_it_stays_as_it_is() -> None:
    found = ruleset(RULES)
    assert found.claiming() == found


def test_a_let_and_a_market_that_only_a_claim_reads_are_used() -> None:
    unused = [each.message for each in outcome(CLAIMING).problems]
    assert unused == ["Market `others` is never used."]


def test_claims_are_not_inherited() -> None:
    above = 'ruleset more "More" { extends "base.ssi" version "1" }\nchange find.one { title "First" }\n'
    assert ruleset(above, CLAIMING).claims == ()


def test_a_claim_speaks_of_what_stands_after_all_changes() -> None:
    above = 'ruleset more "More" { extends "base.ssi" version "1" }\nchange let enough = 4\n'
    said = 'claim "Of it all" { assume calls >= enough expect find.one = 10 }\n'
    (claim,) = ruleset(above + said, RULES).claims
    assert claim.lets[0].value == model.Constant(4_000_000, Type.COUNT)
