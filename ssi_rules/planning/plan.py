"""What is most worth a member's while: each action tried by itself and the member scored again; ``together`` has the rest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import as_decimal, as_points
from ssi_rules.language.windows import WEEK
from ssi_rules.model import AddRows, AddTo, SetTo
from ssi_rules.planning.changing import apply
from ssi_rules.planning.limits import most_times
from ssi_rules.planning.together import together
from ssi_rules.scorecard import PlanStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.score import Score
    from ssi_rules.model import Action, Effect, Ruleset
    from ssi_rules.planning.optimum import Planner
    from ssi_rules.scorecard import Criterion, Scorecard, Step
    from ssi_rules.sources.dataset import Member

MOST = 3
"""Actions a plan proposes."""

WEEKS = 4
DAYS = WEEKS * WEEK
"""Nobody is asked to plan for longer."""

TRIES = 3
"""Numbers of times that one action is tried."""


def planned(planner: Planner, member: Member, card: Scorecard) -> Scorecard:
    """The scorecard with what to do next: single actions, and what actions reach together.

    Args:
        planner: Of the ruleset that made the card; one for all members.
        member: Whom the card is about.
        card: Of the member as she is.
    """
    alone, all_ = plan(planner.evaluator, member, card), together(planner, member, card, DAYS)
    return card.model_copy(update={"plan": alone, "together": all_})


def plan(evaluator: Evaluator, member: Member, card: Scorecard) -> tuple[PlanStep, ...]:
    """At most three actions, each on its own, that bring most points for their minutes.

    Args:
        evaluator: Of the ruleset that made the card.
        member: Whom the card is about.
        card: Of the member as she is; its day is the day actions are done.
    """
    record = evaluator.record(member, card.as_of)
    tried = (_Trial(evaluator, record, card, each).best() for each in evaluator.ruleset.actions)
    found = [each for each in tried if each is not None]
    return tuple(sorted(found, key=_worth, reverse=True)[:MOST])


@dataclass(frozen=True)
class _Trial:
    """One action, tried on one member."""

    evaluator: Evaluator
    record: Record
    card: Scorecard
    action: Action

    def best(self) -> PlanStep | None:
        """The action as often as it takes to bring something; None where it does not."""
        steps = (self._scored(times) for times in self._times())
        return next((each for each in steps if each is not None), None)

    def _scored(self, times: int) -> PlanStep | None:
        changed = apply(self.action, self.record.member, times, self.record.as_of)
        before, after = self.record.score, self.evaluator.again(self.record, changed)
        if before.total is None or after.total is None or after.total <= before.total:
            return None
        return PlanStep(
            action=self.action.id,
            title=self.action.title,
            times=times,
            minutes=None if self.action.minutes is None else self.action.minutes * times,
            gain=as_points(after.total - before.total),
            criteria=tuple(_risen(self.evaluator.ruleset, before, after)),
            weeks=_weeks(self.action, times),
        )

    def _times(self) -> tuple[int, ...]:
        """How often to try, the most sensible first.

        That is the farthest cut-point of a week's work, if it takes half of the week; else the nearest one of four weeks';
        else what is nearer, or simply a week's work.
        """
        most = most_times(self.action, DAYS)
        week = 1 if self.action.limit is None else most_times(self.action, WEEK)
        cuts = sorted({max(1, each) for effect in self.action.effects for each in self._cuts(effect)})
        soon = [each for each in reversed(cuts) if each <= week <= 2 * each]
        later = [each for each in cuts if week < each <= most]
        nearer = [each for each in reversed(cuts) if 2 * each < week]
        return tuple(dict.fromkeys([*soon, *later, *nearer, week]))[:TRIES]

    def _cuts(self, effect: Effect) -> Iterator[int]:
        for pillar in self.card.pillars:
            for criterion in pillar.criteria:
                yield from (_times_to(each, effect) for each in _distances(criterion, effect))


def _distances(criterion: Criterion, effect: Effect) -> Iterator[Decimal]:
    """How much of what the effect moves it takes to each cut-point that lies ahead, as far as the document knows."""
    steps = [each for each in criterion.steps if _moves(effect, each)]
    if not steps:
        return
    farthest = max(each.count for each in steps)
    yield farthest
    value, ahead = criterion.measure.value, criterion.next
    if ahead is not None and ahead.direction == "from" and ahead.distance and isinstance(value, Decimal):
        cuts = (each.at for each in criterion.cut_points if each.points > (criterion.points or 0))
        yield from (
            farthest * (at - value) / ahead.distance for at in cuts if isinstance(at, Decimal) and at > value
        )


def _moves(effect: Effect, step: Step) -> bool:
    match effect:
        case AddRows(_, table):
            return step.of == table and step.kind in ("rows", "sample")
        case AddTo(fact):
            return step.of == fact and step.kind in ("fact", "sample")
        case SetTo():
            return False
        case _:
            assert_never(effect)


def _times_to(distance: Decimal, effect: Effect) -> int:
    match effect:
        case AddRows(amount):
            return ceil(distance / amount)
        case AddTo(_, amount) if amount * distance > 0:
            return ceil(distance / as_decimal(amount))
        case _:
            return 1


def _risen(ruleset: Ruleset, before: Score, after: Score) -> Iterator[str]:
    """Criteria with more points than before."""
    for pillar, was, now in zip(ruleset.pillars, before.pillars, after.pillars, strict=True):
        for criterion, old, new in zip(pillar.criteria, was.criteria, now.criteria, strict=True):
            if new is not None and new > (old or 0):
                yield f"{pillar.id}.{criterion.id}"


def _weeks(action: Action, times: int) -> int | None:
    if action.limit is None or action.limit[1] != "week":
        return None
    return -(-times // action.limit[0])


def _worth(step: PlanStep) -> tuple[bool, Fraction, Fraction]:
    """Points for a minute, then points; what nobody has put minutes to comes last."""
    gain = Fraction(step.gain)
    return step.minutes is not None, gain / step.minutes if step.minutes else gain, gain
