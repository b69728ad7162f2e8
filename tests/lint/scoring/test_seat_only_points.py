from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.diagnostics import Safety
from ssi_rules.lint.scoring.seat_only_points import seat_only_points
from tests.lint.reading import mended

from .rules import found, scoring, told

if TYPE_CHECKING:
    from pathlib import Path

RAMP = "ramp { 0 earns 0 50 earns 10 }"


def test_saved_leads_asked_of_everybody(tmp_path: Path) -> None:
    assert told(seat_only_points, tmp_path, scoring(f"measure leads_saved {RAMP}")) == [
        (
            "12: Criterion `one`, worth 10, can be earned only by who pays for an account."
            " [add `applies when sales_navigator_seat`, so that the report tells others why they earn nothing here]"
        )
    ]


@pytest.mark.parametrize(
    "measure", ["sales_navigator_seat", "skills > 3 and sales_navigator_seat", "holds and skills > 3"]
)
def test_points_for_the_account_itself(tmp_path: Path, measure: str) -> None:
    text = scoring(f"measure {measure} earns 10 when yes", before="let holds = sales_navigator_seat")
    assert told(seat_only_points, tmp_path, text) == [
        (
            "12: Criterion `one` gives 10 points for the account itself, which a free member cannot earn."
            " [measure what is done with it, and ask `applies when sales_navigator_seat`]"
        )
    ]


@pytest.mark.parametrize(
    "award",
    ["sales_navigator_seat earns 10 when no", "sales_navigator_seat or skills > 3 earns 10 when yes"],
)
def test_points_that_need_no_account(tmp_path: Path, award: str) -> None:
    assert told(seat_only_points, tmp_path, scoring(f"measure {award}")) == []


def test_the_fix_asks_for_the_seat_on_a_line_of_its_own(tmp_path: Path) -> None:
    text = scoring(f"measure leads_saved + accounts_saved\n    {RAMP}")
    (each,) = found(seat_only_points, tmp_path, text)
    assert each.fix is not None
    assert each.fix.safety is Safety.UNSAFE
    after = mended(each)
    assert after == text.replace("measure", "applies when sales_navigator_seat\n    measure")
    assert found(seat_only_points, tmp_path, after) == []


def test_inmails_counted_through_a_let_with_a_condition_that_does_not_ask(tmp_path: Path) -> None:
    lets = "let sent = count of inmails over 90 days"
    text = scoring(f"applies when skills > 3 measure sent {RAMP}", before=lets)
    (each,) = found(seat_only_points, tmp_path, text)
    assert each.fix is None
    assert (
        len(told(seat_only_points, tmp_path, scoring(f"measure sent needs sent > 3 {RAMP}", before=lets)))
        == 1
    )


@pytest.mark.parametrize(
    "parts",
    [
        "applies when sales_navigator_seat measure leads_saved",
        "applies when has_premium measure leads_saved",
        "applies when leads_saved > 0 or skills > 3 measure leads_saved",
        "applies when asked measure leads_saved",
        "measure accounts_saved else companies_followed",
        "measure (count of inmails) + (count of messages)",
        "missing redistribute measure leads_saved",
        "measure count of searches",
        "measure profile_views",
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, parts: str) -> None:
    own = 'facts { has_premium : flag "Pays for Premium" }\nlet asked = sales_navigator_seat or skills > 9'
    assert told(seat_only_points, tmp_path, scoring(f"{parts} {RAMP}", before=own)) == []


def test_a_fact_of_one_s_own_may_be_free(tmp_path: Path) -> None:
    own = 'facts { leads_saved : count "Leads in our own books" }'
    text = scoring(f"measure leads_saved {RAMP}", before=own).replace('use "facts/linkedin.ssi"', "")
    assert told(seat_only_points, tmp_path, text) == []
