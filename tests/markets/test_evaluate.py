"""Measuring a market by labelled texts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ssi_rules.markets.evaluate import Evaluation, LabelledText, evaluate, read_label
from tests.markets.build import compiled, has, removes

MARKET = compiled(has("ceo"), removes("ex"))


def measured(*rows: tuple[str | None, bool]) -> Evaluation:
    return evaluate(MARKET, [LabelledText(text, label) for text, label in rows])


def test_counts_what_is_found_and_what_is_missed() -> None:
    result = measured(("CEO", True), ("CEO Coach", False), ("Owner", True), ("Clerk", False), ("CEO", True))
    assert (result.precision, result.recall) == (Fraction(2, 3), Fraction(2, 3))
    assert [miss.labelled.text for miss in result.false_positives] == ["CEO Coach"]
    assert [miss.labelled.text for miss in result.false_negatives] == ["Owner"]
    assert result.false_positives[0].verdict.phrase == "ceo"


def test_unknown_texts_are_not_found_and_counted() -> None:
    result = measured(("", False), (None, True))
    assert (result.unknown, result.precision, result.recall) == (2, None, Fraction(0))


def test_without_rows_nothing_is_defined() -> None:
    result = measured()
    assert (result.precision, result.recall) == (None, None)


@pytest.mark.parametrize("cell", ["yes", "YES", " true ", "1"])
def test_reads_yes(cell: str) -> None:
    assert read_label(cell) is True


@pytest.mark.parametrize("cell", ["no", "No", "FALSE", "0"])
def test_reads_no(cell: str) -> None:
    assert read_label(cell) is False


@pytest.mark.parametrize("cell", ["", "maybe", "2", "y"])
def test_reads_nothing_else(cell: str) -> None:
    assert read_label(cell) is None
