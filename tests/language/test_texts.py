from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.language.texts import BLANKS, plain_text


def test_space_around_and_ways_of_composing_do_not_matter() -> None:
    assert plain_text("  Cafe\u0301\t") == plain_text("Café") == "Café"


def test_everything_else_matters() -> None:
    assert plain_text("retail") != plain_text("Retail")
    assert plain_text("a  b") != plain_text("a b")


@given(st.text())
def test_the_plain_form_is_final(text: str) -> None:
    assert plain_text(plain_text(text)) == plain_text(text)


def test_blanks_are_all_that_is_trimmed() -> None:
    assert [*BLANKS] == [sign for sign in map(chr, range(sys.maxunicode + 1)) if not sign.strip()]
