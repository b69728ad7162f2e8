"""Stretches on which awards differ, against every value tried one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.checking.intervals import Interval
from ssi_rules.difference.meaning.awards import Stretch, points_at, stretches
from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.model import Award, Bands, EarnsWhen, Ramp, Step
from tests.engines.build import bands, ramp

COUNTS = Interval(0, LARGEST_FACT * SCALE, step=SCALE)


def awards(most: int) -> st.SearchStrategy[Bands | Ramp]:
    def made(cuts: set[int], points: list[int], *, of_bands: bool) -> Bands | Ramp:
        steps = tuple(Step(*each) for each in zip(sorted(cuts), points, strict=False))
        return Bands(steps) if of_bands else Ramp(steps)

    return st.builds(
        made,
        st.sets(st.integers(0, most), min_size=2, max_size=4),
        st.lists(st.integers(0, 9), min_size=4, max_size=4),
        of_bands=st.booleans(),
    )


@given(awards(60), awards(60), st.integers(0, 9), st.integers(40, 70), st.sampled_from((1, 2, 7)))
def test_every_value_that_differs_lies_in_a_stretch(
    was: Bands | Ramp, now: Bands | Ramp, low: int, high: int, step: int
) -> None:
    values = Interval(low, high, step=step).within(low, high)
    found = stretches(was, now, values)
    gains = {
        value: points_at(now, value) - points_at(was, value)
        for value in range(values.low, values.high + 1, step)
    }
    for value, gain in gains.items():
        holding = [each for each in found if holds(each, value)]
        assert len(holding) <= 1
        assert holding or gain == 0
    for each in found:
        inside = {value: gain for value, gain in gains.items() if holds(each, value)}
        ends = min(inside), max(inside)
        assert ends[1] == each.last
        assert inside[ends[0]] != 0
        assert inside[ends[1]] != 0
        assert (each.least, each.most) == (min(inside.values()), max(inside.values()))
        assert each.was == tuple(points_at(was, end) for end in ends)
        assert each.now == tuple(points_at(now, end) for end in ends)
        assert (each.low is None) == (ends[0] == values.low)
        assert (each.end is None) == (ends[1] == values.high)


def holds(stretch: Stretch, value: int) -> bool:
    return (stretch.low is None or value >= stretch.low) and (stretch.end is None or value < stretch.end)


def test_a_cut_point_that_moves_makes_one_stretch() -> None:
    found = stretches(bands((5, 100), (20, 300)), bands((5, 100), (25, 300)), COUNTS)
    assert found == (Stretch(20 * SCALE, 25 * SCALE, 24 * SCALE, (300, 300), (100, 100), -200, -200),)


def test_the_last_band_goes_on_for_ever() -> None:
    (found,) = stretches(bands((5, 100)), bands((5, 200)), COUNTS)
    assert (found.low, found.end, found.least) == (5 * SCALE, None, 100)


def test_points_from_the_least_value_on_have_no_lower_end() -> None:
    (found,) = stretches(bands((5, 100)), bands((0, 200), (5, 100)), COUNTS)
    assert (found.low, found.end, found.now) == (None, 5 * SCALE, (200, 200))


def test_a_ramp_differs_along_its_whole_line() -> None:
    (found,) = stretches(
        ramp((0, 0), (100, 400)), ramp((0, 0), (100, 500)), Interval(0, 99 * SCALE, step=SCALE)
    )
    assert (found.low, found.last) == (SCALE, 99 * SCALE)
    assert (found.least, found.most) == (1, 99)


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (EarnsWhen(300, when=True), EarnsWhen(500, when=True), [(1, 300, 500)]),
        (EarnsWhen(300, when=True), EarnsWhen(300, when=False), [(0, 0, 300), (1, 300, 0)]),
        (EarnsWhen(300, when=True), EarnsWhen(300, when=True), []),
    ],
)
def test_answers(was: Award, now: Award, expected: list[tuple[int, int, int]]) -> None:
    found = stretches(was, now, Interval(0, 1))
    assert [(each.last, each.was[0], each.now[0]) for each in found] == expected
