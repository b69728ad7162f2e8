from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.calibration.groups import Sums


def first(number: int, of: int = 60) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.arange(of) < number


def test_groups_of_nine_are_never_shown_and_groups_of_ten_are() -> None:
    sums = Sums(60)
    assert not sums.give(first(9))
    assert sums.give(first(10))


def test_nor_are_nine_by_subtraction_from_everyone() -> None:
    assert not Sums(60).give(first(51))
    assert Sums(60).give(first(50))


def test_nor_are_nine_between_two_groups_of_different_criteria() -> None:
    sums = Sums(60)
    assert sums.give(first(40))
    assert not sums.give(first(31))
    assert not sums.give(first(49))
    assert sums.give(first(30))


def test_nor_are_nine_by_three_sums() -> None:
    everyone = np.arange(60)
    sums = Sums(60)
    left, right = everyone < 25, (everyone >= 16) & (everyone < 41)
    assert sums.give(left)
    # Both together without what they share would be told by the union: the nine in the middle.
    assert not (sums.give(right) and sums.give(left | right))


def test_what_follows_from_what_is_given_may_be_given_too() -> None:
    sums = Sums(60)
    assert sums.give(first(20))
    assert sums.give(~first(20))
    assert sums.give(first(20))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=9, max_size=9), min_size=1, max_size=6))
def test_no_sum_of_sums_is_that_of_fewer_than_the_minimum(groups: list[list[bool]]) -> None:
    minimum, sums = 3, Sums(9, 3)
    given_ = [np.ones(9), *(np.array(each, float) for each in groups if sums.give(np.array(each)))]
    spanned = np.stack(given_, axis=1)
    for size in range(1, minimum):
        for few in combinations(range(9), size):
            wanted = np.zeros(9)
            wanted[list(few)] = 1
            factors, *_ = np.linalg.lstsq(spanned, wanted, rcond=None)
            assert np.abs(spanned @ factors - wanted).max() > 1e-6
