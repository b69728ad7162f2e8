"""What holds of every score, whatever the ruleset and whoever the member."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.scorecard import Scorecard
from tests.engines.models import DAY, members, rulesets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.engines.score import Score
    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Points
    from ssi_rules.sources.dataset import Member

SOME = settings(max_examples=60, deadline=None)


def added(points: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in points if each is not None), Decimal(0))


def assert_bounded(points: Points) -> None:
    assert (points.low is None) is (points.high is None)
    if points.points is not None:
        assert points.low is not None
        assert points.high is not None
        assert 0 <= points.low <= points.points <= points.high <= points.worth


@given(rulesets(), members())
@SOME
def test_points_lie_within_worth_and_range(ruleset: Ruleset, member: Member) -> None:
    card = Evaluator(ruleset).scorecard(member, DAY)
    for points in (card.total, *card.pillars):
        assert_bounded(points)
    for criterion in (each for pillar in card.pillars for each in pillar.criteria):
        assert (criterion.points is None) is (criterion.state != "scored")
        assert criterion.points is None or 0 <= criterion.points <= criterion.worth
        assert (criterion.reason is None) is (criterion.state == "scored")
        assert bool(criterion.unknown) is (criterion.state == "unknown")


@given(rulesets(), members())
@SOME
def test_every_explanation_adds_up_to_the_last_digit(ruleset: Ruleset, member: Member) -> None:
    card = Evaluator(ruleset).scorecard(member, DAY)
    if card.total.points is not None:
        costs = added(each.cost for each in card.adjustments)
        assert added(each.points for each in card.pillars) - costs == card.total.points
    for pillar in card.pillars:
        costs = added(each.cost for each in pillar.adjustments)
        if pillar.points is None:
            assert costs == 0
        else:
            assert added(each.points for each in pillar.criteria) - costs == pillar.points


@given(rulesets(), members())
@SOME
def test_the_explanation_tells_the_same_score(ruleset: Ruleset, member: Member) -> None:
    evaluator = Evaluator(ruleset)
    score, card = evaluator.score(member, DAY), evaluator.scorecard(member, DAY)
    assert card.level == score.level
    assert hundredths(card.total) == (score.total, score.low, score.high)
    for mine, told in zip(score.pillars, card.pillars, strict=True):
        assert hundredths(told) == (mine.points, mine.low, mine.high)
        assert tuple(each.value for each in mine.states) == tuple(each.state for each in told.criteria)
        assert mine.criteria == tuple(in_hundredths(each.points) for each in told.criteria)


def hundredths(points: Points) -> tuple[int | None, int | None, int | None]:
    return in_hundredths(points.points), in_hundredths(points.low), in_hundredths(points.high)


def in_hundredths(points: Decimal | None) -> int | None:
    return None if points is None else int(points * 100)


@given(rulesets(), members())
@SOME
def test_what_is_built_without_validation_is_valid(ruleset: Ruleset, member: Member) -> None:
    card = Evaluator(ruleset).scorecard(member, DAY)
    fields = card.model_dump(by_alias=True)
    assert Scorecard.model_validate(fields) == card
    read = Scorecard.model_validate_json(card.model_dump_json(by_alias=True))
    assert list(read.pillars[0].criteria[0].model_dump()) == list(card.pillars[0].criteria[0].model_dump())


@given(rulesets(), members())
@SOME
def test_the_next_cut_point_keeps_its_promise(ruleset: Ruleset, member: Member) -> None:
    card = Evaluator(ruleset).scorecard(member, DAY)
    for criterion in (each for pillar in card.pillars for each in pillar.criteria if each.points is not None):
        assert criterion.points is not None
        if criterion.next is None:
            assert criterion.points == max(each.points for each in criterion.cut_points)
        elif criterion.next.direction != "below":
            there = next(each for each in criterion.cut_points if each.at == criterion.next.at)
            assert there.points == criterion.points + criterion.next.gain > criterion.points


@given(rulesets(plain=True), members(), st.data())
@SOME
def test_ranges_nest_as_more_becomes_known(ruleset: Ruleset, member: Member, data: st.DataObject) -> None:
    """Where nothing turns an unknown into a figure (``else``, ``is known``, ``where`` on facts)."""
    forgotten = data.draw(
        st.sets(st.sampled_from([*member.facts, *member.tables])) if member.facts else st.just(set())
    )
    less = replace(
        member,
        facts={name: value for name, value in member.facts.items() if name not in forgotten},
        tables={name: rows for name, rows in member.tables.items() if name not in forgotten},
    )
    evaluator = Evaluator(ruleset)
    before, after = evaluator.score(less, DAY), evaluator.score(member, DAY)
    for wide, narrow in zip(before.pillars, after.pillars, strict=True):
        assert_nested((wide.low, wide.high), (narrow.low, narrow.high))
    if all(each.points is not None for each in before.pillars):
        assert_nested((before.low, before.high), (after.low, after.high))


def assert_nested(wide: tuple[int | None, int | None], narrow: tuple[int | None, int | None]) -> None:
    if narrow[0] is None or narrow[1] is None:
        return
    assert wide[0] is not None
    assert wide[1] is not None
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]


@given(rulesets(), st.lists(members(), min_size=2, max_size=3))
@SOME
def test_members_leave_no_trace_on_each_other(ruleset: Ruleset, team: list[Member]) -> None:
    evaluator = Evaluator(ruleset)
    together: list[Score] = [evaluator.score(member, DAY) for member in team]
    assert together == [Evaluator(ruleset).score(member, DAY) for member in team]
