from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.linkedin.dates import DateColumn, looks_dated, month_of, shape_of


def column() -> DateColumn:
    return DateColumn("export.zip: Invitations.csv", "Sent At")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("08 Feb 2026", datetime(2026, 2, 8, tzinfo=UTC)),
        ("8 February 2026", datetime(2026, 2, 8, tzinfo=UTC)),
        ("4-Apr-21", datetime(2021, 4, 4, tzinfo=UTC)),
        ("2026-02-08", datetime(2026, 2, 8, tzinfo=UTC)),
        ("1/29/26, 2:37 PM", datetime(2026, 1, 29, 14, 37, tzinfo=UTC)),
        ("1/29/26, 2:37\u202fPM", datetime(2026, 1, 29, 14, 37, tzinfo=UTC)),
        ("12/22/19, 12:06 AM", datetime(2019, 12, 22, 0, 6, tzinfo=UTC)),
        ("12/22/19, 12:06 PM", datetime(2019, 12, 22, 12, 6, tzinfo=UTC)),
        ("1/29/2026 14:37", datetime(2026, 1, 29, 14, 37, tzinfo=UTC)),
        ("2025-06-01 14:03:22 UTC", datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC)),
        ("2026-02-09 01:21:47", datetime(2026, 2, 9, 1, 21, 47, tzinfo=UTC)),
        ("2026-02-09T01:21:47Z", datetime(2026, 2, 9, 1, 21, 47, tzinfo=UTC)),
        ("2026-02-09T01:21:47+02:00", datetime(2026, 2, 8, 23, 21, 47, tzinfo=UTC)),
        ("2024/02/01 15:02:55 UTC", datetime(2024, 2, 1, 15, 2, 55, tzinfo=UTC)),
        ("Tue Sep 28 09:08:27 UTC 2021", datetime(2021, 9, 28, 9, 8, 27, tzinfo=UTC)),
        ("7/4/69, 1:00 AM", datetime(1969, 7, 4, 1, 0, tzinfo=UTC)),
    ],
)
def test_every_shape(text: str, moment: datetime) -> None:
    assert column().moment(f" {text} ", 2) == moment
    assert column().day(text, 2) == moment.date()


def test_the_first_number_of_an_american_date_is_the_month() -> None:
    dates = column()
    assert dates.day("1/12/26, 2:37 PM", 2) == date(2026, 1, 12)
    with pytest.raises(
        DataError, match="row 3, column Sent At: the first number of '29/1/26, 2:37 PM' exceeds 12"
    ):
        dates.day("29/1/26, 2:37 PM", 3)


def test_the_same_in_the_first_row() -> None:
    with pytest.raises(
        DataError, match="row 2, column Sent At: the first number of '13/1/26, 2:37 PM' exceeds 12"
    ):
        column().day("13/1/26, 2:37 PM", 2)


def test_what_only_begins_like_a_date_is_refused_as_such() -> None:
    dates = column()
    dates.day("1/12/26, 2:37 PM", 2)
    with pytest.raises(DataError, match="not a date like the others"):
        dates.day("06https://example.com/1/26", 3)


def test_one_shape_to_a_column() -> None:
    dates = column()
    dates.day("2026-02-08", 2)
    with pytest.raises(DataError, match="not a date like the others of this file: year-month-day"):
        dates.day("08 Feb 2026", 3)


@pytest.mark.parametrize(
    "text", ["31 Feb 2026", "2026-02-30", "0/1/26, 1:00 PM", "1/1/26, 13:00 PM", "2026/13/01", "08 Foo 2026"]
)
def test_no_such_day(text: str) -> None:
    with pytest.raises(DataError, match=r"Invitations\.csv, row 7, column Sent At"):
        column().day(text, 7)


@pytest.mark.parametrize("text", ["soon", "08 Fév 2026", "2026", "20260208", "٠٨ Feb 2026"])
def test_no_date_at_all(text: str) -> None:
    with pytest.raises(DataError, match="is not a date in any form that LinkedIn writes"):
        column().day(text, 2)


def test_blank_is_undated_and_counted() -> None:
    dates = column()
    assert dates.note() == ()
    assert dates.day("", 2) is None
    assert dates.note() == ("1 row has no date",)
    assert dates.day("\u00a0", 3) is None
    assert dates.note() == ("2 rows have no date",)


def test_days_are_shared_between_rows() -> None:
    dates = column()
    assert dates.day("2026-02-08 10:00:00", 2) is dates.day("2026-02-08 11:00:00", 3)


@pytest.mark.parametrize(
    ("text", "month"),
    [("Jan 2023", (2023, 1)), ("2019", (2019, 0)), ("", (0, 0)), ("heute", (0, 0)), ("Sept 2020", (2020, 9))],
)
def test_months_put_positions_in_order(text: str, month: tuple[int, int]) -> None:
    assert month_of(text) == month


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    dates = column()
    try:
        day = dates.day(text, 2)
    except DataError as error:
        assert error.row == 2  # noqa: PT017 - refusing is one of two right answers
    else:
        assert (day is None) == (not text.strip())


@given(st.dates(date(1970, 1, 1), date(2068, 12, 31)))
def test_shapes_never_overlap(day: date) -> None:
    for text in (
        f"{day:%Y-%m-%d}",
        f"{day.month}/{day.day}/{day.year % 100:02}",
        f"{day:%Y/%m/%d} 10:00:00 UTC",
    ):
        assert looks_dated(text)
        assert shape_of(text) is not None
        assert column().day(text, 2) == day
