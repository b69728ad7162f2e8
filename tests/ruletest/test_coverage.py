"""Each kind of thing there is to try: missed without a test that does, and tried with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.codes import UNCOVERED
from ssi_rules.ruletest.failures import uncovered

from .building import covered, missing, project, read

if TYPE_CHECKING:
    from pathlib import Path

RULES = """
facts {
  seat  : flag   "Has a seat"
  calls : count  "Calls"
  rate  : number "Rate"

  table people "People" { title : text company : text }
}

ruleset r "R" { version "1" worth 10 }

pillar p "P" worth 10 {
CRITERION
}
LEVELS
MARKETS
"""
ONE = 'criterion c "C" worth 10 { %s }'
BANDS = ONE % "measure calls bands { from 3 earns 4 from 6 earns 10 }"
RAMP = ONE % "measure calls ramp { 2 earns 0 6 earns 10 }"
FLAG = ONE % "measure calls > 2 earns 10 when yes"
STATES = ONE % "applies when seat needs calls >= 5 measure rate bands { from 1 earns 10 }"
MARKET = ONE % "measure count of people where title is boss bands { from 1 earns 10 }"

BAND_ITEMS = [
    "3 itself",
    "the band from 3",
    "just below 3",
    "6 itself",
    "the band from 6",
    "just below 6",
    "state unknown",
]
RAMP_ITEMS = [
    "2 itself",
    "the line between 2 and 6",
    "just below 2",
    "6 itself",
    "the flat end from 6",
    "just below 6",
    "state unknown",
]


def left(
    folder: Path, criterion: str, *given: str, levels: str = "", markets: str = ""
) -> dict[str, list[str]]:
    """What tests that give this leave untried."""
    rules = RULES.replace("CRITERION", criterion).replace("LEVELS", levels).replace("MARKETS", markets)
    tests = "".join(
        f'\ntest "{number}" {{ {each} expect total >= 0 }}\n' for number, each in enumerate(given)
    )
    (suite,) = read(project(folder, r=rules + tests))
    return missing(suite)


def without(items: list[str], *tried: str) -> list[str]:
    return [each for each in items if each not in tried]


@pytest.mark.parametrize(
    ("given", "tried"),
    [
        ("given calls = 0", []),
        ("given calls = 1", []),
        ("given calls = 2", ["just below 3"]),
        ("given calls = 3", ["3 itself", "the band from 3"]),
        ("given calls = 4", ["the band from 3"]),
        ("given calls = 5", ["the band from 3", "just below 6"]),
        ("given calls = 6", ["6 itself", "the band from 6"]),
        ("given calls = 99", ["the band from 6"]),
        ("", ["state unknown"]),
    ],
)
def test_bands_and_both_sides_of_their_cut_points(given: str, tried: list[str], tmp_path: Path) -> None:
    found = left(tmp_path, BANDS, given)
    assert found == {"p.c": without(BAND_ITEMS, *tried)}


@pytest.mark.parametrize(
    ("given", "tried"),
    [
        ("given calls = 0", []),
        ("given calls = 1", ["just below 2"]),
        ("given calls = 2", ["2 itself"]),
        ("given calls = 3", ["the line between 2 and 6"]),
        ("given calls = 5", ["the line between 2 and 6", "just below 6"]),
        ("given calls = 6", ["6 itself", "the flat end from 6"]),
        ("given calls = 7", ["the flat end from 6"]),
    ],
)
def test_a_ramp_has_a_line_and_flat_ends(given: str, tried: list[str], tmp_path: Path) -> None:
    assert left(tmp_path, RAMP, given) == {"p.c": without(RAMP_ITEMS, *tried)}


def test_nothing_is_left_once_all_is_tried(tmp_path: Path) -> None:
    given = [*(f"given calls = {each}" for each in (2, 3, 5, 6)), ""]
    assert left(tmp_path, BANDS, *given) == {}


def test_below_a_cut_point_at_nothing_there_is_nothing(tmp_path: Path) -> None:
    found = left(tmp_path, RAMP.replace("2 earns 0", "0 earns 0"))
    assert "just below 0" not in found["p.c"]


def test_just_below_is_one_of_the_last_place_written(tmp_path: Path) -> None:
    rates = BANDS.replace("measure calls", "measure rate").replace("from 3 ", "from 3.5 ")
    near, far = left(tmp_path, rates, "given rate = 3.4"), left(tmp_path, rates, "given rate = 3.39")
    assert "just below 3.5" not in near["p.c"]
    assert "just below 3.5" in far["p.c"]


@pytest.mark.parametrize(
    ("given", "tried"),
    [
        ("given calls = 3", "its measure being yes"),
        ("given calls = 2", "its measure being no"),
        ("", "state unknown"),
    ],
)
def test_a_flag_is_tried_both_ways(given: str, tried: str, tmp_path: Path) -> None:
    items = ["its measure being yes", "its measure being no", "state unknown"]
    assert left(tmp_path, FLAG, given) == {"p.c": without(items, tried)}


@pytest.mark.parametrize(
    ("given", "tried"),
    [
        ("given seat = no", ["state not_applicable"]),
        ("given seat = yes given calls = 4", ["state too_few"]),
        ("given seat = yes given calls = 5", ["state unknown"]),
        ("given seat = yes given calls = 5 given rate = 1", ["1 itself", "the band from 1"]),
        # Who is not scored tries no value.
        ("given seat = no given calls = 5 given rate = 1", ["state not_applicable"]),
    ],
)
def test_each_state_is_reached(given: str, tried: list[str], tmp_path: Path) -> None:
    items = [
        "1 itself",
        "the band from 1",
        "just below 1",
        "state not_applicable",
        "state too_few",
        "state unknown",
    ]
    assert left(tmp_path, STATES, given) == {"p.c": without(items, *tried)}


def test_caps_and_deductions_act_and_do_not(tmp_path: Path) -> None:
    rules = FLAG + "\ncap at 4 when not seat\ndeduct 1 when rate > 9"
    part = "p, caps and deductions"
    assert left(tmp_path, rules, "")[part] == [
        "the cap at 4 taking effect",
        "the cap at 4 without effect",
        "the deduction of 1 taking effect",
        "the deduction of 1 without effect",
    ]
    acting = left(tmp_path, rules, "given seat = no given rate = 10")
    assert acting[part] == ["the cap at 4 without effect", "the deduction of 1 without effect"]
    assert part not in left(
        tmp_path, rules, "given seat = no given rate = 9", "given seat = yes given rate = 10"
    )


def test_each_level_and_what_lies_below_all(tmp_path: Path) -> None:
    levels = 'level low "Low" from 2\nlevel high "High" from 9'
    items = ["a total below every level", "level `low`", "level `high`"]
    ramp = ONE % "measure calls ramp { 0 earns 0 10 earns 10 }"
    for points, tried in ((1, 0), (2, 1), (8, 1), (9, 2)):
        found = left(tmp_path, ramp, f"given calls = {points}", levels=levels)
        assert found["levels"] == without(items, items[tried])


@pytest.mark.parametrize(
    ("title", "tried"),
    [("Big boss", ["has"]), ("Former boss", ["not"]), ("Former clerk", []), ("Clerk", [])],
)
def test_a_clause_is_tried_by_a_text_that_it_decides(title: str, tried: list[str], tmp_path: Path) -> None:
    market = 'market boss "Bosses" {\n title has "boss", "chief"\n title not "former"\n}'
    found = left(tmp_path, MARKET, f'given people {{ 1 of {{ title = "{title}" }} }}', markets=market)
    items = {
        "has": "a text that this `has` line finds",
        "not": "a text that is in the market but for this `not` line",
    }
    assert found.get("market boss", []) == [words for kind, words in items.items() if kind not in tried]


@pytest.mark.parametrize(("title", "tried"), [("Boss", 1), ("Vice", 1), ("Vice boss", 0), ("Clerk", 0)])
def test_several_has_lines_can_each_only_leave_out(title: str, tried: int, tmp_path: Path) -> None:
    market = 'market boss "Bosses" {\n title has "boss"\n title has "vice"\n}'
    found = left(tmp_path, MARKET, f'given people {{ 1 of {{ title = "{title}" }} }}', markets=market)
    words = "a text that would be in the market but for this `has` line"
    assert found["market boss"] == [words] * (2 - tried)


OPERANDS = """
market one "One" { title has "one" }
market two "Two" { title has "two" }
market boss "Bosses" = one and not two
"""


@pytest.mark.parametrize(
    ("title", "tried"), [("One", None), ("Clerk", "one"), ("One two", "not two"), ("Two", None)]
)
def test_an_operand_is_tried_by_a_text_that_it_decides(title: str, tried: str | None, tmp_path: Path) -> None:
    found = left(tmp_path, MARKET, f'given people {{ 1 of {{ title = "{title}" }} }}', markets=OPERANDS)
    asked = {each: f"a text that `{each}` decides about" for each in ("one", "not two")}
    assert found["market boss"] == [words for each, words in asked.items() if each != tried]


def test_what_cannot_be_is_not_asked_for(tmp_path: Path) -> None:
    rules = ONE % "needs calls >= 3 measure calls bands { from 3 earns 4 from 6 earns 10 }"
    found = left(tmp_path, rules, "given calls = 3")
    assert "just below 3" not in found["p.c"]


def test_what_is_inherited_counts_elsewhere(tmp_path: Path) -> None:
    base = RULES.replace("CRITERION", BANDS).replace("LEVELS", "").replace("MARKETS", "")
    heir = 'ruleset heir "H" { extends "r.ssi" version "1" }\nchange p.c { bands { from 7 earns 10 } }\n'
    suites = {each.ruleset.id: each for each in read(project(tmp_path, r=base, heir=heir))}
    assert missing(suites["heir"]) == {"p.c": ["7 itself", "the band from 7", "just below 7"]}
    assert missing(suites["r"]) == {"p.c": BAND_ITEMS}


def test_a_finding_for_each_place(tmp_path: Path) -> None:
    rules = RULES.replace("CRITERION", BANDS).replace("LEVELS", "").replace("MARKETS", "")
    (suite,) = read(project(tmp_path, r=rules + 'test "t" { given calls = 3 expect p.c = 4 }'))
    found = list(uncovered(covered(suite)))
    assert {each.code for each in found} == {UNCOVERED}
    assert [(each.span.text, each.message) for each in found] == [
        ("from 3 earns 4", "No test of `p.c` tries just below 3."),
        ("from 6 earns 10", "No test of `p.c` tries 6 itself, the band from 6 or just below 6."),
        ("measure calls", "No test of `p.c` tries state unknown."),
    ]


def test_numbers_add_up(tmp_path: Path) -> None:
    rules = RULES.replace("CRITERION", BANDS).replace("LEVELS", "").replace("MARKETS", "")
    (suite,) = read(project(tmp_path, r=rules + 'test "t" { given calls = 3 expect p.c = 4 }'))
    coverage = covered(suite)
    assert (coverage.all, coverage.tried, len(list(coverage.missing))) == (7, 2, 5)
