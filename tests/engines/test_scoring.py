"""Scoring by example: what the properties cannot say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.generate import generate
from ssi_rules.engines.reference.matching import Matchers
from ssi_rules.engines.score import AsOfNeeded, PillarScore, Score
from ssi_rules.language.states import Missing, State
from ssi_rules.language.types import Type
from ssi_rules.model import (
    And,
    ColumnValue,
    Constant,
    EarnsWhen,
    Expression,
    FactValue,
    Function,
    InMarket,
    LetValue,
    MarketAny,
    MarketLine,
    MarketNot,
    NamedMarket,
    Not,
    PhraseMarket,
    Ruleset,
)
from ssi_rules.sources.dataset import Rows
from tests.engines.build import (
    COMPLETENESS,
    DAY,
    FOLLOWERS,
    HOURS,
    INDUSTRY,
    REPLIED,
    SEAT,
    SKILLS,
    aggregate,
    bands,
    calculated,
    cap,
    compared,
    count,
    criterion,
    days,
    deduct,
    member,
    pillar,
    ramp,
    rows,
    ruleset,
    whole,
)


def one(measure: Expression, **parts: Expression | Missing) -> Ruleset:
    """A ruleset of one criterion that earns a point per unit, up to ten."""
    return ruleset(pillar("p", criterion("c", measure, ramp((0, 0), (10, 1000)), **parts)))  # type: ignore[arg-type]


def earned(
    rules: Ruleset, facts: dict[str, int | bool | str], tables: dict[str, Rows] | None = None
) -> int | None:
    return Evaluator(rules).score(member(facts, tables), DAY).total


def test_a_whole_score() -> None:
    rules = ruleset(
        pillar(
            "find",
            criterion("a", SKILLS, bands((5, 200), (10, 500))),
            criterion("b", FOLLOWERS, ramp((0, 0), (8, 400))),
        ),
        pillar("keep", criterion("c", HOURS, bands((0, 100), (4, 0)), missing=Missing.REDISTRIBUTE)),
        levels={"low": 0, "high": 600},
    )
    facts = {"skills": whole(10), "followers": whole(3)}
    assert Evaluator(rules).score(member(facts)) == Score(
        total=722,  # 6.5 of the 9 in "find" stand for the whole 10
        low=650,  # "keep" may bring 0 of its 1
        high=750,  # or all of it
        level="high",
        pillars=(
            PillarScore(650, 650, 650, (State.SCORED, State.SCORED), (500, 150)),
            PillarScore(None, 0, 100, (State.UNKNOWN,), (None,)),
        ),
    )


@pytest.mark.parametrize(
    ("applies", "needs", "skills", "state"),
    [
        (None, True, whole(3), State.UNKNOWN),
        (False, None, None, State.NOT_APPLICABLE),
        (True, None, None, State.UNKNOWN),
        (True, False, None, State.TOO_FEW),
        (True, True, None, State.UNKNOWN),
        (True, True, whole(3), State.SCORED),
    ],
)
def test_states_are_decided_in_order(
    *, applies: bool | None, needs: bool | None, skills: int | None, state: State
) -> None:
    rules = one(SKILLS, applies=SEAT, needs=compared(FOLLOWERS, ">=", count(1)))
    followers = None if needs is None else whole(int(needs))
    given = {"seat": applies, "followers": followers, "skills": skills}
    score = Evaluator(rules).score(
        member({name: value for name, value in given.items() if value is not None})
    )
    assert score.pillars[0].states == (state,)


def test_nothing_counts_and_nothing_is_open() -> None:
    rules = one(SKILLS, applies=SEAT, missing=Missing.REDISTRIBUTE)
    assert Evaluator(rules).score(member({"seat": False})) == Score(
        None, None, None, None, (PillarScore(None, None, None, (State.NOT_APPLICABLE,), (None,)),)
    )


def test_an_unknown_cap_lowers_the_low_end_only() -> None:
    rules = ruleset(
        pillar("p", criterion("c", SKILLS, bands((1, 1000))), adjust=(cap(300, SEAT), deduct(100, Not(SEAT))))
    )
    unknown = Evaluator(rules).score(member({"skills": whole(1)}))
    assert (unknown.total, unknown.low, unknown.high) == (1000, 200, 1000)
    assert Evaluator(rules).score(member({"skills": whole(1), "seat": True})).total == 300
    assert Evaluator(rules).score(member({"skills": whole(1), "seat": False})).total == 900


def test_adjustments_act_in_the_order_written_and_stop_at_nothing() -> None:
    first = ruleset(
        pillar("p", criterion("c", SKILLS, bands((1, 1000))), adjust=(cap(300, SEAT), deduct(400, SEAT)))
    )
    then = ruleset(
        pillar("p", criterion("c", SKILLS, bands((1, 1000))), adjust=(deduct(400, SEAT), cap(300, SEAT)))
    )
    facts = {"skills": whole(1), "seat": True}
    assert (earned(first, dict(facts)), earned(then, dict(facts))) == (0, 300)


def test_a_ramp_rounds_half_away_once() -> None:
    rules = ruleset(pillar("p", criterion("c", HOURS, ramp((0, 0), (8, 100)))))
    assert [earned(rules, {"hours": number}) for number in (40_000, 39_999, -1, whole(9))] == [1, 0, 0, 100]


def test_division_by_nothing_is_unknown() -> None:
    rules = one(calculated(SKILLS, "/", FOLLOWERS))
    score = Evaluator(rules).score(member({"skills": whole(3), "followers": 0}))
    assert score.pillars[0].states == (State.UNKNOWN,)


def test_rows_of_the_future_never_count() -> None:
    sent = rows("inmails", {"sent_on": DAY}, {"sent_on": DAY + timedelta(1)}, {"sent_on": None})
    always = one(aggregate(Function.COUNT, "inmails"))
    lately = one(aggregate(Function.COUNT, "inmails", over=days(30)))
    assert earned(always, {}, {"inmails": sent}) == 200
    assert earned(lately, {}, {"inmails": sent}) == 100


def test_a_window_leaves_out_its_first_day_and_keeps_its_last() -> None:
    ago = [rows("inmails", {"sent_on": DAY - timedelta(number)}) for number in (6, 7, 36, 37)]
    rules = one(aggregate(Function.COUNT, "inmails", over=days(30, ago=7)))
    assert [earned(rules, {}, {"inmails": each}) for each in ago] == [0, 100, 100, 0]


def test_a_table_that_is_empty_and_one_that_is_not_there() -> None:
    rules = one(aggregate(Function.COUNT, "notes"))
    assert earned(rules, {}, {"notes": rows("notes")}) == 0
    assert Evaluator(rules).score(member()).pillars[0].states == (State.UNKNOWN,)


def test_a_column_the_source_lacks_is_unknown_in_every_row() -> None:
    lacking = Rows({"text": ["a", "b"]}, 2, "notes.csv")
    length = aggregate(Function.SUM, "notes", "length")
    average = aggregate(Function.AVERAGE, "notes", "length")
    assert earned(one(length), {}, {"notes": lacking}) == 0
    assert Evaluator(one(average)).score(member({}, {"notes": lacking})).pillars[0].states == (State.UNKNOWN,)


def test_conditions_may_use_what_other_aggregates_found() -> None:
    longest = aggregate(Function.LARGEST, "notes", "length")
    length = ColumnValue("notes", "length", Type.COUNT)
    as_long = aggregate(Function.COUNT, "notes", where=compared(length, "=", LetValue("longest", Type.COUNT)))
    rules = ruleset(pillar("p", criterion("c", as_long, ramp((0, 0), (10, 1000)))), lets={"longest": longest})
    notes = rows("notes", *({"length": whole(number)} for number in (7, 3, 7)))
    assert earned(rules, {}, {"notes": notes}) == 200


def test_texts_are_equal_trimmed_and_composed_but_not_folded() -> None:
    rules = ruleset(
        pillar("p", criterion("c", compared(INDUSTRY, "=", Constant(" Café", Type.TEXT)), bands_when(500)))
    )
    assert [earned(rules, {"industry": text}) for text in ("Cafe\u0301 ", "café")] == [500, 0]
    distinct = aggregate(Function.COUNT_DISTINCT, "notes", "text")
    notes = rows("notes", {"text": "Café"}, {"text": "Cafe\u0301 "}, {"text": "café"}, {"text": None})
    assert earned(one(distinct), {}, {"notes": notes}) == 200


def bands_when(points: int) -> EarnsWhen:
    return EarnsWhen(points, when=True)


def test_a_day_is_asked_for_where_dates_are_read() -> None:
    dated = one(aggregate(Function.COUNT, "inmails", over=days(30)))
    with pytest.raises(AsOfNeeded, match=r"card looks at dates.*ada.*--as-of"):
        Evaluator(dated).score(member())
    with pytest.raises(AsOfNeeded):
        Evaluator(dated).scorecard(member())
    assert Evaluator(dated).score(member({}, {"inmails": rows("inmails")}, DAY)).total == 0


def test_the_day_given_goes_before_the_members_own() -> None:
    sent = {"inmails": rows("inmails", {"sent_on": DAY})}
    rules = one(aggregate(Function.COUNT, "inmails", over=days(30)))
    assert Evaluator(rules).score(member({}, sent, DAY), DAY - timedelta(1)).total == 0
    assert Evaluator(rules).score(member({}, sent, DAY)).total == 100


def test_no_text_of_a_model_enters_the_code() -> None:
    hostile = '"); __import__("os").abort() #\n'
    measure = calculated(FactValue(hostile, Type.COUNT), "+", SKILLS)
    condition = compared(INDUSTRY, "=", Constant(hostile, Type.TEXT))
    rules = ruleset(
        pillar(hostile, criterion(hostile, measure, bands((1, 100)), applies=condition)), levels={hostile: 0}
    )
    source = generate(rules, Matchers(rules).of, recording=True).source
    assert "import" not in source
    assert "abort" not in source
    facts: dict[str, int | bool | str | date] = {hostile: whole(1), "skills": 0, "industry": hostile}
    assert Evaluator(rules).score(member(facts)).level == hostile


def test_equal_parts_are_computed_once() -> None:
    skilled = compared(SKILLS, ">=", count(3))
    rules = ruleset(
        pillar(
            "p",
            criterion("a", SKILLS, bands((1, 100)), applies=skilled),
            criterion("b", HOURS, bands((1, 100)), applies=And(skilled, SEAT)),
        )
    )
    source = generate(rules, Matchers(rules).of, recording=False).source
    assert source.count(">= 3000000") == 1
    assert source.count("fact(") == 3


def test_one_loop_serves_all_aggregates_of_a_table() -> None:
    sent = aggregate(Function.COUNT, "inmails", over=days(90))
    answered = aggregate(Function.COUNT, "inmails", over=days(90), where=REPLIED)
    share = aggregate(Function.SHARE, "inmails", where=REPLIED)
    rules = ruleset(
        pillar(
            "p", *(criterion(str(n), each, bands((1, 100))) for n, each in enumerate([sent, answered, share]))
        )
    )
    assert generate(rules, Matchers(rules).of, recording=False).source.count("for ") == 1


ADVISORS = PhraseMarket(
    "advisors",
    "Advisors",
    (
        MarketLine("text", vetoes=False, phrases=("financial advisor",)),
        MarketLine("company", vetoes=True, phrases=("Contoso",)),
    ),
)
CHIEFS = PhraseMarket("chiefs", "Chiefs", (MarketLine("text", vetoes=False, phrases=("chief * officer",)),))


@pytest.mark.parametrize(
    ("company", "minutes", "expected"),
    [
        ("Financial Advisor at Fabrikam", None, 100),
        ("Contoso", None, 0),
        (None, None, 0),
        ("Chief Sales Officer", None, 100),
    ],
)
def test_markets_read_the_left_side_and_veto_by_the_rows_columns(
    company: str | None, minutes: None, expected: int
) -> None:
    """The left side is the company here, and so is the column that vetoes."""
    market = NamedMarket("target", "Target", MarketAny(ADVISORS, CHIEFS))
    test = InMarket(ColumnValue("visits", "company", Type.TEXT), "target", "visits")
    measure = aggregate(Function.COUNT, "visits", where=test)
    rules = ruleset(
        pillar("p", criterion("c", measure, ramp((0, 0), (10, 1000)))), markets={"target": market}
    )
    visits = rows("visits", {"company": company, "minutes": minutes})
    assert earned(rules, {}, {"visits": visits}) == expected


def test_a_veto_makes_even_an_unknown_text_a_no() -> None:
    test = InMarket(INDUSTRY, "advisors", "visits")
    measure = aggregate(Function.COUNT, "visits", where=Not(test))
    rules = ruleset(
        pillar("p", criterion("c", measure, ramp((0, 0), (10, 1000)))), markets={"advisors": ADVISORS}
    )
    visits = rows("visits", {"company": "Contoso"}, {"company": "Fabrikam"}, {"company": None})
    assert earned(rules, {}, {"visits": visits}) == 100
    assert earned(rules, {"industry": "Financial advisor"}, {"visits": visits}) == 100
    assert earned(rules, {"industry": "Teacher"}, {"visits": visits}) == 300


def test_a_text_outside_of_rows_has_no_other_columns() -> None:
    market = NamedMarket("other", "Other", MarketNot(ADVISORS))
    rules = ruleset(
        pillar("p", criterion("c", InMarket(INDUSTRY, "other", None), bands_when(100))),
        markets={"other": market},
    )
    assert [earned(rules, {"industry": text}) for text in ("Teacher", "Financial Advisor")] == [100, 0]
    assert Evaluator(rules).score(member()).pillars[0].states == (State.UNKNOWN,)


def test_percents_and_ratios_are_numbers() -> None:
    rules = one(calculated(COMPLETENESS, "*", count(10)))
    assert earned(rules, {"completeness": 860_000}) == 860
