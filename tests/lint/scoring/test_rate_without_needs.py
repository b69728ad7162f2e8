from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.scoring.rate_without_needs import rate_without_needs

from .rules import scoring, told

if TYPE_CHECKING:
    from pathlib import Path

BANDS = "bands { from 10% earns 5 from 40% earns 10 }"
LETS = """let sent = count of inmails over 90 days ending 7 days ago
let answered = count of inmails over 90 days ending 7 days ago where replied
let enough = 10
let few = count of inmails over 90 days ending 7 days ago < enough"""
OWN = """facts {
  letters  : count "Letters sent"
  answers  : count "Letters answered"
  table visits dated day "Visits" { day : date minutes : number }
}"""


@pytest.mark.parametrize(
    ("measure", "cases", "number"),
    [
        (
            "share of invitations over 90 days ending 14 days ago where accepted",
            "rows of `invitations`",
            "(count of invitations over 90 days ending 14 days ago)",
        ),
        ("share of connections where company is known", "rows of `connections`", "(count of connections)"),
        ("answered / sent", "rows of `inmails`", "sent"),
        (
            "(count of shares over 1 year where original) / (count of shares over 1 year)",
            "rows of `shares`",
            "(count of shares over 1 year)",
        ),
        ("answers / letters", "cases `letters` counts", "letters"),
        (
            "(average of visits.minutes over 90 days) / 100",
            "rows of `visits`",
            "(count of visits over 90 days)",
        ),
    ],
)
def test_rates_that_one_case_decides(tmp_path: Path, measure: str, cases: str, number: str) -> None:
    bands = BANDS.replace("%", "") if "minutes" in measure else BANDS
    text = scoring(f"measure {measure} {bands}", before=LETS + "\n" + OWN)
    (only,) = told(rate_without_needs, tmp_path, text)
    assert only.endswith(
        f": Criterion `one` scores a rate however few {cases} it rests on."
        f" [say how many are enough, such as `needs {number} >= 20`]"
    )


def test_needs_of_something_else_or_of_one_case_are_not_enough(tmp_path: Path) -> None:
    for needs in ("skills >= 5", "sent > 0", "sent >= 1"):
        text = scoring(f"measure answered / sent needs {needs} {BANDS}", before=LETS)
        assert len(told(rate_without_needs, tmp_path, text)) == 1


@pytest.mark.parametrize(
    "parts",
    [
        "measure answered / sent needs sent >= 10",
        "measure answered / sent needs sent >= enough and skills > 3",
        "measure answered / sent needs not few",
        "measure answered / sent applies when sent > 10",
        "measure answered / sent needs (count of inmails) > skills",
        "measure share of inmails over 90 days where replied needs sent > 1",
        "measure answers / letters applies when letters > 0",
        "measure coworker_connections / coworkers applies when coworkers > 0",
        "measure (answered + 1) / (sent + skills)",  # what a sum rests on is the author's to know
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, parts: str) -> None:
    text = scoring(f"{parts} {BANDS}", before=LETS + "\n" + OWN)
    assert told(rate_without_needs, tmp_path, text) == []


def test_a_sum_over_a_constant_is_no_rate(tmp_path: Path) -> None:
    text = scoring(
        "measure (sum of visits.minutes over 90 days) / 60 ramp { 0 earns 0 30 earns 10 }", before=OWN
    )
    assert told(rate_without_needs, tmp_path, text) == []
    text = scoring("measure (count of shares over 90 days) / 13 ramp { 0 earns 0 3 earns 10 }")
    assert told(rate_without_needs, tmp_path, text) == []
