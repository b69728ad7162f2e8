"""What ``--fail-if`` takes, and what it says of everything else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from ssi_rules.difference.data.conditions import NAMES, ConditionError, Unit, read_condition
from ssi_rules.difference.data.figures import Group, Moved, Truth

TRUTH = Truth(
    members=250,
    compared=200,
    gained=30,
    lost=20,
    levels_changed=11,
    levels_gained=9,
    levels_lost=1,
    net=-4_050,
    largest_gain=350,
    largest_loss=1_200,
    scores_gained=4,
    scores_lost=5,
)


def moved(
    truth: Truth = TRUTH,
    group: Group | None = None,
    unscored: dict[str, int] | None = None,
    largest: tuple[int | None, int | None] = (350, 1_200),
) -> Moved:
    """A comparison that tells all but what is given otherwise."""
    everyone = Group(
        truth.compared,
        truth.net,
        truth.gained + truth.lost,
        truth.gained,
        truth.lost,
        truth.levels_changed,
        truth.levels_gained,
        truth.levels_lost,
        (truth.net,),
    )
    told = {"before": truth.scores_gained, "after": truth.scores_lost}
    return Moved(
        truth=truth,
        members=truth.members,
        everyone=group or everyone,
        unscored=told if unscored is None else unscored,
        largest_gain=largest[0],
        largest_loss=largest[1],
        worth=10_000,
        has_same_levels=False,
        parts=(),
        cohorts=(),
        levels=(),
        movers=(),
        minimum=10,
        notices=(),
        rejected=0,
    )


def kept_back(truth: Truth) -> Moved:
    """A comparison of enough members that tells nothing of how they move."""
    return moved(truth, Group(truth.compared, *(None,) * 8), {}, (None, None))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("moved > 0", 50),
        ("moved > 0%", 25),
        ("gained = 30 members", 30),
        ("lost>=10%", 10),
        ("levels_changed > 5%", Fraction(11, 2)),
        ("levels_gained != 1 member", 9),
        ("levels_lost < 1 %", Fraction(1, 2)),
        ("scores_gained > 1%", Fraction(8, 5)),
        ("scores_lost > 0", 5),
        ("mean_move < -0.2", Fraction(-4050, 20_000)),
        ("largest_gain <= 3.5 points", Fraction(7, 2)),
        ("largest_loss > +10 points", 12),
    ],
)
def test_a_figure_is_given_in_the_unit_that_is_asked_for(text: str, value: Fraction) -> None:
    assert read_condition(text).judged(moved()).value == value


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("levels_changed > 5.5%", False),
        ("levels_changed >= 5.5%", True),
        ("levels_changed = 11", True),
        ("levels_changed != 11 members", False),
        ("levels_changed < 5.51%", True),
        ("mean_move <= -0.2025", True),
        ("mean_move < -0.2025", False),
    ],
)
def test_limits_are_exact(text: str, holds: bool) -> None:
    assert read_condition(text).judged(moved()).holds is holds


FEW = replace(TRUTH, compared=1_000, gained=3, lost=6, net=-1_000, levels_changed=4, levels_gained=0)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("lost >= 1", None),
        ("lost > 0", None),
        ("lost != 6", None),
        ("lost = 6", None),
        ("lost >= 10", False),
        ("lost < 10", True),
        ("moved > 5%", False),
        ("moved > 0.5%", None),
        ("lost > 0.9%", False),
        ("levels_gained = 0", None),
        ("scores_lost > 4%", False),
        ("mean_move < -0.5", None),
        ("mean_move < -0.91", False),
        ("largest_loss > 5", None),
        ("largest_loss <= 100 points", True),
    ],
)
def test_what_is_kept_back_is_answered_only_where_the_answer_tells_nothing(
    text: str, holds: bool | None
) -> None:
    judged = read_condition(text).judged(kept_back(FEW))
    assert (judged.holds, judged.value) == (holds, None)


@pytest.mark.parametrize("count", range(10))
@pytest.mark.parametrize("sign", [">", ">=", "<", "<=", "=", "!="])
def test_no_row_of_conditions_counts_a_few(sign: str, count: int) -> None:
    """The answers are the same for every number from nobody to nine."""
    few = replace(FEW, gained=0)
    for limit in (*range(-1, 12), "0.5%", "0.05%"):
        condition = read_condition(f"lost {sign} {limit}")
        assert condition.judged(kept_back(replace(few, lost=count))) == condition.judged(kept_back(few))


def test_levels_that_are_kept_back_are_at_most_as_many_as_move_where_they_begin_at_the_same_points() -> None:
    group = Group(1_000, None, 30, *(None,) * 6)
    found = moved(replace(FEW, gained=29, lost=1), group, {}, (350, None))
    condition = read_condition("levels_changed > 5%")
    assert condition.judged(replace(found, has_same_levels=True)).holds is False
    assert condition.judged(found).holds is None
    assert read_condition("lost > 1%").judged(found).holds is False
    assert read_condition("gained > 3%").judged(found).holds is False
    assert read_condition("mean_move < -3").judged(found).holds is False


def test_of_more_than_a_few_that_are_kept_back_anything_may_be_so() -> None:
    found = kept_back(replace(FEW, gained=300))
    assert read_condition("gained > 20%").judged(found).holds is None
    assert read_condition("gained <= 100%").judged(found).holds is True


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        ("levels_changd > 5%", "there is no figure `levels_changd`", "did you mean `levels_changed`?"),
        ("weight > 5", "there is no figure `weight`", f"there are {', '.join(NAMES)}"),
        ("moved => 5", "`=>` is no comparison", "there are >, >=, <, <=, =, !="),
        (
            "mean_move > 5%",
            "`mean_move` is not counted in `%`",
            "it is counted in points",
        ),
        (
            "moved > 5 points",
            "`moved` is not counted in `points`",
            "it is counted in members or %",
        ),
        ("moved > 5 heads", "`moved` is not counted in `heads`", "it is counted in members or %"),
        *(
            (
                text,
                f"`{text}` is no condition",
                "write a figure, a comparison and a number, as in: levels_changed > 5%",
            )
            for text in (
                "",
                "moved",
                "moved >",
                "moved > many",
                "5 < moved",
                "moved > 5 and lost > 3",
                "moved > 1,000",
            )
        ),
    ],
)
def test_what_is_none_says_what_would_be(text: str, message: str, help_: str) -> None:
    with pytest.raises(ConditionError) as caught:
        read_condition(text)
    assert (str(caught.value), caught.value.help) == (message, help_)


@pytest.mark.parametrize("text", [f"{name} > 0" for name in NAMES])
def test_nobody_to_be_compared_is_never_taken_for_nobody_who_moved(text: str) -> None:
    nobody = replace(TRUTH, members=0, compared=0)
    with pytest.raises(ConditionError, match="cannot be judged"):
        read_condition(text).judged(moved(nobody))


def test_a_condition_is_said_again_in_one_way() -> None:
    assert read_condition("  moved>=10  % ").text == "moved >= 10%"
    assert read_condition("mean_move<-1points").text == "mean_move < -1 points"
    assert read_condition("moved > 1").unit is Unit.MEMBERS
