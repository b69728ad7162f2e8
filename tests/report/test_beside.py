"""What stands beside the score: the plan, the trend, the change, peers, the levels and the ring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ssi_rules.report.context import ALONE, Before, Context, Past
from ssi_rules.report.member.explain import explain
from ssi_rules.report.member.plan import duration
from ssi_rules.sources.own_reading import LinkedInScore
from tests.report.cards import CARD, CONTEXT, LAST, RICH, n

if TYPE_CHECKING:
    from ssi_rules.report.member.view import Trend
    from ssi_rules.scorecard import Scorecard


def before(points: str | None, day: date | None) -> Context:
    total = CARD.total.model_copy(update={"points": None if points is None else n(points)})
    then = LAST.model_copy(update={"total": total, "as_of": day})
    return Context(before=Before(then, None))


# The story.


@pytest.mark.parametrize(
    ("context", "first"),
    [
        (
            before("3.38", date(2026, 6, 23)),
            "Up 2 since last week; most points left in Build strong relationships.",
        ),
        (
            before("6", date(2026, 5, 3)),
            "Down 0.62 since 3 May 2026; most points left in Build strong relationships.",
        ),
        (before("5.38", None), "Unchanged since last time; most points left in Build strong relationships."),
        (before(None, None), "Most points left in Build strong relationships."),
        (ALONE, "Most points left in Build strong relationships."),
    ],
)
def test_the_first_line_has_the_change_and_where_most_is_left(context: Context, first: str) -> None:
    assert explain(CARD, context=context).story[0] == first


def test_what_windows_will_take_is_told_once_for_all_criteria() -> None:
    told = "By 7 Jul 2026, without anything new, 1 criterion loses 0.5 points as days leave its window."
    pillars = tuple(each.model_copy(update={"adjustments": ()}) for each in RICH.pillars)
    assert explain(RICH.model_copy(update={"pillars": pillars, "adjustments": ()})).story[-1] == told
    assert explain(RICH).story[-1] == (
        f"{told} The total can lose more or less: what is redistributed, capped or deducted comes after."
    )


# The trend.


def trend(card: Scorecard, context: Context) -> Trend:
    found = explain(card, context=context).trend
    assert found is not None
    return found


def test_two_readings_make_a_trend_and_one_does_not() -> None:
    assert explain(CARD).trend is None
    one = LinkedInScore(None, n("33"), {}, "ssi.json")
    assert [each.title for each in trend(CARD, Context(linkedin=(one,))).series] == [
        "By these rules",
        "LinkedIn's own Social Selling Index",
    ]


def test_readings_stand_by_their_days_and_rule_changes_are_marked() -> None:
    ours, theirs = trend(RICH, CONTEXT).series
    assert [(each.day, each.points, each.at, each.note) for each in ours.readings] == [
        ("31 May 2026", "3", 0, ""),
        ("23 Jun 2026", "4.88", n("23") / 30, "rules changed from 0.9.0 to 1.0.0"),
        ("30 Jun 2026", "5.38", 1, ""),
    ]
    assert [(each.points, each.share, each.level) for each in theirs.readings] == [("33.4", n("0.334"), "")]
    assert "takes no part in ours" in theirs.note


def test_the_run_that_is_shown_is_not_told_twice() -> None:
    now = Past(date(2026, 6, 30), n("5.38"), n("50"), "Getting started", "sha256:0123", "1.0.0")
    shown = trend(CARD, replace(CONTEXT, history=(*CONTEXT.history, now)))
    assert shown == trend(CARD, CONTEXT)


def test_a_reading_without_a_score_breaks_the_line() -> None:
    gap = Past(date(2026, 6, 1), None, n("50"), None, "sha256:0123", "1.0.0")
    first = trend(CARD, Context(history=(gap,))).series[0].readings[0]
    assert (first.points, first.share, first.level) == ("no score", None, "")


def test_rules_changed_under_one_version_are_marked_too() -> None:
    other = Past(date(2026, 6, 1), n("4"), n("50"), None, "sha256:other", "1.0.0")
    note = trend(CARD, Context(history=(other,))).series[0].readings[1].note
    assert note == "rules changed within version 1.0.0"


def test_linkedins_parts_and_ranks_stand_beside_its_score() -> None:
    score = LinkedInScore(
        date(2026, 6, 1),
        n("53"),
        {"PROFESSIONAL_BRAND": n("20.998")},
        "ssi.json",
        {"INDUSTRY": n("9"), "GUILD": n("5")},
    )
    found = trend(CARD, Context(linkedin=(score, score)))
    assert found is not None
    assert (
        found.series[1].readings[0].note
        == "professional brand 20.998; top 9% of the industry; top 5% of GUILD; ssi.json"
    )


def test_a_score_of_linkedin_without_a_day_says_so() -> None:
    undated = LinkedInScore(None, n("33"), {"Engage with insights": n("2.5")}, "ssi.json")
    reading = trend(CARD, Context(linkedin=(undated,))).series[1].readings[0]
    assert (reading.day, reading.note) == ("day not known", "Engage with insights 2.5; ssi.json")


# The plan, the change, peers.


def test_a_week_holds_whole_actions() -> None:
    step = RICH.plan[0].model_copy(update={"times": 90, "minutes": 450, "weeks": 4})
    shown = explain(RICH.model_copy(update={"plan": (step,)})).plan[0]
    assert (
        shown.effort == "7 hours 30 minutes over 4 weeks, at most 1 hour 55 minutes a week"
    )  # 23 times 5 minutes


def test_a_plan_says_what_how_often_how_long_and_what_it_brings() -> None:
    first, second = explain(RICH).plan
    assert (first.action, first.brings) == ("Publish a post, 8 times", "+0.5 points in the total")
    assert first.effort == "4 hours over 2 weeks, at most 2 hours a week"
    assert first.text == "It raises: Posts shared."
    assert (second.action, second.effort) == (
        "Ask for an introduction, once",
        "how long it takes is not said",
    )


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, "0 minutes"), (1, "1 minute"), (60, "1 hour"), (61, "1 hour 1 minute"), (150, "2 hours 30 minutes")],
)
def test_durations_read_as_people_say_them(minutes: int, shown: str) -> None:
    assert duration(minutes) == shown


def test_changes_are_shown_beside_an_earlier_run_only() -> None:
    assert explain(RICH).changes is None
    changed = explain(RICH, context=CONTEXT).changes
    assert changed is not None
    assert changed.total.together == "+0.5"


def test_a_pillar_shows_its_last_reading_and_its_peers() -> None:
    engage, relationships = explain(RICH, context=CONTEXT).pillars
    assert (engage.last, engage.last_share) == ("last time 3.88 (+0.5)", n("3.88") / 25)
    assert (engage.peers, engage.peers_share) == ("peers' median 9.25", n("9.25") / 25)
    assert relationships.last == "last time 1 (the same)"
    alone = explain(RICH).pillars[0]
    assert (alone.last, alone.last_share, alone.peers, alone.peers_share) == (None, None, None, None)


# The ring and the levels.


def test_the_ring_says_in_one_sentence_what_it_shows() -> None:
    ring = explain(CARD).ring
    assert (ring.points, ring.of, ring.level, ring.range) == (
        "5.38",
        "of 50",
        "Getting started",
        "5.38 to 21",
    )
    assert ring.alt == "A ring filled to 5.38 of 50, with its range from 5.38 to 21 marked."
    open_down = CARD.model_copy(update={"total": CARD.total.model_copy(update={"low": n("0")})})
    assert explain(open_down).ring.alt == "A ring filled to 5.38 of 50, with its range from 0 to 21 marked."
    assert (ring.share, ring.low, ring.high) == (n("5.38") / 50, n("5.38") / 50, n("21") / 50)


def test_an_empty_ring_is_not_a_zero() -> None:
    total = CARD.total.model_copy(update={"points": None, "low": None, "high": None})
    view = explain(CARD.model_copy(update={"total": total, "level": None}))
    assert (view.ring.points, view.ring.share) == ("no score", None)
    assert view.ring.alt == "An empty ring: no score of 50."
    assert view.lifts == ()


def test_levels_stand_where_they_start() -> None:
    assert [(each.title, each.start, each.share, each.here) for each in explain(CARD).levels] == [
        ("Getting started", "from 0", 0, True),
        ("Steady", "from 15", n("0.3"), False),
    ]
