from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.language.windows import Length, Unit, Window, step_back

LENGTHS = st.builds(Length, st.integers(1, 40_000), st.sampled_from(Unit))


@pytest.mark.parametrize(
    ("day", "amount", "unit", "before"),
    [
        (date(2026, 3, 31), 1, Unit.MONTH, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, Unit.MONTH, date(2024, 2, 29)),
        (date(2026, 5, 31), 3, Unit.MONTH, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, Unit.MONTH, date(2025, 12, 15)),
        (date(2024, 2, 29), 1, Unit.YEAR, date(2023, 2, 28)),
        (date(2024, 2, 29), 4, Unit.YEAR, date(2020, 2, 29)),
        (date(2026, 6, 30), 90, Unit.DAY, date(2026, 4, 1)),
        (date(2026, 6, 30), 2, Unit.WEEK, date(2026, 6, 16)),
        (date(2, 1, 1), 30, Unit.YEAR, date.min),
        (date(2, 1, 1), 30, Unit.MONTH, date.min),
        (date(1, 1, 5), 9, Unit.DAY, date.min),
    ],
)
def test_steps_follow_the_calendar_and_clip(day: date, amount: int, unit: Unit, before: date) -> None:
    assert step_back(day, Length(amount, unit)) == before


def test_a_lagging_window_is_that_of_an_earlier_day() -> None:
    window = Window(Length(90, Unit.DAY), Length(7, Unit.DAY))
    assert window.bounds(date(2026, 6, 30)) == (date(2026, 3, 25), date(2026, 6, 23))


def test_each_step_is_clipped_on_its_own() -> None:
    """A month before 31 March is 28 February, and a month before that is 28 January, not the 31st."""
    window = Window(Length(1, Unit.MONTH), Length(1, Unit.MONTH))
    assert window.bounds(date(2026, 3, 31)) == (date(2026, 1, 28), date(2026, 2, 28))


@given(st.dates(), st.integers(1, 3_000_000))
def test_days_are_subtracted_until_there_are_none(day: date, days: int) -> None:
    expected = day - timedelta(days) if days < day.toordinal() else date.min
    assert step_back(day, Length(days, Unit.DAY)) == expected


@given(st.dates(), LENGTHS, st.none() | LENGTHS)
def test_bounds_are_in_order(day: date, length: Length, lag: Length | None) -> None:
    after, until = Window(length, lag).bounds(day)
    assert after <= until <= day


@given(st.dates(min_value=date(1000, 1, 1)), st.integers(1, 900))
def test_months_keep_the_day_where_the_month_has_it(day: date, months: int) -> None:
    before = step_back(day, Length(months, Unit.MONTH))
    assert (day.year * 12 + day.month) - (before.year * 12 + before.month) == months
    assert before.day == day.day or (before + timedelta(1)).day == 1


@given(st.dates(min_value=date(1000, 1, 1)), st.integers(1, 100))
def test_a_year_is_twelve_months(day: date, years: int) -> None:
    assert step_back(day, Length(years, Unit.YEAR)) == step_back(day, Length(12 * years, Unit.MONTH))
