"""Figures as people read them."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from ssi_rules.calibration.outcomes import Unit
from ssi_rules.calibration.statistics import Estimate
from ssi_rules.cli.asking.figures import KEPT_BACK, NONE, correlation, outcome, points, share
from ssi_rules.cli.asking.pages import Part, Rows, markdown, print_page


@pytest.mark.parametrize(
    ("found", "unit", "words"),
    [
        (Estimate(0.5, 0.3, 0.7), Unit.YES, "50 % (30 % to 70 %)"),
        (Estimate(1.034, 0.9, 1.2), Unit.PERCENT, "103 % (90 % to 120 %)"),
        (Estimate(5.25, 4.1, 6.4), Unit.NUMBER, "5 (4 to 6)"),
        (Estimate(5.26, 5.1, 5.4), Unit.NUMBER, "5.3 (5.1 to 5.4)"),
        (Estimate(125_250.4, 119_000, 131_500), Unit.NUMBER, "125,250 (119,000 to 131,500)"),
        (None, Unit.NUMBER, KEPT_BACK),
    ],
)
def test_outcomes_have_their_unit_and_no_more_digits_than_they_are_worth(
    found: Estimate | None, unit: Unit, words: str
) -> None:
    assert outcome(found, unit) == words


def test_nothing_is_never_minus_nothing() -> None:
    assert correlation(Estimate(-0.001, -0.2, 0.2)) == "0.00 (-0.20…0.20)"
    assert correlation(None) == NONE
    assert points(Estimate(1.26, -0.5, 3)) == "+1.3 (-0.5 to +3.0)"
    assert share(0.256) == "26 %"


def test_on_a_narrow_terminal_remarks_take_two_lines_and_names_are_not_broken() -> None:
    row = (
        "the others together",
        "300",
        "23.3 (19.1 to 27.5)",
        "+5.0 (+0.6 to +9.4)",
        "can be told from chance",
    )
    console = Console(width=80, file=StringIO(), record=True)
    table = Rows(("Group", "Members", "Mean total", "Shift", ""), (row,), frozenset({0, 4}))
    print_page((Part("By team", (), table),), console)
    said = console.export_text()
    assert {"others", "together", "chance"} <= set(said.split())
    assert "23.3 (19.1 to 27.5)  +5.0 (+0.6 to +9.4)" in said


def test_words_stand_at_the_left_and_figures_at_the_right() -> None:
    rows = (("Visits", "reach.visits", "-3.0"), ("Calls", "r.calls", "+10.3"))
    page = (Part("Drivers", (), Rows(("Part", "", "Points"), rows, frozenset({0, 1}))),)
    console = Console(width=80, file=StringIO(), record=True)
    print_page(page, console)
    assert [each.rstrip() for each in console.export_text().splitlines()] == [
        "Drivers",
        "Part                  Points",
        "Visits  reach.visits    -3.0",
        "Calls   r.calls        +10.3",
    ]
    assert "| :-- | :-- | --: |" in markdown(page)


def test_markdown_has_headings_tables_and_no_markup_of_others() -> None:
    page = (Part("A *b*", ("Said.",), Rows(("x", "y"), (("1|2", "<b>"),)), ("After.",)), Part("B"))
    assert markdown(page) == (
        "# A \\*b\\*\n\nSaid.\n\n| x | y |\n| :-- | --: |\n| 1\\|2 | \\<b\\> |\n\nAfter.\n\n## B\n"
    )


@pytest.mark.parametrize("name", ["@acme", "https://acme.example", "www.acme.example", "#7", "GH-7"])
def test_markdown_makes_no_mention_link_or_reference_of_a_name(name: str) -> None:
    said = markdown((Part(name, (name,), Rows((name, "n"), ((name, "1"),)), (name,)),))
    assert name not in said
    assert said.replace("\N{WORD JOINER}", "").count(name) == 5


@pytest.mark.parametrize("line", ["- red", "+ red", "1. red", "# red", "= red"])
def test_markdown_makes_no_list_or_heading_of_a_line(line: str) -> None:
    assert line not in markdown((Part("A", (line,)),)).splitlines()
