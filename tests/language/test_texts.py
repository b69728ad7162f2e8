from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.language.texts import plain_text


def test_space_around_and_ways_of_composing_do_not_matter() -> None:
    assert plain_text("  Cafe\u0301\t") == plain_text("Café") == "Café"


def test_everything_else_matters() -> None:
    assert plain_text("retail") != plain_text("Retail")
    assert plain_text("a  b") != plain_text("a b")


@given(st.text())
def test_the_plain_form_is_final(text: str) -> None:
    assert plain_text(plain_text(text)) == plain_text(text)
