"""Numbers keep every digit, in the signs of their place; days, lists and plurals are those of the language."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.languages.errors import LanguageError
from ssi_rules.report.languages.language import ENGLISH

if TYPE_CHECKING:
    from ssi_rules.report.languages.language import Language

NBSP, NARROW, SWISS = "\u00a0", "\u202f", "\u2019"
DAY = date(2026, 6, 3)


@pytest.mark.parametrize(
    ("tag", "number", "small", "percent", "day", "listed"),
    [
        ("de", "-1.234.567,05", "1.234", f"12,5{NBSP}%", "3. Juni 2026", "a, b und c"),
        (
            "fr",
            f"-1{NARROW}234{NARROW}567,05",
            f"1{NARROW}234",
            f"12,5{NBSP}%",
            "3 juin 2026",
            "a, b et c",
        ),
        ("es", "-1.234.567,05", "1234", f"12,5{NBSP}%", "3 jun 2026", "a, b y c"),
        ("de-CH", f"-1{SWISS}234{SWISS}567.05", f"1{SWISS}234", "12.5%", "3. Juni 2026", "a, b und c"),
        ("en", "-1,234,567.05", "1,234", "12.5%", "3 Jun 2026", "a, b and c"),
    ],
)
def test_formats(tag: str, number: str, small: str, percent: str, day: str, listed: str) -> None:  # noqa: PLR0913, PLR0917 - a column each
    spoken = language(tag)
    assert spoken.number(Decimal("-1234567.050")) == number
    assert spoken.number(Decimal(1234)) == small
    assert spoken.percent(Decimal("12.50")) == percent
    assert spoken.day(DAY) == day
    assert spoken.listed(iter("abc")) == listed
    assert spoken.listed(["a"]) == "a"


@pytest.mark.parametrize("tag", ["de", "fr", "es", "de-CH", "fr-CA", "es-MX"])
@given(value=st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_no_digit_is_lost(tag: str, value: Decimal) -> None:
    spoken = language(tag)
    written = spoken.number(value)
    decimal_sign = spoken.number(Decimal("0.5"))[1]
    sign = "-" if written.startswith("-") else ""
    kept = "".join(char for char in written if char.isdigit() or char == decimal_sign)
    assert Decimal(sign + kept.replace(decimal_sign, ".")) == value


def test_more_digits_than_decimals_usually_keep() -> None:
    assert language("de").number(Decimal("1" * 40 + ".5")).endswith("1.111,5")


@pytest.mark.parametrize(
    ("tag", "count", "form"),
    [
        ("de", "1", "1 Punkt"),
        ("de", "1.5", "1,5 Punkte"),
        ("de", "0", "0 Punkte"),
        ("fr", "0", "0 point"),
        ("fr", "1.5", "1,5 point"),
        ("fr", "2", "2 points"),
        ("fr", "-3", "-3 points"),
        ("es", "0.5", "0,5 puntos"),
        ("es", "1", "1 punto"),
    ],
)
def test_plurals(tag: str, count: str, form: str) -> None:
    assert language(tag).plural("{count} point", "{count} points", Decimal(count)) == form


def test_a_message_without_translation_stays_english() -> None:
    assert language("de").text("No such message: {what}", what="x") == "No such message: x"


@pytest.mark.parametrize(
    ("parts", "phrase"),
    [
        (("Mensajes", "InMails enviados"), "Mensajes e InMails enviados"),
        (("a", "b", "historias"), "a, b e historias"),
        (("agua", "hielo"), "agua y hielo"),
        (("InMails",), "InMails"),
        (("Invitaciones", "Mensajes"), "Invitaciones y Mensajes"),
    ],
)
def test_spanish_says_e_before_i(parts: tuple[str, ...], phrase: str) -> None:
    assert language("es").listed(parts) == phrase


def test_signed() -> None:
    assert [language("de").signed(Decimal(each)) for each in ("1.5", "0", "-1.5")] == ["+1,5", "0", "-1,5"]


@pytest.mark.parametrize(
    ("tag", "shown"), [("de", "de"), ("DE", "de"), ("de_at", "de-AT"), ("en", "en"), ("en-GB", "en-GB")]
)
def test_tags(tag: str, shown: str) -> None:
    assert language(tag).tag == shown


def test_a_region_has_the_messages_of_its_language() -> None:
    assert language("de-AT").text("Points") == language("de").text("Points") != "Points"


@pytest.mark.parametrize("tag", ["xx", "de-XX", "", "german", "de-AT-1996", "../de", "d\x00", "it"])
def test_an_unknown_tag_names_the_languages_there_are(tag: str) -> None:
    with pytest.raises(LanguageError) as caught:
        language(tag)
    assert repr(tag) in str(caught.value)
    assert "en, de, fr and es" in (caught.value.help or "")


def test_english_is_as_in_the_code() -> None:
    assert language("en") is ENGLISH


@pytest.mark.parametrize("tag", ["en", "de", "fr-CA", "qps"])
def test_a_language_can_be_handed_to_another_process(tag: str) -> None:
    spoken: Language = language(tag)
    again = pickle.loads(pickle.dumps(spoken))  # noqa: S301 - our own
    assert again == spoken
    assert hash(again) == hash(spoken)
    assert again.text("Points") == spoken.text("Points")
