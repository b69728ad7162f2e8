"""Step 5: a `not` phrase removes its segment; on another column it vetoes the row."""

from __future__ import annotations

import pytest

from tests.markets.build import answer, has, removes, verdict

MARKET = (
    has("ceo", "vice president"),
    removes("assistant to", "ex", "former", "vice president - personal banker"),
)

TEXTS = {
    "Ex-Contoso | CEO at Fabrikam": True,
    "CEO | Ex-Contoso": True,
    "Assistant to the CEO": False,
    "Former CEO": False,
    "Former CEO, Former Vice President": False,
    "Vice President - Personal Banker": False,
    "Vice President, Personal Banker": False,
    "Vice President - Operations": True,
    "CEO | Vice President - Personal Banker": True,
    "Vice President - Former Clerk - Personal Banker": False,
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.items())
def test_removes_segments(text: str, *, expected: bool) -> None:
    assert answer(text, *MARKET) is expected


def test_says_which_phrase_removed_what() -> None:
    found = verdict("Assistant to the CEO", *MARKET)
    assert (found.phrase, found.segment, found.column) == ("assistant to", "Assistant to the CEO", "title")
    assert found.reason == '"assistant to" removes "Assistant to the CEO"'


def test_says_what_matched() -> None:
    found = verdict("Ex-Contoso | CEO at Fabrikam", *MARKET)
    assert (found.phrase, found.segment, found.column) == ("ceo", "CEO", "title")


def test_a_removal_that_did_not_matter_is_not_the_reason() -> None:
    found = verdict("Ex-Contoso | Teacher", *MARKET)
    assert (found.phrase, found.reason) == (None, "no phrase matches")


def test_a_phrase_across_removes_every_segment_it_touches() -> None:
    lines = has("banker", "vice president", "golfer"), removes("vice president - personal banker")
    assert answer("Vice President - Personal Banker", *lines) is False
    assert answer("Vice President - Personal Banker - Golfer", *lines) is True


def test_removals_across_do_not_depend_on_their_order() -> None:
    text = "alpha, beta, gamma"
    forth = answer(text, has("gamma"), removes("alpha, beta", "beta, gamma"))
    back = answer(text, has("gamma"), removes("beta, gamma", "alpha, beta"))
    assert (forth, back) == (False, False)


def test_all_has_lines_must_hold() -> None:
    lines = has("founder"), has("ceo", "cto")
    assert answer("Founder & CTO", *lines) is True
    assert answer("Founder", *lines) is False


VETOES = {
    "Example University": False,
    "Contoso | Example University": False,
    "Contoso": True,
    "": True,
    "--": True,
    None: True,
}


@pytest.mark.parametrize("company", VETOES)
def test_other_columns_veto_the_row(company: str | None) -> None:
    lines = has("ceo"), removes("example university", column="company")
    assert answer("CEO", *lines, company=company) is VETOES[company]


def test_a_column_that_is_not_there_does_not_veto() -> None:
    assert answer("CEO", has("ceo"), removes("example", column="company")) is True


def test_a_veto_says_where() -> None:
    found = verdict("CEO", has("ceo"), removes("example", column="company"), company="Example Inc")
    assert (found.answer, found.phrase, found.segment, found.column) == (
        False,
        "example",
        "Example Inc",
        "company",
    )
