"""Step 2: texts are cut into segments, and employers dropped from the column that makes a member."""

from __future__ import annotations

import pytest

from ssi_rules.markets.normal import normal_form
from tests.markets.build import answer, has, removes

SEPARATORS = [
    "|",
    "•",
    "·",
    ";",
    "/",
    ",",
    "&",
    "+",
    "\n",
    " - ",
    " \u2013 ",
    " \u2014 ",
    " and ",
    " AND ",
    "\r\n",
    "\t-\t",
]

NO_SEPARATORS = ["-", " und ", " et ", " y ", ":", ".", "'", "-and", "and-", "_"]


def segments(text: str, *, employers: bool = True) -> list[str]:
    return [segment.text for segment in normal_form(text, employers=employers).segments]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_cuts(separator: str) -> None:
    assert segments(f"Owner{separator}Driver") == ["Owner", "Driver"]


@pytest.mark.parametrize("joint", [*NO_SEPARATORS[:-4], "’s "])  # noqa: RUF001
def test_does_not_cut(joint: str) -> None:
    assert len(segments(f"Owner{joint}Driver")) == 1


@pytest.mark.parametrize("word", ["Andrea", "Brand", "Sandra", "bandwidth"])
def test_and_is_a_whole_word(word: str) -> None:
    assert segments(f"Owner {word} Driver") == [f"Owner {word} Driver"]


def test_and_between_hyphens_is_a_whole_word() -> None:
    assert segments("Track-and-trace") == ["Track-", "-trace"]


def test_blank_segments_are_none() -> None:
    assert segments(" | CEO,, & ;Founder | ") == ["CEO", "Founder"]


EMPLOYERS = {
    "CEO at Fabrikam": ["CEO"],
    "CEO @Fabrikam": ["CEO"],
    "CEO@Fabrikam": ["CEO"],
    "CEO AT Fabrikam | Founder at Contoso": ["CEO", "Founder"],
    "CEO at Fabrikam, Inc": ["CEO", "Inc"],
    "Data Scientist": ["Data Scientist"],
    "Attorney": ["Attorney"],
    "at Fabrikam": [],
}


@pytest.mark.parametrize(("text", "left"), EMPLOYERS.items())
def test_drops_employers(text: str, left: list[str]) -> None:
    assert segments(text) == left


def test_keeps_employers_in_other_columns() -> None:
    assert segments("University at Buffalo", employers=False) == ["University at Buffalo"]


def test_an_employer_does_not_make_a_member() -> None:
    assert answer("Clerk at CEO Magazine", has("ceo")) is False


def test_an_employer_does_not_remove() -> None:
    assert answer("CEO at Former Glory", has("ceo"), removes("former")) is True


def test_another_column_is_read_to_its_end() -> None:
    assert (
        answer("CEO", has("ceo"), removes("buffalo", column="company"), company="University at Buffalo")
        is False
    )
