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


def test_zeros_before_a_number_say_nothing() -> None:
    zeros = "0" * 5_000
    assert expression(f"{zeros}12.5") == expression("12.5")
    assert codes(WINDOW.format(f"{zeros}30")) == []


@pytest.mark.parametrize("text", ["let a = 1.0000000", RULESET.format("10.000")])
def test_zeros_at_the_end_are_decimals(text: str) -> None:
    assert codes(text) == ["SSI107"]


@pytest.mark.parametrize("text", ["let a = 1.000000", "let a = 13.50000%", RULESET.format("10.00")])
def test_zeros_at_the_end_within_the_limit(text: str) -> None:
    assert codes(text) == []
