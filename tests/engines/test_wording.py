"""Expressions are put into words that the language itself would read back."""

from __future__ import annotations

import pytest

from ssi_rules.engines.wording import value_words, window_words, words
from ssi_rules.language.types import Type, Value
from ssi_rules.language.windows import Length, Unit, Window
from ssi_rules.model import (
    And,
    AsOfValue,
    ColumnValue,
    Constant,
    Expression,
    Function,
    InMarket,
    Known,
    LetValue,
    Not,
    Or,
    Otherwise,
)
from tests.engines.build import (
    FOLLOWERS,
    HOURS,
    INDUSTRY,
    JOINED,
    SEAT,
    SKILLS,
    aggregate,
    calculated,
    compared,
    count,
    days,
)

TITLE = ColumnValue("visits", "company", Type.TEXT)
MANY = compared(SKILLS, ">=", count(3))
SENT = aggregate(Function.COUNT, "inmails", over=days(90, ago=7))


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (SENT, "count of inmails over 90 days ending 7 days ago"),
        (compared(SENT, "=", count(0)), "(count of inmails over 90 days ending 7 days ago) = 0"),
        (
            aggregate(Function.SHARE, "visits", where=Not(InMarket(TITLE, "target", "visits"))),
            "share of visits where company is not target",
        ),
        (
            aggregate(Function.AVERAGE, "visits", "minutes", over=days(1)),
            "average of visits.minutes over 1 day",
        ),
        (aggregate(Function.COUNT_DISTINCT, "visits", "company"), "count distinct visits.company"),
        (aggregate(Function.DAYS_SINCE_LAST, "visits"), "days since last visits"),
        (calculated(SKILLS, "-", calculated(FOLLOWERS, "-", HOURS)), "skills - (followers - hours)"),
        (calculated(calculated(SKILLS, "-", FOLLOWERS), "-", HOURS), "skills - followers - hours"),
        (calculated(calculated(SKILLS, "+", HOURS), "*", FOLLOWERS), "(skills + hours) * followers"),
        (calculated(calculated(SKILLS, "*", HOURS), "+", FOLLOWERS), "skills * hours + followers"),
        (Or(MANY, And(SEAT, Not(MANY))), "skills >= 3 or seat and not skills >= 3"),
        (And(Or(SEAT, MANY), SEAT), "(seat or skills >= 3) and seat"),
        (Not(And(SEAT, MANY)), "not (seat and skills >= 3)"),
        (Otherwise(SENT, SKILLS, Type.COUNT), "count of inmails over 90 days ending 7 days ago else skills"),
        (calculated(Otherwise(HOURS, SKILLS, Type.NUMBER), "/", count(2)), "(hours else skills) / 2"),
        (Known(calculated(SKILLS, "+", HOURS)), "skills + hours is known"),
        (compared(INDUSTRY, "!=", Constant("Real Estate", Type.TEXT)), 'industry != "Real Estate"'),
        (compared(AsOfValue(), ">", JOINED), "as_of > joined"),
        (compared(LetValue("floor", Type.PERCENT), "<", Constant(130_000, Type.PERCENT)), "floor < 13%"),
        (InMarket(INDUSTRY, "target", None), "industry is target"),
    ],
)
def test_words(node: Expression, text: str) -> None:
    assert words(node) == text


def test_windows_in_other_units() -> None:
    window = Window(Length(1, Unit.MONTH), Length(2, Unit.WEEK))
    assert window_words(window) == "over 1 month ending 2 weeks ago"


@pytest.mark.parametrize(
    ("value", "of", "text"),
    [
        (None, Type.COUNT, "unknown"),
        (True, Type.FLAG, "yes"),
        (False, Type.FLAG, "no"),
        (2_500_000, Type.NUMBER, "2.5"),
        (200_000, Type.RATIO, "20%"),
        ("Retail", Type.TEXT, "Retail"),
    ],
)
def test_values(value: Value | None, of: Type, text: str) -> None:
    assert value_words(value, of) == text
