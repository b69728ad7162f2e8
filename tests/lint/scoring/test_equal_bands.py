from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.scoring.equal_bands import equal_bands

from .rules import found, mended_alike, scoring, told

if TYPE_CHECKING:
    from pathlib import Path

BANDS = """measure media_items
    bands {
      from 4  earns 6
      from 12 earns 6
      from 24 earns 10
    }"""
RAMP = """measure media_items
    ramp {
      0  earns 0
      5  earns 5
      9  earns 5
      12 earns 5
      24 earns 10
    }"""


def test_a_band_that_earns_what_the_one_before_does(tmp_path: Path) -> None:
    assert told(equal_bands, tmp_path, scoring(BANDS)) == [
        "15: `from 12` earns 6 points, as `from 4` does. [delete the line, or let it earn more]"
    ]
    after = mended_alike(equal_bands, tmp_path, scoring(BANDS))
    assert after == scoring(BANDS.replace("      from 12 earns 6\n", ""))


def test_a_point_of_a_ramp_between_two_of_its_height(tmp_path: Path) -> None:
    assert told(equal_bands, tmp_path, scoring(RAMP)) == [
        "16: `9` earns 5 points, as `5` does. [delete the line, or let it earn something else]"
    ]
    after = mended_alike(equal_bands, tmp_path, scoring(RAMP))
    assert after == scoring(RAMP.replace("      9  earns 5\n", ""))


def test_a_line_among_others_on_one_line(tmp_path: Path) -> None:
    text = scoring("measure media_items bands { from 1 earns 5 from 2 earns 5 from 3 earns 10 }")
    after = mended_alike(equal_bands, tmp_path, text)
    assert after == scoring("measure media_items bands { from 1 earns 5 from 3 earns 10 }")


def test_a_line_with_a_comment_is_left_to_its_author(tmp_path: Path) -> None:
    text = scoring(BANDS.replace("from 12 earns 6", "from 12 earns 6 # once a week"))
    (each,) = found(equal_bands, tmp_path, text)
    assert each.fix is None


@pytest.mark.parametrize(
    "award",
    [
        "bands { from 0 earns 0 from 4 earns 10 }",  # says where it begins
        "ramp { 0 earns 0 4 earns 0 24 earns 10 }",
        "ramp { 0 earns 0 24 earns 10 48 earns 10 }",
        "ramp { 0 earns 0 10 earns 5 20 earns 10 }",  # a mark on the way
        "bands { from 4 earns 5 from 12 earns 10 from 24 earns 5 }",
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, award: str) -> None:
    assert told(equal_bands, tmp_path, scoring(f"measure media_items {award}")) == []
