"""Whatever sum of counts anyone makes, it is about nobody or enough."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.bulk.counts import Counts

ONE_EACH = [1] * 60


def test_a_group_of_too_few_is_not_given() -> None:
    counts = Counts(ONE_EACH)
    assert not counts.give(range(9))
    assert counts.give(range(10))


def test_nobody_and_what_is_given_already_may_be_told() -> None:
    counts = Counts(ONE_EACH)
    assert counts.give()
    assert counts.give([])
    assert counts.give(range(10))
    assert counts.give(range(10))


def test_what_two_have_in_common_does_not_follow_from_three_counts() -> None:
    counts = Counts([30, 3, 27])
    assert counts.give([0, 1, 2])
    assert counts.give([0, 1])
    assert not counts.give([1, 2])


def test_several_are_given_together_or_not_at_all() -> None:
    counts = Counts([30, 25, 5])
    assert not counts.give([0], [2])
    assert counts.give([0, 2])


def test_numbers_may_stand_for_several_who_are_alike() -> None:
    assert Counts([10, 50]).give([0])
    assert not Counts([9, 51]).give([0])


def test_there_is_an_end_to_what_is_given() -> None:
    counts = Counts([100] * 300)
    assert [counts.give([each]) for each in range(300)] == [True] * 200 + [False] * 100


@given(st.data())
def test_no_sum_of_counts_with_any_factors_is_about_a_few(data: st.DataObject) -> None:
    minimum = data.draw(st.integers(1, 10))
    alike = data.draw(st.lists(st.integers(1, 30), min_size=1, max_size=8))
    groups = data.draw(st.lists(st.sets(st.sampled_from(range(len(alike)))), max_size=8))
    counts = Counts(alike, minimum)
    given_ = [group for group in groups if counts.give(group)][:5]
    for factors in product((-2, -1, 0, 1, 2), repeat=len(given_)):
        weights = [
            sum(f for f, group in zip(factors, given_, strict=True) if each in group)
            for each in range(len(alike))
        ]
        about = sum(members for weight, members in zip(weights, alike, strict=True) if weight)
        assert not about or about >= minimum
