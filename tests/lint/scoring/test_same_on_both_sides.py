from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.scoring.same_on_both_sides import same_on_both_sides

from .rules import found, scoring, told

if TYPE_CHECKING:
    from pathlib import Path

HELP = " [delete one of the two, or write what the other should be]"


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        ("skills = skills or has_cover_photo", "Both sides of `=` are `skills`."),
        ("skills - skills > 3", "Both sides of `-` are `skills`."),
        ("(skills / skills) > 3", "Both sides of `/` are `skills`."),
        ("has_cover_photo and has_cover_photo", "`and` joins `has_cover_photo` with itself."),
        ("skills > 3 or groups > 3 or skills  >  3", "`or` joins `skills  >  3` with itself."),
        ("has_cover_photo else has_cover_photo", "Both sides of `else` are `has_cover_photo`."),
        (
            "(count of connections where company = company or title = title) > 3",
            "Both sides of `=` are `company`.",
        ),
    ],
)
def test_a_thing_and_itself(tmp_path: Path, measure: str, message: str) -> None:
    first, *_ = told(same_on_both_sides, tmp_path, scoring(f"measure {measure} earns 10 when yes"))
    assert first == f"12: {message}{HELP}"


def test_each_repetition_is_told_once_with_the_first_beside_it(tmp_path: Path) -> None:
    text = scoring(
        "measure has_cover_photo or skills > 3 or\n has_cover_photo or\n has_cover_photo earns 10 when yes"
    )
    each, other = found(same_on_both_sides, tmp_path, text)
    assert (each.span.line, other.span.line) == (13, 14)
    assert each.labels == other.labels
    assert each.labels[0].span.line == 12


def test_a_file_without_a_ruleset_is_looked_at_too(tmp_path: Path) -> None:
    text = 'facts { calls : count "Calls" }\nlet none = calls - calls\n'
    assert told(same_on_both_sides, tmp_path, text) == [f"2: Both sides of `-` are `calls`.{HELP}"]


@pytest.mark.parametrize(
    "measure",
    [
        "skills + skills > 3",
        "skills * skills > 3",
        "skills > 3 and groups > 3 or skills > 3 and articles > 3",
        "(count of shares over 7 days) = (count of shares over 14 days)",
        "(count of connections where title is known) > 3 and (count of invitations) > 3",
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, measure: str) -> None:
    assert told(same_on_both_sides, tmp_path, scoring(f"measure {measure} earns 10 when yes")) == []
