"""Measuring a market by labelled texts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ssi_rules.markets.evaluate import Evaluation, TextRow, evaluate, read_label
from tests.markets.build import compiled, has, removes

MARKET = compiled(has("ceo"), removes("ex"))


def measured(*rows: tuple[str, bool]) -> Evaluation:
    return evaluate(MARKET, [TextRow(text, label) for text, label in rows])


def test_counts_what_is_found_and_what_is_missed() -> None:
    result = measured(("CEO", True), ("CEO Coach", False), ("Owner", True), ("Clerk", False), ("CEO", True))
    assert (result.precision, result.recall) == (Fraction(2, 3), Fraction(2, 3))
    assert [miss.row.text for miss in result.false_positives] == ["CEO Coach"]
    assert [miss.row.text for miss in result.false_negatives] == ["Owner"]
    assert result.false_positives[0].verdict.phrase == "ceo"


def test_unknown_texts_are_not_found() -> None:
    result = measured(("", False), ("  ", True))
    assert [each.verdict.answer for each in result.judged] == [None, None]
    assert (result.precision, result.recall) == (None, Fraction(0))


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


def test_texts_without_a_label_measure_nothing() -> None:
    result = evaluate(MARKET, [TextRow("CEO", label=True), TextRow("CEO"), TextRow("Clerk")])
    assert (result.precision, result.recall, len(result.labelled)) == (Fraction(1), Fraction(1), 1)
    assert not any(each.is_miss for each in result.judged)
