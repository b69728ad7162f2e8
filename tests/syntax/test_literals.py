"""Numbers of any length."""

from __future__ import annotations

import pytest

from tests.syntax.reading import codes, expression, read

WIDE = "9" * 5_000
RULESET = 'ruleset r "R" {{\n  version "1"\n  worth {}\n}}'
WINDOW = "let a = count of visits over {} days"


@pytest.mark.parametrize(
    "text", [f"let a = {WIDE}", f"let a = 1 - {WIDE}%", RULESET.format(WIDE), WINDOW.format(WIDE)]
)
def test_longer_than_any_limit(text: str) -> None:
    (found,) = read(text)[1]
    assert found.code.slug == "bad-literal"
    assert "larger than" in found.message


def test_more_decimals_than_python_reads() -> None:
    (found,) = read(f"let a = 0.{'0' * 5_000}1")[1]
    assert found.code.slug == "bad-literal"
    assert "decimals" in found.message


def test_zeros_around_a_number_say_nothing() -> None:
    zeros = "0" * 5_000
    assert expression(f"{zeros}12.5{zeros}") == expression("12.5")
    assert codes(WINDOW.format(f"{zeros}30")) == []
