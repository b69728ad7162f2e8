"""Explanations by example: what a member is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.states import Basis, Missing
from ssi_rules.language.types import Type
from ssi_rules.model import (
    And,
    ColumnValue,
    EarnsWhen,
    Expression,
    Function,
    LetValue,
    Not,
    Or,
    Otherwise,
    Ruleset,
)
from ssi_rules.scorecard import Adjustment, Counted, Criterion, Measure, Next, Unknown, Whole
from ssi_rules.sources.dataset import Member, Rows
from ssi_rules.sources.dataset import Missing as Reason
from tests.engines.build import (
    COMPLETENESS,
    DAY,
    FOLLOWERS,
    HOURS,
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

RECENT = aggregate(Function.COUNT, "inmails", over=days(90, ago=7))
ANSWERED = aggregate(Function.COUNT, "inmails", over=days(90, ago=7), where=REPLIED)


def told(rules: Ruleset, person: Member) -> Criterion:
    return Evaluator(rules).scorecard(person, DAY).pillars[0].criteria[0]


def one(measure: Expression, lets: dict[str, Expression] | None = None, **parts: Expression) -> Ruleset:
    return ruleset(pillar("p", criterion("c", measure, bands((1, 100), (3, 300)), **parts)), lets=lets)  # type: ignore[arg-type]


FLAGS = {"y": True, "n": False, "?": None}


def inmails(replied: str = "", ago: int = 30) -> dict[str, Rows]:
    return {
        "inmails": rows(
            "inmails", *({"sent_on": DAY - timedelta(ago), "replied": FLAGS[each]} for each in replied)
        )
    }


# The measure.


def test_a_quotient_of_lets_shows_both_sides_rows_left_out_and_days() -> None:
    lets: dict[str, Expression] = {"answered": ANSWERED, "recent": RECENT}
    quotient = calculated(LetValue("answered", Type.COUNT), "/", LetValue("recent", Type.COUNT), Type.RATIO)
    measure = told(one(quotient, lets), member({}, inmails("yyn?"))).measure
    assert measure == Measure(
        value=Decimal("0.5"),
        type="ratio",
        numerator=Decimal(2),
        denominator=Decimal(4),
        left_out=1,
        undated=0,
        text="answered / recent",
        windows=({"table": "inmails", "after": date(2026, 3, 25), "until": date(2026, 6, 23)},),  # type: ignore[arg-type]
        counted=Counted(table="inmails", column="replied", market=None),
        whole=Whole(table="inmails"),
    )


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        (RECENT, None),
        (ANSWERED, "replied"),
        (aggregate(Function.SHARE, "inmails", where=REPLIED, of=Type.RATIO), "replied"),
    ],
)
def test_a_count_and_a_share_say_which_rows_they_are_made_of(measure: Expression, column: str | None) -> None:
    told_of = told(one(measure), member({}, inmails("yn"))).measure.counted
    assert told_of == Counted(table="inmails", column=column, market=None)


@pytest.mark.parametrize(
    "measure",
    [
        HOURS,
        aggregate(Function.COUNT, "inmails", where=Not(REPLIED)),
        calculated(ANSWERED, "/", aggregate(Function.COUNT, "inmails"), Type.RATIO),
        calculated(ANSWERED, "+", RECENT, Type.COUNT),
    ],
)
def test_what_one_word_cannot_tell_is_left_untold(measure: Expression) -> None:
    assert told(one(measure), member({"hours": whole(2)}, inmails("yn"))).measure.counted is None


def test_a_share_leaves_unknown_rows_out_of_both_sides() -> None:
    share = aggregate(Function.SHARE, "inmails", where=REPLIED, of=Type.RATIO)
    measure = told(one(share), member({}, inmails("yn?"))).measure
    assert (measure.value, measure.numerator, measure.denominator, measure.left_out) == (
        Decimal("0.5"),
        Decimal(1),
        Decimal(2),
        1,
    )


def test_skipped_cells_and_undated_rows_are_reported() -> None:
    visits = rows(
        "visits", {"visited_on": DAY, "minutes": whole(30)}, {"visited_on": DAY}, {"minutes": whole(9)}
    )
    total = aggregate(Function.SUM, "visits", "minutes", over=days(30), of=Type.NUMBER)
    measure = told(one(total), member({}, {"visits": visits})).measure
    assert (measure.value, measure.left_out, measure.undated) == (30, 1, 1)


def test_the_side_of_else_that_gave_the_value_is_the_one_shown() -> None:
    share = aggregate(Function.SHARE, "inmails", where=REPLIED, of=Type.RATIO)
    rules = one(Otherwise(share, HOURS, Type.NUMBER))
    assert told(rules, member({"hours": whole(2)}, inmails("yn"))).measure.denominator == 2
    assert told(rules, member({"hours": whole(2)})).measure.denominator is None


def test_the_authors_words_go_before_ours() -> None:
    rules = one(calculated(SKILLS, "+", FOLLOWERS))
    assert told(rules, member()).measure.text == "skills + followers"
    (only,) = rules.pillars
    quoted = replace(only.criteria[0], measure_text="skills+followers")
    rules = replace(rules, pillars=(replace(only, criteria=(quoted,)),))
    assert told(rules, member()).measure.text == "skills+followers"


# The award.


def test_the_band_that_holds_is_marked() -> None:
    lines = [told(one(SKILLS), member({"skills": whole(number)})).cut_points for number in (0, 1, 2, 3)]
    assert [[line.here for line in each] for each in lines] == [
        [False, False],
        [True, False],
        [True, False],
        [False, True],
    ]
    assert [line.here for line in told(one(SKILLS), member()).cut_points] == [False, False]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, None),
        (2, None),
        (4, Next(at=Decimal(4), gain=Decimal(2), distance=Decimal(0), direction="below")),
        (10, Next(at=Decimal(4), gain=Decimal(2), distance=Decimal(6), direction="below")),
        (30, Next(at=Decimal(24), gain=Decimal(3), distance=Decimal(6), direction="below")),
        (-1, Next(at=Decimal(0), gain=Decimal(5), distance=Decimal(1), direction="from")),
    ],
)
def test_where_less_earns_more_the_way_is_down(hours: int, expected: Next | None) -> None:
    rules = ruleset(pillar("p", criterion("c", HOURS, bands((0, 500), (4, 300), (24, 0)))))
    assert told(rules, member({"hours": whole(hours)})).next == expected


@pytest.mark.parametrize(
    ("skills", "expected"),
    [
        (2, Next(at=Decimal(4), gain=Decimal(1), distance=Decimal(2), direction="from")),
        (4, Next(at=Decimal(8), gain=Decimal(8), distance=Decimal(4), direction="from")),
        (8, None),
        (20, Next(at=Decimal(8), gain=Decimal(10), distance=Decimal(12), direction="to")),
    ],
)
def test_on_a_ramp_the_next_knot_counts(skills: int, expected: Next | None) -> None:
    rules = ruleset(pillar("p", criterion("c", SKILLS, ramp((0, 0), (4, 200), (8, 1000), (12, 0)))))
    assert told(rules, member({"skills": whole(skills)})).next == expected


def test_a_flag_is_one_step_away() -> None:
    rules = ruleset(pillar("p", criterion("c", SEAT, EarnsWhen(500, when=False))))
    criteria = [told(rules, member({"seat": seat})) for seat in (True, False)]
    assert criteria[0].next == Next(at="no", gain=Decimal(5), distance=None, direction="to")
    assert criteria[1].next is None
    assert [(line.at, line.points, line.here) for line in criteria[1].cut_points] == [
        ("no", Decimal(5), True),
        ("yes", Decimal(0), False),
    ]


# What is unknown, and why.


def reasons(criterion: Criterion) -> list[tuple[str, str, str | None]]:
    return [(each.name, each.reason, each.origin) for each in criterion.unknown]


def test_a_missing_fact_says_why_and_where_it_could_come_from() -> None:
    person = replace(member(), missing={"skills": Reason("the archive has no Skills.csv", "Skills.csv")})
    criterion = told(one(calculated(SKILLS, "+", calculated(FOLLOWERS, "*", SKILLS))), person)
    assert criterion.unknown == (
        Unknown(name="skills", title="Skills", reason="the archive has no Skills.csv", origin="Skills.csv"),
        Unknown(name="followers", title="Followers", reason="the data does not give it", origin=None),
    )
    assert criterion.reason == (
        "Not known: Skills (the archive has no Skills.csv); Followers (the data does not give it)."
    )


def test_only_what_decides_is_blamed() -> None:
    rules = one(SKILLS, applies=And(SEAT, compared(HOURS, ">", count(1))))
    assert [each.name for each in told(rules, member({"seat": True})).unknown] == ["hours"]


def test_a_table_that_is_not_there() -> None:
    person = replace(member(), missing={"inmails": Reason("the archive has no messages.csv", "messages.csv")})
    assert reasons(told(one(RECENT), person)) == [
        ("inmails", "the archive has no messages.csv", "messages.csv")
    ]


def test_no_rows_left_is_told_apart_from_no_table() -> None:
    share = aggregate(Function.SHARE, "inmails", over=days(90), where=REPLIED, of=Type.RATIO)
    empty = told(one(share), member({}, inmails()))
    assert reasons(empty) == [(empty.measure.text, "no rows: inmails is empty", "inmails.csv")]
    old = told(one(share), member({}, inmails("y", ago=400)))
    assert reasons(old) == [(old.measure.text, "no rows: none of inmails over 90 days", "inmails.csv")]


def test_a_column_unknown_in_every_row() -> None:
    share = aggregate(Function.SHARE, "inmails", where=REPLIED, of=Type.RATIO)
    tables = inmails("??")
    assert reasons(told(one(share), member({}, tables))) == [
        ("inmails.replied", "unknown in every row that counts", "inmails.csv")
    ]
    why = {"replied": Reason("coverage is below 60 %", "Invitations.csv")}
    tables = {"inmails": replace(tables["inmails"], missing=why)}
    assert reasons(told(one(share), member({}, tables))) == [
        ("inmails.replied", "coverage is below 60 %", "Invitations.csv")
    ]


def test_a_fact_inside_where_is_blamed_for_rows_it_left_undecided() -> None:
    minutes = ColumnValue("visits", "minutes", Type.NUMBER)
    share = aggregate(Function.SHARE, "visits", where=compared(minutes, ">", HOURS), of=Type.RATIO)
    visits = {"visits": rows("visits", {"visited_on": DAY, "minutes": whole(3)})}
    assert [each.name for each in told(one(share), member({}, visits)).unknown] == ["hours"]


def test_division_by_nothing_is_no_activity() -> None:
    lets: dict[str, Expression] = {"rate": calculated(SKILLS, "/", FOLLOWERS, Type.RATIO)}
    criterion = told(one(LetValue("rate", Type.RATIO), lets), member({"skills": whole(1), "followers": 0}))
    assert reasons(criterion) == [("rate", "no activity: followers is 0", None)]
    assert (criterion.measure.numerator, criterion.measure.denominator) == (Decimal(1), Decimal(0))


# Why not, in one sentence.


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (SEAT, "Holds a seat is no."),
        (Not(compared(SKILLS, ">", count(1))), "Skills is 4, and it takes at most 1."),
        (compared(SKILLS, ">=", count(10)), "Skills is 4, and it takes at least 10."),
        (And(compared(SKILLS, ">", count(1)), SEAT), "Holds a seat is no."),
        (Or(SEAT, compared(COMPLETENESS, "<", COMPLETENESS)), "Holds a seat is no, and Profile completeness is 86%, and it takes less than 86%."),
        (compared(LetValue("all_sent", Type.COUNT), "=", count(2)), "all sent is 1, and it takes exactly 2."),
        (LetValue("enough", Type.FLAG), "Skills is 4, and it takes more than 4."),
    ],
)  # fmt: skip
def test_a_refusal_names_the_members_own_number(condition: Expression, sentence: str) -> None:
    lets: dict[str, Expression] = {
        "all_sent": aggregate(Function.COUNT, "inmails"),
        "enough": compared(SKILLS, ">", count(4)),
    }
    person = member({"seat": False, "skills": whole(4), "completeness": 86 * SCALE // 100}, inmails("y"))
    few, refused = (
        told(one(SKILLS, lets, needs=condition), person),
        told(one(SKILLS, lets, applies=condition), person),
    )
    assert (few.state, few.reason) == ("too_few", f"Too few to judge: {sentence}")
    assert (refused.state, refused.reason) == ("not_applicable", f"Does not apply: {sentence}")


# Adjustments.


def lines(rules: Ruleset, person: Member) -> tuple[Adjustment, ...]:
    return Evaluator(rules).scorecard(person, DAY).pillars[0].adjustments


def test_a_cap_and_a_deduction_say_what_they_cost() -> None:
    why = replace(deduct(200, SEAT), because="Seats cost.", basis=Basis.CHOSEN)
    changes = (cap(700, compared(SKILLS, ">", count(1))), why)
    rules = ruleset(pillar("p", criterion("c", SKILLS, bands((1, 800))), adjust=changes))
    capped, deducted = lines(rules, member({"skills": whole(3), "seat": True}))
    assert (capped.kind, capped.fired, capped.cost, capped.limit) == ("cap", True, Decimal(1), Decimal(7))
    assert capped.because == "Capped at 7: skills > 1."
    assert (deducted.fired, deducted.cost, deducted.because, deducted.basis) == (
        True,
        Decimal(2),
        "Seats cost.",
        "chosen",
    )
    unfired, unknown = lines(rules, member({"skills": whole(1)}))
    assert (unfired.fired, unfired.cost) == (False, Decimal(0))
    assert (unknown.fired, unknown.open, unknown.cost, [each.name for each in unknown.unknown]) == (
        False,
        True,
        Decimal(0),
        ["seat"],
    )


def test_one_line_carries_what_was_redistributed() -> None:
    rules = ruleset(
        pillar(
            "p",
            criterion("a", SKILLS, bands((1, 100), (2, 300))),
            criterion("b", HOURS, bands((1, 400)), missing=Missing.REDISTRIBUTE),
        )
    )
    (line,) = lines(rules, member({"skills": whole(1)}))
    assert (line.kind, line.fired, line.cost) == ("redistributed", True, Decimal("-1.33"))
    assert line.because == "What counts is worth 3 of 7; the 1 earned there stand for the whole."
    assert lines(rules, member({"skills": whole(1), "hours": whole(1)})) == ()


def test_a_pillar_without_a_score_leaves_its_worth_to_the_others() -> None:
    rules = ruleset(
        pillar(
            "keep",
            criterion("b", HOURS, bands((1, 400)), missing=Missing.REDISTRIBUTE),
            adjust=(cap(100, Not(SEAT)),),
        ),
        pillar("find", criterion("a", SKILLS, bands((1, 100), (2, 300)))),
    )
    card = Evaluator(rules).scorecard(member({"skills": whole(1), "seat": False}))
    assert (card.total.points, card.total.low, card.total.high) == (
        Decimal("2.33"),
        Decimal(1),
        Decimal("2.33"),
    )
    assert (card.pillars[0].points, card.pillars[0].low, card.pillars[0].high) == (
        None,
        Decimal(0),
        Decimal(1),
    )
    (line,) = card.adjustments
    assert (line.kind, line.cost) == ("redistributed", Decimal("-1.33"))
    assert line.because == "Keep: no score; the 1 of 3 in the other pillars stand for the whole 7."


# The rest of the page.


def test_labels_and_notices_reach_the_page() -> None:
    noted = replace(inmails("y")["inmails"], notes=("2 drafts passed over",))
    person = replace(member({}, {"inmails": noted, "notes": rows("notes")}), labels={"team": "West"})
    card = Evaluator(one(RECENT)).scorecard(person, DAY, ["3 rows of unlisted members"])
    assert card.labels == {"team": "West"}
    assert card.notices == ("3 rows of unlisted members", "2 drafts passed over")


def test_the_document_is_plain_json_numbers() -> None:
    text = Evaluator(one(SKILLS)).scorecard(member({"skills": whole(1)})).model_dump_json(by_alias=True)
    assert '"schema":"ssi.scorecard/1"' in text
    assert '"total":{"points":1,"low":1,"high":1,"worth":3}' in text
    assert '"next":{"at":3,"gain":2,"distance":2,"direction":"from"}' in text


# Rulesets made to hurt.


def test_long_and_doubling_chains_of_lets_stay_linear() -> None:
    """Each let names the one before twice: 2^600 paths, 600 names."""
    lets: dict[str, Expression] = {"let_0": Otherwise(SKILLS, FOLLOWERS, Type.COUNT)}
    flags: dict[str, Expression] = {"flag_0": SEAT}
    for number in range(1, 600):
        before = LetValue(f"let_{number - 1}", Type.COUNT)
        lets[f"let_{number}"] = Otherwise(before, calculated(before, "+", before), Type.COUNT)
        flag = LetValue(f"flag_{number - 1}", Type.FLAG)
        flags[f"flag_{number}"] = Or(flag, flag)
    rules = one(LetValue("let_599", Type.COUNT), {**lets, **flags}, applies=LetValue("flag_599", Type.FLAG))
    assert told(rules, member({"seat": True, "skills": whole(3)})).points == 3
    assert [each.name for each in told(rules, member({"seat": True})).unknown] == ["skills", "followers"]
    assert told(rules, member({"seat": False})).reason == "Does not apply: it takes flag_597."
