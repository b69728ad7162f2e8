"""The things that tests can try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ssi_rules.language.states import State
    from ssi_rules.ruletest.scope import Clause
    from ssi_rules.text import Span


@dataclass(frozen=True, slots=True)
class ValueGoal:
    """A criterion is scored with a measure from ``low`` to ``high`` (both included; None is open), in millionths."""

    pillar: int
    criterion: int
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class FlagGoal:
    """A criterion is scored with a measure that is yes, or no."""

    pillar: int
    criterion: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class StateGoal:
    """A criterion ends in a state."""

    pillar: int
    criterion: int
    state: State


@dataclass(frozen=True, slots=True)
class AdjustmentGoal:
    """A cap or a deduction acts, or does not."""

    pillar: int
    number: int
    acts: bool


@dataclass(frozen=True, slots=True)
class LevelGoal:
    """A level is reached; None stands for a total below all of them."""

    level: str | None


@dataclass(frozen=True, slots=True)
class ClauseGoal:
    """A clause of a market decides about some row."""

    clause: Clause


Goal: TypeAlias = ValueGoal | FlagGoal | StateGoal | AdjustmentGoal | LevelGoal | ClauseGoal


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to try: in words that follow "No test tries", where it is written, and when it is tried."""

    words: str
    span: Span
    goal: Goal


@dataclass(frozen=True, slots=True)
class Group:
    """What there is to try of one part of a ruleset: a criterion, a pillar's caps and deductions, the levels, a market."""

    name: str
    span: Span
    items: tuple[Item, ...]
