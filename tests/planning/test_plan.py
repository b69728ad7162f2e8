"""A plan keeps what it promises: each of its actions is done on the member's data and the member scored afresh."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.states import Missing
from ssi_rules.language.types import Type
from ssi_rules.model import Action, AddRows, AddTo, ColumnValue, Function, SetTo
from ssi_rules.planning import Planner, apply, plan, planned
from ssi_rules.workspace import load_ruleset
from tests.engines import build, crowd
from tests.engines.build import DAY, aggregate, bands, count, days, pillar, ramp, rows, ruleset, whole
from tests.engines.test_steps_hold import SHIPPED

if TYPE_CHECKING:
    from ssi_rules.language.types import Value
    from ssi_rules.model import Award, Effect, Ruleset
    from ssi_rules.scorecard import PlanStep, Scorecard
    from ssi_rules.sources.dataset import Member, Rows

EACH = 40


def action(
    name: str, *effects: Effect, minutes: int | None = 10, limit: tuple[int, str] | None = None
) -> Action:
    return Action(name, name.capitalize(), effects, minutes, limit, build.SPAN)


def by_hand(done: Action, times: int, member: Member) -> Member:
    """The action's lines read one by one, once for each time."""
    facts, tables = dict(member.facts), dict(member.tables)
    for effect in [each for _ in range(times) for each in done.effects]:
        match effect:
            case AddRows() if effect.table in tables:
                for _ in range(effect.count):
                    tables[effect.table] = longer(tables[effect.table], dict(effect.cells))
            case AddTo() if effect.fact in facts:
                facts[effect.fact] = int(facts[effect.fact]) + effect.amount  # type: ignore[arg-type]
            case SetTo(fact, value) if value is not None:
                facts[fact] = value
            case _:
                continue
    return replace(member, facts=facts, tables=tables)


def longer(table: Rows, cells: dict[str, Value | None]) -> Rows:
    today = {name: crowd.DAY if cell is None else cell for name, cell in cells.items()}
    columns = {name: [*column, today.get(name)] for name, column in table.columns.items()}
    return replace(table, columns=columns, count=table.count + 1)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_plan_of_the_shipped_rulesets_brings_what_it_says(name: str) -> None:
    rules, rng, seen = load_ruleset(name), Random(name), set[str]()
    evaluator, actions = Evaluator(rules), {each.id: each for each in rules.actions}
    planner = Planner(evaluator)
    for _ in range(EACH):
        member = crowd.member(rules.catalogue, rng)
        card = planned(planner, member, evaluator.scorecard(member, crowd.DAY))
        assert len(card.plan) <= 3
        assert list(card.plan) == sorted(
            card.plan, key=lambda each: each.gain / (each.minutes or 1), reverse=True
        )
        for step in card.plan:
            seen.add(step.action)
            done = actions[step.action]
            then = evaluator.scorecard(by_hand(done, step.times, member), crowd.DAY)
            assert_kept(step, card, then)
            assert done.minutes is not None
            assert done.limit is not None
            assert step.minutes == step.times * done.minutes
            assert step.weeks == -(-step.times // done.limit[0])
            assert step.weeks <= 4
    assert len(seen) >= 4


def assert_kept(step: PlanStep, card: Scorecard, then: Scorecard) -> None:
    assert card.total.points is not None
    assert step.gain > 0
    assert then.total.points == card.total.points + step.gain
    assert step.criteria == tuple(
        f"{pillar.id}.{new.id}"
        for pillar, after in zip(card.pillars, then.pillars, strict=True)
        for old, new in zip(pillar.criteria, after.criteria, strict=True)
        if (new.points or 0) > (old.points or 0)
    )


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_ruleset_has_actions_with_minutes_and_a_limit(name: str) -> None:
    actions = load_ruleset(name).actions
    assert len(actions) == 6
    assert all(each.minutes and each.limit and each.limit[1] == "week" for each in actions)


INMAILS = aggregate(Function.COUNT, "inmails", over=days(90))
SEND = AddRows(1, "inmails", (("sent_on", None), ("replied", False)))


def one(*actions: Action, award: Award | None = None) -> Ruleset:
    """InMail of 90 days, and skills."""
    lines = (
        build.criterion("inmails", INMAILS, award or ramp((0, 0), (10, 500), (40, 1000))),
        build.criterion("skills", build.SKILLS, bands((5, 200), (10, 500))),
    )
    return replace(ruleset(pillar("p", *lines), reads_dates=True), actions=actions)


def somebody(sent: int, skills: int) -> Member:
    row: dict[str, Value | None] = {"sent_on": DAY, "replied": True}
    return build.member({"skills": whole(skills)}, {"inmails": rows("inmails", *[row] * sent)})


def plans(rules: Ruleset, member: Member) -> list[tuple[str, int, Decimal, int | None]]:
    evaluator = Evaluator(rules)
    found = plan(evaluator, member, evaluator.scorecard(member, DAY))
    return [(each.action, each.times, each.gain, each.weeks) for each in found]


def test_an_action_is_proposed_to_the_farthest_cut_point_of_a_week() -> None:
    assert plans(one(action("send", SEND, limit=(40, "week"))), somebody(2, 0)) == [
        ("send", 38, Decimal(9), 1)
    ]


def test_else_to_the_nearest_one_of_four_weeks() -> None:
    assert plans(one(action("send", SEND, limit=(3, "week"))), somebody(2, 0)) == [("send", 8, Decimal(4), 3)]


def test_else_simply_for_a_week() -> None:
    assert plans(one(action("send", SEND, limit=(1, "week"))), somebody(2, 0)) == [
        ("send", 1, Decimal("0.5"), 1)
    ]


def test_a_limit_by_the_day_gives_no_weeks_but_holds() -> None:
    assert plans(one(action("send", SEND, limit=(1, "day"))), somebody(2, 0)) == [
        ("send", 8, Decimal(4), None)
    ]


def test_what_brings_nothing_is_not_proposed() -> None:
    assert plans(one(action("send", SEND), action("learn", AddTo("skills", SCALE))), somebody(40, 10)) == []


def test_the_most_points_for_a_minute_come_first_and_what_has_no_minutes_last() -> None:
    rules = one(
        action("send", SEND, minutes=60, limit=(8, "week")),
        action("guess", AddTo("skills", 5 * SCALE), minutes=None),
        action("learn", AddTo("skills", SCALE), minutes=1, limit=(5, "week")),
    )
    assert [name for name, *_ in plans(rules, somebody(2, 0))] == ["learn", "send", "guess"]


def test_three_are_enough() -> None:
    rules = one(*(action(f"send_{number}", SEND, minutes=number + 1) for number in range(5)))
    assert [name for name, *_ in plans(rules, somebody(2, 0))] == ["send_0", "send_1", "send_2"]


def test_a_fact_may_be_set() -> None:
    assert plans(one(action("cram", SetTo("skills", whole(10)))), somebody(40, 0)) == [
        ("cram", 1, Decimal(5), None)
    ]


def test_what_is_not_known_stays_unknown() -> None:
    member = build.member({}, {})
    changed = apply(action("all", SEND, AddTo("skills", SCALE)), member, 3, DAY)
    assert (changed.facts, changed.tables) == ({}, {})
    assert plans(one(action("send", SEND), action("learn", AddTo("skills", SCALE))), member) == []


def test_without_a_day_dates_stay_unknown() -> None:
    changed = apply(action("send", SEND, SetTo("joined", None)), somebody(0, 0), 2, None)
    assert changed.tables["inmails"].columns == {"sent_on": [None, None], "replied": [False, False]}
    assert "joined" not in changed.facts


def test_a_column_that_the_data_lacks_is_filled_for_new_rows() -> None:
    member = build.member(
        {}, {"inmails": replace(rows("inmails", {"sent_on": DAY}), columns={"sent_on": [DAY]})}
    )
    changed = apply(action("send", SEND), member, 1, DAY)
    assert changed.tables["inmails"].columns == {"sent_on": [DAY, DAY], "replied": [None, False]}


def test_conditions_on_rows_that_rest_on_facts_are_counted_afresh() -> None:
    longer_than = build.compared(ColumnValue("notes", "length", Type.COUNT), ">=", build.SKILLS)
    notes = aggregate(Function.COUNT, "notes", where=longer_than)
    line = build.criterion("long_notes", notes, bands((1, 100), (3, 300)))
    rules = replace(ruleset(pillar("p", line)), actions=(action("learn", AddTo("skills", -2 * SCALE)),))
    member = build.member(
        {"skills": whole(9)}, {"notes": rows("notes", *({"length": whole(each)} for each in (7, 8, 9)))}
    )
    assert plans(rules, member) == [("learn", 1, Decimal(2), None)]


def test_a_score_without_points_has_no_plan() -> None:
    line = build.criterion(
        "skills",
        build.SKILLS,
        bands((5, 200)),
        needs=build.compared(build.FOLLOWERS, ">", count(0)),
        missing=Missing.REDISTRIBUTE,
    )
    rules = replace(ruleset(pillar("p", line)), actions=(action("learn", AddTo("skills", SCALE)),))
    assert plans(rules, build.member({"skills": whole(1)})) == []
