from __future__ import annotations

import pytest

from ssi_rules.report.reasons import MOST, ahead, own, reasons
from ssi_rules.scorecard import Criterion, Next
from tests.report.cards import CARD, DEDUCTION, NOT_APPLICABLE, POSTS, REFERRED, REPLY_RATE, REPLY_SPEED, n


def test_the_reasons_with_most_points_left_come_first() -> None:
    shown = reasons(CARD)
    assert len(shown) == MOST
    assert [each.left for each in shown] == [n("8.5"), n("5"), n("5"), n("3")]


def test_a_reason_names_the_members_number_and_what_it_takes() -> None:
    assert reasons(CARD)[1].text == (
        "InMail reply rate: 3 of 24 InMails, which is 12.5%. From 13% you earn 2 points. That is 1 more of the same 24."
    )


def test_worth_that_goes_to_other_criteria_is_no_reason() -> None:
    assert not any("Profile views" in each.text for each in reasons(CARD))


def test_a_deduction_is_a_reason_with_its_cost() -> None:
    (pillar,) = (each for each in CARD.pillars if each.id == "relationships")
    only = CARD.model_copy(update={"pillars": (pillar.model_copy(update={"criteria": ()}),)})
    (reason,) = reasons(only)
    assert reason.points == "2 points lost"
    assert reason.text == f"{DEDUCTION.because}. This costs you 2 points."


def test_what_does_not_apply_says_what_the_rules_make_of_it() -> None:
    pillar = CARD.pillars[1].model_copy(update={"criteria": (NOT_APPLICABLE,), "adjustments": ()})
    (reason,) = reasons(CARD.model_copy(update={"pillars": (pillar,)}))
    assert reason.text == (
        "Advanced searches: It applies to holders of a seat. These rules then count it as 0 of 3."
    )


def test_a_full_score_has_no_reasons() -> None:
    full = REPLY_RATE.model_copy(update={"points": n("5"), "next": None})
    pillar = CARD.pillars[0].model_copy(update={"criteria": (full,), "adjustments": ()})
    assert reasons(CARD.model_copy(update={"pillars": (pillar,)})) == ()


@pytest.mark.parametrize(
    ("criterion", "sentence"),
    [
        (POSTS, "At 4 you earn 4 points, 0.5 more than now. That takes 0.5 more."),
        (REPLY_SPEED, "Below 4 you earn 5 points, 2 more than now."),
        (REFERRED, "With a yes you earn 5 points."),
        (
            REPLY_SPEED.model_copy(
                update={
                    "award": "ramp",
                    "next": Next(at=n("4"), gain=n("2"), distance=n("1"), direction="to"),
                }
            ),
            "Down at 4 you earn 5 points, 2 more than now.",
        ),
    ],
)
def test_what_comes_next_is_said_in_the_measures_unit(criterion: Criterion, sentence: str) -> None:
    assert ahead(criterion) == sentence


def test_a_quotient_that_is_no_part_is_told_as_a_proportion() -> None:
    measure = REPLY_RATE.measure.model_copy(update={"numerator": n("30"), "value": n("1.25")})
    assert own(REPLY_RATE.model_copy(update={"measure": measure})) == "30 to 24, which is 125%"
