from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.diagnostics import Safety
from ssi_rules.lint.scoring.missing_as_zero import missing_as_zero
from tests.lint.reading import mended

from .rules import found, scoring, told

if TYPE_CHECKING:
    from pathlib import Path

RAMP = "ramp { 0 earns 0 50 earns 10 }"


def test_a_fact_that_is_nothing_when_missing(tmp_path: Path) -> None:
    assert told(missing_as_zero, tmp_path, scoring(f"measure followers else 0 {RAMP}")) == [
        (
            "12: `else 0` makes a member without data for `followers` look like one who does nothing."
            " [delete `else 0`: `missing` says what a gap earns]"
        )
    ]


def test_a_table_counts_0_by_itself(tmp_path: Path) -> None:
    lets = "let posts = (count of shares over 90 days) else 0"
    assert told(missing_as_zero, tmp_path, scoring(f"measure posts + skills {RAMP}", before=lets)) == [
        (
            "8: `else 0` makes a member without data for `(count of shares over 90 days)` look like one who does nothing."
            " [delete `else 0`: a table that is there and empty counts 0 by itself]"
        )
    ]


@pytest.mark.parametrize(
    ("parts", "after"),
    [
        (f"measure followers else 0 {RAMP}", f"measure followers {RAMP}"),
        (f"measure skills + (groups else 0) {RAMP}", f"measure skills + (groups) {RAMP}"),
        ("measure has_cover_photo else no earns 10 when yes", "measure has_cover_photo earns 10 when yes"),
        (
            "measure profile_completeness else 0% bands { from 50% earns 10 }",
            "measure profile_completeness bands { from 50% earns 10 }",
        ),
        ("measure (skills else 0) >= 5 earns 10 when yes", "measure (skills) >= 5 earns 10 when yes"),
    ],
)
def test_the_fix_deletes_the_else_and_is_for_the_author_to_judge(
    tmp_path: Path, parts: str, after: str
) -> None:
    (each,) = found(missing_as_zero, tmp_path, scoring(parts))
    assert each.fix is not None
    assert each.fix.safety is Safety.UNSAFE
    assert mended(each) == scoring(after)
    assert found(missing_as_zero, tmp_path, scoring(after)) == []


@pytest.mark.parametrize(
    "parts",
    [
        f"measure accounts_saved else companies_followed {RAMP}",
        f"measure followers else 10 {RAMP}",
        f"measure count of shares where (original else no) {RAMP}",  # what an unknown cell means
        f"applies when (sales_navigator_seat else no) measure skills {RAMP}",  # a condition, not a measure
        "measure has_cover_photo else yes earns 10 when yes",
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, parts: str) -> None:
    assert told(missing_as_zero, tmp_path, scoring(parts)) == []
