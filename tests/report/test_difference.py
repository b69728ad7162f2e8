"""What the page of a difference says: ranges that hold of every value in them, every sum that differs, and every place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.difference.meaning.compare import Comparison
from ssi_rules.difference.meaning.scores import Both
from ssi_rules.language.numbers import SCALE
from ssi_rules.report.difference.example import breakdown
from ssi_rules.report.difference.github import github
from ssi_rules.report.difference.view import view
from ssi_rules.sources.dataset import Member
from tests.engines.differential.written import checked, faults

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset

CARD = """\
facts {
  frames : number "Frames"
  paid   : count  "Paid tastings"
}
ruleset bees "Bees" {
  version "1.0.0"
  worth 20
  missing redistribute
}
pillar meet "Meet" worth 10 {
  criterion paid "Paid" worth 10 { measure paid bands { from 1 earns 10 } missing zero basis chosen }
}
pillar sell "Sell" worth 10 {
  criterion frames "Frames" worth 10 { measure frames ramp { 0 earns 0 20 earns 5 40 earns 10 } basis chosen }
}
level good "Good" from 12
"""
SPREAD = CARD.replace("missing zero", "missing redistribute")


def ruleset(text: str) -> Ruleset:
    made = checked(text)
    assert made is not None, faults(text)
    return made


@pytest.mark.parametrize(
    ("was", "now", "cells"),
    [
        (CARD, SPREAD, ("0 of 10", "no score of 10", "")),
        (SPREAD, CARD, ("no score of 10", "0 of 10", "")),
    ],
)
def test_a_pillar_without_a_score_on_one_side_is_a_line(was: str, now: str, cells: tuple[str, ...]) -> None:
    both = Both(ruleset(was), ruleset(now))
    example = both.example(Member("member", None, {"frames": 20 * SCALE}), None)
    rows = breakdown(example, both.old.catalogue).rows
    (meet,) = [each for each in rows if each.title == "meet"]
    assert (meet.before, meet.after, meet.change) == cells
    assert meet.is_sum


def test_where_rounding_leaves_nothing_the_difference_is_up_to_so_much() -> None:
    other = CARD.replace("20 earns 5 40 earns 10", "25 earns 5 45 earns 10")
    page = view(("was", "now"), Comparison(ruleset(CARD), ruleset(other)), None)
    ((item,),) = (each.items for each in page.sections)
    assert "from 0.02 to below 20: up to 1 point less, 0 to 4 instead of 0.01 to 5" in item.lines
    assert "from 25 to below 40: 1.25 points less, 5 to 8.75 instead of 6.25 to 10" in item.lines


@pytest.mark.parametrize(
    ("now", "line", "title"),
    [
        (CARD.replace("missing redistribute", "missing zero"), 8, "the ruleset%3A missing changed"),
        (
            CARD[: CARD.index("pillar sell")].replace("worth 20", "worth 10"),
            7,
            "the ruleset%3A worth changed",
        ),
        (SPREAD, 11, "meet.paid%3A missing changed"),
    ],
)
def test_what_the_whole_ruleset_says_gets_a_notice_on_its_line(now: str, line: int, title: str) -> None:
    page = view(("was", "now"), Comparison(ruleset(CARD), ruleset(now)), None)
    (notice,) = [each for each in github([page]).splitlines() if title in each]
    assert notice.startswith("::notice ")
    assert f",line={line}," in notice
