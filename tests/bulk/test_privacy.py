"""Whatever anyone puts together of the groups that were given, it is nobody or enough."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.bulk.privacy import Given, joined, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Group = frozenset[int]

members = st.integers(0, 60)
minimums = st.integers(1, 10)
counts = st.lists(st.integers(0, 30), max_size=12)


@st.composite
def families(draw: st.DrawFn) -> tuple[int, int, list[Group]]:
    """So many members, the minimum, and groups that overlap, nest and divide each other."""
    size, minimum = draw(members), draw(minimums)
    everyone = range(size)
    groups: list[Group] = []
    for _ in range(draw(st.integers(0, 4))):
        cohorts = draw(st.lists(st.integers(0, draw(st.integers(0, 4))), min_size=size, max_size=size))
        groups += [frozenset(i for i in everyone if cohorts[i] == name) for name in sorted(set(cohorts))]
    groups += [draw(st.frozensets(st.sampled_from(everyone))) for _ in range(2) if size]
    return size, minimum, draw(st.permutations(groups))


def given_of(size: int, minimum: int, groups: Iterable[Group]) -> list[Group]:
    kept = Given(range(size), minimum)
    whole = [frozenset(range(size))] if size >= minimum else []
    return whole + [each for each in groups if kept.give(each)]


def safe(group: Iterable[int], minimum: int) -> bool:
    size = len(frozenset(group))
    return not size or size >= minimum


@given(families())
def test_no_two_groups_give_away_a_third(family: tuple[int, int, list[Group]]) -> None:
    size, minimum, groups = family
    everyone = frozenset(range(size))
    for one, other in combinations(given_of(size, minimum, groups), 2):
        for found in (
            one & other,
            one - other,
            other - one,
            one ^ other,
            one | other,
            everyone - (one | other),
        ):
            assert safe(found, minimum), (one, other, found)


@settings(max_examples=50)
@given(families(), st.data())
def test_no_sums_and_differences_of_several_groups_do(
    family: tuple[int, int, list[Group]], data: st.DataObject
) -> None:
    size, minimum, groups = family
    kept = given_of(size, minimum, groups)
    few = data.draw(st.lists(st.sampled_from(kept), max_size=4, unique=True)) if kept else []
    for factors in product((-2, -1, 0, 1, 2), repeat=len(few)):
        weights = [sum(f for f, group in zip(factors, few, strict=True) if i in group) for i in range(size)]
        for weight in set(weights) - {0}:
            assert safe((i for i in range(size) if weights[i] == weight), minimum)
        assert safe((i for i in range(size) if weights[i]), minimum)


@settings(max_examples=50)
@given(families(), st.data())
def test_no_unions_and_intersections_of_several_groups_do(
    family: tuple[int, int, list[Group]], data: st.DataObject
) -> None:
    size, minimum, groups = family
    kept = given_of(size, minimum, groups)
    few = data.draw(st.lists(st.sampled_from(kept), max_size=4, unique=True)) if kept else []
    for inside in product((False, True), repeat=len(few)):
        left = frozenset(range(size))
        for is_in, group in zip(inside, few, strict=True):
            left = left & group if is_in else left - group
        if any(inside) or size >= minimum:
            assert safe(left, minimum)


@given(families(), st.data())
def test_numbers_may_stand_for_several_who_are_alike(
    family: tuple[int, int, list[Group]], data: st.DataObject
) -> None:
    size, minimum, groups = family
    alike = {i: data.draw(st.integers(1, 12)) for i in range(size)}
    people = {i: [100 * i + each for each in range(alike[i])] for i in alike}
    few = Given(alike, minimum, alike)
    many = Given([each for found in people.values() for each in found], minimum)
    for group in groups:
        assert few.give(group) == many.give([each for i in group for each in people[i]])


@given(minimums, st.data())
def test_cohorts_that_all_have_enough_are_all_given(minimum: int, data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(minimum, minimum + 9), max_size=6))
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    cohorts = [frozenset(range(at, at + n)) for at, n in zip(starts, sizes, strict=True)]
    kept = Given(range(sum(sizes)), minimum)
    assert all(kept.give(each) for each in cohorts)


def test_a_group_that_leaves_too_few_others_is_not_given() -> None:
    kept = Given(range(24), 10)
    assert not kept.give(range(15))
    assert kept.give(range(14))
    assert kept.give(range(14, 24))


def test_a_refusal_changes_nothing() -> None:
    kept = Given(range(40), 10)
    assert kept.give(range(20))
    assert not kept.give(range(15, 35))
    assert kept.give(range(20, 40))
    assert kept.give(range(10))


def test_who_has_no_figure_does_not_count() -> None:
    kept = Given(range(10), 10)
    assert kept.give(range(24))
    assert not Given(range(9), 10).give(range(24))


@given(counts, minimums)
def test_bins_hold_enough_and_everybody(bins: Sequence[int], minimum: int) -> None:
    runs = list(joined(bins, minimum))
    assert bool(runs) == (sum(bins) >= minimum)
    if runs:
        assert [i for run in runs for i in run] == list(range(len(bins)))
    assert all(sum(bins[i] for i in run) >= minimum for run in runs)


@given(st.lists(st.integers(10, 30), min_size=1))
def test_bins_that_have_enough_stay_as_they_are(bins: Sequence[int]) -> None:
    assert list(joined(bins, 10)) == [range(i, i + 1) for i in range(len(bins))]


@given(st.lists(st.integers(-5, 5), max_size=8))
def test_each_run_may_stand_or_is_the_whole(moves: Sequence[int]) -> None:
    def may_stand(start: int, end: int) -> bool:
        return sum(moves[start:end]) not in (1, 2, 3)

    found = runs(len(moves), may_stand)
    assert [place for run in found for place in run] == list(range(len(moves)))
    assert all(map(len, found))
    assert all(may_stand(run.start, run.stop) for run in found) or len(found) == 1


def test_runs_are_short_and_what_is_left_joins_those_before() -> None:
    counts = [10, 3, 8, 12, 4]
    assert runs(5, lambda start, end: sum(counts[start:end]) >= 10) == [range(1), range(1, 3), range(3, 5)]
    assert runs(5, lambda start, end: sum(counts[start:end]) >= 30) == [range(5)]
    assert runs(5, lambda _start, _end: False) == [range(5)]
    assert runs(0, lambda _start, _end: True) == []
