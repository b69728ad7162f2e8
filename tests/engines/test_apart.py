"""Groups of things that share something, against every pair and chain of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.engines.apart import apart

SHARED = st.lists(st.frozensets(st.integers(0, 6), max_size=3), max_size=7)


@given(SHARED)
def test_what_shares_something_is_together_and_nothing_else_is(shared: list[frozenset[int]]) -> None:
    groups = apart(enumerate(shared))
    assert sorted(each for group in groups for each in group) == list(range(len(shared)))
    reached = {number: {number} for number in range(len(shared))}
    for _ in shared:
        for near in reached.values():
            near.update(other for each in tuple(near) for other in reached if shared[each] & shared[other])
    assert {frozenset(each) for each in groups} == {frozenset(each) for each in reached.values()}


@given(SHARED)
def test_groups_and_what_is_in_them_keep_their_order(shared: list[frozenset[int]]) -> None:
    groups = apart(enumerate(shared))
    assert all(list(each) == sorted(each) for each in groups)
    assert groups == sorted(groups)
