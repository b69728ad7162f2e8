from __future__ import annotations

import pytest

from ssi_rules.report.member.ahead import ahead
from ssi_rules.report.member.explain import explain
from ssi_rules.report.member.gains import Gain
from ssi_rules.report.member.own import own
from ssi_rules.report.member.reasons import MOST, reasons
from ssi_rules.report.words import BY_HAND
from ssi_rules.scorecard import Criterion, Next, Whole
from ssi_rules.sources.linkedin.elsewhere import NEVER_HELD
from tests.report.cards import (
    CARD,
    DEDUCTION,
    NOT_APPLICABLE,
    POSTS,
    REFERRED,
    REPLY_RATE,
    REPLY_SPEED,
    TOO_FEW,
    UNKNOWN,
    n,
)


def test_the_reasons_with_most_points_left_come_first() -> None:
    shown = reasons(CARD)
    assert len(shown) == MOST
    assert [each.left for each in shown] == [n("8.5"), n("5"), n("5"), n("3")]


def test_a_reason_names_the_members_number_and_what_it_takes() -> None:
    assert reasons(CARD)[2].text == (
        "InMail reply rate: 3 of 24 InMails, which is 12.5%. From 13% you earn 2 points. That is 1 more of the same 24."
    )


def test_what_could_not_be_seen_is_told_apart_and_only_fills_what_is_left() -> None:
    bigger = UNKNOWN.model_copy(update={"worth": n("20")})
    lines = (bigger, REPLY_RATE, TOO_FEW)
    pillar = CARD.pillars[1].model_copy(update={"criteria": lines, "adjustments": ()})
    shown = reasons(CARD.model_copy(update={"pillars": (pillar,)}))
    assert [(each.points, each.unseen) for each in shown] == [
        ("5 points left", False),
        ("3 points left", False),
        ("up to 20 points", True),
    ]
    assert shown[-1].text == (
        "Followers gained: Not known: followers gained (a LinkedIn export does not count followers). "
        "It could come from: creator analytics (XLSX). Until then it counts as 0 of 20."
    )
    crowded = pillar.model_copy(update={"criteria": (bigger, *[REPLY_RATE] * MOST)})
    assert not any(each.unseen for each in reasons(CARD.model_copy(update={"pillars": (crowded,)})))


def test_what_no_file_holds_has_to_be_entered_by_hand() -> None:
    by_hand = UNKNOWN.unknown[0].model_copy(update={"origin": BY_HAND})
    criterion = UNKNOWN.model_copy(update={"unknown": (by_hand,)})
    pillar = CARD.pillars[1].model_copy(update={"criteria": (criterion,), "adjustments": ()})
    card = CARD.model_copy(update={"pillars": (pillar,)})
    assert "It has to be entered by hand. Until then" in reasons(card)[0].text
    assert explain(card).unknown[0].text.endswith("followers. It has to be entered by hand.")
    assert NEVER_HELD["has_cover_photo"].origin == BY_HAND


def test_one_of_one_is_singular() -> None:
    def told(table: str) -> str:
        part = {
            "numerator": n("1"),
            "denominator": n("1"),
            "value": n("1"),
            "whole": Whole(table=table),
        }
        return own(REPLY_RATE.model_copy(update={"measure": REPLY_RATE.measure.model_copy(update=part)}))

    assert told("invitations") == "1 of 1 invitation, which is 100%"
    assert told("site_visits") == "1 of 1 row of site visits, which is 100%"


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
    more = criterion.next.gain if criterion.next else n("0")
    assert ahead(criterion, Gain(more, more)) == sentence


def test_a_quotient_that_is_no_part_is_told_as_one() -> None:
    more = {"numerator": n("30"), "value": n("1.25")}
    measure = REPLY_RATE.measure.model_copy(update=more)
    assert own(REPLY_RATE.model_copy(update={"measure": measure})) == "30 divided by 24, which is 125%"
    measure = REPLY_RATE.measure.model_copy(update={"whole": None, "counted": None})
    assert own(REPLY_RATE.model_copy(update={"measure": measure})) == "3 divided by 24, which is 12.5%"
    nothing = {"whole": None, "counted": None, "numerator": n("0"), "value": n("0")}
    measure = REPLY_RATE.measure.model_copy(update=nothing)
    assert own(REPLY_RATE.model_copy(update={"measure": measure})) == "0%"
    measure = REPLY_RATE.measure.model_copy(update={"whole": Whole(table=None)})
    assert own(REPLY_RATE.model_copy(update={"measure": measure})) == "3 of 24, which is 12.5%"
