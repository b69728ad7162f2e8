from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.scoring.excess_deduction import excess_deduction

from .rules import found, scoring, told

if TYPE_CHECKING:
    from pathlib import Path

PARTS = "measure has_cover_photo earns 10 when yes"


def test_deductions_that_take_more_than_there_is(tmp_path: Path) -> None:
    text = scoring(
        PARTS, after="deduct 7 when skills < 5\n deduct 1 when groups = 0\n deduct 6 when articles = 0"
    )
    assert told(excess_deduction, tmp_path, text) == [
        (
            "16: Deductions can take 13 of the 10 points of pillar `find`: 7 + 6."
            " [deduct less: below 0 nothing is taken]"
        )
    ]
    (each,) = found(excess_deduction, tmp_path, text)
    assert [label.message for label in each.labels] == ["takes 7 more"]


def test_one_that_does_so_alone(tmp_path: Path) -> None:
    text = scoring(PARTS, after="deduct 12 when skills < 5")
    assert told(excess_deduction, tmp_path, text) == [
        "14: Deductions can take 12 of the 10 points of pillar `find`. [deduct less: below 0 nothing is taken]"
    ]


@pytest.mark.parametrize(
    "after",
    [
        "deduct 5 when skills < 5 deduct 5 when groups = 0",  # all of it and no more
        "deduct 6 when skills < 5 deduct 8 when skills >= 5 and groups = 0",  # never both
        "deduct 4 when skills < 2 deduct 4 when skills between 2 and 5 deduct 4 when skills > 5 and skills < 9",
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, after: str) -> None:
    assert told(excess_deduction, tmp_path, scoring(PARTS, after=after)) == []


def test_many_deductions_are_judged_all_at_once(tmp_path: Path) -> None:
    steps = "\n".join(f"deduct 1.5 when skills < {each}" for each in range(1, 10))
    (only,) = told(excess_deduction, tmp_path, scoring(PARTS, after=steps))
    assert "Deductions can take 13.5 of the 10 points of pillar `find`: 1.5 + 1.5" in only
