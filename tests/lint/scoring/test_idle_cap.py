from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.scoring.idle_cap import idle_cap

from .rules import found, scoring, told

if TYPE_CHECKING:
    from pathlib import Path

PARTS = "measure has_cover_photo earns 10 when yes"


def test_a_cap_at_all_that_a_pillar_is_worth(tmp_path: Path) -> None:
    text = scoring(PARTS, after="cap at 10 when skills < 5")
    assert told(idle_cap, tmp_path, text) == [
        (
            "14: A cap at 10 takes nothing from pillar `find`, which can earn 10 points at most."
            " [cap below 10, or delete the cap]"
        )
    ]
    (each,) = found(idle_cap, tmp_path, text)
    assert [label.message for label in each.labels] == ["`find` is worth 10"]


def test_a_cap_above_another_on_the_same_condition(tmp_path: Path) -> None:
    text = scoring(
        PARTS, after="cap at 6 when skills < 5\n deduct 1 when skills < 2\n cap at 8 when skills < 5"
    )
    assert told(idle_cap, tmp_path, text) == [
        (
            "16: A cap at 8 takes nothing where pillar `find` is capped at 6 on the same condition."
            " [delete one of the two caps, or mend its condition]"
        )
    ]


@pytest.mark.parametrize(
    "after",
    [
        "cap at 9.5 when skills < 5",
        "cap at 8 when skills < 5 cap at 6 when skills < 5",  # the second one takes more
        "cap at 6 when skills < 5 cap at 8 when skills < 9",
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, after: str) -> None:
    assert told(idle_cap, tmp_path, scoring(PARTS, after=after)) == []
