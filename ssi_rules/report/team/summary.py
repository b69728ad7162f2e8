"""What the team's page keeps of one scorecard: a few dozen numbers, so that ten thousand members fit in memory."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from ssi_rules.report.member.standing import open_count
from ssi_rules.report.team.moves import Move, move

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ssi_rules.report.context import Before
    from ssi_rules.scorecard import LevelInfo, Pillar, Points, Scorecard, StateName


@dataclass(frozen=True, slots=True)
class CriterionRule:
    """What all members' criteria of one name share."""

    title: str
    worth: Decimal
    advice: str | None


@dataclass(frozen=True, slots=True)
class PillarRule:
    """What all members' pillars of one name share."""

    id: str
    title: str
    worth: Decimal
    criteria: tuple[CriterionRule, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What all scorecards under one ruleset share; there is one of it in memory, however many summaries point there."""

    name: str
    title: str
    version: str
    fingerprint: str
    worth: Decimal
    pillars: tuple[PillarRule, ...]
    levels: tuple[LevelInfo, ...]

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """Summaries come from other processes one by one: their rules become the same again."""
        return _shared, tuple(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class Standing:
    """A pillar's or the total's points and range; ``state`` says why there are none."""

    points: Decimal | None
    low: Decimal | None
    high: Decimal | None
    state: StateName

    @property
    def open(self) -> bool:
        """Whether it could still be something else."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Summary:
    """One member, as far as the team's page is concerned.

    Attributes:
        labels: Every column that is no fact, for names and cohorts.
        left: Points left in each pillar's criteria; None where the criterion has no points.
        open: How many criteria could still change.
        move: The way from an earlier run; None without one.
    """

    member: str
    labels: Mapping[str, str]
    as_of: date | None
    rules: Rules
    total: Standing
    level: str | None
    pillars: tuple[Standing, ...]
    left: tuple[tuple[Decimal | None, ...], ...]
    open: int
    move: Move | None = None


def summary(card: Scorecard, before: Before | None = None) -> Summary:
    """Keep of a scorecard what the team's page needs.

    Args:
        card: The scorecard.
        before: The same member's earlier run, where there is one.
    """
    return Summary(
        member=card.member,
        labels=dict(card.labels),
        as_of=card.as_of,
        rules=_rules(card),
        total=_standing(card.total, [_state(each) for each in card.pillars]),
        level=card.level,
        pillars=tuple(
            _standing(each, [criterion.state for criterion in each.criteria]) for each in card.pillars
        ),
        left=tuple(map(_left, card.pillars)),
        open=open_count(card),
        move=move(card, before) if before else None,
    )


@lru_cache(maxsize=64)
def _shared(*parts: object) -> Rules:
    return Rules(*parts)  # type: ignore[arg-type]  # the fields of another Rules, in order


def _rules(card: Scorecard) -> Rules:
    rules = card.ruleset
    return _shared(
        rules.name,
        rules.title,
        rules.version,
        rules.fingerprint,
        card.total.worth,
        tuple(map(_pillar_rule, card.pillars)),
        card.levels,
    )


def _pillar_rule(pillar: Pillar) -> PillarRule:
    criteria = tuple(CriterionRule(each.title, each.worth, each.advice) for each in pillar.criteria)
    return PillarRule(pillar.id, pillar.title, pillar.worth, criteria)


def _left(pillar: Pillar) -> tuple[Decimal | None, ...]:
    return tuple(None if each.points is None else _once(each.worth - each.points) for each in pillar.criteria)


def _once(number: Decimal | None) -> Decimal | None:
    """The same object for the same figure: members differ less than they are many."""
    return None if number is None else _read(str(number))


@lru_cache(maxsize=10_000)
def _read(figure: str) -> Decimal:
    return Decimal(figure)


def _state(pillar: Pillar) -> StateName:
    return _why([each.state for each in pillar.criteria]) if pillar.points is None else "scored"


def _standing(points: Points, states: list[StateName]) -> Standing:
    state: StateName = "scored" if points.points is not None else _why(states)
    return Standing(_once(points.points), _once(points.low), _once(points.high), state)


def _why(states: list[StateName]) -> StateName:
    """Why a sum has no points: what is unknown says more than what is too few or does not apply."""
    return next((each for each in _WHY if each in states), "unknown")


_WHY: tuple[StateName, ...] = ("unknown", "too_few", "not_applicable")
