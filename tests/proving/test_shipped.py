"""The shipped rulesets: every claim about them is proved, those that their authors make among them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ssi_rules.model import Comparison
from ssi_rules.proving.findings import Verdict
from ssi_rules.proving.questions.claims import claims
from ssi_rules.proving.universe import Universe
from ssi_rules.workspace import load_ruleset, shipped_rulesets
from tests.proving.test_faulty import LIMIT, findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.model import Claim, Ruleset


SHIPPED = dict(shipped_rulesets())


def with_tests(name: str) -> Ruleset:
    return load_ruleset(SHIPPED[name].with_name(f"{name}_test.ssi"))


def verdicts(ruleset: Ruleset) -> set[Verdict]:
    return {each.verdict for each in claims(Universe(ruleset), ruleset, LIMIT)}


def with_less_allowed(claim: Claim) -> Iterator[Claim]:
    """The claim with each "at most" by itself, a hundredth of a point lower."""
    for each in claim.expectations:
        if each.comparison is Comparison.AT_MOST and each.points is not None:
            yield replace(claim, expectations=(replace(each, points=each.points - 1),))


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_refuted_or_left_open(name: str) -> None:
    found = findings(SHIPPED[name])
    assert [each.sentence for each in found if each.verdict is not Verdict.PROVED] == []
    assert len(found) > 50


@pytest.mark.parametrize("name", SHIPPED)
def test_what_its_author_claims_is_proved(name: str) -> None:
    ruleset = with_tests(name)
    assert 1 <= len(ruleset.claims) <= 3
    assert verdicts(ruleset) == {Verdict.PROVED}


@pytest.mark.parametrize("name", SHIPPED)
def test_no_claim_could_allow_less(name: str) -> None:
    ruleset = with_tests(name)
    for claim in ruleset.claims:
        for less in with_less_allowed(claim):
            assert verdicts(replace(ruleset, claims=(less,))) == {Verdict.REFUTED}, claim.title


@pytest.mark.parametrize("name", SHIPPED)
def test_claims_are_no_part_of_the_fingerprint(name: str) -> None:
    assert with_tests(name).fingerprint == load_ruleset(SHIPPED[name]).fingerprint
