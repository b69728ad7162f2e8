"""What actions reach together: the next level with the least minutes, or the most points for a modest effort."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import POINT_SCALE, as_points, as_points_or_none
from ssi_rules.planning.optimum import OutOfReach, Reached, TooManyWays, Wish, usable
from ssi_rules.scorecard import LostPoints, PlannedAction, Together

if TYPE_CHECKING:
    from ssi_rules.planning.optimum import Doing, Lost, Plan, Planner
    from ssi_rules.planning.optimum.wish import Outcome
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Member

EFFORT = 120
"""Minutes that are asked about where no level is above: two hours."""


def together(planner: Planner, member: Member, card: Scorecard, days: int) -> Together | None:
    """The cheapest actions to the next level, or why there are none; without such a level, what a modest effort brings.

    Args:
        planner: Of the ruleset that made the card.
        member: Whom the card is about.
        card: Of the member as she is.
        days: How long it may take, from the card's day.

    Returns:
        None where there is no score, nothing to do or to gain, or more ways than anybody waits for on a page.
    """
    if card.total.points is None or not usable(planner.evaluator.ruleset, Wish()):
        return None
    level = next((each for each in card.levels if each.start > card.total.points), None)
    goal, effort = (None, EFFORT) if level is None else (int(level.start * POINT_SCALE), None)
    try:
        outcome = planner.plan(member, card.as_of, Wish(goal, days, days, effort, brief=True))
    except TooManyWays:
        return None
    plan = _told(outcome)
    if plan is None or plan.now is None or plan.total is None or (level is None and plan.total <= plan.now):
        return None
    lost = outcome.lost if isinstance(outcome, OutOfReach) else None
    return Together(
        level=None if level is None else level.id,
        effort=effort,
        within=days,
        days=plan.days,
        end=plan.end,
        reached=lost is None,
        minutes=plan.minutes if lost is None else None,
        actions=tuple(map(planned_action, plan.doings)) if lost is None else (),
        now=as_points(plan.now),
        idle=as_points_or_none(plan.idle),
        total=as_points(plan.total),
        lost=tuple(map(lost_points, lost or ())),
        left_out=tuple(each.title for each in planner.evaluator.ruleset.actions if each.minutes is None),
    )


def _told(outcome: Outcome) -> Plan | None:
    match outcome:
        case OutOfReach(ceiling):
            return ceiling
        case Reached(best):
            return best
        case _:
            assert_never(outcome)


def planned_action(doing: Doing) -> PlannedAction:
    """What is done, as documents have it."""
    return PlannedAction(
        action=doing.action.id, title=doing.action.title, times=doing.times, minutes=doing.minutes
    )


def lost_points(lost: Lost) -> LostPoints:
    """What stays out of reach, as documents have it."""
    return LostPoints(why=lost.why.value, points=as_points(lost.points), titles=lost.titles)
