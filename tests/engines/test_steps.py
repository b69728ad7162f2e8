"""Steps worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.types import Type
from ssi_rules.model import (
    And,
    Bands,
    ColumnValue,
    Constant,
    EarnsWhen,
    Function,
    InMarket,
    LetValue,
    MarketAll,
    MarketLine,
    MarketNot,
    NamedMarket,
    Not,
    Or,
    Otherwise,
    PhraseMarket,
    Ramp,
)
from tests.engines import build
from tests.engines.build import (
    DAY,
    FOLLOWERS,
    HOURS,
    REPLIED,
    SEAT,
    SKILLS,
    aggregate,
    bands,
    calculated,
    compared,
    count,
    criterion,
    days,
    member,
    pillar,
    ramp,
    rows,
    ruleset,
    whole,
)

if TYPE_CHECKING:
    from ssi_rules.language.types import Value
    from ssi_rules.model import Aggregated, Criterion, Expression, Market
    from ssi_rules.scorecard import Step
    from ssi_rules.sources.dataset import Member, Rows

RATE = Ramp(build.steps((0, 0), (500_000, 500), (1_000_000, 1000)))
FLOOR = Bands(build.steps((130_000, 200), (250_000, 500)))


def inmails(replied: str) -> Rows:
    """Sent today: answered (y), not answered (n), nobody knows (?)."""
    answers: dict[str, Value | None] = {"y": True, "n": False, "?": None}
    return rows("inmails", *({"sent_on": DAY, "replied": answers[each]} for each in replied))


def steps(
    line: Criterion,
    person: Member,
    *,
    lets: dict[str, Expression] | None = None,
    markets: dict[str, Market] | None = None,
) -> tuple[Step, ...]:
    rules = ruleset(pillar("p", line), lets=lets, markets=markets, reads_dates=True)
    return Evaluator(rules).scorecard(person, DAY).pillars[0].criteria[0].steps


def short(found: tuple[Step, ...]) -> list[tuple[str, str, str, str, str | None]]:
    """Kind, what, how many, value and gain; the last as text, so that a page is as wide as a page."""
    return [
        (each.kind, each.of, str(each.count), str(each.value), None if each.gain is None else str(each.gain))
        for each in found
    ]


def recent(function: Function = Function.COUNT, where: Expression | None = None) -> Aggregated:
    return aggregate(function, "inmails", over=days(30), where=where)


# Facts.


def test_a_count_rises_to_the_next_cut_point_and_by_the_least_that_brings_anything() -> None:
    found = steps(criterion("it", SKILLS, ramp((0, 0), (10, 500), (20, 600))), member({"skills": whole(3)}))
    assert short(found) == [("fact", "skills", "1", "4", "0.5"), ("fact", "skills", "7", "10", "3.5")]
    assert {(each.title, each.type, each.where, each.dated) for each in found} == {
        ("Skills", "count", None, None)
    }


def test_on_a_flat_stretch_of_a_ramp_the_least_is_farther() -> None:
    found = steps(
        criterion("it", SKILLS, ramp((0, 0), (5, 100), (8, 100), (12, 500))), member({"skills": whole(5)})
    )
    assert short(found) == [("fact", "skills", "4", "9", "1"), ("fact", "skills", "7", "12", "4")]


def test_bands_have_one_way_to_the_next() -> None:
    found = steps(criterion("it", SKILLS, bands((5, 200), (10, 500))), member({"skills": whole(3)}))
    assert short(found) == [("fact", "skills", "2", "5", "2")]


def test_whole_numbers_may_go_beyond_the_cut_point_and_gain_what_is_reached() -> None:
    half = calculated(SKILLS, "*", Constant(1_500_000, Type.NUMBER))
    found = steps(criterion("it", half, ramp((0, 0), (10, 1000))), member({"skills": whole(1)}))
    assert short(found) == [("fact", "skills", "1", "3", "1.5"), ("fact", "skills", "6", "10.5", "8.5")]


def test_a_percent_rises_by_percent_points_as_a_fraction() -> None:
    found = steps(criterion("it", build.COMPLETENESS, RATE), member({"completeness": 714_286}))
    assert short(found) == [("fact", "completeness", "0.285714", "1", "2.86")]
    assert found[0].type == "percent"


def test_a_fact_falls_where_less_is_better() -> None:
    slow = bands((0, 500), (4, 300), (24, 0))
    assert short(steps(criterion("it", HOURS, slow), member({"hours": whole(5)}))) == [
        ("fact", "hours", "-1.000001", "3.999999", "2")
    ]
    assert short(steps(criterion("it", SKILLS, slow), member({"skills": whole(5)}))) == [
        ("fact", "skills", "-2", "3", "2")
    ]
    down = ramp((0, 1000), (10, 0))
    assert short(steps(criterion("it", SKILLS, down), member({"skills": whole(4)}))) == [
        ("fact", "skills", "-1", "3", "1"),
        ("fact", "skills", "-4", "0", "4"),
    ]


@pytest.mark.parametrize("when", [True, False])
def test_a_flag_becomes_what_earns(when: bool) -> None:
    found = steps(criterion("it", SEAT, EarnsWhen(300, when)), member({"seat": not when}))
    assert short(found) == [("fact", "seat", "1", str(when), "3")]
    assert found[0].type == "flag"


def test_a_condition_is_met_by_what_it_compares() -> None:
    either = Or(compared(SKILLS, ">=", count(3)), And(compared(FOLLOWERS, ">", count(9)), Not(SEAT)))
    person = member({"skills": whole(1), "followers": whole(4), "seat": False})
    assert short(steps(criterion("it", either, EarnsWhen(500, when=True)), person)) == [
        ("fact", "skills", "2", "True", "5"),
        ("fact", "followers", "6", "True", "5"),
    ]


def test_nobody_is_asked_to_give_up_what_is_only_part_of_a_condition() -> None:
    line = criterion("it", And(compared(SKILLS, ">=", count(3)), Not(SEAT)), EarnsWhen(500, when=True))
    assert steps(line, member({"skills": whole(3), "seat": True})) == ()


def test_what_stands_in_for_an_unknown_is_what_moves() -> None:
    line = criterion("it", Otherwise(FOLLOWERS, SKILLS, Type.COUNT), bands((5, 200)))
    assert short(steps(line, member({"skills": whole(3)}))) == [("fact", "skills", "2", "5", "2")]
    both = member({"skills": whole(3), "followers": whole(4)})
    assert short(steps(line, both)) == [("fact", "followers", "1", "5", "2")]


def test_a_step_that_would_leave_the_criterion_behind_is_none() -> None:
    line = criterion("it", SKILLS, bands((5, 200)), applies=compared(SKILLS, "<", count(5)))
    assert steps(line, member({"skills": whole(3)})) == ()


def test_at_the_most_there_is_nothing_to_do() -> None:
    assert steps(criterion("it", SKILLS, bands((5, 200))), member({"skills": whole(7)})) == ()


def test_a_quotient_of_facts_rises_by_what_is_above_the_line() -> None:
    line = criterion("it", calculated(SKILLS, "/", FOLLOWERS, Type.RATIO), RATE)
    found = steps(line, member({"skills": whole(2), "followers": whole(7)}))
    assert short(found) == [
        ("fact", "skills", "1", "0.428571", "1.43"),
        ("fact", "skills", "2", "0.571429", "2.85"),
    ]


# Rows.


def test_new_rows_are_counted_and_bear_the_day() -> None:
    found = steps(criterion("it", recent(), bands((5, 200))), member(tables={"inmails": inmails("??")}))
    assert short(found) == [("rows", "inmails", "3", "5", "2")]
    assert (found[0].title, found[0].where, found[0].dated) == ("InMail", None, DAY)


def test_rows_of_a_window_that_has_ended_bear_its_last_day() -> None:
    lagging = aggregate(Function.COUNT, "inmails", over=days(30, ago=7), where=REPLIED)
    found = steps(criterion("it", lagging, bands((1, 200))), member(tables={"inmails": inmails("")}))
    assert short(found) == [("rows", "inmails", "1", "1", "2")]
    assert (found[0].where, found[0].dated) == ("replied", DAY - timedelta(7))


def test_a_table_without_dates_has_none_to_bear() -> None:
    notes = aggregate(Function.COUNT, "notes")
    found = steps(criterion("it", notes, bands((1, 200))), member(tables={"notes": rows("notes")}))
    assert [(each.kind, each.dated) for each in found] == [("rows", None)]


def test_a_sum_of_counts_has_a_way_by_each_table() -> None:
    total = calculated(
        calculated(LetValue("a", Type.COUNT), "+", aggregate(Function.COUNT, "notes")), "+", SKILLS
    )
    person = member({"skills": whole(1)}, {"inmails": inmails("?"), "notes": rows("notes", {})})
    found = steps(criterion("it", total, ramp((0, 0), (10, 1000))), person, lets={"a": recent()})
    assert [(each.kind, each.of, str(each.count)) for each in found] == [
        ("rows", "inmails", "7"),
        ("rows", "notes", "7"),
        ("fact", "skills", "7"),
    ]


def test_a_share_rises_by_replies_to_what_is_sent_or_by_more_that_are_answered() -> None:
    """3 of 24 are 12.5 %: one more reply of those sent is enough; or one more of one more sent: 4 of 25 are 16 %."""
    line = criterion("it", recent(Function.SHARE, REPLIED), FLOOR)
    found = steps(line, member(tables={"inmails": inmails("yyy" + 21 * "n" + "?????")}))
    assert short(found) == [
        ("turned", "inmails", "1", "0.166667", "2"),
        ("rows", "inmails", "1", "0.16", "2"),
    ]
    assert [(each.where, each.dated) for each in found] == [("replied", None), ("replied", DAY)]


def test_a_quotient_of_counts_is_a_share_too() -> None:
    """2 of 20: to 25 % it takes ceil(5 - 2) = 3 of those sent, or ceil((5 - 2) / 0.75) = 4 new ones."""
    award = Bands(build.steps((250_000, 500)))
    line = criterion(
        "it", calculated(LetValue("above", Type.COUNT), "/", LetValue("below", Type.COUNT), Type.RATIO), award
    )
    person = member(tables={"inmails": inmails("yy" + 15 * "n" + "???")})
    found = steps(line, person, lets={"below": recent(), "above": recent(where=REPLIED)})
    assert short(found) == [("turned", "inmails", "3", "0.25", "5"), ("rows", "inmails", "4", "0.25", "5")]


def test_no_more_can_be_turned_than_there_are() -> None:
    award = Bands(build.steps((900_000, 500)))
    line = criterion("it", recent(Function.SHARE, REPLIED), award)
    found = steps(line, member(tables={"inmails": inmails("yn??")}))
    assert short(found) == [("turned", "inmails", "1", "1", "5"), ("rows", "inmails", "8", "0.9", "5")]
    assert [each.kind for each in steps(line, member(tables={"inmails": inmails("n")}))] == [
        "turned",
        "rows",
    ]


def test_everybody_is_never_reached_by_new_rows() -> None:
    award = Bands(build.steps((1_000_000, 500)))
    found = steps(
        criterion("it", recent(Function.SHARE, REPLIED), award), member(tables={"inmails": inmails("n")})
    )
    assert short(found) == [("turned", "inmails", "1", "1", "5")]


def test_what_a_row_says_of_somebody_does_not_turn() -> None:
    retail = compared(ColumnValue("visits", "company", Type.TEXT), "=", Constant("Retail", Type.TEXT))
    line = criterion("it", aggregate(Function.SHARE, "visits", where=retail), RATE)
    found = steps(line, member(tables={"visits": rows("visits", {"visited_on": DAY, "company": "Bank"})}))
    assert {(each.kind, each.where) for each in found} == {("rows", 'company = "Retail"')}


def test_a_condition_that_no_row_can_meet_has_no_rows() -> None:
    seated = criterion("it", recent(where=And(REPLIED, SEAT)), bands((2, 200)))
    table = {"inmails": inmails("?")}
    assert steps(seated, member({"seat": False}, table)) == ()
    assert steps(seated, member({}, table)) == ()
    assert [each.count for each in steps(seated, member({"seat": True}, table))] == [2]
    assert (
        steps(criterion("it", recent(where=And(REPLIED, Not(REPLIED))), bands((2, 200))), member({}, table))
        == ()
    )


def test_where_one_count_says_nothing_of_another_nothing_is_promised() -> None:
    both = calculated(
        aggregate(Function.COUNT, "inmails", where=REPLIED),
        "-",
        recent(where=compared(ColumnValue("inmails", "sent_on", Type.DATE), ">", build.JOINED)),
    )
    person = member({"joined": DAY}, {"inmails": inmails("y")})
    assert steps(criterion("it", both, bands((5, 200))), person) == ()


@pytest.mark.parametrize(
    "function", [Function.SUM, Function.AVERAGE, Function.LARGEST, Function.COUNT_DISTINCT]
)
def test_nothing_is_promised_of_what_rows_hold(function: Function) -> None:
    line = criterion("it", aggregate(function, "visits", "minutes"), bands((500, 200)))
    assert (
        steps(line, member(tables={"visits": rows("visits", {"visited_on": DAY, "minutes": whole(9)})})) == ()
    )


def test_a_half_counted_market_is_told_apart_from_a_whole_one() -> None:
    """Who is in the second market is known not to be in the first."""
    boss = PhraseMarket("boss", "Bosses", (MarketLine("company", vetoes=False, phrases=("boss",)),))
    clerk = PhraseMarket("clerk", "Clerks", (MarketLine("company", vetoes=False, phrases=("clerk",)),))
    other = NamedMarket("other", "Others", MarketAll(clerk, MarketNot(boss)))
    company = ColumnValue("visits", "company", Type.TEXT)

    def visits(market: str) -> Aggregated:
        return aggregate(Function.COUNT, "visits", where=InMarket(company, market, "visits"))

    half = calculated(visits("other"), "*", Constant(500_000, Type.NUMBER))
    line = criterion("it", calculated(visits("boss"), "+", half), bands((2, 200)))
    person = member(tables={"visits": rows("visits", {"visited_on": DAY, "company": "The boss"})})
    found = steps(line, person, markets={"boss": boss, "other": other})
    assert [(each.where, str(each.count), str(each.value)) for each in found] == [
        ("company is boss", "1", "2"),
        ("company is other", "2", "2"),
    ]
    unclear = steps(line, person, markets={"boss": boss, "other": clerk})
    assert unclear == ()


# What is too few.


def test_too_few_says_how_many_more() -> None:
    line = criterion("it", recent(Function.SHARE, REPLIED), FLOOR, needs=compared(recent(), ">=", count(10)))
    found = steps(line, member(tables={"inmails": inmails("nnnn")}))
    assert short(found) == [("sample", "inmails", "6", "None", None)]
    assert found[0].dated == DAY


def test_too_few_may_be_a_fact() -> None:
    line = criterion("it", SKILLS, bands((5, 200)), needs=compared(FOLLOWERS, ">", count(10)))
    found = steps(line, member({"skills": whole(1), "followers": whole(4)}))
    assert short(found) == [("sample", "followers", "7", "None", None)]


def test_too_few_of_two_things_is_not_told_by_one() -> None:
    both = And(compared(recent(), ">=", count(2)), compared(SKILLS, ">=", count(2)))
    line = criterion("it", HOURS, bands((5, 200)), needs=both)
    assert steps(line, member({"skills": whole(1), "hours": 0}, {"inmails": inmails("")})) == ()
    assert short(steps(line, member({"skills": whole(2), "hours": 0}, {"inmails": inmails("")}))) == [
        ("sample", "inmails", "2", "None", None)
    ]


def test_too_many_is_not_mended_by_more() -> None:
    line = criterion("it", SKILLS, bands((5, 200)), needs=compared(recent(), "<", count(1)))
    assert steps(line, member({"skills": whole(1)}, {"inmails": inmails("?")})) == ()


def test_what_is_unknown_or_does_not_apply_has_no_steps() -> None:
    line = criterion("it", SKILLS, bands((5, 200)), applies=SEAT)
    assert steps(line, member({"seat": False, "skills": whole(1)})) == ()
    assert steps(line, member({"seat": True})) == ()


# Scored again.


def test_a_changed_member_is_scored_by_what_changed() -> None:
    line = criterion("it", calculated(recent(), "+", aggregate(Function.COUNT, "notes")), bands((5, 200)))
    evaluator = Evaluator(ruleset(pillar("p", line), reads_dates=True))
    person = member({}, {"inmails": inmails("??"), "notes": rows("notes", {})})
    record = evaluator.record(person, DAY)
    more: dict[str, Value | None] = {}
    changed = replace(person, tables={**person.tables, "notes": rows("notes", more, more, more)})
    assert evaluator.again(record, changed) == evaluator.score(changed, DAY)
    fewer = replace(person, tables={"notes": person.tables["notes"]})
    assert evaluator.again(record, fewer) == evaluator.score(fewer, DAY)
    assert evaluator.again(record, changed).total == Decimal(200)


def test_what_is_new_today_counts_once_the_window_has_come_to_it() -> None:
    lagged = aggregate(Function.COUNT, "inmails", over=days(60, ago=14))
    line = criterion("it", lagged, bands((1, 200)))
    (step,) = steps(line, member({}, {"inmails": inmails("")}))
    assert (step.dated, step.counts_from) == (DAY - timedelta(14), DAY + timedelta(14))
    (step,) = steps(criterion("it", recent(), bands((1, 200))), member({}, {"inmails": inmails("")}))
    assert (step.dated, step.counts_from) == (DAY, None)


def test_enough_of_what_the_measure_does_not_see_is_no_way_to_be_judged() -> None:
    line = criterion("it", HOURS, bands((5, 200)), needs=compared(recent(), ">=", count(2)))
    assert steps(line, member({}, {"inmails": inmails("")})) == ()
    assert len(steps(line, member({"hours": 0}, {"inmails": inmails("")}))) == 1


def test_a_step_names_what_else_it_can_move() -> None:
    def also(*others: Criterion, when: Expression | None = None) -> tuple[str, ...]:
        adjust = () if when is None else (build.deduct(100, when),)
        line = criterion("it", SKILLS, bands((5, 200)))
        rules = ruleset(
            pillar("p", line, *others),
            pillar("q", criterion("z", SEAT, EarnsWhen(100, when=True)), adjust=adjust),
        )
        card = Evaluator(rules).scorecard(member({"skills": whole(1), "seat": True}), DAY)
        return card.pillars[0].criteria[0].steps[0].also

    assert also() == ()
    assert also(criterion("hours", HOURS, bands((5, 200)))) == ()
    assert also(criterion("rate", calculated(SKILLS, "/", FOLLOWERS, Type.RATIO), bands((5, 200)))) == (
        "Rate",
    )
    assert also(when=compared(SKILLS, ">", count(3))) == ("Q",)
