"""What comes next, in things a person counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ssi_rules.report.member.ahead import ahead, sample
from ssi_rules.report.member.gains import Gain
from ssi_rules.report.member.own import told, yours
from ssi_rules.report.member.soon import soon
from ssi_rules.scorecard import Counted, Criterion, Later, Next, Step, Whole
from tests.report.cards import POSTS, RATE, REFERRED, SAMPLED, TOO_FEW, WEEKLY, cuts, n

if TYPE_CHECKING:
    from decimal import Decimal

    from ssi_rules.scorecard import Measure


def step(kind: str, of: str, count: str, gain: str | None = "0.5", **more: Any) -> Step:
    return Step.model_validate(
        {"kind": kind, "of": of, "title": of.title(), "count": n(count), "value": None}
        | {"gain": None if gain is None else n(gain), **more}
    )


def with_steps(*steps: Step, criterion: Criterion = POSTS, **measure: object) -> Criterion:
    changed = criterion.measure.model_copy(update=measure)
    return criterion.model_copy(update={"steps": steps, "measure": changed})


def said(criterion: Criterion) -> str:
    assert criterion.next is not None
    return ahead(criterion, Gain(criterion.next.gain, criterion.next.gain))


def test_one_more_reply_is_enough() -> None:
    assert yours(RATE) == "You sent 24 InMails and 3 were answered: 12.5%."
    assert said(RATE) == "From 13% you earn 2 points: one more reply is enough."


@pytest.mark.parametrize(
    ("steps", "ways"),
    [
        ([step("rows", "connections", "5")], "5 more connections are enough"),
        ([step("rows", "searches", "1")], "1 more search is enough"),
        ([step("rows", "visits", "2")], "2 more rows of visits are enough"),
        ([step("rows", "shares", "2", where="not original")], "2 more reposts are enough"),
        ([step("rows", "shares", "2", where="kind")], "2 more posts (kind) are enough"),
        ([step("rows", "messages", "2", where="sent")], "2 more messages from you are enough"),
        ([step("turned", "invitations", "2", where="accepted")], "2 more accepted invitations are enough"),
        (
            [step("turned", "inmails", "1", where="replied else no")],
            "1 more of the same rows (replied else no) is enough",
        ),
        ([step("fact", "shares_a_week", "0.5", type="number")], "0.5 more are enough"),
        ([step("fact", "skills", "3")], "3 more (Skills) are enough"),
        ([step("fact", "days", "-2")], "2 less (Days) are enough"),
        (
            [step("fact", "profile", "0.125", type="percent")],
            "12.5 percentage points more (Profile) are enough",
        ),
        ([step("fact", "seat", "1", type="flag")], "a yes to “Seat” is enough"),
    ],
)
def test_ways_are_told_in_what_they_count(steps: list[Step], ways: str) -> None:
    assert said(with_steps(*steps)) == f"At 4 you earn 4 points, 0.5 more than now: {ways}."


def test_a_row_that_is_there_may_still_be_answered_but_not_become_another() -> None:
    """As documents made before 24 November 2026 tell it."""
    turned = step("turned", "shares", "1", where="original")
    new = step("rows", "shares", "2", where="original")
    assert said(with_steps(turned, new)).endswith("more than now: 2 more posts of your own are enough.")
    assert "same" not in said(with_steps(turned))
    first = step("turned", "shares", "1", "0.2", where="original")
    assert "already" not in said(with_steps(first, turned, new))


def test_a_share_of_what_is_settled_has_no_more_of_the_same() -> None:
    posts = Counted(table="shares", column="original", market=None)
    found = RATE.model_copy(
        update={"steps": (), "measure": RATE.measure.model_copy(update={"counted": posts})}
    )
    assert said(found) == "From 13% you earn 2 points. That takes 0.5 percentage points more."


def test_several_ways_stand_beside_each_other() -> None:
    found = with_steps(step("rows", "comments", "9"), step("rows", "reactions", "9"), step("fact", "x", "1"))
    assert said(found).endswith("; it takes 9 more comments, or 9 more reactions, or 1 more (X).")


def test_connections_in_a_market_are_named_so() -> None:
    market = Counted(table="connections", column=None, market="target")
    where = step("rows", "connections", "5", where="title is target")
    found = with_steps(where, counted=market, value=n("3"), type="count")
    assert told(found) == "Posts shared. You have 3 connections in the market."
    assert said(found).endswith("5 more connections in the market are enough.")


def test_a_little_that_brings_something_is_told_after_what_brings_most() -> None:
    less = step("rows", "comments", "1", "0.1")
    assert said(with_steps(less, step("rows", "comments", "5"))).endswith(
        "1 more comment already brings 0.1 points."
    )
    nothing = step("rows", "comments", "1", "0.09")
    assert said(with_steps(nothing, step("rows", "comments", "5"))).endswith("5 more comments are enough.")


def test_a_flag_that_is_asked_for_itself_needs_no_way() -> None:
    yes = step("fact", "referrals >= 3", "1", "5", type="flag")
    assert said(with_steps(yes, criterion=REFERRED)) == "With a yes you earn 5 points."


def test_a_flag_to_be_no_is_told_as_such() -> None:
    no = REFERRED.model_copy(
        update={
            "measure": REFERRED.measure.model_copy(update={"value": True, "text": "spam"}),
            "next": Next(at="no", gain=n("5"), distance=None, direction="to"),
            "steps": (step("fact", "spam", "1", "5", type="flag"),),
        }
    )
    assert said(no) == "With a no you earn 5 points."


@pytest.mark.parametrize(
    ("steps", "told_of"),
    [
        ([step("sample", "inmails", "4", None)], "4 more InMails and this can be judged."),
        (
            [step("sample", "inmails", "1", None), step("sample", "coworkers", "2", None)],
            "1 more InMail, or 2 more (Coworkers) and this can be judged.",
        ),
        ([], ""),
    ],
)
def test_samples_are_counted(steps: list[Step], told_of: str) -> None:
    found = TOO_FEW.model_copy(update={"steps": tuple(steps)})
    assert sample(found) == ahead(found, None) == told_of


def test_too_few_rows_of_a_table_that_only_some_rules_know_are_rows_of_it() -> None:
    dated = step("sample", "visits", "1", None, dated=date(2026, 6, 30))
    assert sample(with_steps(dated)) == "1 more row of visits and this can be judged."
    visits = Counted(table="visits", column=None, market=None)
    found = with_steps(step("sample", "visits", "2", None), counted=visits)
    assert sample(found) == "2 more rows of visits and this can be judged."


def then(points: str | None, value: str | None, **more: Decimal) -> Later:
    return Later(
        as_of=date(2026, 7, 7),
        value=None if value is None else n(value),
        numerator=more.get("numerator"),
        denominator=more.get("denominator"),
        points=None if points is None else n(points),
    )


@pytest.mark.parametrize(
    ("criterion", "coming", "sentence"),
    [
        (WEEKLY, then("3", "4"), "6 posts become 4: 0.5 points less."),
        (POSTS, then("4", "4"), "3.5 becomes 4: 0.5 points more."),
        (POSTS, then(None, None), "too little is left to judge this by: 3.5 points less."),
        (POSTS, then("0", None), "the value is no longer known: 3.5 points less."),
        (
            RATE.model_copy(update={"points": n("2")}),
            then("0", "0.1", numerator=n("2"), denominator=n("20")),
            "12.5% becomes 10% (2 of 20): 2 points less.",
        ),
    ],
)
def test_what_leaves_the_window_is_told_with_its_day_and_cost(
    criterion: Criterion, coming: Later, sentence: str
) -> None:
    found = criterion.model_copy(update={"later": coming})
    assert soon(found) == f"By 7 Jul 2026, without new ones, {sentence}"


@pytest.mark.parametrize("criterion", [POSTS, SAMPLED, POSTS.model_copy(update={"later": then("3.5", "3")})])
def test_where_no_points_go_nothing_is_told(criterion: Criterion) -> None:
    assert soon(criterion) == ""


@pytest.mark.parametrize(
    ("table", "column", "count", "sentence"),
    [
        ("connections", None, "512", "You have 512 connections."),
        ("invitations", None, "1", "You sent 1 invitation."),
        ("invitations", "accepted", "2", "2 of your invitations were accepted."),
        ("messages", None, "2", "You exchanged 2 messages."),
        ("messages", "sent", "2", "You sent 2 messages."),
        ("inmails", None, "2", "You sent 2 InMails."),
        ("inmails", "replied", "1", "1 of your InMails was answered."),
        ("shares", None, "2", "You shared 2 posts."),
        ("shares", "original", "2", "You wrote 2 posts of your own."),
        ("comments", None, "0", "You wrote 0 comments."),
        ("reactions", None, "2", "You gave 2 reactions."),
        ("searches", None, "2", "You made 2 searches."),
        ("visits", None, "2", "2."),
        ("comments", "long", "2", "2."),
    ],
)
def test_counts_of_known_tables_are_sentences(
    table: str, column: str | None, count: str, sentence: str
) -> None:
    counted = Counted(table=table, column=column, market=None)
    assert yours(with_steps(counted=counted, value=n(count), type="count")) == sentence


def test_what_one_has_is_not_told_of_some_days_only() -> None:
    counted = Counted(table="connections", column=None, market=None)
    held = with_steps(counted=counted, value=n("3"), type="count", windows=RATE.measure.windows)
    assert yours(held) == "3."


def part(table: str, column: str | None, **more: object) -> Measure:
    counted = Counted(table=table, column=column, market=None)
    whole = Whole(table=table)
    return RATE.measure.model_copy(update={"counted": counted, "whole": whole, **more})


@pytest.mark.parametrize(
    ("measure", "sentence"),
    [
        (part("invitations", "accepted"), "You sent 24 invitations and 3 were accepted: 12.5%."),
        (part("messages", "sent"), "You exchanged 24 messages and 3 came from you: 12.5%."),
        (part("shares", "original"), "You shared 24 posts and 3 were your own: 12.5%."),
        (part("visits", "long"), "3 of 24 rows of visits, which is 12.5%."),
        (part("inmails", "replied", left_out=2), "3 of 24 InMails, which is 12.5%."),
        (part("inmails", "other"), "3 of 24 InMails, which is 12.5%."),
    ],
)
def test_parts_of_known_tables_are_sentences_where_every_row_tells(measure: Measure, sentence: str) -> None:
    assert yours(RATE.model_copy(update={"measure": measure})) == sentence


def test_what_counts_later_is_said_with_its_day_once() -> None:
    day = date(2026, 7, 14)
    late = step("sample", "invitations", "4", None, counts_from=day)
    assert sample(with_steps(late)) == (
        "4 more invitations and this can be judged. What is new today counts from 14 Jul 2026."
    )
    soon = step("sample", "inmails", "4", None)
    assert sample(with_steps(late, soon)) == "4 more InMails and this can be judged."
    later_still = step("sample", "invitations", "5", None, counts_from=date(2026, 7, 21))
    assert sample(with_steps(later_still, late)) == sample(with_steps(late))


def test_what_moves_other_lines_promises_nothing_in_the_total() -> None:
    moved = with_steps(step("rows", "shares", "5", also=("Engagement given", "Engage")))
    assert moved.next is not None
    text = ahead(moved, Gain(moved.next.gain, n("0.7")))
    assert "in the total" not in text
    assert text.endswith("5 more posts are enough. This can also move: Engagement given and Engage.")


def test_where_points_fall_again_a_way_is_exact() -> None:
    award = {"award": "ramp", "cut_points": cuts(0, ("0", "0"), ("6", "8"), ("7", "0"), ("9", "10"))}
    fact = step("fact", "hours", "5.500252", type="number", value=n("6"))
    there_and_back = with_steps(fact, type="number", text="hours").model_copy(update=award)
    assert "5.500252 more are enough" in said(there_and_back)
    rising = {"cut_points": cuts(0, ("0", "0"), ("6", "8"))}
    assert "5.51 more are enough" in said(there_and_back.model_copy(update=rising))


def test_nothing_is_lost_where_there_were_no_points() -> None:
    gone = Later(as_of=date(2026, 7, 7), value=None, numerator=None, denominator=None, points=None)
    assert soon(POSTS.model_copy(update={"points": n("0"), "later": gone})) == ""
    assert soon(POSTS.model_copy(update={"later": gone})).endswith("points less.")
