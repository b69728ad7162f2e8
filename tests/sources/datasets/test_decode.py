from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.types import DECLARABLE, Type, Value
from ssi_rules.sources.decode import CellError, decode

KNOWN: list[tuple[Type, str, Value]] = [
    (Type.COUNT, "12", 12 * SCALE),
    (Type.COUNT, " 12.0 ", 12 * SCALE),
    (Type.COUNT, "1e3", 1000 * SCALE),
    (Type.COUNT, "-0", 0),
    (Type.NUMBER, "-2.5", -2_500_000),
    (Type.NUMBER, "0.1234565", 123_457),
    (Type.NUMBER, "-0.1234565", -123_457),
    (Type.NUMBER, "1e-7", 0),
    (Type.NUMBER, "1000000000000", LARGEST_FACT * SCALE),
    (Type.PERCENT, "0.86", 860_000),
    (Type.PERCENT, "86%", 860_000),
    (Type.PERCENT, "86.5 %", 865_000),
    (Type.PERCENT, "-3%", -30_000),
    (Type.PERCENT, "86.12345%", 861_235),
    (Type.FLAG, "Yes", True),
    (Type.FLAG, "TRUE", True),
    (Type.FLAG, "1", True),
    (Type.FLAG, "no", False),
    (Type.FLAG, "False", False),
    (Type.FLAG, "0", False),
    (Type.FLAG, "1.0", True),
    (Type.TEXT, " CEO ", " CEO "),
    (Type.TEXT, "nan", "nan"),
    (Type.DATE, "2026-06-30", date(2026, 6, 30)),
    (Type.DATE, "2026-06-30T23:30:00-05:00", date(2026, 7, 1)),
    (Type.DATE, "2026-06-30 23:30:00", date(2026, 6, 30)),
    (Type.DATE, "2026-06-30 00:30:00.123+02", date(2026, 6, 29)),
    (Type.DATE, "2026-06-30T14:05Z", date(2026, 6, 30)),
    (Type.DATE, "2026-06-30 14:05:00 UTC", date(2026, 6, 30)),
    (Type.DATE, "2026-06-30 00:30:00+0530", date(2026, 6, 29)),
]


@pytest.mark.parametrize(("kind", "cell", "value"), KNOWN)
def test_reads_what_fits(kind: Type, cell: str, value: Value) -> None:
    read = decode(cell, kind)
    assert read == value
    assert type(read) is type(value)


REFUSED = [
    (Type.COUNT, "-1", "never below 0"),
    (Type.COUNT, "2.5", "whole number"),
    (Type.COUNT, "2.0000001", "whole number"),
    (Type.COUNT, "5%", "is a percent"),
    (Type.COUNT, "1,204", "not a count"),
    (Type.COUNT, "12 people", "not a count"),
    (Type.COUNT, "١٢", "not a count"),
    (Type.NUMBER, "1000000000000.000001", "beyond 10^12"),
    (Type.NUMBER, "-1e13", "beyond 10^12"),
    (Type.NUMBER, "1e999", "beyond 10^12"),
    (Type.NUMBER, "inf", "infinite"),
    (Type.NUMBER, "-Infinity", "infinite"),
    (Type.NUMBER, "9" * 5000, "not a number"),
    (Type.PERCENT, "%", "not a percent"),
    (Type.PERCENT, "100000000000001%", "beyond 10^12"),
    (Type.PERCENT, "half", "not a percent"),
    (Type.FLAG, "maybe", "not a flag"),
    (Type.FLAG, "2", "not a flag"),
    (Type.DATE, "30.06.2026", "not a date"),
    (Type.DATE, "2026-02-30", "not a date"),
    (Type.DATE, "2026-06-30T25:00", "not a date"),
    (Type.DATE, "20260630", "not a date"),
    (Type.DATE, "9999-12-31T23:00:00-05:00", "not a date"),
    (Type.DATE, "2026-06-30T10:00+99:00", "not a date"),
]


@pytest.mark.parametrize(("kind", "cell", "message"), REFUSED)
def test_refuses_what_does_not_fit(kind: Type, cell: str, message: str) -> None:
    with pytest.raises(CellError, match=message.replace("^", r"\^")) as caught:
        decode(cell, kind)
    assert caught.value.help


@pytest.mark.parametrize("kind", DECLARABLE)
@pytest.mark.parametrize("cell", [None, "", "  ", "\t\u00a0\n"])
def test_blank_is_missing(kind: Type, cell: str | None) -> None:
    assert decode(cell, kind) is None


@pytest.mark.parametrize("kind", [kind for kind in DECLARABLE if kind is not Type.TEXT])
def test_nan_is_missing(kind: Type) -> None:
    assert decode("NaN", kind) is None


def test_a_flag_fault_says_what_to_write() -> None:
    with pytest.raises(CellError) as caught:
        decode("maybe", Type.FLAG)
    assert str(caught.value) == "`maybe` is not a flag"
    assert caught.value.help == "write yes or no, true or false, 1 or 0; leave it blank if unknown"


def test_a_fault_quotes_shortly_and_without_control_characters() -> None:
    with pytest.raises(CellError) as caught:
        decode("\x1b[31m" + "x" * 5_000_000, Type.COUNT)
    assert "\x1b" not in caught.value.message
    assert len(caught.value.message) < 120


def test_rounding_is_told() -> None:
    told: list[str] = []
    assert decode("0.1234567", Type.NUMBER, lambda: told.append("rounded")) == 123_457
    assert decode("0.123456", Type.NUMBER, lambda: told.append("rounded again")) == 123_456
    assert told == ["rounded"]


@given(st.decimals(-(10**12), 10**12, places=9))
def test_numbers_round_half_away_from_zero_to_six_decimals(number: Decimal) -> None:
    expected = (number * SCALE).quantize(Decimal(1), ROUND_HALF_UP)
    assert decode(format(number, "f"), Type.NUMBER) == int(expected)


@given(st.floats(-1e12, 1e12))
def test_floats_are_read_by_their_shortest_form(number: float) -> None:
    expected = (Decimal(repr(number)) * SCALE).quantize(Decimal(1), ROUND_HALF_UP)
    assert decode(repr(number), Type.NUMBER) == int(expected)


@given(st.text(max_size=60), st.sampled_from(DECLARABLE))
def test_any_text_is_read_or_refused(cell: str, kind: Type) -> None:
    value: Value | None = None
    with suppress(CellError):
        value = decode(cell, kind)
    assert value is None or isinstance(value, int | str | date)
