"""Which figures about groups are told, and that none is about a few."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.difference.data.groups import Groups, truth
from ssi_rules.difference.data.levels import Direction
from ssi_rules.difference.data.table import Alike

MINIMUM = 10


def alike(  # noqa: PLR0913 - what is told of members
    members: int,
    move: int = 0,
    *,
    turn: Direction | None = Direction.SAME,
    team: str | None = None,
    region: str | None = None,
    before: bool = True,
    after: bool = True,
    level: tuple[str | None, str | None] = ("low", "low"),
) -> Alike:
    """Some members who all moved by so much."""
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
        touched=(bool(move) and compared,),
        parts=(move * members if compared else 0,),
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
    assert groups.levels(["low"]) == [(None, None)]
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


def test_a_few_who_lost_are_not_counted_and_do_not_follow() -> None:
    found = Groups([alike(100, 100), alike(3, -50), alike(97)], MINIMUM).everyone()
    assert found is not None
    assert (found.gained, found.lost) == (100, None)


def test_a_few_who_stayed_do_not_follow_from_those_who_moved() -> None:
    found = Groups([alike(100, 100), alike(50, -50), alike(3)], MINIMUM).everyone()
    assert found is not None
    assert (found.gained, found.lost) == (100, None)


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
    assert found["b"].members == 52
    assert found["b"].net == 200
    assert found["b"].gained is None


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
    for before, after in groups.levels(["low", "high"]):
        assert before is None or after is None


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
some = st.builds(alike, st.integers(1, 40), st.integers(-2, 2), turn=turns, team=teams, region=teams)


@given(st.lists(some, max_size=12))
def test_no_count_and_no_rest_is_of_a_few(every: list[Alike]) -> None:
    groups = Groups(every, MINIMUM)
    whole = groups.everyone()
    cohorts = [groups.cohorts("team", 0), groups.cohorts("region", 1)]
    shown = [*([whole] if whole else []), *(each for found in cohorts for each in found.groups.values())]
    shown += [each.others for each in cohorts if each.others is not None]
    for group in shown:
        assert group.members >= MINIMUM
        moved = [group.gained, group.lost]
        for count in (*moved, group.levels_changed, group.levels_gained, group.levels_lost):
            assert count is None or _safe(count, group.members)
        if None not in moved:
            assert _safe(sum(each or 0 for each in moved), group.members)
    for found in cohorts:
        told = [*found.groups.values(), *([found.others] if found.others else [])]
        if whole is not None and told:
            assert _safe(sum(each.members for each in told), whole.members)
            _nothing_follows([each.gained for each in told], [each.members for each in told], whole.gained)


def _nothing_follows(counts: list[int | None], sizes: list[int], whole: int | None) -> None:
    """What is left of everyone's count when all cohorts that are told are taken away is nobody's, or enough members'."""
    if whole is None:
        return
    left = whole - sum(each for each in counts if each is not None)
    room = sum(size for size, count in zip(sizes, counts, strict=True) if count is None)
    if None in counts:
        assert _safe(left, room) or room == 0


def _safe(count: int, of: int) -> bool:
    return (count == 0 or count >= MINIMUM) and (count == of or of - count >= MINIMUM)
