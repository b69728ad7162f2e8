from __future__ import annotations

from math import log, pi, sqrt
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr, ttest_ind

from ssi_rules.calibration.statistics import (
    changed_correlation,
    mean,
    midranks,
    partial_correlations,
    rank_correlation,
    share,
    shift,
    stability,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules.calibration.statistics import Estimate, Floats


def test_ranks_share_the_middle_of_equals() -> None:
    assert midranks(np.array([30, 10, 20, 20, 20])).tolist() == [5, 1, 3, 3, 3]


def test_a_rank_correlation_worked_out_by_hand() -> None:
    # Differences of ranks 0, 1, 1, 1, 1: 1 - 6 * 4 / (5 * 24).
    found = rank_correlation(np.array([1, 2, 3, 4, 5]), np.array([10, 30, 20, 50, 40]))
    assert found is not None
    assert found.value == pytest.approx(0.8)


def test_the_same_order_is_one_and_the_turned_one_is_minus_one() -> None:
    values = np.arange(60)
    same, turned = rank_correlation(values, values**3), rank_correlation(values, -values)
    assert same is not None
    assert turned is not None
    assert [same.value, turned.value] == pytest.approx([1, -1])
    assert same.is_above_zero
    assert turned.is_below_zero


def test_nothing_goes_with_what_is_the_same_for_everyone() -> None:
    assert rank_correlation(np.ones(80), np.arange(80)) is None
    assert rank_correlation(np.arange(2), np.arange(2)) is None


def test_ties_are_ranked_as_scipy_ranks_them() -> None:
    drawn = np.random.default_rng(3)
    left, right = drawn.integers(0, 5, 200), drawn.integers(0, 3, 200)
    found = rank_correlation(left, right)
    assert found is not None
    assert found.value == pytest.approx(spearmanr(left, right).statistic)


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 4)), min_size=3, max_size=40).filter(
        lambda pairs: all(len(set(each)) > 1 for each in zip(*pairs, strict=True))
    )
)
@settings(max_examples=60, deadline=None)
def test_any_ties_are_ranked_as_scipy_ranks_them(pairs: list[tuple[int, int]]) -> None:
    left, right = (np.array(each) for each in zip(*pairs, strict=True))
    found = rank_correlation(left, right)
    assert found is not None
    assert found.value == pytest.approx(spearmanr(left, right).statistic)
    assert -1 <= found.low <= found.value <= found.high <= 1


def test_the_same_question_has_the_same_answer() -> None:
    drawn = np.random.default_rng(3)
    left, right = drawn.normal(size=90), drawn.normal(size=90)
    assert rank_correlation(left, right) == rank_correlation(left, right)


def test_intervals_of_large_data_are_narrower() -> None:
    drawn = np.random.default_rng(3)
    left = drawn.normal(size=20_000)
    right = left + drawn.normal(size=20_000)
    few, many = rank_correlation(left[:500], right[:500]), rank_correlation(left, right)
    assert few is not None
    assert many is not None
    # The spread falls with the square root of the members: 40 times as many, about a sixth.
    assert (many.high - many.low) == pytest.approx((few.high - few.low) / sqrt(40), rel=0.3)


def covered(truth: float, draw: Callable[[np.random.Generator], Estimate | None], times: int = 200) -> float:
    drawn = np.random.default_rng(11)
    intervals = [draw(drawn) for _ in range(times)]
    return sum(each is not None and each.low <= truth <= each.high for each in intervals) / times


@pytest.mark.parametrize("strength", [0.0, 0.5, 0.9])
def test_intervals_of_rank_correlations_cover(strength: float) -> None:
    def draw(drawn: np.random.Generator) -> Estimate | None:
        left = drawn.normal(size=80)
        return rank_correlation(left, strength * left + sqrt(1 - strength**2) * drawn.normal(size=80))

    # Of normal pairs Spearman's is known: 6 / pi * arcsin of half of Pearson's.
    assert 0.9 <= covered(6 / pi * np.arcsin(strength / 2), draw) <= 0.995


def test_intervals_of_rank_correlations_cover_where_most_are_tied() -> None:
    def pairs(drawn: np.random.Generator, members: int) -> tuple[Floats, Floats]:
        """Bands of 0, 2 and 6 points, and a yes that is likelier in the higher ones."""
        band = drawn.integers(0, 3, members)
        return np.array([0.0, 2.0, 6.0])[band], (drawn.random(members) < 0.2 + 0.2 * band).astype(np.float64)

    truth = float(spearmanr(*pairs(np.random.default_rng(1), 400_000)).statistic)
    assert 0.9 <= covered(truth, lambda drawn: rank_correlation(*pairs(drawn, 100))) <= 0.995


def test_intervals_of_what_is_beyond_the_others_cover() -> None:
    def draw(drawn: np.random.Generator) -> Estimate | None:
        first = drawn.normal(size=80)
        second = first + drawn.normal(size=80)
        # The second goes with the outcome, but only because the first does.
        return partial_correlations([first, second], first + drawn.normal(size=80))[1]

    # Ranks take a little away from what normal numbers would have exactly: nothing is beyond the first.
    assert 0.87 <= covered(0.0, draw, times=100) <= 1


def test_intervals_of_means_and_shifts_cover() -> None:
    assert 0.91 <= covered(0, lambda drawn: mean(drawn.normal(size=12))) <= 0.99
    assert 0.91 <= covered(1, lambda drawn: shift(drawn.normal(1, 3, 12), drawn.normal(0, 1, 40))) <= 0.99
    assert 0.91 <= covered(0.3, lambda drawn: share(int(drawn.binomial(40, 0.3)), 40)) <= 0.99


def test_a_mean_worked_out_by_hand() -> None:
    # Mean 3, deviation sqrt(2.5), five values; t of 4 degrees is 2.776.
    found = mean(np.array([1.0, 2.0, 3.0, 4.0, 5.0]))
    assert found.value == 3
    assert found.high - 3 == pytest.approx(2.776445 * sqrt(2.5 / 5), abs=1e-5)


def test_wilsons_interval_worked_out_by_hand() -> None:
    # With z = 1.96 and p = n/2 the ends are 1/2 -+ 1/2 * z / sqrt(n + z²).
    found = share(10, 20)
    reach = 1.959964 / 2 / sqrt(20 + 1.959964**2)
    assert [found.low, found.high] == pytest.approx([0.5 - reach, 0.5 + reach])
    assert share(0, 20).low == 0


def test_a_shift_is_welchs() -> None:
    drawn = np.random.default_rng(5)
    ours, others = drawn.normal(1, 2, 15), drawn.normal(0, 1, 30)
    theirs = ttest_ind(ours, others, equal_var=False).confidence_interval(0.95)
    found = shift(ours, others)
    assert [found.low, found.high] == pytest.approx([theirs.low, theirs.high])


def test_a_shift_between_groups_that_do_not_vary_is_certain() -> None:
    found = shift(np.full(10, 3.0), np.full(10, 1.0))
    assert (found.value, found.low, found.high) == (2, 2, 2)


def test_stability_worked_out_by_hand() -> None:
    # From a third and two thirds to two thirds and one third: 2 * 1/3 * log 2.
    assert stability([10, 20], [20, 10]) == pytest.approx(2 / 3 * log(2))
    assert stability([10, 20, 0], [100, 200, 0]) == pytest.approx(0)
    # Nobody counts as half a member: 0.5 and 30 of 30.5 against 30 and 0.5.
    assert stability([0, 30], [30, 0]) == pytest.approx(2 * (29.5 / 30.5) * log(60))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=6))
def test_stability_is_never_below_nothing_and_the_same_both_ways(pairs: list[tuple[int, int]]) -> None:
    before, after = [each for each, _ in pairs], [each for _, each in pairs]
    assert stability(before, after) >= -1e-12
    assert stability(before, after) == pytest.approx(stability(after, before))
    assert stability(before, [3 * each for each in before]) == pytest.approx(0, abs=0.2)


def test_a_partial_correlation_worked_out_by_hand() -> None:
    drawn = np.random.default_rng(8)
    first, second = drawn.normal(size=100), drawn.normal(size=100)
    goal: Floats = first + second + drawn.normal(size=100)

    def r(left: Floats, right: Floats) -> float:
        return float(spearmanr(left, right).statistic)

    xy, xz, zy = r(first, goal), r(first, second), r(second, goal)
    found = partial_correlations([first, second], goal)[0]
    assert found is not None
    assert found.value == pytest.approx((xy - xz * zy) / sqrt((1 - xz**2) * (1 - zy**2)))
    assert found.is_above_zero


def test_what_stands_there_twice_adds_nothing_that_could_be_told() -> None:
    drawn = np.random.default_rng(8)
    first, second = drawn.normal(size=100), drawn.normal(size=100)
    found = partial_correlations([first, first, second], first + second)
    assert found[:2] == [None, None]
    assert found[2] is not None


def test_a_change_is_judged_on_the_same_members() -> None:
    drawn = np.random.default_rng(9)
    goal = drawn.normal(size=150)
    weak, strong = goal + drawn.normal(0, 3, 150), goal + drawn.normal(0, 1, 150)
    better, worse = changed_correlation(weak, strong, goal), changed_correlation(strong, weak, goal)
    assert better is not None
    assert worse is not None
    assert better.is_above_zero
    assert worse.value == pytest.approx(-better.value)
    assert changed_correlation(np.ones(150), strong, goal) is None
