"""What an author is told of a phrase that could not match."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ssi_rules.language.phrases import phrase_fault
from ssi_rules.markets.compile import compile_phrase

FAULTS = {
    "": "blank",
    "   ": "blank",
    "*": "alone",
    "* *": "alone",
    "chief*": "glued",
    "*officer": "glued",
    "chief ** officer": "glued",
    "—": "no letter",
    "and": "no letter",
    "& |": "no letter",
    "®": "no letter",
    "😊": "no letter",
}

SOUND = [
    "ceo",
    "chief * officer",
    "chief *, * and * officer",
    "* officer",
    "r & d",
    "总裁",
    "7",
    "| partner |",
    "c++",
]


@pytest.mark.parametrize(("phrase", "told"), FAULTS.items())
def test_tells_a_fault(phrase: str, told: str) -> None:
    fault = phrase_fault(phrase)
    assert fault is not None
    assert told in fault


@pytest.mark.parametrize("phrase", SOUND)
def test_tells_none(phrase: str) -> None:
    assert phrase_fault(phrase) is None
    assert compile_phrase(phrase).tokens


@given(st.text(max_size=30))
def test_a_sound_phrase_has_something_to_look_for(phrase: str) -> None:
    assume(phrase_fault(phrase) is None)
    assert compile_phrase(phrase).tokens
