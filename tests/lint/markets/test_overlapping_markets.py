from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.markets.overlapping_markets import overlapping_markets
from tests.lint.reading import compiled, findings
from tests.lint.scoring.rules import told

from .rules import counted, market, ruleset

if TYPE_CHECKING:
    from pathlib import Path

OWNERS = market('title has "owner", "V.P.", "chief * officer", "founder"', name="owners")
FUNDS = market('title has "investor", "Founder", "vp", "chief * officer"', name="funds")
BOTH = "count of connections where title is owners or title is funds"


def test_two_markets_counted_apart(tmp_path: Path) -> None:
    text = ruleset(OWNERS + FUNDS, counted("owners", "funds"))
    assert told(overlapping_markets, tmp_path, text) == [
        (
            '11: Markets `owners` and `funds` share "vp", "chief * officer", "Founder", so one person counts in both.'
            " [count everybody once, with `market funds_only = funds and not owners`]"
        )
    ]
    (found,) = findings(overlapping_markets, compiled(tmp_path, text))
    assert [(each.span.text, each.message) for each in found.labels] == [('"V.P."', "in `owners`")]


def test_more_than_three_phrases(tmp_path: Path) -> None:
    funds = FUNDS.replace("investor", "owner")
    (found,) = findings(
        overlapping_markets, compiled(tmp_path, ruleset(OWNERS + funds, counted("owners", "funds")))
    )
    assert found.message == (
        'Markets `owners` and `funds` share "owner", "vp", "chief * officer" and 1 more, so one person counts in both.'
    )


@pytest.mark.parametrize(
    ("owners", "funds", "shared"),
    [
        ("head of purchasing", "head of *", "head of purchasing"),
        ("manager", "purchasing manager", "purchasing manager"),
        ("cafe owner", "owner", "cafe owner"),
    ],
)
def test_a_phrase_of_one_holds_one_of_the_other(owners: str, funds: str, shared: str, tmp_path: Path) -> None:
    markets = market(f'title has "{owners}", "a"', name="owners") + market(
        f'title has "{funds}", "b"', name="funds"
    )
    (found,) = findings(overlapping_markets, compiled(tmp_path, ruleset(markets, counted("owners", "funds"))))
    assert found.message == f'Markets `owners` and `funds` share "{shared}", so one person counts in both.'


@pytest.mark.parametrize(
    ("extra", "measure"),
    [
        ("market funds_only = funds and not owners\n", counted("owners", "funds_only")),
        ("market either = owners or funds\n", counted("either")),
        ("market either = owners or funds\n", counted("either", "owners")),
    ],
)
def test_a_formula_sets_them_against_each_other(extra: str, measure: str, tmp_path: Path) -> None:
    assert told(overlapping_markets, tmp_path, ruleset(OWNERS + FUNDS + extra, measure)) == []


def test_a_phrase_that_the_other_one_takes_out(tmp_path: Path) -> None:
    owners = market('title has "owner", "founder"', name="owners")
    funds = market('title has "investor", "founder"', 'title not "| founder |"', name="funds")
    assert told(overlapping_markets, tmp_path, ruleset(owners + funds, counted("owners", "funds"))) == []


def test_a_library_is_to_choose_from(tmp_path: Path) -> None:
    assert told(overlapping_markets, tmp_path, OWNERS + FUNDS) == []


def test_an_inherited_market_is_set_against_one_s_own(tmp_path: Path) -> None:
    beside = {"base.ssi": ruleset(OWNERS, counted("owners"))}
    text = f"""ruleset other "Other" {{
  extends "base.ssi"
  version "2"
}}
{FUNDS}
change find.one {{
  measure {counted("owners", "funds")}
}}
"""
    (found,) = findings(overlapping_markets, compiled(tmp_path, text, beside=beside))
    assert (found.span.text, found.labels[0].span.source.path) == ('"vp"', "base.ssi")


def test_one_condition_counts_nobody_twice(tmp_path: Path) -> None:
    assert told(overlapping_markets, tmp_path, ruleset(OWNERS + FUNDS, BOTH)) == []
