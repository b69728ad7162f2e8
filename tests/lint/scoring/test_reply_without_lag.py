from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.diagnostics import Safety
from ssi_rules.lint.scoring.reply_without_lag import reply_without_lag
from tests.lint.reading import mended

from .rules import found, scoring, told

if TYPE_CHECKING:
    from pathlib import Path

BANDS = "bands { from 10% earns 5 from 40% earns 10 }"


def test_a_share_of_answers_up_to_today(tmp_path: Path) -> None:
    text = scoring(f"measure share of inmails over 90 days where replied {BANDS}")
    assert told(reply_without_lag, tmp_path, text) == [
        (
            "12: `over 90 days` takes in `inmails` of today, which nobody has had time to answer."
            " [write `over 90 days ending 7 days ago`, above and below in a quotient]"
        )
    ]


def test_the_fix_ends_the_window_earlier_and_is_for_the_author_to_judge(tmp_path: Path) -> None:
    text = scoring(f"measure share of invitations over 3 months where accepted {BANDS}")
    (each,) = found(reply_without_lag, tmp_path, text)
    assert each.fix is not None
    assert each.fix.safety is Safety.UNSAFE
    after = mended(each)
    assert after == text.replace("over 3 months", "over 3 months ending 14 days ago")
    assert found(reply_without_lag, tmp_path, after) == []


def test_both_halves_of_a_quotient_through_lets(tmp_path: Path) -> None:
    lets = """let answered = count of inmails over 90 days where replied
let sent = count of inmails over 90 days ending 7 days ago"""
    text = scoring(f"measure answered / sent {BANDS}", before=lets)
    assert [each.span.line for each in found(reply_without_lag, tmp_path, text)] == [8]
    text = text.replace(" ending 7 days ago", "")
    assert [each.span.line for each in found(reply_without_lag, tmp_path, text)] == [8, 9]


def test_a_cap_may_rest_on_such_a_rate_too(tmp_path: Path) -> None:
    cap = "cap at 5 when (share of inmails over 30 days where not replied) > 90%"
    text = scoring("measure has_cover_photo earns 10 when yes", after=cap)
    assert len(told(reply_without_lag, tmp_path, text)) == 1


@pytest.mark.parametrize(
    "measure",
    [
        "share of inmails over 90 days ending 7 days ago where replied",
        "share of inmails where replied",  # of all there are, the latest are few
        "share of shares over 90 days where original",  # nobody has to answer
        "(count of shares over 90 days where original) / (count of inmails over 90 days)",
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, measure: str) -> None:
    assert told(reply_without_lag, tmp_path, scoring(f"measure {measure} {BANDS}")) == []


def test_answers_that_are_only_counted_make_no_rate(tmp_path: Path) -> None:
    text = scoring("measure count of inmails over 90 days where replied ramp { 0 earns 0 30 earns 10 }")
    assert told(reply_without_lag, tmp_path, text) == []
