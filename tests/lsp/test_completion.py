from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lsp.candidates import Shape
from ssi_rules.lsp.completion import complete
from tests.lsp.desk import HEAD, cursor

if TYPE_CHECKING:
    from pathlib import Path

BODY = """
facts {
  seat : flag "Holds a seat"
  table visits dated on "Visits" {
    on      : date
    company : text
    minutes : number
  }
}
market buyers "Buyers" {
  title has "buyer"
}
let floor = 5
pillar find "Find" worth 5 {
  criterion shares "Shares" worth 5 {
    measure count of shares
    bands {
      from floor earns 5
    }
  }
}
level top "Top" from 3
action share "Share" {
  adds 1 row to shares
}
"""
WHOLE = HEAD + BODY


@pytest.mark.parametrize(
    ("typed", "offered", "not_offered"),
    [
        ("", {"pillar", "let", "test", "change"}, {"measure", "seat"}),
        ("pil|", {"pillar"}, {"criterion"}),
        ("let a = |", {"seat", "floor", "count", "average", "not"}, {"visits", "buyers", "minutes"}),
        ("let a = count of |", {"visits", "connections"}, {"seat", "floor", "where"}),
        ("let a = count distinct |", {"visits"}, {"seat"}),
        ("let a = days since last |", {"visits"}, {"seat"}),
        ("let a = sum of visits.|", {"minutes", "company", "on"}, {"seat", "title"}),
        ("let a = count of visits |", {"over", "where", "else"}, {"seat", "pillar"}),
        ("let a = count of visits over 30 |", {"days", "weeks"}, {"minutes", "seat"}),
        ("let a = count of visits over 30|", set(), {"days", "seat"}),
        ("let a = count of visits where |", {"minutes", "seat", "not"}, {"title", "where"}),
        ("let a = (count of visits where minutes > 3) + |", {"seat"}, {"minutes"}),
        ("let a = count of visits where minutes > 3 else |", {"seat"}, {"minutes"}),
        (
            "let a = share of visits where company is |",
            {"buyers", "senior_executive", "known", "not"},
            {"seat"},
        ),
        ("let a = share of visits where company is not |", {"buyers", "known"}, {"seat"}),
        ("let |", set(), {"seat", "floor", "pillar"}),
        ("market both = buyers or |", {"buyers", "recruiter", "not"}, {"seat"}),
        ("market more {\n  |", {"title", "company"}, {"minutes", "seat"}),
        ("market more {\n  title |", {"has", "not"}, {"title"}),
        ("change |", {"find", "top", "share", "market", "let"}, {"floor", "buyers", "seat"}),
        ("change market |", {"buyers"}, {"find"}),
        ("change let |", {"floor"}, {"seat"}),
        ("change find.|", {"shares"}, {"find", "seat"}),
        ("change find.shares {\n  |", {"measure", "needs", "bands", "title", "worth"}, {"seat", "expect"}),
        ("remove |", {"find", "top", "floor", "buyers", "share"}, {"seat"}),
        ("in |", {"find"}, {"top"}),
        ("in find {\n  |", {"criterion", "cap", "deduct"}, {"measure"}),
        ('in find {\n  criterion a "A" worth 1 {\n    missing |', {"zero", "redistribute"}, {"seat"}),
        (
            'in find {\n  criterion a "A" worth 1 {\n    basis |',
            {"chosen", "inferred", "published"},
            {"seat"},
        ),
        ('in find {\n  criterion a "A" worth 1 {\n    bands {\n      from |', {"floor"}, {"seat", "sum"}),
        ('in find {\n  criterion a "A" worth 1 {\n    ramp {\n      |', {"floor"}, {"seat", "from"}),
        ('action a "A" {\n  |', {"adds", "takes", "limit", "sets"}, {"seat"}),
        ('action a "A" {\n  adds 1 row to |', {"visits"}, {"seat"}),
        ('action a "A" {\n  adds 1 row to visits { |', {"on", "minutes"}, {"seat"}),
        ('action a "A" {\n  adds 1 to |', {"seat"}, {"visits"}),
        ('action a "A" {\n  sets |', {"seat"}, {"visits"}),
        ('test "t" {\n  |', {"as", "given", "expect"}, {"seat"}),
        ('test "t" {\n  given |', {"seat", "visits"}, {"floor"}),
        ('test "t" {\n  given seat = |', {"yes", "no"}, {"seat"}),
        ('test "t" {\n  given visits {\n    2 of { minutes = 3, |', {"on", "company"}, {"minutes", "seat"}),
        ('test "t" {\n  expect |', {"find", "total", "level"}, {"seat"}),
        ('test "t" {\n  expect find.|', {"shares"}, {"find"}),
        ('test "t" {\n  expect find.shares is |', {"scored", "too_few", "unknown"}, {"buyers"}),
        ('test "t" {\n  expect level is |', {"top"}, {"scored"}),
        ('claim "t" {\n  |', {"assume", "expect"}, {"seat", "given", "as"}),
        ('claim "t" {\n  assume |', {"seat", "floor", "not", "count"}, {"find"}),
        ('claim "t" {\n  assume seat\n  expect |', {"find", "total", "level"}, {"seat"}),
        ('claim "t" {\n  expect find.|', {"shares"}, {"find"}),
        ("facts {\n  a : |", {"count", "percent", "date"}, {"seat"}),
        ("facts {\n  table more dated |", set(), {"seat"}),
        ('pillar broken "B" worth {\n  criterion a "A" worth 1 {\n    |', {"measure", "bands"}, {"pillar"}),
        ("let a = oh no what\n|", {"pillar", "let"}, {"measure"}),
        ("# ssi: ignore[|", {"cliff", "missing-advice"}, {"seat"}),
        ("# ssi: ignore[cliff, mis|", {"missing-advice"}, {"seat"}),
        ("# no |", set(), {"seat", "pillar"}),
        ('market more {\n  title has "|', set(), {"seat", "buyers"}),
        ('use "|', {"facts/linkedin.ssi"}, {"seat"}),
        ('ruleset x "X" {\n  extends "li|', {"facts/linkedin.ssi"}, {"seat"}),
    ],
)
def test_what_is_offered(tmp_path: Path, typed: str, offered: set[str], not_offered: set[str]) -> None:
    place = cursor(tmp_path, rules=WHOLE + (typed or "|"))
    found = complete(place.sheet, place.offset, lambda: ["facts/linkedin.ssi"])
    texts = {each.text for each in found}
    assert offered <= texts
    assert not not_offered & texts
    assert bool(offered) or not texts


def test_names_say_what_they_are(tmp_path: Path) -> None:
    place = cursor(tmp_path, rules=WHOLE + "let a = se|")
    found = {each.text: each for each in complete(place.sheet, place.offset, list)}
    assert found["seat"].shape is Shape.FACT
    assert found["seat"].detail == "flag, Holds a seat"
    assert found["floor"].detail == "5"
    assert WHOLE[found["seat"].start :] == ""
    assert place.offset - found["seat"].start == len("se")


def test_a_name_that_only_a_used_file_uses_is_not_offered(tmp_path: Path) -> None:
    place = cursor(
        tmp_path,
        deep="facts {\n  hidden : count\n}\n",
        used='use "deep.ssi"\nlet shown = hidden\n',
        rules='use "used.ssi"\nlet a = |',
    )
    texts = {each.text for each in complete(place.sheet, place.offset, list)}
    assert "shown" in texts
    assert "hidden" not in texts


def test_columns_that_a_table_is_dated_by_come_from_its_own_lines(tmp_path: Path) -> None:
    text = "facts {\n  table more dated | {\n    on : date\n  }\n}\n".replace("| {", "on| {")
    place = cursor(tmp_path, rules=text)
    texts = {each.text for each in complete(place.sheet, place.offset, list)}
    assert texts == {"on"}
