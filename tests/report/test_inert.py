from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.report.inert import LONGEST, inert


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dana Reyes", "Dana Reyes"),
        ("\x1b[31mred\x1b[0m", "\N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}[0m"),
        ("a\u202eb", "a\N{REPLACEMENT CHARACTER}b"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("Jos\u00e9 \u5f20\u4f1f \U0001f600", "Jos\u00e9 \u5f20\u4f1f \U0001f600"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
    ],
)
def test_text_that_a_terminal_would_obey_is_made_visible(text: str, shown: str) -> None:
    assert inert(text) == shown


@given(st.text())
def test_nothing_that_moves_or_reorders_is_left(text: str) -> None:
    shown = inert(text)
    assert len(shown) <= LONGEST
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
