from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.limits import Limits
from ssi_rules.lint.scoring.cliff import cliff
from tests.lint.reading import compiled, findings

from .rules import found, scoring, told

if TYPE_CHECKING:
    from pathlib import Path

HELP = " [write a ramp, or a band between: one step should move 6 points at most]"


def test_a_band_that_moves_all_points_at_once(tmp_path: Path) -> None:
    text = scoring("measure count of shares over 90 days\n bands { from 10 earns 1\n from 24 earns 10 }")
    assert told(cliff, tmp_path, text) == [
        f"14: Between 23 and 24, criterion `one` goes from 1 to 10 points.{HELP}"
    ]


def test_a_band_of_percents_and_one_with_a_name(tmp_path: Path) -> None:
    text = scoring(
        "measure profile_completeness\n bands { from low earns 1\n from 90% earns 10 }",
        before="let low = 40%",
    )
    assert told(cliff, tmp_path, text) == [f"14: At 90%, criterion `one` goes from 1 to 10 points.{HELP}"]
    text = scoring("measure profile_completeness\n bands { from low earns 10 }", before="let low = 40%")
    assert told(cliff, tmp_path, text) == [
        f"13: At `low` (40%), criterion `one` goes from 0 to 10 points.{HELP}"
    ]


def test_points_that_fall_at_once(tmp_path: Path) -> None:
    text = scoring("measure days since last shares\n bands { from 0 earns 10\n from 31 earns 0 }")
    assert told(cliff, tmp_path, text) == [
        f"14: Between 30 and 31, criterion `one` goes from 10 to 0 points.{HELP}"
    ]


def test_a_ramp_as_steep_as_a_band(tmp_path: Path) -> None:
    text = scoring("measure skills\n ramp { 9 earns 0\n 10 earns 10 }")
    assert told(cliff, tmp_path, text) == [
        f"14: Between 9 and 10, criterion `one` goes from 0 to 10 points.{HELP}"
    ]
    text = scoring("measure profile_completeness\n ramp { 85% earns 0\n 85.5% earns 10 }")
    assert told(cliff, tmp_path, text) == [
        f"14: Between 85% and 85.5%, criterion `one` goes from 0 to 10 points.{HELP}"
    ]


@pytest.mark.parametrize(
    ("condition", "where", "ends"),
    [
        ("skills >= 5", "Between 4 and 5", "0 to 10"),
        ("skills > 5", "Between 5 and 6", "0 to 10"),
        ("5 <= skills", "Between 4 and 5", "0 to 10"),
        ("skills < 5", "Between 4 and 5", "10 to 0"),
        ("skills <= 5", "Between 5 and 6", "10 to 0"),
        ("not has_cover_photo or enough", "Between 2 and 3", "0 to 10"),
        ("profile_completeness >= 90%", "At 90%", "0 to 10"),
    ],
)
def test_all_points_for_one_comparison(tmp_path: Path, condition: str, where: str, ends: str) -> None:
    text = scoring(f"measure {condition}\n earns 10 when yes", before="let enough = groups + articles >= 3")
    (each,) = found(cliff, tmp_path, text)
    assert each.message == f"{where}, criterion `one` goes from {ends} points."
    assert [label.message for label in each.labels] == ["this comparison decides over all of them"]


@pytest.mark.parametrize(
    "parts",
    [
        "measure count of shares over 90 days bands { from 10 earns 4 from 24 earns 10 }",  # 6 at most
        "measure media_items bands { from 1 earns 7 from 3 earns 10 }",  # none or some
        "measure media_items ramp { 0 earns 0 1 earns 8 20 earns 10 }",
        "measure groups > 0 earns 10 when yes",
        "measure has_cover_photo earns 10 when yes",  # a flag is no cliff
        "measure profile_completeness = 100% earns 10 when yes",  # complete or not
        'measure member_industry = "Real Estate" earns 10 when yes',
        "measure profile_completeness bands { from 0% earns 10 from 50% earns 5 }",  # nobody is below
        "measure profile_completeness ramp { 0% earns 0 100% earns 10 }",
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, parts: str) -> None:
    assert told(cliff, tmp_path, scoring(parts)) == []


def test_the_limit_is_the_project_s(tmp_path: Path) -> None:
    text = scoring("measure skills bands { from 5 earns 5 from 10 earns 10 }")
    subject = compiled(tmp_path, text)
    assert findings(cliff, subject) == []
    strict = replace(subject, limits=Limits(cliff_points=300))
    assert [each.help for each in findings(cliff, strict)] == [
        "write a ramp, or a band between: one step should move 3 points at most"
    ] * 2
