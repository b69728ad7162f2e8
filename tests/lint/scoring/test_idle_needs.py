from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.scoring.idle_needs import idle_needs

from .rules import found, scoring, told

if TYPE_CHECKING:
    from pathlib import Path

PARTS = "measure has_cover_photo earns 10 when yes"


def test_a_count_is_never_below_0(tmp_path: Path) -> None:
    text = scoring(f"{PARTS} needs (count of connections) >= 0")
    assert told(idle_needs, tmp_path, text) == [
        "12: This can never be no, so criterion `one` needs nothing. [ask for more, or delete the line]"
    ]
    (each,) = found(idle_needs, tmp_path, text)
    assert [label.message for label in each.labels] == ["`(count of connections)` is from 0 to 1000000"]


def test_conditions_that_hold_together_always(tmp_path: Path) -> None:
    text = scoring(f"{PARTS} needs skills > 5 or skills <= 5")
    assert len(told(idle_needs, tmp_path, text)) == 1
    text = scoring(f"{PARTS} needs some", before="let some = skills >= 0")
    assert len(told(idle_needs, tmp_path, text)) == 1


@pytest.mark.parametrize(
    "needs",
    ["(count of connections) >= 1", "skills is known", "skills > 5 or skills < 5", "sales_navigator_seat"],
)
def test_near_misses_stay_silent(tmp_path: Path, needs: str) -> None:
    assert told(idle_needs, tmp_path, scoring(f"{PARTS} needs {needs}")) == []
