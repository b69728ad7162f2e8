"""What is said of who moves: wherever a figure is kept back, a sentence says what that means, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ssi_rules.difference.data.conditions import read_condition
from ssi_rules.difference.data.figures import Level, Mover
from ssi_rules.report.movement.telling import KEPT_BACK
from ssi_rules.report.movement.view import view
from tests.difference.data.test_conditions import FEW, kept_back, moved

if TYPE_CHECKING:
    from ssi_rules.difference.data.figures import Moved
    from ssi_rules.report.movement.view import MovementView


def seen(found: Moved, *conditions: str) -> MovementView:
    judged = [read_condition(each).judged(found) for each in conditions]
    return view("people", found, {each.member: "Ann" for each in found.movers}, judged)


def is_explained(page: MovementView) -> bool:
    return any(each.startswith(f"“{KEPT_BACK}” stands where") for each in page.story)


def test_nothing_is_explained_where_all_is_told() -> None:
    page = seen(moved(), "scores_gained > 50%")
    assert page.tables[0].rows == (("scores_gained > 50%", "1.6 %", "passes"),)
    assert not is_explained(page)


@pytest.mark.parametrize("everyone", [True, False])
def test_a_condition_may_be_all_that_is_kept_back(everyone: bool) -> None:
    found = moved(unscored={})
    page = seen(found if everyone else replace(found, everyone=None), "scores_gained > 50%")
    assert page.tables[0].rows == (("scores_gained > 50%", KEPT_BACK, "passes"),)
    assert is_explained(page)


def test_so_may_a_count_of_a_level_or_the_way_of_a_mover() -> None:
    assert is_explained(seen(replace(moved(), levels=(Level("top", "Top", None, 30),))))
    assert is_explained(seen(replace(moved(), movers=(Mover("a", 100, 200, None, ()),))))


def test_a_figure_that_is_kept_back_in_the_story_alone_is_explained() -> None:
    page = seen(kept_back(FEW))
    assert not page.tables
    assert is_explained(page)
