from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.scoring.zigzag_award import zigzag_award

from .rules import scoring, told

if TYPE_CHECKING:
    from pathlib import Path

HELP = " [let points rise only, or rise to a best value and fall after it]"


def test_points_that_rise_fall_and_rise_again(tmp_path: Path) -> None:
    bands = scoring("measure media_items bands {\n from 1 earns 5\n from 4 earns 3\n from 9 earns 10\n}")
    assert told(zigzag_award, tmp_path, bands) == [
        f"15: Points rise and fall more than once as the measure grows: 0, 5, 3, 10.{HELP}"
    ]
    ramp = scoring("measure media_items ramp {\n 0 earns 10\n 4 earns 3\n 9 earns 7.5\n 12 earns 0\n}")
    assert told(zigzag_award, tmp_path, ramp) == [
        f"16: Points rise and fall more than once as the measure grows: 10, 3, 7.5, 0.{HELP}"
    ]


@pytest.mark.parametrize(
    "award",
    [
        "bands { from 1 earns 5 from 4 earns 10 from 9 earns 3 }",  # too much of a good thing
        "bands { from 0 earns 10 from 4 earns 5 from 9 earns 0 }",
        "bands { from 0 earns 10 from 4 earns 5 from 9 earns 7 }",
        "ramp { 0 earns 0 4 earns 5 9 earns 5 12 earns 10 }",
        "ramp { 0 earns 0 4 earns 10 9 earns 10 12 earns 3 }",
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, award: str) -> None:
    assert told(zigzag_award, tmp_path, scoring(f"measure media_items {award}")) == []
