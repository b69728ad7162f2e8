"""Markets made of others: Kleene's logic over the parts, each reading the same left-hand text."""

from __future__ import annotations

import pytest

from ssi_rules import model
from ssi_rules.markets.compile import compile_market
from ssi_rules.markets.match import match, match_text
from tests.markets.build import has, phrases, removes

ANSWERS = (True, False, None)
PAIRS = [(left, right) for left in ANSWERS for right in ANSWERS]


def part(name: str, column: str) -> model.PhraseMarket:
    """A market that is as its own column says: yes, no, or unknown when the column is blank."""
    return phrases(has("yes", column=column), name=name)


def row(left: bool | None, right: bool | None) -> dict[str, str | None]:
    words = {True: "yes", False: "no", None: None}
    return {"left": words[left], "right": words[right]}


BOTH = part("a", "left"), part("b", "right")


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_and(left: bool | None, right: bool | None) -> None:
    expected = False if False in (left, right) else None if None in (left, right) else True
    assert match(compile_market(model.MarketAll(*BOTH)), row(left, right)).answer is expected


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_or(left: bool | None, right: bool | None) -> None:
    expected = True if True in (left, right) else None if None in (left, right) else False
    assert match(compile_market(model.MarketAny(*BOTH)), row(left, right)).answer is expected


@pytest.mark.parametrize("left", ANSWERS)
def test_not(left: bool | None) -> None:
    expected = None if left is None else not left
    assert match(compile_market(model.MarketNot(BOTH[0])), row(left, None)).answer is expected


def test_a_name_means_its_market() -> None:
    named = model.NamedMarket("target", "Target", model.MarketAny(*BOTH))
    assert match(compile_market(named), row(left=False, right=True)).answer is True


def test_every_part_reads_the_left_hand_text() -> None:
    market = compile_market(model.MarketAll(*BOTH))
    assert match_text(market, "yes", {"left": "no", "right": "no"}).answer is True


def test_other_lines_read_the_rows_columns_of_their_names() -> None:
    vetoed = phrases(has("yes", column="left"), removes("example", column="company"))
    market = compile_market(model.MarketNot(vetoed))
    assert match_text(market, "yes", {"company": "Example"}).answer is True
    assert match_text(market, None, {"company": "Example"}).answer is True
    assert match_text(market, None, {"company": "Contoso"}).answer is None


def test_the_part_that_decides_gives_the_reason() -> None:
    market = compile_market(model.MarketAll(BOTH[0], model.MarketNot(BOTH[1])))
    kept, left_out = match(market, row(left=True, right=False)), match(market, row(left=True, right=True))
    assert kept.reason == '"yes" matches "yes"'
    assert left_out.reason == 'is what the market leaves out: "yes" matches "yes"'
    assert left_out.column == "right"
