"""What is most worth a member's while: each action of the ruleset tried by itself, and the member scored again."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import POINT_SCALE, SCALE, as_decimal
from ssi_rules.model import AddRows, AddTo, SetTo
from ssi_rules.planning.changing import apply
from ssi_rules.scorecard import PlanStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.engines.score import Score
    from ssi_rules.model import Action, Effect, Ruleset
    from ssi_rules.scorecard import Criterion, Scorecard
    from ssi_rules.sources.dataset import Member

MOST = 3
"""Actions a plan proposes."""

WEEKS = 4
"""Nobody is asked to plan for longer."""

UNLIMITED = 100
"""As often as an action is tried that has no limit."""

TRIES = 3
"""Numbers of times that one action is tried."""

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def planned(evaluator: Evaluator, member: Member, card: Scorecard) -> Scorecard:
    """The scorecard with its plan."""
    return card.model_copy(update={"plan": plan(evaluator, member, card)})


def plan(evaluator: Evaluator, member: Member, card: Scorecard) -> tuple[PlanStep, ...]:
    """At most three actions, each on its own, that bring most points for their minutes.

    Args:
        evaluator: Of the ruleset that made the card.
        member: Whom the card is about.
        card: Of the member as she is; its day is the day actions are done.
    """
    before = evaluator.score(member, card.as_of)
    tried = (_Trial(evaluator, member, card, each).best(before) for each in evaluator.ruleset.actions)
    found = [each for each in tried if each is not None]
    return tuple(sorted(found, key=_worth, reverse=True)[:MOST])


@dataclass(frozen=True)
class _Trial:
    """One action, tried on one member."""

    evaluator: Evaluator
    member: Member
    card: Scorecard
    action: Action

    def best(self, before: Score) -> PlanStep | None:
        """The action as often as it takes to bring something; None where it does not."""
        steps = (self._scored(times, before) for times in self._times())
        return next((each for each in steps if each is not None), None)

    def _scored(self, times: int, before: Score) -> PlanStep | None:
        after = self.evaluator.score(apply(self.action, self.member, times, self.card.as_of), self.card.as_of)
        if before.total is None or after.total is None or after.total <= before.total:
            return None
        return PlanStep(
            action=self.action.id,
            title=self.action.title,
            times=times,
            minutes=None if self.action.minutes is None else self.action.minutes * times,
            gain=as_decimal(after.total - before.total, POINT_SCALE),
            criteria=tuple(_risen(self.evaluator.ruleset, before, after)),
            weeks=_weeks(self.action, times),
        )

    def _times(self) -> tuple[int, ...]:
        """How often to try: to each cut-point it may lead to, the nearest first, within what four weeks allow."""
        wanted = {each for effect in self.action.effects for each in self._wanted(effect)}
        most = _most(self.action)
        return tuple(sorted({max(1, min(each, most)) for each in wanted or {1}}))[:TRIES]

    def _wanted(self, effect: Effect) -> Iterator[int]:
        criteria = (each for pillar in self.card.pillars for each in pillar.criteria)
        far = (max(_distances(each, effect), default=0) for each in criteria)
        yield from (_times_to(each, effect) for each in far if each)


def _distances(criterion: Criterion, effect: Effect) -> Iterator[int]:
    """How far the criterion's steps by the thing that the effect moves are, in millionths."""
    match effect:
        case AddRows(table=moved):
            kinds = ("rows", "sample")
        case AddTo(fact=moved):
            kinds = ("fact", "sample")
        case SetTo():
            return
        case _:
            assert_never(effect)
    yield from (
        int(each.count * SCALE) for each in criterion.steps if each.kind in kinds and each.of == moved
    )


def _times_to(distance: int, effect: Effect) -> int:
    amount = (
        effect.count * SCALE
        if isinstance(effect, AddRows)
        else effect.amount
        if isinstance(effect, AddTo)
        else 1
    )
    return -(-distance // amount) if distance * amount > 0 else 1


def _risen(ruleset: Ruleset, before: Score, after: Score) -> Iterator[str]:
    """Criteria with more points than before."""
    for pillar, was, now in zip(ruleset.pillars, before.pillars, after.pillars, strict=True):
        for criterion, old, new in zip(pillar.criteria, was.criteria, now.criteria, strict=True):
            if new is not None and new > (old or 0):
                yield f"{pillar.id}.{criterion.id}"


def _most(action: Action) -> int:
    """How often the action can be done in the weeks one plans for."""
    if action.limit is None:
        return UNLIMITED
    times, unit = action.limit
    return max(1, times * 7 * WEEKS // _DAYS[unit])


def _weeks(action: Action, times: int) -> int | None:
    if action.limit is None or action.limit[1] != "week":
        return None
    return -(-times // action.limit[0])


def _worth(step: PlanStep) -> tuple[bool, Fraction, Fraction]:
    """Points for a minute, then points; what nobody has put minutes to comes last."""
    gain = Fraction(step.gain)
    return step.minutes is not None, gain / step.minutes if step.minutes else gain, gain
