from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.diagnostics import Safety
from ssi_rules.lint.scoring.mixed_windows import mixed_windows
from tests.lint.reading import compiled, findings, mended

from .rules import found, scoring, told

if TYPE_CHECKING:
    from pathlib import Path

RAMP = "ramp { 0 earns 0 50 earns 10 }"


def both(first: str, second: str, *, of: str = "shares") -> str:
    return scoring(
        f"measure first + (count of {of} over {second}) {RAMP}",
        before=f"let first = count of shares over {first}",
    )


def test_ninety_days_and_three_months(tmp_path: Path) -> None:
    text = both("90 days", "3 months")
    assert told(mixed_windows, tmp_path, text) == [
        (
            "12: `over 3 months` is nearly `over 90 days`, which is asked of `shares` elsewhere."
            " [write `over 90 days` in both places]"
        )
    ]
    (each,) = found(mixed_windows, tmp_path, text)
    assert [(label.span.line, label.message) for label in each.labels] == [(8, "`over 90 days` here")]


def test_the_fix_keeps_how_long_ago_a_window_ends(tmp_path: Path) -> None:
    text = both("1 year", "52 weeks ending 1 week ago")
    (each,) = found(mixed_windows, tmp_path, text)
    assert each.fix is not None
    assert each.fix.safety is Safety.UNSAFE
    assert mended(each) == both("1 year", "1 year ending 1 week ago")
    assert found(mixed_windows, tmp_path, mended(each)) == []


def test_the_window_of_the_ruleset_built_on_comes_first(tmp_path: Path) -> None:
    base = scoring(f"measure count of shares over 3 months {RAMP}")
    text = (
        'ruleset above "Above" { extends "base.ssi" version "1" }\n'
        "change find.one { measure (count of shares over 90 days) + (count of shares over 3 months) }\n"
    )
    found = findings(mixed_windows, compiled(tmp_path, text, beside={"base.ssi": base}))
    assert [each.message for each in found] == [
        "`over 3 months` is nearly `over 90 days`, which is asked of `shares` elsewhere."
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("90 days", "90 days"),
        ("90 days", "12 weeks"),  # a week apart
        ("7 days", "1 week"),  # the same
        ("12 months", "1 year"),
        ("1 month", "3 months"),
        ("90 days", "91 days"),  # in one unit a difference is meant
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, first: str, second: str) -> None:
    assert told(mixed_windows, tmp_path, both(first, second)) == []


def test_other_tables_may_have_other_windows(tmp_path: Path) -> None:
    assert told(mixed_windows, tmp_path, both("90 days", "3 months", of="comments")) == []
