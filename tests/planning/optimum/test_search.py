"""Plans as they are asked for: periods, efforts, other ways, ceilings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.score import AsOfNeeded
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Action, AddRows, AddTo, ColumnValue, Function
from ssi_rules.planning.limits import UNLIMITED
from ssi_rules.planning.optimum import OutOfReach, Planner, Reached, TooManyWays, Why, Wish
from ssi_rules.planning.optimum.period import Period
from ssi_rules.workspace import load_ruleset
from tests.engines import build, crowd
from tests.engines.build import DAY, aggregate, bands, days, pillar, ramp, rows, ruleset, whole
from tests.engines.test_steps_hold import SHIPPED

SENT = aggregate(Function.COUNT, "inmails", over=days(10))
SEND = Action("send", "Send", (AddRows(1, "inmails", (("sent_on", None),)),), 10, (5, "week"), build.SPAN)
LEARN = Action("learn", "Learn", (AddTo("skills", SCALE),), 25, (2, "week"), build.SPAN)
RULES = replace(
    ruleset(
        pillar("p", build.criterion("sent", SENT, ramp((0, 0), (10, 1000)))),
        pillar("q", build.criterion("skills", build.SKILLS, bands((2, 200), (6, 500)))),
        pillar("r", build.criterion("hours", build.HOURS, bands((1, 100)))),
        reads_dates=True,
    ),
    actions=(SEND, LEARN),
)
SOMEBODY = build.member(
    {"skills": whole(1), "hours": whole(2)}, {"inmails": rows("inmails", *[{"sent_on": DAY}] * 4)}
)


def asked(wish: Wish) -> Reached | OutOfReach:
    return Planner(Evaluator(RULES)).plan(SOMEBODY, DAY, wish)


@pytest.mark.parametrize("name", SHIPPED)
def test_plans_for_a_crowd_hold_when_they_are_scored_again(name: str) -> None:
    rules, rng = load_ruleset(name), Random(name)
    planner, kinds = Planner(Evaluator(rules)), set[str]()
    for _ in range(12):
        member = crowd.member(rules.catalogue, rng)
        now = planner.evaluator.score(member, crowd.DAY).total or 0
        outcome = planner.plan(
            member, crowd.DAY, Wish(min(now + rng.choice((100, 400, 3000)), rules.worth), 14, 14)
        )
        kinds.add(type(outcome).__name__)
        match outcome:
            case Reached(best, others):
                minutes = [best.minutes, *(each.minutes for each in others)]
                assert minutes[0] == min(minutes)
            case OutOfReach(ceiling, lost):
                assert ceiling is not None
                assert ceiling.total is not None
                assert sum(each.points for each in lost) == rules.worth - ceiling.total
    assert kinds == {"Reached", "OutOfReach"}


def test_what_leaves_its_window_while_one_works_counts_no_more() -> None:
    outcome = asked(Wish(900, 14, 14))
    assert isinstance(outcome, Reached)
    plan = outcome.best
    assert (plan.now, plan.days, plan.total) == (500, 7, 900)
    assert [(each.action.id, each.times) for each in plan.doings] == [("send", 4)]
    later = asked(Wish(800, 14, 14, avoid=frozenset({"learn"})))
    assert isinstance(later, Reached)
    assert later.best.idle == 500


def test_other_ways_leave_something_out_or_end_sooner() -> None:
    outcome = asked(Wish(600, 14, 14))
    assert isinstance(outcome, Reached)
    ways = [
        tuple((each.action.id, each.times) for each in plan.doings)
        for plan in (outcome.best, *outcome.others)
    ]
    assert ways[0] == (("send", 1),)
    assert (("learn", 1),) in ways
    assert len(set(ways)) == len(ways)


def test_a_goal_that_is_there_is_to_be_kept() -> None:
    outcome = asked(Wish(400, 14, 14))
    assert isinstance(outcome, Reached)
    assert outcome.is_there
    assert outcome.best.idle == 100
    assert outcome.best.total is not None
    assert outcome.best.total >= 400


def test_no_effort_is_exceeded_and_more_of_it_is_never_worse() -> None:
    totals = []
    for effort in (1, 10, 35, 60, 90, 500):
        outcome = asked(Wish(effort=effort))
        assert isinstance(outcome, Reached)
        assert outcome.best.minutes <= effort
        totals.append(outcome.best.total or 0)
    assert totals == sorted(totals)
    assert totals[0] < totals[-1]


def test_why_a_ceiling_is_where_it_is() -> None:
    outcome = asked(Wish(1600, 7, 7))
    assert isinstance(outcome, OutOfReach)
    assert outcome.ceiling is not None
    assert {each.why for each in outcome.lost} == {Why.LIMIT}
    nobody = Planner(Evaluator(RULES)).plan(build.member({}, {}), DAY, Wish(100))
    assert isinstance(nobody, OutOfReach)
    assert [(each.why, each.points) for each in nobody.lost] == [(Why.UNKNOWN, 1600)]


def test_a_curve_tells_what_each_week_can_bring() -> None:
    points = Planner(Evaluator(RULES)).curve(SOMEBODY, DAY, Wish(days=28, beyond=28))
    assert [each.days for each in points] == [7, 14, 21, 28]
    assert [each.end for each in points] == [DAY + timedelta(each.days) for each in points]
    for before, after in pairwise(points):
        assert (after.most or 0) >= (before.most or 0) - 400


def test_a_rule_that_looks_at_days_needs_one() -> None:
    with pytest.raises(AsOfNeeded):
        Planner(Evaluator(RULES)).plan(SOMEBODY, None, Wish(900))


def test_without_dates_no_day_is_needed() -> None:
    rules = replace(ruleset(RULES.pillars[1]), actions=(LEARN,))
    outcome = Planner(Evaluator(rules)).plan(build.member({"skills": whole(1)}), None, Wish(500))
    assert isinstance(outcome, Reached)
    assert (outcome.best.end, outcome.best.days, outcome.best.minutes) == (None, 21, 125)


@pytest.mark.parametrize("length", [3, 7, 10, 14, 30, 45])
@pytest.mark.parametrize("limit", [(1, "day"), (5, "week"), (3, "month"), (2, "year")])
def test_no_stretch_of_days_has_more_than_the_limit(length: int, limit: tuple[int, str]) -> None:
    period, action = Period(DAY, length), replace(SEND, limit=limit)
    unit = {"day": 1, "week": 7, "month": 30, "year": 365}[limit[1]]
    for times in range(1, period.most(action) + 1):
        done = [period.done_by(day, times) for day in range(length + 1)]
        assert done[-1] == times
        assert all(done[min(day + unit, length)] - done[day] <= limit[0] for day in range(length))


def test_an_action_without_a_limit_has_an_end() -> None:
    assert Period(DAY, 7).most(replace(SEND, limit=None)) == UNLIMITED


@pytest.mark.parametrize(
    "idle",
    [
        replace(SEND, effects=(AddRows(0, "inmails", (("sent_on", None),)),)),
        replace(LEARN, effects=(AddTo("skills", 0),)),
        replace(LEARN, effects=()),
        replace(LEARN, limit=(0, "week")),
        replace(LEARN, effects=(AddTo("followers", SCALE),)),
        replace(LEARN, effects=(AddTo("hours", SCALE),)),
    ],
)
def test_an_action_that_does_nothing_is_in_no_plan_and_moves_nothing(idle: Action) -> None:
    rules = replace(RULES, actions=(idle,))
    member = replace(SOMEBODY, facts={"skills": whole(1)})
    outcome = Planner(Evaluator(rules)).plan(member, DAY, Wish(1000, 14, 14))
    assert isinstance(outcome, OutOfReach)
    assert outcome.ceiling is not None
    assert (outcome.ceiling.doings, outcome.ceiling.minutes) == ((), 0)
    assert {each.why for each in outcome.lost} == {Why.UNMOVED, Why.UNKNOWN}
    most = Planner(Evaluator(rules)).plan(member, DAY, Wish(effort=600))
    assert isinstance(most, Reached)
    assert most.best.doings == ()


def test_an_action_that_only_takes_away_is_in_no_plan() -> None:
    drop = replace(LEARN, effects=(AddTo("skills", -SCALE),))
    outcome = Planner(Evaluator(replace(RULES, actions=(drop,)))).plan(
        replace(SOMEBODY, facts={"skills": whole(6)}), DAY, Wish(1600, 14, 14)
    )
    assert isinstance(outcome, OutOfReach)
    assert outcome.ceiling is not None
    assert outcome.ceiling.doings == ()


def test_a_goal_that_is_there_and_cannot_be_kept_is_told_apart() -> None:
    outcome = Planner(Evaluator(replace(RULES, actions=()))).plan(SOMEBODY, DAY, Wish(500, 14, 14))
    assert isinstance(outcome, OutOfReach)
    assert outcome.is_there
    assert outcome.ceiling is not None
    assert (outcome.ceiling.now, outcome.ceiling.total) == (500, 100)


def test_other_ways_are_looked_for_in_every_period() -> None:
    """Without messages it takes three weeks, where with them one is enough."""
    quiet = replace(SOMEBODY, tables={"inmails": rows("inmails")})
    outcome = Planner(Evaluator(RULES)).plan(quiet, DAY, Wish(500, 28, 28))
    assert isinstance(outcome, Reached)
    shown = [
        (plan.days, [(each.action.id, each.times) for each in plan.doings])
        for plan in (outcome.best, *outcome.others)
    ]
    assert shown == [(7, [("send", 4)]), (21, [("learn", 5)])]


def test_what_nobody_would_wait_for_is_refused() -> None:
    longer = build.compared(ColumnValue("notes", "length", Type.COUNT), ">=", build.SKILLS)
    line = build.criterion("notes", aggregate(Function.COUNT, "notes", where=longer), bands((5, 100)))
    write = Action(
        "write", "Write", (AddRows(1, "notes", (("length", 3 * SCALE),)),), 5, (90, "day"), build.SPAN
    )
    rules = replace(ruleset(pillar("p", line)), actions=(write, replace(LEARN, limit=(90, "day"))))
    member = build.member({"skills": whole(1)}, {"notes": rows("notes")})
    with pytest.raises(TooManyWays) as refused:
        Planner(Evaluator(rules)).plan(member, DAY, Wish(100, 7, 7))
    assert refused.value.actions == ("write", "learn")


@pytest.mark.parametrize("name", SHIPPED)
def test_in_brief_the_answer_is_the_same_plan_or_the_same_ceiling(name: str) -> None:
    rules, rng = load_ruleset(name), Random(name)
    planner, kinds = Planner(Evaluator(rules)), set[str]()
    for _ in range(8):
        member = crowd.member(rules.catalogue, rng)
        now = planner.evaluator.score(member, crowd.DAY).total or 0
        wish = Wish(min(now + rng.choice((100, 400, 3000)), rules.worth), 14, 14)
        whole_answer = planner.plan(member, crowd.DAY, wish)
        brief = planner.plan(member, crowd.DAY, replace(wish, brief=True))
        kinds.add(type(brief).__name__)
        match whole_answer, brief:
            case Reached(best), Reached(alone, others):
                assert (alone, others) == (best, ())
            case OutOfReach(ceiling), OutOfReach(reached):
                assert (ceiling and ceiling.total) == (reached and reached.total)
            case _:
                pytest.fail(f"{whole_answer} is not {brief}")
    assert kinds == {"Reached", "OutOfReach"}


def test_in_brief_a_search_ends_after_so_many_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_rules.planning.optimum.search.BRIEF", 5)
    assert isinstance(asked(Wish(500)), Reached)
    with pytest.raises(TooManyWays):
        asked(Wish(500, brief=True))
