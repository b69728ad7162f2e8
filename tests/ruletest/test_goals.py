"""What there is to try in rules of each form, listed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .building import missing, project, read

if TYPE_CHECKING:
    from pathlib import Path

FACTS = """
facts {
  number_of : count   "Count"
  amount    : number  "Number"
  part      : percent "Percent"
  seat      : flag    "Flag"
  seen      : flag    "Another flag"
  name      : text    "Text"
  born      : date    "Date"

  table rows dated day "Rows" {
    day     : date
    title   : text
    firm    : text
    ok      : flag
    minutes : number
  }
}
"""


def criterion(parts: str) -> str:
    """A ruleset of one criterion, worth 4."""
    return (
        f'{FACTS}\nruleset r "R" {{ version "1" worth 4 }}\n'
        f'pillar p "P" worth 4 {{ criterion c "C" worth 4 {{ {parts} }} }}\n'
    )


def to_try(folder: Path, text: str) -> dict[str, list[str]]:
    """All there is to try: what is missing without a test."""
    (suite,) = read(project(folder, r=text))
    return missing(suite)


def stretch(cut: str, of: str = "the band from") -> list[str]:
    """A cut-point, what begins there, and what lies just below."""
    return [f"{cut} itself", f"{of} {cut}", f"just below {cut}"]


BANDS = "bands {{ from {0} earns 1 from {1} earns 4 }}"
RAMP = "ramp {{ {0} earns 1 {1} earns 4 }}"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        pytest.param(
            "measure number_of " + BANDS.format(1, 3),
            [*stretch("1"), *stretch("3"), "state unknown"],
            id="bands of a count",
        ),
        pytest.param(
            "measure amount " + BANDS.format(0, 3),
            ["0 itself", "the band from 0", *stretch("3"), "state unknown"],
            id="facts are taken not to be negative",
        ),
        pytest.param(
            "measure number_of - 5 " + BANDS.format(0, 3),
            [*stretch("0"), *stretch("3"), "state unknown"],
            id="a difference can be negative",
        ),
        pytest.param(
            "measure part " + RAMP.format("0%", "100%"),
            [
                "0% itself",
                "the line between 0% and 100%",
                *stretch("100%", "the flat end from"),
                "state unknown",
            ],
            id="a ramp has lines and a flat end",
        ),
        pytest.param(
            "measure number_of " + RAMP.format(0, 1),
            ["0 itself", *stretch("1", "the flat end from"), "state unknown"],
            id="no count lies between 0 and 1",
        ),
        pytest.param(
            "measure number_of * 2 " + BANDS.format(4, 8),
            [*stretch("4"), *stretch("8"), "state unknown"],
            id="twice a count is even: just below is two below",
        ),
        pytest.param(
            "measure (count of rows where ok) / (count of rows) " + BANDS.format("13%", "25%"),
            [*stretch("13%"), *stretch("25%"), "state unknown"],
            id="a quotient is shown as its cut-points are written",
        ),
        pytest.param(
            "measure (count of rows where ok) / (count of rows) " + BANDS.format("0.5", "2"),
            [*stretch("0.5"), *stretch("2"), "state unknown"],
            id="or as plain numbers",
        ),
        pytest.param(
            "measure number_of >= 3 else no earns 4 when yes",
            ["its measure being yes", "its measure being no"],
            id="what has an else is never unknown",
        ),
        pytest.param(
            "applies when number_of > 4 measure number_of needs number_of > 2 " + BANDS.format(1, 5),
            ["5 itself", "the band from 5", "state not_applicable", "state unknown"],
            id="what applies makes sure of is not asked",
        ),
    ],
)
def test_a_criterion(parts: str, words: list[str], tmp_path: Path) -> None:
    assert to_try(tmp_path, criterion(parts)) == {"p.c": words}


@pytest.mark.parametrize(
    ("cut", "below", "tries"),
    [
        ("13%", "12%", True),
        ("13%", "11.9999%", False),
        ("13%", "12.9999%", True),
        ("12.5%", "12.4%", True),
        ("12.5%", "12.3999%", False),
    ],
)
def test_just_below_is_within_one_unit_of_the_last_place_written(
    cut: str, below: str, tries: bool, tmp_path: Path
) -> None:
    rules = criterion(f"measure part bands {{ from {cut} earns 4 }}")
    test = f'test "t" {{ given part = {below} expect p.c = 0 }}\n'
    assert (f"just below {cut}" not in to_try(tmp_path, rules + test)["p.c"]) is tries


def test_a_ruleset_that_brings_nothing_has_nothing_to_try(tmp_path: Path) -> None:
    heir = 'ruleset s "S" { extends "r.ssi" version "1" missing redistribute }\n'
    rules = criterion("measure part " + RAMP.format("0%", "100%"))
    suites = {each.ruleset.id: each for each in read(project(tmp_path, r=rules, s=heir))}
    assert missing(suites["s"]) == {}
    assert missing(suites["r"]) != {}
