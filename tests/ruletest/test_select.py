from __future__ import annotations

import pytest

from ssi_rules.ruletest.select import SelectionError, choice

NAME = "rules/tour_test.ssi Advisors count as the target market"


@pytest.mark.parametrize(
    "expression",
    [
        "target",
        "TARGET market",
        "tour_test",
        "target and advisors",
        "nobody or advisors",
        "not nobody",
        "not (nobody and target)",
        "(advisors or nobody) and not half",
        "count as the target",
        "not not target",
        "nobody or nothing or target",
    ],
)
def test_chosen(expression: str) -> None:
    assert choice(expression)(NAME)


@pytest.mark.parametrize(
    "expression",
    [
        "nobody",
        "target and nobody",
        "not target",
        "market target",
        "not (target or nobody)",
        "target  market",
    ],
)
def test_not_chosen(expression: str) -> None:
    assert not choice(expression)(NAME)


@pytest.mark.parametrize(
    "expression", ["", " ", "target and", "or target", "not", "(target", "target)", "()", "a (b)"]
)
def test_not_readable(expression: str) -> None:
    with pytest.raises(SelectionError):
        choice(expression)


def test_words_inside_others_combine_nothing() -> None:
    assert choice("android")("an android")
    assert choice("note or north")("a north wind")
