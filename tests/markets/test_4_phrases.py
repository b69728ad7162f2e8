"""Step 4: phrases match whole words within a segment; `*` is one to three words; a separator matches across."""

from __future__ import annotations

import pytest

from tests.markets.build import answer, has, removes

WITHIN = {
    ("coo", "Cook"): False,
    ("cto", "Doctor"): False,
    ("ceo", "CEOs"): False,
    ("vp", "MVP"): False,
    ("chief officer", "Chief Executive Officer"): False,
    ("general manager", "Manager, General"): False,
    ("sales director", "Sales | Director"): False,
    ("sales director", "EMEA Sales Director II"): True,
}

WILDCARDS = {
    ("chief * officer", "Chief Officer"): False,
    ("chief * officer", "Chief Risk Officer"): True,
    ("chief * officer", "Chief Human Resources Officer"): True,
    ("chief * officer", "Chief Global Human Resources Officer"): True,
    ("chief * officer", "Chief of the Global Human Resources Officer"): False,
    ("chief * officer", "Chief Risk | Compliance Officer"): False,
    ("head of *", "Head of"): False,
    ("head of *", "Head of Sales"): True,
    ("* officer", "Officer"): False,
    ("* officer", "Risk Officer"): True,
    ("chief * * officer", "Chief Risk Officer"): False,
    ("chief * * officer", "Chief a b c d e f Officer"): True,
    ("chief * * officer", "Chief a b c d e f g Officer"): False,
}

ACROSS = {
    ("research and development", "VP, Research & Development"): True,
    ("research and development", "Research / Development Lead"): True,
    ("research and development", "Research Development"): False,
    ("research and development", "Research | Sales | Development"): False,
    ("chief * and * officer", "Chief Product & Technology Officer"): True,
    ("past president, rotary", "Past President - Rotary Club"): True,
    ("founder and ceo", "Founder at Contoso and CEO"): True,
}

EDGES = {
    ("| partner |", "Partner"): True,
    ("| partner |", "Partner at Contoso"): True,
    ("| partner |", "Lawyer, Partner & Father"): True,
    ("| partner |", "Channel Partner"): False,
    ("| partner |", "Partner Manager"): False,
    ("owner |", "Business Owner, Contoso"): True,
    ("owner |", "Owner Relations"): False,
}


@pytest.mark.parametrize(("phrase", "text"), WITHIN)
def test_matches_whole_words_in_one_segment(phrase: str, text: str) -> None:
    assert answer(text, has(phrase)) is WITHIN[phrase, text]


@pytest.mark.parametrize(("phrase", "text"), WILDCARDS)
def test_a_wildcard_is_one_to_three_words(phrase: str, text: str) -> None:
    assert answer(text, has(phrase)) is WILDCARDS[phrase, text]


@pytest.mark.parametrize(("phrase", "text"), ACROSS)
def test_a_separator_matches_any_separator(phrase: str, text: str) -> None:
    assert answer(text, has(phrase)) is ACROSS[phrase, text]


@pytest.mark.parametrize(("phrase", "text"), EDGES)
def test_a_separator_at_an_end_also_matches_the_end_of_the_text(phrase: str, text: str) -> None:
    assert answer(text, has(phrase)) is EDGES[phrase, text]


def test_removed_segments_do_not_stand_between() -> None:
    lines = has("founder and ceo"), removes("former")
    assert answer("Founder | Former Clerk | CEO", *lines) is True


def test_removed_segments_do_not_take_part() -> None:
    lines = has("founder and ceo"), removes("former")
    assert answer("Former Founder | CEO", *lines) is False


def test_many_wildcards_do_not_multiply() -> None:
    assert answer("a " * 300, has("a " + "* " * 20 + "b")) is False
