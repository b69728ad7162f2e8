from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ssi_rules.calibration.audit import OTHERS, Audited, audit, exact_shift
from ssi_rules.sources.dataset import DataError, Member
from tests.calibration.samples import calls, members, of_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def audited(folder: Path, everyone: list[Member], **by: Callable[[Member], str]) -> Audited:
    rules, scores = of_rules(folder, everyone)
    labels = {column: {each.id: said(each) for each in everyone} for column, said in by.items()}
    return audit(rules, scores, labels, "data")


def visits(member: Member) -> float:
    """What a member's visits earn."""
    made = int(str(member.facts["visits"])) / 1e6
    return 6 if made >= 10 else 2 if made >= 5 else 0


def sizes(found: Audited, column: int = 0) -> dict[str, int]:
    return {each.title: each.members for each in found.groupings[column].groups}


def test_a_shift_worked_out_by_hand() -> None:
    # Means 3 and 1.5 points.
    points = np.array([200, 400, 100, 200])
    assert exact_shift(points, np.array([True, True, False, False])) == Fraction(3, 2)


def test_the_parts_add_up_to_the_shift_exactly(tmp_path: Path) -> None:
    found = audited(tmp_path, members(97), team=lambda each: "north" if int(each.id[1:]) % 3 else "south")
    for group in found.groupings[0].groups:
        assert sum(each.points for each in group.drivers) == group.exact
        assert group.shift is not None
        assert group.shift.value == pytest.approx(float(group.exact or 0))


def test_what_a_group_was_made_of_is_the_largest_part(tmp_path: Path) -> None:
    found = audited(tmp_path, members(300), pace=lambda each: "fast" if calls(each) >= 30 else "slow")
    fast = next(each for each in found.groupings[0].groups if each.title == "fast")
    assert fast.shift is not None
    assert fast.shift.is_above_zero
    assert fast.drivers[0].id == "reach.calls"


def test_parts_that_even_out_are_not_passed_over(tmp_path: Path) -> None:
    everyone = members(400)
    # Many calls and few visits on the one side, and the other way round on the other: totals are much alike.
    leaning = {each.id: calls(each) * 10 / 60 - visits(each) for each in everyone}
    found = audited(tmp_path, everyone, lean=lambda each: "calls" if leaning[each.id] > 2 else "visits")
    group = found.groupings[0].groups[0]
    assert group.shift is not None
    assert not group.is_told_apart
    assert group.evens_out
    parts = {each.id: each.interval for each in group.drivers}
    assert parts["reach.calls"].value * parts["reach.visits"].value < 0


def test_intervals_of_parts_hold_together(tmp_path: Path) -> None:
    """Of groups that are drawn by lot some part is told from chance one time in twenty at most, shifts apart."""
    rules, scores = of_rules(tmp_path, members(120))
    wrong = 0
    for seed in range(60):
        drawn = random.Random(seed)
        found = audit(rules, scores, {"team": {each: drawn.choice("ab") for each in scores.members}}, "data")
        wrong += any(part.interval.tells_apart for each in found.groupings[0].groups for part in each.drivers)
    assert wrong <= 6


def test_groups_that_were_drawn_have_no_shift(tmp_path: Path) -> None:
    found = audited(tmp_path, members(300), team=lambda each: str(int(each.id[1:]) % 3))
    assert not any(each.shift is None or each.shift.tells_apart for each in found.groupings[0].groups)


def test_groups_of_nine_are_never_shown_nor_told_by_the_rest(tmp_path: Path) -> None:
    found = audited(tmp_path, members(60), team=lambda each: "few" if int(each.id[1:]) < 9 else "many")
    assert sizes(found) == {}
    assert found.groupings[0].kept_back


def test_small_groups_are_shown_together_where_together_they_are_enough(tmp_path: Path) -> None:
    def team(member: Member) -> str:
        number = int(member.id[1:])
        return "few" if number < 6 else "fewer" if number < 11 else "many"

    found = audited(tmp_path, members(60), team=team)
    assert sizes(found) == {"many": 49, OTHERS: 11}
    assert found.groupings[0].joined


def test_two_columns_do_not_tell_of_nine_between_them(tmp_path: Path) -> None:
    found = audited(
        tmp_path,
        members(60),
        team=lambda each: "a" if int(each.id[1:]) < 30 else "b",
        region=lambda each: "a" if int(each.id[1:]) < 39 else "b",
    )
    assert sizes(found) == {"a": 30, "b": 30}
    assert sizes(found, 1) == {}


def test_more_groups_make_each_interval_wider(tmp_path: Path) -> None:
    one = audited(tmp_path, members(100), team=lambda each: str(int(each.id[1:]) % 2))
    two = audited(tmp_path, members(100), team=lambda each: str(int(each.id[1:]) % 5))
    assert one.level == pytest.approx(0.975)
    assert two.level == pytest.approx(0.99)


def test_who_has_no_team_is_a_group(tmp_path: Path) -> None:
    rules, scores = of_rules(tmp_path, members(60))
    found = audit(rules, scores, {"team": {f"m{each:04}": "a" for each in range(30)}}, "data")
    assert sizes(found) == {"a": 30, "not said": 30}


def test_nineteen_members_are_no_two_groups(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="19 members have a score"):
        audited(tmp_path, members(19), team=lambda _: "a")
