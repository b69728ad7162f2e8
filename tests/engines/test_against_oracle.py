"""The engine and a naive interpreter agree on every state, point and range."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, settings

from ssi_rules.engines.reference.evaluator import Evaluator
from tests.engines.models import DAY, members, rulesets
from tests.engines.oracle import Oracle

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset
    from ssi_rules.sources.dataset import Member


def points(hundredths: int | None) -> Fraction | None:
    return None if hundredths is None else Fraction(hundredths, 100)


@given(rulesets(), members())
@settings(max_examples=120, deadline=None)
def test_agrees_with_a_naive_interpreter(ruleset: Ruleset, member: Member) -> None:
    score = Evaluator(ruleset).score(member, DAY)
    pillars, total = Oracle(ruleset, member, DAY).total()
    assert (points(score.total), points(score.low), points(score.high)) == total
    for mine, (lines, sums) in zip(score.pillars, pillars, strict=True):
        assert [state.value for state in mine.states] == [line.state for line in lines]
        assert [points(each) for each in mine.criteria] == [line.points for line in lines]
        assert (points(mine.points), points(mine.low), points(mine.high)) == sums
