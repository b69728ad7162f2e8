from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.report import words
from tests.report.cards import POSTS, REPLY_RATE, cuts, n

if TYPE_CHECKING:
    from ssi_rules.scorecard import TypeName


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1500", "1,500"),
        ("0.50", "0.5"),
        ("-2.25", "-2.25"),
        ("100", "100"),
        ("-0", "0"),
        ("0e-999999999", "0"),
        ("1234567890123456789012345678901234.5", "1,234,567,890,123,456,789,012,345,678,901,234.5"),
    ],
)
def test_numbers_have_thousands_apart_and_no_trailing_zeros(value: str, shown: str) -> None:
    assert words.plain(n(value)) == shown


def test_one_point_is_singular_and_halves_are_not() -> None:
    assert [words.points(n(each)) for each in ("1", "0", "0.5", "2")] == [
        "1 point",
        "0 points",
        "0.5 points",
        "2 points",
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.125", "12.5%"), ("0.333333", "33.3%"), ("0.129999", "12.9999%"), ("0.13", "13%"), ("1", "100%")],
)
def test_a_percent_is_never_rounded_onto_a_cut_point(value: str, shown: str) -> None:
    assert words.of_criterion(n(value), REPLY_RATE) == shown


@given(
    value=st.decimals(min_value=0, max_value=1, places=6), cut=st.decimals(min_value=0, max_value=1, places=6)
)
def test_what_is_shown_stands_on_the_same_side_of_the_cut_point(value: Decimal, cut: Decimal) -> None:
    shown = Decimal(words.amount(value, "percent", [cut]).removesuffix("%")) / 100
    assert (shown > cut, shown < cut) == (value > cut, value < cut)


def test_a_ratio_with_cut_points_above_one_is_a_plain_number() -> None:
    hours = POSTS.model_copy(
        update={
            "measure": POSTS.measure.model_copy(update={"type": "ratio", "value": n("3.5")}),
            "cut_points": cuts(None, ("0", "0"), ("30", "3")),
        }
    )
    assert words.of_criterion(n("3.5"), hours) == "3.5"


def test_distances_between_percents_are_percentage_points() -> None:
    assert words.gap(n("0.005"), REPLY_RATE) == "0.5 percentage points"
    assert words.gap(n("2"), POSTS) == "2"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("write to fewer people", "Write to fewer people."),
        ("members.csv has no such column", "members.csv has no such column."),
        ("reply_hours is not known", "reply_hours is not known."),
        ("Done!", "Done!"),
        ("", ""),
    ],
)
def test_sentences_begin_with_a_capital_unless_they_begin_with_a_name(text: str, shown: str) -> None:
    assert words.sentence(text) == shown


@pytest.mark.parametrize(
    ("difference", "unit", "shown"),
    [
        ("0.0004", "percent", "0.1 percentage points"),
        ("0.0096", "percent", "1 percentage point"),
        ("0.123401", "percent", "12.4 percentage points"),
        ("5.443955", "number", "5.45"),
        ("0.000001", "number", "0.01"),
        ("3", "count", "3"),
    ],
)
def test_a_distance_is_never_short_of_what_it_takes(difference: str, unit: TypeName, shown: str) -> None:
    assert words.distance(n(difference), unit) == shown
