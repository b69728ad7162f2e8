"""What bands are called, and that whoever is counted in one is where its name says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.calibration.bands import BandTable, Told, band_table
from ssi_rules.calibration.groups import Sums
from ssi_rules.calibration.outcomes import Unit
from ssi_rules.calibration.scores import CriterionScores, Figures
from ssi_rules.language.numbers import POINT_SCALE, SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Bands, EarnsWhen, Ramp, Step
from tests.calibration.samples import ruleset

if TYPE_CHECKING:
    from ssi_rules.model import Award, Criterion


@pytest.fixture(scope="module")
def criterion(tmp_path_factory: pytest.TempPathFactory) -> Criterion:
    return ruleset(tmp_path_factory.mktemp("rules")).pillars[0].criteria[0]


def steps(*pairs: tuple[int, int]) -> tuple[Step, ...]:
    """Cut-points as whole numbers, and whole points."""
    return tuple(Step(cut * SCALE, points * POINT_SCALE) for cut, points in pairs)


def table(criterion: Criterion, award: Award, values: list[int], scale: int = SCALE) -> BandTable:
    measure = Figures(np.array(values) * scale, np.ones(len(values), dtype=np.bool_))
    told = Told(np.arange(len(values), dtype=np.float64), Unit.NUMBER, Sums(len(values)))
    return band_table(replace(criterion, award=award), CriterionScores(measure, measure), told)


def told(found: BandTable) -> list[tuple[str, str, int | None]]:
    return [(each.title, each.points, each.members) for each in found.rows]


def test_a_value_that_is_a_cut_point_is_in_the_band_that_begins_there(criterion: Criterion) -> None:
    values = [4] * 20 + [5] * 20 + [9] * 20 + [10] * 20
    assert told(table(criterion, Bands(steps((5, 2), (10, 6))), values)) == [
        ("below 5", "0", 20),
        ("5 to below 10", "2", 40),
        ("from 10", "6", 20),
    ]


def test_the_last_point_of_a_ramp_is_in_what_begins_there(criterion: Criterion) -> None:
    values = [0] * 20 + [29] * 10 + [30] * 20 + [59] * 10 + [60] * 20 + [90] * 20
    assert told(table(criterion, Ramp(steps((0, 0), (30, 4), (60, 10))), values)) == [
        ("0 to below 30", "0 to 4", 30),
        ("30 to below 60", "4 to 10", 30),
        ("from 60", "10", 40),
    ]


def test_a_ramp_whose_members_stand_in_one_stretch_is_shown_in_their_quarters(criterion: Criterion) -> None:
    found = table(criterion, Ramp(steps((0, 0), (100, 10))), list(range(80)))
    assert told(found) == [
        ("0 to below 20", "0 to 2", 20),
        ("20 to below 40", "2 to 4", 20),
        ("40 to below 60", "4 to 6", 20),
        ("from 60", "6 to 10", 20),
    ]
    # The quarters are ours: only what the author parted can be a band that nobody is in.
    assert found.nobody == ("from 100",)


def test_where_most_have_the_same_value_no_quarter_is_made_up_that_nobody_is_in(criterion: Criterion) -> None:
    found = table(criterion, Ramp(steps((0, 0), (100, 10))), [3] * 70 + [50] * 30)
    assert found.nobody == ("from 100",)


def test_what_is_below_zero_has_a_band_of_its_own_where_somebody_is_there(criterion: Criterion) -> None:
    award = Ramp(steps((0, 1), (30, 4)))
    growth = replace(criterion, measure=replace(criterion.measure, type=Type.NUMBER))
    values = [-5] * 20 + [0] * 20 + [40] * 20
    assert told(table(growth, award, values)) == [
        ("below 0", "1", 20),
        ("0 to below 30", "1 to 4", 20),
        ("from 30", "4", 20),
    ]
    assert table(growth, award, values[20:] * 2).nobody == ()


def test_bands_that_are_joined_say_all_that_is_earned_in_them(criterion: Criterion) -> None:
    # A middle earns most; all its neighbours are too few to be told of alone.
    award = Bands(steps((5, 8), (10, 3)))
    assert told(table(criterion, award, [0] * 6 + [5] * 6 + [10] * 48)) == [
        ("below 10", "0 to 8", 12),
        ("from 10", "3", 48),
    ]
    assert told(table(criterion, award, [0] * 48 + [5] * 6 + [10] * 6)) == [
        ("below 5", "0", 48),
        ("from 5", "8 to 3", 12),
    ]


def test_flags_are_yes_and_no(criterion: Criterion) -> None:
    assert told(table(criterion, EarnsWhen(400, when=False), [0] * 20 + [1] * 30, 1)) == [
        ("no", "4", 20),
        ("yes", "0", 30),
    ]


def fits(title: str, value: int) -> bool:
    """What a reader takes a title for."""
    low = re.match(r"(?:from )?(-?\d+)", title)
    high = re.search(r"below (-?\d+)", title)
    return (low is None or int(low[1]) <= value) and (high is None or value < int(high[1]))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(-3, 12), min_size=2, max_size=4, unique=True),
    st.lists(st.integers(-6, 15), min_size=20, max_size=80),
    st.booleans(),
)
def test_whoever_is_counted_in_a_band_is_where_its_title_says(
    criterion: Criterion, cuts: list[int], values: list[int], is_ramp: bool
) -> None:
    of_numbers = replace(criterion, measure=replace(criterion.measure, type=Type.NUMBER))
    places = steps(*((cut, points) for points, cut in enumerate(sorted(cuts))))
    found = table(of_numbers, Ramp(places) if is_ramp else Bands(places), values)
    for each in found.rows:
        inside = sum(fits(each.title, value) for value in values)
        assert each.members in (inside, None)
        assert each.members is None or inside >= 10
    for value in values:
        assert sum(fits(each.title, value) for each in found.rows) == 1
    for title in found.nobody:
        assert not any(fits(title, value) for value in values)


def test_a_measure_with_decimals_and_shares_keeps_its_unit(criterion: Criterion) -> None:
    shares = replace(criterion, measure=replace(criterion.measure, type=Type.PERCENT))
    award = Bands((Step(SCALE // 4, 200), Step(SCALE // 2, 1000)))
    found = table(shares, award, [SCALE // 8] * 20 + [SCALE // 3] * 20 + [SCALE] * 20, 1)
    assert [each.title for each in found.rows] == ["below 25%", "25% to below 50%", "from 50%"]
