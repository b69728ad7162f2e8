"""Phrases that match the same are the same, however they are written."""

from __future__ import annotations

import pytest

from ssi_rules.difference.meaning import changes
from ssi_rules.difference.meaning.compare import Comparison
from ssi_rules.difference.meaning.proof import Verdict
from ssi_rules.difference.meaning.proving import prove
from ssi_rules.proving.limits import Limit
from tests.difference.meaning.test_changes import CARD, ruleset

LIMIT = Limit(steps=20_000_000)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ceo"', '"CEO"'),
        ('"chief *"', '"Chief   *"'),
        ('has "assistant"', 'has "Assistant"'),
        ('"ceo", "chief *"', '"Chief *", "céo"'),
    ],
)
def test_case_blanks_and_accents_change_nothing(old: str, new: str) -> None:
    assert old in CARD
    assert changes(ruleset(CARD), ruleset(CARD.replace(old, new))) == ()


@pytest.mark.parametrize(
    ("old", "new"), [('"ceo"', '"| ceo"'), ('"ceo"', '"c eo"'), ('"chief *"', '"chief"')]
)
def test_what_matches_otherwise_is_told(old: str, new: str) -> None:
    (found,) = changes(ruleset(CARD), ruleset(CARD.replace(old, new)))
    assert (found.part, found.subject) == ("market", "boss")


def test_beside_another_change_only_that_one_is_told_and_judged() -> None:
    before, after = (
        ruleset(CARD),
        ruleset(CARD.replace('"ceo"', '"CEO"').replace("from 5 earns", "from 6 earns")),
    )
    comparison = Comparison(before, after)
    assert [each.subject for each in comparison.changes] == ["reach.calling"]
    found = prove(comparison, LIMIT)
    assert (found.verdict, found.why) == (Verdict.DIFFERENT, "")
