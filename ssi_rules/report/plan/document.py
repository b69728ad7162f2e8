"""A plan as a JSON document."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads it when the class is made
from typing import TYPE_CHECKING, Annotated, Literal, assert_never

from pydantic import Field

from ssi_rules.language.numbers import as_points, as_points_or_none
from ssi_rules.planning.optimum import OutOfReach, Reached
from ssi_rules.planning.together import lost_points, planned_action
from ssi_rules.scorecard import Document, Exact, LostPoints, PlannedAction

if TYPE_CHECKING:
    from ssi_rules.planning.optimum import Answer, Lost, Plan, Point
    from ssi_rules.planning.optimum.wish import Outcome

Status = Literal["reached", "kept", "most", "out_of_reach", "not_asked"]


class PlannedChange(Document):
    """A criterion that comes to something else: its points today, on the last day without the plan, and with it."""

    pillar: str
    criterion: str
    title: str
    now: Exact | None
    idle: Exact | None
    then: Exact | None


class PlanOut(Document):
    """Actions spread over some days, and the total on the last.

    Attributes:
        days: How many.
        end: The last of them; null where no day matters.
        now: The total today.
        idle: The total on the last day if nothing is done.
        total: The total on the last day if all of it is done.
        changes: The criteria that do not come to the same in all three.
        steady: Points of all other criteria.
        coming: Rows of the data that are dated after today and count on the last day.
    """

    days: int
    end: date | None
    minutes: int
    actions: tuple[PlannedAction, ...]
    now: Exact | None
    idle: Exact | None
    total: Exact | None
    level: str | None
    changes: tuple[PlannedChange, ...]
    steady: Exact
    coming: int


class CurvePoint(Document):
    """The most that can be reached in so many days, and the least minutes it takes."""

    days: int
    end: date | None
    most: Exact | None
    minutes: int
    idle: Exact | None


class PlanDocument(Document):
    """The cheapest way to a goal, or why there is none.

    Attributes:
        goal: The total asked for; null for as much as can be.
        within: Days that it may take.
        effort: Minutes that it may take; null for as many as it needs.
        best: The plan; out of reach, the one that comes nearest.
        others: Other ways, cheapest first.
        lost: Out of reach, what is missing to the ruleset's worth; adds up to all of it.
    """

    schema_: Annotated[Literal["ssi.plan/1"], Field(serialization_alias="schema")] = "ssi.plan/1"
    member: str
    ruleset: str
    as_of: date | None
    goal: Exact | None
    within: int
    effort: int | None
    avoid: tuple[str, ...]
    status: Status
    best: PlanOut | None
    others: tuple[PlanOut, ...]
    lost: tuple[LostPoints, ...]
    curve: tuple[CurvePoint, ...]


def document(answer: Answer) -> PlanDocument:
    """The document of an answer."""
    status, best, others, lost = _parts(answer.outcome, is_most=answer.wish.goal is None)
    return PlanDocument(
        member=answer.member.id,
        ruleset=answer.ruleset.id,
        as_of=answer.as_of,
        goal=as_points_or_none(answer.wish.goal),
        within=answer.wish.longest,
        effort=answer.wish.effort,
        avoid=tuple(sorted(answer.wish.avoid)),
        status=status,
        best=None if best is None else _plan(best),
        others=tuple(map(_plan, others)),
        lost=tuple(map(lost_points, lost)),
        curve=tuple(map(_point, answer.curve)),
    )


def _parts(
    outcome: Outcome | None, *, is_most: bool
) -> tuple[Status, Plan | None, tuple[Plan, ...], tuple[Lost, ...]]:
    match outcome:
        case None:
            return "not_asked", None, (), ()
        case Reached(best, others, is_there):
            return "kept" if is_there else "most" if is_most else "reached", best, others, ()
        case OutOfReach(ceiling, lost):
            return "out_of_reach", ceiling, (), lost
        case _:
            assert_never(outcome)


def _plan(plan: Plan) -> PlanOut:
    return PlanOut(
        days=plan.days,
        end=plan.end,
        minutes=plan.minutes,
        actions=tuple(map(planned_action, plan.doings)),
        now=as_points_or_none(plan.now),
        idle=as_points_or_none(plan.idle),
        total=as_points_or_none(plan.total),
        level=plan.level,
        changes=tuple(
            PlannedChange(
                pillar=each.pillar,
                criterion=each.criterion,
                title=each.title,
                now=as_points_or_none(each.now),
                idle=as_points_or_none(each.idle),
                then=as_points_or_none(each.then),
            )
            for each in plan.changes
        ),
        steady=as_points(plan.steady),
        coming=plan.coming,
    )


def _point(point: Point) -> CurvePoint:
    return CurvePoint(
        days=point.days,
        end=point.end,
        most=as_points_or_none(point.most),
        minutes=point.minutes,
        idle=as_points_or_none(point.idle),
    )
