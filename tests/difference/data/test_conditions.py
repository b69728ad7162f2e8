"""What ``--fail-if`` takes, and what it says of everything else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from ssi_rules.difference.data.conditions import NAMES, ConditionError, Unit, read_condition
from ssi_rules.difference.data.figures import Truth

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
    assert read_condition(text).value(TRUTH) == value


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
    assert read_condition(text).holds(TRUTH) is holds


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
        read_condition(text).holds(nobody)


def test_a_condition_is_said_again_in_one_way() -> None:
    assert read_condition("  moved>=10  % ").text == "moved >= 10%"
    assert read_condition("mean_move<-1points").text == "mean_move < -1 points"
    assert read_condition("moved > 1").unit is Unit.MEMBERS
