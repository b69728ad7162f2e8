"""Step 7: a text with nothing to read is unknown, never no."""

from __future__ import annotations

import pytest

from tests.markets.build import answer, has, removes, verdict

UNREADABLE = [None, "", "   ", "--", "...", "😊", "™", "| & /", "\u200b", "❤️ • 🚀", "@"]


@pytest.mark.parametrize("text", UNREADABLE)
def test_is_unknown(text: str | None) -> None:
    assert answer(text, has("ceo"), removes("former")) is None


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_veto_by_another_column_makes_even_that_no(text: str | None) -> None:
    assert answer(text, has("ceo"), removes("example", column="company"), company="Example") is False


@pytest.mark.parametrize("text", ["@Contoso", "at Contoso", "and", "7", "?a"])
def test_anything_written_is_known(text: str) -> None:
    assert answer(text, has("ceo")) is False


def test_says_so() -> None:
    assert verdict("--", has("ceo")).reason == "there is no text to read"
