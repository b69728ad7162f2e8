from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.calibration.binning import _Blocks, _partitions, monotone_bins, simplest
from ssi_rules.language.numbers import SCALE


def made(
    cuts: tuple[int, ...], heights: tuple[float, ...], noise: float, size: int = 800
) -> tuple[object, object]:
    drawn = np.random.default_rng(2)
    measure = drawn.integers(0, 60, size)
    outcome = np.array(heights)[np.searchsorted(cuts, measure, side="right")] + drawn.normal(0, noise, size)
    return measure * SCALE, outcome


@pytest.mark.parametrize("noise", [0.0, 0.5, 1.5])
@pytest.mark.parametrize(
    ("cuts", "heights"), [((30,), (0, 4)), ((10, 40), (0, 5, 9)), ((12, 25, 47), (1, 4, 8, 13))]
)
def test_an_outcome_gives_the_cut_points_it_was_made_with(
    cuts: tuple[int, ...], heights: tuple[float, ...], noise: float
) -> None:
    measure, outcome = made(cuts, heights, noise)
    found = monotone_bins(measure, outcome)  # type: ignore[arg-type] # arrays
    assert found is not None
    assert found.cuts == tuple(each * SCALE for each in cuts)
    assert found.means == pytest.approx(heights, abs=0.5)


def test_chance_gives_no_cut_points() -> None:
    drawn = np.random.default_rng(4)
    found = [monotone_bins(drawn.integers(0, 60, 300) * SCALE, drawn.normal(size=300)) for _ in range(50)]
    assert found.count(None) >= 49


def test_what_falls_gives_no_rising_bins() -> None:
    measure = np.arange(200) * SCALE
    assert monotone_bins(measure, -np.arange(200.0)) is None


def test_an_outcome_that_is_the_same_for_everyone_gives_none() -> None:
    assert monotone_bins(np.arange(200) * SCALE, np.full(200, 7.0)) is None


def test_no_bin_holds_fewer_than_ten() -> None:
    measure = np.arange(60) * SCALE
    found = monotone_bins(measure, np.where(np.arange(60) < 54, 0.0, 9.0))
    assert found is None or np.bincount(found.place(measure)).min() >= 10


def test_at_most_as_many_bins_as_asked_for() -> None:
    measure, outcome = made((12, 25, 47), (1, 4, 8, 13), 0.1)
    found = monotone_bins(measure, outcome, most=2)  # type: ignore[arg-type] # arrays
    assert found is not None
    assert len(found.cuts) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 9)), min_size=12, max_size=40), st.integers(1, 4))
def test_the_bins_are_the_best_there_are(pairs: list[tuple[int, int]], least: int) -> None:
    measure = np.array([each for each, _ in pairs]) * SCALE
    blocks = _Blocks(measure, np.array([float(each) for _, each in pairs]))
    found = _partitions(blocks, 3, least)
    for number in (1, 2, 3):
        ways = [
            ends
            for inner in combinations(range(1, len(blocks)), number - 1)
            if (ends := (*inner, len(blocks)))
            and all(blocks.members(a, b) >= least for a, b in zip((0, *inner), ends, strict=True))
        ]
        best = max(
            (
                sum(blocks.explained(a, b) for a, b in zip((0, *ends[:-1]), ends, strict=True))
                for ends in ways
            ),
            default=None,
        )
        assert (number in found) is (best is not None)
        if best is not None:
            assert found[number][0] == pytest.approx(best)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 9)), min_size=4, max_size=40), st.integers(1, 4))
def test_no_other_rising_bins_of_the_values_are_better(pairs: list[tuple[int, int]], most: int) -> None:
    """Every way to part the distinct values, not only at the steps of the regression."""
    measure, outcome = (np.array(each, dtype=float) for each in zip(*pairs, strict=True))
    values = sorted(set(measure))
    explained = [
        sum(float(each.sum()) ** 2 / len(each) for each in bins)
        for number in range(1, most + 1)
        for cuts in combinations(values[1:], number - 1)
        if (
            bins := [
                outcome[np.searchsorted(cuts, measure, side="right") == place] for place in range(number)
            ]
        )
        and all(low.mean() < high.mean() for low, high in pairwise(bins))
    ]
    found = _partitions(_Blocks((measure * SCALE).astype(np.int64), outcome), most, 1)
    assert max(each for each, _ in found.values()) == pytest.approx(max(explained))


def test_bins_of_many_steps_are_those_of_every_way_tried() -> None:
    drawn = np.random.default_rng(6)
    measure = drawn.integers(0, 400, 2000) * SCALE
    blocks = _Blocks(measure, measure / SCALE + drawn.normal(0, 3, 2000))
    size, least = len(blocks), 100
    assert size > 100
    best = np.full(size + 1, -np.inf)
    best[0] = 0
    for number in range(1, 5):
        best = np.array(
            [
                max(
                    (
                        best[start] + blocks.explained(start, end)
                        for start in range(end)
                        if blocks.members(start, end) >= least
                    ),
                    default=-np.inf,
                )
                for end in range(size + 1)
            ]
        )
        assert _partitions(blocks, number, least)[number][0] == pytest.approx(best[size])


@pytest.mark.parametrize(
    ("above", "up_to", "expected"),
    [(12, 17, 15), (9, 10, 10), (11, 12, 12), (-3, 4, 0), (0, 1, 1), (37, 44, 40)],
)
def test_cut_points_are_the_simplest_there_are(above: int, up_to: int, expected: int) -> None:
    assert simplest(above, up_to) == expected


@given(st.integers(-(10**18), 10**18), st.integers(1, 10**9))
def test_a_simple_number_parts_as_asked(above: int, further: int) -> None:
    assert above < simplest(above, above + further) <= above + further
