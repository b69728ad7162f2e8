"""What a card says of actions together: the cheapest way to the next level within four weeks, or why there is none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import POINT_SCALE, SCALE, as_decimal
from ssi_rules.language.states import Missing
from ssi_rules.model import Action, AddRows, AddTo, Function, Level
from ssi_rules.planning import Planner, planned
from ssi_rules.planning.optimum import OutOfReach, Reached, Wish
from ssi_rules.workspace import load_ruleset
from tests.engines import build, crowd
from tests.engines.build import DAY, aggregate, bands, count, days, pillar, ramp, rows, ruleset, whole
from tests.engines.test_steps_hold import SHIPPED

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Scorecard, Together
    from ssi_rules.sources.dataset import Member

SENT = aggregate(Function.COUNT, "inmails", over=days(10))
SEND = Action("send", "Send", (AddRows(1, "inmails", (("sent_on", None),)),), 10, (5, "week"), build.SPAN)
LEARN = Action("learn", "Learn", (AddTo("skills", SCALE),), 25, (2, "week"), build.SPAN)


def rules(*starts: int, actions: tuple[Action, ...] = (SEND, LEARN)) -> Ruleset:
    """InMail of ten days and skills, ten points each, with levels from these points on."""
    lines = (
        build.criterion("sent", SENT, ramp((0, 0), (10, 1000))),
        build.criterion("skills", build.SKILLS, bands((2, 200), (6, 1000))),
    )
    levels = tuple(Level(f"from_{each}", f"From {each}", each * POINT_SCALE, build.SPAN) for each in starts)
    made = ruleset(pillar("p", *lines), reads_dates=True)
    return replace(made, actions=actions, levels=levels)


SOMEBODY = build.member({"skills": whole(1)}, {"inmails": rows("inmails", *[{"sent_on": DAY}] * 4)})


def card_of(made: Ruleset, member: Member = SOMEBODY) -> Scorecard:
    planner = Planner(Evaluator(made))
    return planned(planner, member, planner.evaluator.scorecard(member, DAY))


def found(made: Ruleset, member: Member = SOMEBODY) -> Together:
    together = card_of(made, member).together
    assert together is not None
    return together


@pytest.mark.parametrize("name", SHIPPED)
def test_it_is_what_a_plan_to_that_level_within_four_weeks_comes_to(name: str) -> None:
    made, rng, kinds = load_ruleset(name), Random(name), set[bool]()
    planner, starts = Planner(Evaluator(made)), {each.id: each.start for each in made.levels}
    for _ in range(12):
        member = crowd.member(made.catalogue, rng)
        card = planned(planner, member, planner.evaluator.scorecard(member, crowd.DAY))
        together = card.together
        if together is None or together.level is None:
            continue
        kinds.add(together.reached)
        assert together.now == card.total.points
        asked = planner.plan(member, crowd.DAY, Wish(starts[together.level], 28, 28))
        match asked:
            case Reached(best):
                assert together.reached
                assert (together.minutes, together.days, together.end) == (best.minutes, best.days, best.end)
                assert together.total == as_decimal(best.total or 0, POINT_SCALE)
                assert together.total * POINT_SCALE >= starts[together.level]
                assert [(each.action, each.times) for each in together.actions] == [
                    (each.action.id, each.times) for each in best.doings
                ]
            case OutOfReach(ceiling):
                assert ceiling is not None
                assert (together.reached, together.minutes, together.actions) == (False, None, ())
                assert together.total == as_decimal(ceiling.total or 0, POINT_SCALE)
                missing = as_decimal(made.worth, POINT_SCALE) - together.total
                assert sum(each.points for each in together.lost) == missing
    assert kinds


def test_the_next_level_is_the_nearest_one_above() -> None:
    together = found(rules(0, 4, 6, 15))
    assert (together.level, together.reached, together.within) == ("from_6", True, 28)
    assert [(each.action, each.times, each.minutes) for each in together.actions] == [("send", 2, 20)]
    assert (together.days, together.minutes) == (7, 20)
    assert [together.now, together.total] == [Decimal(4), Decimal(6)]


def test_a_level_that_is_too_high_says_the_most_and_why() -> None:
    member = build.member({}, SOMEBODY.tables)
    together = found(rules(0, 15), member)
    assert (together.level, together.reached, together.total) == ("from_15", False, Decimal(9))
    assert [(str(each.why), each.points) for each in together.lost] == [
        ("unknown", Decimal(10)),
        ("limit", Decimal(1)),
    ]


def test_without_a_level_above_it_is_the_most_for_two_hours() -> None:
    for made in (rules(0, 4), rules()):
        together = found(made)
        assert (together.level, together.effort) == (None, 120)
        assert together.minutes is not None
        assert 0 < together.minutes <= 120
        assert together.total > together.now


def test_where_nothing_is_to_be_gained_nothing_is_said() -> None:
    assert card_of(rules(actions=())).together is None
    assert card_of(rules(0, 6, actions=(replace(LEARN, minutes=None),))).together is None
    assert card_of(rules(0, 4), build.member({"skills": whole(6)}, {})).together is None


def test_actions_that_nobody_has_put_minutes_to_are_named() -> None:
    together = found(rules(0, 6, actions=(SEND, replace(LEARN, minutes=None))))
    assert together.left_out == ("Learn",)


def test_where_there_are_too_many_ways_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_rules.planning.optimum.search.BRIEF", 5)
    card = card_of(rules(0, 6))
    assert card.together is None
    assert card.plan


def test_a_score_without_points_has_nothing_ahead() -> None:
    line = build.criterion(
        "skills",
        build.SKILLS,
        bands((5, 200)),
        needs=build.compared(build.FOLLOWERS, ">", count(0)),
        missing=Missing.REDISTRIBUTE,
    )
    made = replace(ruleset(pillar("p", line)), actions=(LEARN,), levels=rules(0, 6).levels)
    assert card_of(made, build.member({"skills": whole(1)})).together is None
