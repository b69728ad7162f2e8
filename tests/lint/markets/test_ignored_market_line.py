from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.markets.ignored_market_line import ignored_market_line
from tests.lint.reading import compiled, findings
from tests.lint.scoring.rules import told

from .rules import counted, market, ruleset

if TYPE_CHECKING:
    from pathlib import Path

TALKS = "facts {\n  table talks { title : text }\n  table visits { title : text\n company : text }\n}"
TARGET = market('title has "buyer"', 'company not "Acme"', 'company not "Fabrikam"')


def test_a_table_without_the_column(tmp_path: Path) -> None:
    text = ruleset(TARGET, "count of talks where title is sought", facts=TALKS)
    assert told(ignored_market_line, tmp_path, text) == [
        (
            "19: Market `sought` also reads `company`, which `talks` has not, so that line is passed over here."
            " [only `connections` and `visits` can be asked with that line;"
            " use a market without it here, or put what it says into `where`]"
        )
    ]
    (found,) = findings(ignored_market_line, compiled(tmp_path, text))
    assert found.span.text == "sought"
    assert [(each.span.text, each.message) for each in found.labels] == [
        ('company not "Acme"', "this line is passed over")
    ]


def test_a_fact(tmp_path: Path) -> None:
    text = ruleset(TARGET, "count of connections where member_title is sought").replace(
        "count of connections where member_title is sought\n    ramp { 0 earns 0 90 earns 10 }",
        "member_title is sought\n    earns 10 when yes",
    )
    (said,) = told(ignored_market_line, tmp_path, text)
    assert said.startswith(
        "15: Market `sought` also reads `company`, and a fact stands beside no other column, so that line is passed"
    )


def test_a_table_with_the_column(tmp_path: Path) -> None:
    assert told(ignored_market_line, tmp_path, ruleset(TARGET, counted("sought"))) == []


def test_a_market_of_one_column(tmp_path: Path) -> None:
    alone = market('title has "buyer"', 'title not "former"')
    assert (
        told(
            ignored_market_line, tmp_path, ruleset(alone, "count of talks where title is sought", facts=TALKS)
        )
        == []
    )


def test_a_line_of_a_market_that_another_is_made_of(tmp_path: Path) -> None:
    made = TARGET + "market either = sought or bosses\n" + market('title has "boss"', name="bosses")
    (said,) = told(
        ignored_market_line, tmp_path, ruleset(made, "count of talks where title is either", facts=TALKS)
    )
    assert "Market `either` also reads `company`" in said


def test_a_change_that_brings_it_to_an_inherited_use(tmp_path: Path) -> None:
    base = ruleset(market('title has "buyer"'), "count of talks where title is sought", facts=TALKS)
    text = f'ruleset other "Other" {{\n  extends "base.ssi"\n  version "2"\n}}\nchange {TARGET}'
    (found,) = findings(ignored_market_line, compiled(tmp_path, text, beside={"base.ssi": base}))
    assert (found.span.line, found.span.text) == (5, "sought")
