from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.scoring.flag_compared import flag_compared

from .rules import found, mended_alike, scoring, told

if TYPE_CHECKING:
    from pathlib import Path


def test_a_flag_compared_with_yes(tmp_path: Path) -> None:
    text = scoring("measure has_cover_photo = yes earns 10 when yes")
    assert told(flag_compared, tmp_path, text) == [
        "12: A flag is a condition by itself. [write `has_cover_photo`]"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("has_cover_photo = yes", "has_cover_photo"),
        ("has_cover_photo = no", "not has_cover_photo"),
        ("has_cover_photo != yes", "not has_cover_photo"),
        ("has_cover_photo != no", "has_cover_photo"),
        ("no = has_cover_photo", "not has_cover_photo"),
        ("not (has_cover_photo = no)", "not (not has_cover_photo)"),
        ("not has_cover_photo = no and media_items > 3", "not not has_cover_photo and media_items > 3"),
        (
            "(has_cover_photo = no) else sales_navigator_seat",
            "(not has_cover_photo) else sales_navigator_seat",
        ),
        ("(has_cover_photo or media_items > 3) = no", "not (has_cover_photo or media_items > 3)"),
    ],
)
def test_the_flag_alone_scores_everybody_as_before(tmp_path: Path, before: str, after: str) -> None:
    text = scoring(f"measure {before} earns 10 when yes")
    assert mended_alike(flag_compared, tmp_path, text) == scoring(f"measure {after} earns 10 when yes")


def test_conditions_of_rows_and_of_whom_it_applies_to(tmp_path: Path) -> None:
    parts = "applies when sales_navigator_seat = yes measure count of shares where original = no"
    text = scoring(f"{parts} ramp {{ 0 earns 0 9 earns 10 }}")
    assert [each.help for each in found(flag_compared, tmp_path, text)] == [
        "write `sales_navigator_seat`",
        "write `not original`",
    ]


@pytest.mark.parametrize(
    "measure", ["has_cover_photo = sales_navigator_seat", "not has_cover_photo", "yes = no"]
)
def test_near_misses_stay_silent(tmp_path: Path, measure: str) -> None:
    assert told(flag_compared, tmp_path, scoring(f"measure {measure} earns 10 when yes")) == []
