from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.wording.official_score import official_score
from tests.lint.scoring.rules import told

from .rules import criterion, ruleset

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "calls the score LinkedIn's own, which no ruleset can be. [say that it is a reconstruction, or your own score]"
PROMISE = "promises sales, which no score can. [say what the member does, and leave the outcome open]"


@pytest.mark.parametrize(
    ("about", "told_of"),
    [
        ("Calculates your official LinkedIn SSI.", CLAIM),
        ("LinkedIn's real score, made transparent.", CLAIM),
        ("The actual Social Selling Index of your team.", CLAIM),
        ("LinkedIn\u2019s own official index", CLAIM),
        ("Not easy to earn. The true SSI.", CLAIM),
        ("A leader guarantees more deals.", PROMISE),
        ("Full marks: revenue is guaranteed.", PROMISE),
        ("It will double your sales.", PROMISE),
        ("Members with this score sell 45% more.", PROMISE),
    ],
)
def test_claims(about: str, told_of: str, tmp_path: Path) -> None:
    assert told(official_score, tmp_path, ruleset(criterion(), header=f'about "{about}"')) == [
        f"5: This description {told_of}"
    ]


@pytest.mark.parametrize(
    "about",
    [
        "A reconstruction, not LinkedIn's score.",
        "A reconstruction, not LinkedIn's official score.",
        "This isn't your official LinkedIn SSI; it is ours.",
        "Differs from the official SSI by a few points.",
        "Fitted against the real LinkedIn score of 40 members.",
        "No score guarantees sales.",
        "Aim to win 10% more clients.",
        "Ask for the guarantee your clients want.",
        "Sales directors count as the market.",
        "LinkedIn Social Selling Index, 2015",
        "LinkedIn's own list of criteria, real numbers, our score.",
    ],
)
def test_texts_that_claim_nothing(about: str, tmp_path: Path) -> None:
    assert told(official_score, tmp_path, ruleset(criterion(), header=f'about "{about}"')) == []


def test_titles_advice_and_reasons_are_read(tmp_path: Path) -> None:
    pillar = criterion('advice "Guarantees new clients."', title="Official SSI")
    assert told(official_score, tmp_path, ruleset(pillar)) == [
        f"9: This title {CLAIM}",
        f"12: This advice {PROMISE}",
    ]
