from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.trials.vacuous_expectation import vacuous_expectation
from tests.lint.scoring.rules import found, told

from .rules import RULES, trial

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "expectation",
    [
        "expect brand.photo between 0 and 4",
        "expect brand.photo >= 0",
        "expect brand.photo <= 4",
        "expect brand.photo < 4.01",
        "expect brand.photo != 5",
        "expect brand between 0 and 10",
        "expect total <= 100",
    ],
)
def test_what_holds_whatever_is_scored(expectation: str, tmp_path: Path) -> None:
    (each,) = found(vacuous_expectation, tmp_path, RULES + trial(expectation))
    assert each.span.text == expectation


@pytest.mark.parametrize(
    "expectation",
    [
        "expect brand.photo between 0 and 3.99",
        "expect brand.photo between 0.01 and 4",
        "expect brand.photo > 0",
        "expect brand.photo < 4",
        "expect brand.photo != 4",
        "expect brand.photo = 0",
        "expect brand.photo is scored",
        "expect brand between 0 and 4",
        "expect total >= 0.01",
    ],
)
def test_what_could_fail(expectation: str, tmp_path: Path) -> None:
    assert found(vacuous_expectation, tmp_path, RULES + trial(expectation)) == []


def test_says_what_to_expect_instead(tmp_path: Path) -> None:
    assert told(vacuous_expectation, tmp_path, RULES + trial("expect brand.photo >= 0")) == [
        (
            "23: This holds whatever is scored: `brand.photo` lies between 0 and 4 anyway. [expect the points themselves, as in "
            "`expect brand.photo = …`; that there are points is `expect brand.photo is scored`]"
        )
    ]
