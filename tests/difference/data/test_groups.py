"""Which figures about groups are told, and that none is about a few."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from operator import mul
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.difference.data.figures import Group
from ssi_rules.difference.data.groups import Groups, truth
from ssi_rules.difference.data.levels import Direction
from ssi_rules.difference.data.table import Alike

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ssi_rules.difference.data.figures import Cohorts

MINIMUM = 10


def alike(  # noqa: PLR0913 - what is told of members
    members: int,
    *parts: int,
    turn: Direction | None = Direction.SAME,
    team: str | None = None,
    region: str | None = None,
    before: bool = True,
    after: bool = True,
    level: tuple[str | None, str | None] = ("low", "low"),
) -> Alike:
    """Some members who were all moved so much by each part."""
    parts = parts or (0,)
    move = sum(parts)
    compared = before and after
    return Alike(
        members=members,
        before=before,
        after=after,
        sign=(move > 0) - (move < 0) if compared else 0,
        level_before=level[0],
        level_after=level[1],
        turn=turn if compared else None,
        labels=(team, region),
        signs=tuple((each > 0) - (each < 0) if compared else 0 for each in parts),
        parts=tuple(each * members if compared else 0 for each in parts),
    )


def test_everyone_with_two_scores_is_one_group() -> None:
    groups = Groups([alike(40, 100), alike(20, -50), alike(30), alike(15, before=False)], MINIMUM)
    found = groups.everyone()
    assert found is not None
    assert (found.members, found.net, found.gained, found.lost) == (90, 3000, 40, 20)
    assert found.parts == (3000,)
    assert groups.unscored() == {"before": 15, "after": 0, "both": 0}


def test_nothing_is_told_of_a_group_that_is_too_small() -> None:
    groups = Groups([alike(9, 100, team="a")], MINIMUM)
    assert groups.everyone() is None
    assert groups.touched(0) is None
    assert groups.level("low") == (None, None)
    assert groups.largest(None, 100, 0) == (None, None)
    assert groups.cohorts("team", 0).groups == {}
    assert groups.unscored() == {}


def test_a_few_without_a_score_hide_how_many_there_are_and_nothing_else() -> None:
    groups = Groups([alike(100, 100), alike(7, before=False)], MINIMUM)
    everyone = groups.everyone()
    assert everyone is not None
    assert (everyone.members, everyone.gained) == (100, 100)
    assert (groups.members(), groups.unscored()) == (None, {})


def test_how_many_there_are_is_told_where_nothing_else_is() -> None:
    groups = Groups([alike(4, 100), alike(96, after=False)], MINIMUM)
    assert groups.everyone() is None
    assert (groups.members(), groups.unscored()) == (100, {"before": 0, "both": 0})


def test_a_few_who_lost_do_not_follow_from_what_the_others_gained() -> None:
    found = Groups([alike(100, 100), alike(3, -50), alike(97)], MINIMUM).everyone()
    assert found is not None
    assert (found.moved, found.gained, found.lost, found.net) == (103, None, None, None)


def test_of_few_who_gain_and_few_who_lose_only_how_many_move_is_told() -> None:
    groups = Groups([alike(9, 100), alike(3, -50), alike(88)], MINIMUM)
    found = groups.everyone()
    assert found == Group(100, None, 12, None, None, 0, 0, 0, None)
    assert groups.largest(None, 100, 50) == (None, None)


def test_which_way_few_move_is_told_only_where_it_does_not_count_them() -> None:
    def largest(gained: int, lost: int) -> tuple[int | None, int | None]:
        return Groups([alike(gained, 100), alike(lost, -50), alike(50)], MINIMUM).largest(None, 100, 50)

    assert largest(1, 10) == largest(10, 1) == largest(9, 9) == (None, None)
    assert largest(9, 10) == largest(1, 18) == (None, 50)
    assert largest(10, 10) == (100, 50)


def test_levels_are_told_only_where_who_gains_and_who_loses_is() -> None:
    groups = Groups([alike(1, 100), alike(10, -50, turn=Direction.DOWN), alike(88)], MINIMUM)
    found = groups.everyone()
    assert found is not None
    assert (found.moved, found.levels_changed, found.levels_gained, found.levels_lost) == (11, *(None,) * 3)


def test_a_few_who_move_have_no_sum_among_however_many_others() -> None:
    groups = Groups([alike(9, 100), alike(900)], MINIMUM)
    found = groups.everyone()
    assert found is not None
    assert (found.members, found.gained, found.lost, found.net, found.parts) == (909, None, None, None, None)
    assert groups.touched(0) is None


def test_a_few_who_stayed_do_not_follow_from_those_who_moved() -> None:
    groups = Groups([alike(100, 100), alike(50, -50), alike(3)], MINIMUM)
    found = groups.everyone()
    assert found is not None
    assert (found.moved, found.gained, found.lost, found.net) == (None,) * 4
    assert groups.largest(None, 100, 50) == (100, 50)


def test_a_few_movers_of_a_cohort_do_not_follow_from_everyone_s_sum() -> None:
    groups = Groups(
        [
            alike(40, 100, team="a"),
            alike(10, team="a"),
            alike(3, 100, team="b"),
            alike(47, team="b"),
        ],
        MINIMUM,
    )
    whole = groups.everyone()
    assert whole is not None
    assert whole.net == 4_300
    found = groups.cohorts("team", 0).groups
    assert [(each.members, each.net, each.parts) for each in found.values()] == [(50, None, None)] * 2


def test_who_is_moved_by_two_changes_does_not_follow_from_who_is_moved_by_either() -> None:
    groups = Groups([alike(40, 100, 0), alike(30, 0, 100), alike(3, 100, 100), alike(100, 0, 0)], MINIMUM)
    whole = groups.everyone()
    assert whole is not None
    assert (whole.gained, whole.parts) == (73, (4_300, 3_300))
    assert [groups.touched(0), groups.touched(1)].count(None) == 1


def test_who_gained_no_level_does_not_follow_from_who_did() -> None:
    groups = Groups(
        [alike(30, 100, turn=Direction.UP), alike(4, 100, turn=Direction.SAME), alike(100)], MINIMUM
    )
    whole = groups.everyone()
    assert whole is not None
    assert (whole.gained, whole.levels_changed, whole.levels_gained) == (34, None, None)


def test_where_nobody_moves_all_is_nothing_in_cohorts_of_any_size() -> None:
    groups = Groups([alike(10, 0, 0, team=team, region=team, level=(team, team)) for team in "abc"], MINIMUM)
    nothing = Group(10, 0, 0, 0, 0, 0, 0, 0, (0, 0))
    for column, place in (("team", 0), ("region", 1)):
        assert groups.cohorts(column, place).groups == dict.fromkeys("abc", nothing)


def test_no_one_at_all_may_be_told() -> None:
    found = Groups([alike(100, 100)], MINIMUM).everyone()
    assert found is not None
    assert (found.gained, found.lost, found.levels_changed) == (100, 0, 0)


def test_cohorts_too_small_are_among_the_others() -> None:
    groups = Groups(
        [alike(40, 100, team="a"), alike(30, team="b"), alike(6, 100, team="c"), alike(8)], MINIMUM
    )
    found = groups.cohorts("team", 0)
    assert {label: group.members for label, group in found.groups.items()} == {"a": 40, "b": 30}
    assert found.others is not None
    assert found.others.members == 14


def test_those_of_whom_nothing_is_said_are_a_cohort() -> None:
    found = Groups([alike(40, 100, team="a"), alike(30)], MINIMUM).cohorts("team", 0)
    assert {label: group.members for label, group in found.groups.items()} == {"": 30, "a": 40}
    assert found.others is None


def test_a_cohort_that_would_leave_too_few_others_is_among_them() -> None:
    groups = Groups([alike(40, 100, team="a"), alike(30, team="b"), alike(6, team="c")], MINIMUM)
    found = groups.cohorts("team", 0)
    assert list(found.groups) == ["a"]
    assert found.others is not None
    assert found.others.members == 36


def test_a_cohort_is_told_even_where_who_moved_in_it_is_not() -> None:
    groups = Groups(
        [alike(40, 100, team="a"), alike(30, team="a"), alike(50, team="b"), alike(2, 100, team="b")], MINIMUM
    )
    assert groups.everyone() is not None
    found = groups.cohorts("team", 0).groups
    assert (found["b"].members, found["b"].net, found["b"].gained) == (52, None, None)


def test_levels_that_hold_a_few_are_kept_back_and_do_not_follow() -> None:
    groups = Groups(
        [
            alike(100, level=("low", "low")),
            alike(50, 100, turn=Direction.UP, level=("low", "high")),
            alike(4, -100, turn=Direction.DOWN, level=("high", "low")),
            alike(60, level=("high", "high")),
        ],
        MINIMUM,
    )
    everyone = groups.everyone()
    assert everyone is not None
    assert everyone.levels_lost is None
    assert everyone.levels_changed is None


def test_the_truth_is_told_whole() -> None:
    found = truth(
        [
            alike(5, 100, turn=Direction.UP),
            alike(3, -50, turn=Direction.DOWN),
            alike(2, turn=Direction.ELSEWHERE),
            alike(7, before=False),
            alike(6, after=False),
        ],
        (100, 50),
    )
    assert (found.members, found.compared, found.gained, found.lost) == (23, 10, 5, 3)
    assert (found.levels_changed, found.levels_gained, found.levels_lost) == (10, 5, 3)
    assert (found.net, found.scores_gained, found.scores_lost) == (350, 7, 6)


teams = st.sampled_from([None, "a", "b", "c"])
turns = st.sampled_from(list(Direction))
some = st.builds(alike, st.integers(1, 40), *[st.integers(-2, 2)] * 2, turn=turns, team=teams, region=teams)
everybody = st.lists(some, max_size=12).filter(lambda every: sum(each.members for each in every) > 0)


@dataclass(frozen=True)
class Figure:
    """A figure, by whom it is about: one place for each ``Alike``."""

    about: tuple[bool, ...]
    value: int


KINDS: dict[str, Callable[[Alike], bool]] = {
    "gained": lambda each: each.sign > 0,
    "lost": lambda each: each.sign < 0,
    "levels_changed": lambda each: each.turn not in (None, Direction.SAME),
    "levels_gained": lambda each: each.turn is Direction.UP,
    "levels_lost": lambda each: each.turn is Direction.DOWN,
}


def told(every: list[Alike]) -> list[list[Figure]]:
    """Every count that is told, every sum of whole moves, and every sum of what each of two parts brought."""
    groups = Groups(every, MINIMUM)
    whole = groups.everyone()
    everyone = [each.compared for each in every]
    found = [] if whole is None else [(whole, everyone)]
    touched = [(groups.touched(part), _and(everyone, every, _touched(part))) for part in range(2)]
    for column, place in (("team", 0), ("region", 1)):
        found += _of_cohorts(groups.cohorts(column, place), every, place)
    counts = [
        Figure(_and(inside, every, which), value)
        for group, inside in found
        for name, which in KINDS.items()
        if (value := getattr(group, name)) is not None
    ]
    counts += [Figure(about, value) for value, about in touched if value is not None]
    nets = [
        Figure(_and(inside, every, _moved), group.net) for group, inside in found if group.net is not None
    ]
    parts = [
        [
            Figure(_and(inside, every, _touched(part)), group.parts[part])
            for group, inside in found
            if group.parts is not None
        ]
        for part in range(2)
    ]
    moved = [
        Figure(_and(inside, every, _moved), group.moved) for group, inside in found if group.moved is not None
    ]
    return [counts, moved, nets, *parts]


def _of_cohorts(found: Cohorts, every: list[Alike], place: int) -> list[tuple[Group, list[bool]]]:
    said = [(each.labels[place] or "") if each.compared else None for each in every]
    shown = [(group, [each == label for each in said]) for label, group in found.groups.items()]
    if found.others is not None:
        shown.append((found.others, [each is not None and each not in found.groups for each in said]))
    for group, inside in shown:
        members = sum(each.members for each, is_in in zip(every, inside, strict=True) if is_in)
        assert group.members == members >= MINIMUM
    return shown


def _and(inside: list[bool], every: list[Alike], which: Callable[[Alike], bool]) -> tuple[bool, ...]:
    return tuple(is_in and which(each) for is_in, each in zip(inside, every, strict=True))


def _moved(each: Alike) -> bool:
    return each.sign != 0


def _touched(part: int) -> Callable[[Alike], bool]:
    return lambda each: each.signs[part] != 0


@settings(max_examples=300)
@given(everybody)
def test_no_figure_is_about_a_few_nor_follows_from_others(every: list[Alike]) -> None:
    for figures in told(every):
        for figure in figures:
            assert _is_enough(figure.about, every), figure
        for few in (*combinations(figures, 2), *combinations(figures[:8], 3)):
            for factors in product((1, -1), repeat=len(few)):
                mixed = [
                    sum(map(mul, factors, column))
                    for column in zip(*(each.about for each in few), strict=True)
                ]
                assert _is_enough(mixed, every), (few, factors)


@given(everybody)
def test_what_is_told_is_true(every: list[Alike]) -> None:
    counts, moved, nets, *parts = told(every)
    for figure in (*counts, *moved):
        assert figure.value == sum(map(mul, figure.about, (each.members for each in every)))
    for figure in nets:
        assert figure.value == sum(map(mul, figure.about, (sum(each.parts) for each in every)))
    for part, figures in enumerate(parts):
        for figure in figures:
            assert figure.value == sum(map(mul, figure.about, (each.parts[part] for each in every)))


def _is_enough(about: Sequence[int], every: Sequence[Alike]) -> bool:
    """Whether those of whom something is said are nobody, or enough."""
    members = sum(each.members for factor, each in zip(about, every, strict=True) if factor)
    return not members or members >= MINIMUM
