from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lsp.rename import CannotRename, renamable, rename_on, renamed
from tests.lsp.desk import HEAD, cursor

if TYPE_CHECKING:
    from pathlib import Path

    from tests.lsp.desk import Cursor

BASE = (
    HEAD
    + """
facts {
  asked : count
  seat  : flag
  home  : text
  table visits dated made_on {
    made_on : date
    company : text
    title   : text
  }
}
market buyers "Buyers" {
  title   has "buyer"
  company not "Contoso"
}
let floor = 5
pillar find "Find" worth 5 {
  criterion asking "Asking" worth 5 {
    applies when seat
    measure (asked) + (count of visits over 3 days where title is buyers and company = home)
    bands {
      from floor earns 5
    }
  }
}
level top "Top" from 3
action ask "Ask" {
  adds 1 to asked
  adds 1 row to visits { made_on = as_of }
}
"""
)
BUILT = """
ruleset built "Built" {
  extends "base.ssi"
  version "1.0.0"
}
change let floor = 6
change find.asking {
  advice "Ask."
}
change top {
  from 4
}
"""
TESTS = """
test "t" {
  as of 2026-01-01
  given asked = 3
  given visits {
    2 of { made_on = 2025-12-31 }
  }
  expect find.asking = 5
  expect level is top
}
"""


def texts_after(place: Cursor, name: str) -> dict[str, str]:
    texts = renamed(rename_on(place.desk, place.path, place.offset, name))
    return {source.path: text for source, text in texts.items()}


def project(folder: Path, marked: str, **more: str) -> Cursor:
    """The three files, the cursor at a word of the base."""
    base = BASE.replace(marked, f"{marked[0]}|{marked[1:]}", 1)
    return cursor(folder, base=base, built=BUILT, base_test=TESTS, **more)


@pytest.mark.parametrize(
    ("marked", "old", "new", "places"),
    [
        ("asked : count", "asked", "requests", {"base.ssi": 3, "base_test.ssi": 1}),
        ("visits dated", "visits", "meetings", {"base.ssi": 3, "base_test.ssi": 1}),
        ("made_on : date", "made_on", "held_on", {"base.ssi": 3, "base_test.ssi": 1}),
        ("floor = 5", "floor", "least", {"base.ssi": 2, "built.ssi": 1}),
        ('buyers "Buyers', "buyers", "purchasers", {"base.ssi": 2}),
        ('find "Find', "find", "search", {"base.ssi": 1, "built.ssi": 1, "base_test.ssi": 1}),
        ('asking "Asking', "asking", "questions", {"base.ssi": 1, "built.ssi": 1, "base_test.ssi": 1}),
        ('top "Top', "top", "best", {"base.ssi": 1, "built.ssi": 1, "base_test.ssi": 1}),
        ('ask "Ask', "ask", "enquire", {"base.ssi": 1}),
        ('r "R"', "r", "base", {"base.ssi": 1}),
    ],
)
def test_every_place_is_renamed_and_nothing_else(
    tmp_path: Path, marked: str, old: str, new: str, places: dict[str, int]
) -> None:
    before = {"base.ssi": BASE, "built.ssi": BUILT, "base_test.ssi": TESTS}
    texts = texts_after(project(tmp_path, marked), new)
    assert set(texts) == set(places)
    for path, text in texts.items():
        assert text.count(new) - before[path].count(new) == places[path]
        assert text.replace(new, old) == before[path].replace(new, old)


@pytest.mark.parametrize(
    ("marked", "name", "reason"),
    [
        ("asked : count", "2nd", "begin with a letter"),
        ("asked : count", "ärger", "letters a to z"),
        ("asked : count", "", "letters a to z"),
        ("asked : count", "where", "word of the language"),
        ("floor = 5", "pillar", "word of the language"),
        ("asked : count", "seat", "already"),
        ("floor = 5", "asked", "already"),
        ('find "Find', "total", "total"),
        ("floor = 5", "connections", "connections"),
        ("home  : text", "title", "would mean something else"),
        ("company : text", "firm", "Market `buyers` reads a column of this name (base.ssi:18)"),
        ("facts/linkedin", "x", "This is a path"),
    ],
)
def test_a_name_that_cannot_be_given_is_refused_with_the_reason(
    tmp_path: Path, marked: str, name: str, reason: str
) -> None:
    place = project(tmp_path, marked)
    with pytest.raises(CannotRename) as refused:
        texts_after(place, name)
    assert reason in str(refused.value)


def test_the_column_that_a_market_is_asked_with_may_be_renamed(tmp_path: Path) -> None:
    texts = texts_after(project(tmp_path, "title   : text"), "job")
    assert "where job is buyers" in texts["base.ssi"]
    assert 'title   has "buyer"' in texts["base.ssi"]


def test_what_came_with_ssi_is_not_renamed(tmp_path: Path) -> None:
    place = cursor(tmp_path, rules=HEAD + "let a = follo|wers\n")
    with pytest.raises(CannotRename, match=r"came with ssi, in rulesets/facts/linkedin\.ssi"):
        texts_after(place, "fans")


def test_a_file_that_cannot_be_read_stops_a_rename_that_may_miss_it(tmp_path: Path) -> None:
    place = project(tmp_path, "floor = 5", other="let a = = floor\n")
    with pytest.raises(CannotRename, match=r"other\.ssi cannot be read"):
        texts_after(place, "least")
    assert texts_after(project(tmp_path, "floor = 5", other="let a = = what\n"), "least")


def test_the_same_name_again_changes_nothing(tmp_path: Path) -> None:
    assert texts_after(project(tmp_path, "floor = 5"), "floor") == {}


def test_what_can_be_renamed_is_told_before(tmp_path: Path) -> None:
    place = project(tmp_path, "floor = 5")
    assert renamable(place.sheet, place.offset).span.text == "floor"
    with pytest.raises(CannotRename, match="no name here"):
        renamable(place.sheet, 0)
