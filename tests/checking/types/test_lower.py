from __future__ import annotations

from datetime import date

import pytest

from ssi_rules import model
from ssi_rules.language.states import Basis, Missing
from ssi_rules.language.types import Type
from ssi_rules.language.windows import Length, Unit, Window
from ssi_rules.model import Comparison, Function, Operator, Subject

from .rules import FACTS, outcome, ruleset, scoring

CALLS = model.FactValue("calls", Type.COUNT)
SEAT = model.FactValue("seat", Type.FLAG)


def count(value: int) -> model.Constant:
    return model.Constant(value * 1_000_000, Type.COUNT)


def measured(expression: str, award: str = "earns 10 when yes", before: str = "") -> model.Expression:
    return ruleset(scoring(expression, award, before=before)).pillars[0].criteria[0].measure


def test_between_is_two_comparisons() -> None:
    assert measured("calls between 1 and 3") == model.And(
        model.Compared(Comparison.AT_LEAST, CALLS, count(1)),
        model.Compared(Comparison.AT_MOST, CALLS, count(3)),
    )


def test_is_not_a_market_is_not_in_the_market() -> None:
    market = 'market here { city has "paris" }'
    inside = model.InMarket(model.FactValue("city", Type.TEXT), "here", None)
    assert measured("city is not here", before=market) == model.Not(inside)


def test_a_market_inside_an_aggregate_knows_the_row() -> None:
    market = 'market here { company has "fabrikam" }'
    company = model.ColumnValue("visits", "company", Type.TEXT)
    assert measured(
        "count of visits over 2 weeks ending 1 month ago where company is here",
        "bands { from 1 earns 10 }",
        market,
    ) == model.Aggregated(
        Function.COUNT,
        "visits",
        None,
        Window(Length(2, Unit.WEEK), Length(1, Unit.MONTH)),
        model.InMarket(company, "here", "visits"),
        Type.COUNT,
    )


def test_a_calculation_keeps_its_type_and_place() -> None:
    found = measured("calls / 2 else 5%", "bands { from 5% earns 10 }")
    assert found == model.Otherwise(
        model.Calculation(Operator.DIVIDE, CALLS, count(2), Type.RATIO),
        model.Constant(50_000, Type.PERCENT),
        Type.PERCENT,
    )
    assert isinstance(found, model.Otherwise)
    assert isinstance(found.value, model.Calculation)
    assert found.value.span is not None
    assert found.value.span.text == "calls / 2"


def test_only_lets_and_markets_in_use_are_kept_and_lets_in_order_of_use() -> None:
    before = """
let late = early and inside
let spare = calls
let early = calls > 3
let inside = city is here
market spare { city has "rome" }
market here = there
market there { city has "paris" }
"""
    found = ruleset(scoring("late", before=before))
    assert [let.name for let in found.lets] in (["early", "inside", "late"], ["inside", "early", "late"])
    lines = (model.MarketLine("city", vetoes=False, phrases=("paris",)),)
    assert found.markets == {
        "here": model.NamedMarket("here", "here", model.PhraseMarket("there", "there", lines))
    }


@pytest.mark.parametrize(
    ("expression", "reads"),
    [
        ("calls > 3", False),
        ("(count of notes) > 3", False),
        ("joined > 2020-01-01", False),
        ("(count of visits) > 3", True),
        ("as_of - joined > 3", True),
        ("late", True),
    ],
)
def test_dates_are_read_where_the_day_matters(expression: str, *, reads: bool) -> None:
    before = "let late = (count of visits) > 3" if expression == "late" else ""
    assert ruleset(scoring(expression, before=before)).reads_dates is reads


PARTS = f"""
ruleset sample "Sample" {{
  version "1.2"
  status "draft"
  about "For a test."
  source "Nowhere"
  worth 10
  missing redistribute
}}
{FACTS}
pillar find "Find" worth 10 {{
  criterion one "One" worth 4 {{
    applies when phone
    measure
      seat
      or phone
    needs calls > 3
    earns 4 when no
    missing zero
    advice "Do."
    basis inferred "By hand"
    source "Here"
  }}
  criterion two "Two" worth 6 {{ measure calls ramp {{ 0 earns 0.25 2 earns 6 }} basis chosen }}
  cap at 8.5 when seat {{ because "So." basis published source "There" }}
  deduct 1 when phone
}}

level top "Top" from 8
level low "Low" from 0

action visit "Visit" {{
  adds 2 rows to visits {{ day = as_of, company = "Fabrikam" }}
  adds 3 to calls
  sets seat to yes
  sets joined to as_of
  takes 2 hours
  limit 5 per week
}}

test "a visit" {{
  as of 2026-06-30
  given calls = 5
  given notes {{ }}
  given visits {{
    2 of {{ day = as_of, won = yes }}
  }}
  expect find.one is unknown
  expect find.two between 5 and 6
  expect find >= 3.5
  expect total != 3
  expect level is low
}}
"""


def test_the_header() -> None:
    found = ruleset(PARTS)
    assert (found.id, found.title, found.version, found.status) == ("sample", "Sample", "1.2", "draft")
    assert (found.about, found.source, found.path) == ("For a test.", "Nowhere", "rules.ssi")
    assert (found.worth, found.missing) == (1000, Missing.REDISTRIBUTE)


def test_criteria_with_the_policy_in_force() -> None:
    one, two = ruleset(PARTS).pillars[0].criteria
    assert (one.missing, two.missing) == (Missing.ZERO, Missing.REDISTRIBUTE)
    assert (one.id, one.title, one.worth, one.advice) == ("one", "One", 400, "Do.")
    assert (one.basis, one.basis_note, one.source) == (Basis.INFERRED, "By hand", "Here")
    assert one.applies == model.FactValue("phone", Type.FLAG)
    assert one.needs == model.Compared(Comparison.MORE, CALLS, count(3))
    assert one.award == model.EarnsWhen(400, when=False)
    assert one.measure_text == "seat or phone"
    assert two.award == model.Ramp((model.Step(0, 25), model.Step(2_000_000, 600)))


def test_caps_and_deductions_in_their_order() -> None:
    cap, deduct = ruleset(PARTS).pillars[0].adjustments
    assert isinstance(cap, model.Cap)
    assert (cap.at, cap.when, cap.because, cap.basis, cap.source) == (
        850,
        SEAT,
        "So.",
        Basis.PUBLISHED,
        "There",
    )
    assert isinstance(deduct, model.Deduct)
    assert (deduct.points, deduct.because, deduct.basis) == (100, None, None)


def test_levels_ascend_however_they_are_written() -> None:
    assert [(level.id, level.start) for level in ruleset(PARTS).levels] == [("low", 0), ("top", 800)]


def test_actions() -> None:
    (action,) = ruleset(PARTS).actions
    assert (action.minutes, action.limit) == (120, (5, "week"))
    assert action.effects == (
        model.AddRows(2, "visits", (("day", None), ("company", "Fabrikam"))),
        model.AddTo("calls", 3_000_000),
        model.SetTo("seat", value=True),
        model.SetTo("joined", None),
    )


def test_tests_with_the_day_put_in() -> None:
    (test,) = ruleset(PARTS).tests
    day = date(2026, 6, 30)
    assert (test.title, test.as_of, test.facts) == ("a visit", day, (("calls", 5_000_000),))
    rows = (model.GivenRows(2, (("day", day), ("won", True))),)
    assert test.tables == (("notes", ()), ("visits", rows))


def test_expectations() -> None:
    (test,) = ruleset(PARTS).tests
    found = [
        (each.subject, each.pillar, each.criterion, each.comparison, each.points, each.high, each.name)
        for each in test.expectations
    ]
    assert found == [
        (Subject.CRITERION, "find", "one", None, None, None, "unknown"),
        (Subject.CRITERION, "find", "two", None, 500, 600, None),
        (Subject.PILLAR, "find", None, Comparison.AT_LEAST, 350, None, None),
        (Subject.TOTAL, None, None, Comparison.DIFFERENT, 300, None, None),
        (Subject.LEVEL, None, None, None, None, None, "low"),
    ]


def test_facts_and_tables() -> None:
    catalogue = ruleset(PARTS).catalogue
    assert catalogue.facts["calls"] == model.Fact("calls", Type.COUNT, "Calls made")
    visits = catalogue.tables["visits"]
    assert (visits.dated, visits.title, [each.name for each in visits.columns][:2]) == (
        "day",
        "Visits",
        ["day", "company"],
    )
    assert catalogue.tables["notes"].dated is None


def test_there_is_no_model_of_what_has_errors() -> None:
    assert outcome(scoring("calls + seat > 3")).ruleset is None


def test_a_cell_with_the_day_of_a_test_without_one_is_a_fault() -> None:
    text = scoring("seat") + '\ntest "t" {\n  given visits { 1 of { day = as_of } }\n  expect total >= 0\n}\n'
    found = outcome(text)
    assert [each.code.slug for each in found.problems] == ["missing-as-of"]
    assert found.ruleset is None
