"""What the tests of a ruleset tried of all there is to try."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.states import State
from ssi_rules.ruletest.coverage.goals import goals
from ssi_rules.ruletest.coverage.items import (
    AdjustmentGoal,
    ClauseGoal,
    FlagGoal,
    Goal,
    Group,
    Item,
    LevelGoal,
    StateGoal,
    ValueGoal,
)
from ssi_rules.ruletest.coverage.readings import Reading, Readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.language.types import Value
    from ssi_rules.model import Ruleset


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a ruleset, and what of it no test tries."""

    group: Group
    missing: tuple[Item, ...]

    @property
    def all(self) -> int:
        """How many things there are to try."""
        return len(self.group.items)

    @property
    def tried(self) -> int:
        """How many of them are tried."""
        return self.all - len(self.missing)

    def only(self, counts: Callable[[Item], bool]) -> Line:
        """The same without what does not count."""
        group = replace(self.group, items=tuple(filter(counts, self.group.items)))
        return Line(group, tuple(filter(counts, self.missing)))


@dataclass(frozen=True, slots=True)
class Coverage:
    """All parts of a ruleset that count for it."""

    ruleset: Ruleset
    lines: tuple[Line, ...]

    @property
    def all(self) -> int:
        """How many things there are to try."""
        return sum(each.all for each in self.lines)

    @property
    def tried(self) -> int:
        """How many of them are tried."""
        return sum(each.tried for each in self.lines)

    def only(self, counts: Callable[[Item], bool]) -> Coverage:
        """The same without what does not count; parts of which nothing does are left out."""
        lines = (each.only(counts) for each in self.lines)
        return replace(self, lines=tuple(each for each in lines if each.all))

    @property
    def missing(self) -> Iterator[tuple[Group, Item]]:
        """What no test tries, with the part it belongs to."""
        return ((line.group, item) for line in self.lines for item in line.missing)


def cover(ruleset: Ruleset, records: Iterable[Record]) -> Coverage:
    """What the recorded scores of some members try of a ruleset."""
    groups, watch = goals(ruleset), Watch(ruleset)
    left = [item for group in groups for item in group.items]
    for record in records:
        reached = {id(each) for each in watch.reached(record, left)}
        left = [each for each in left if id(each) not in reached]
    missing = {id(each) for each in left}
    return Coverage(
        ruleset,
        tuple(Line(group, tuple(each for each in group.items if id(each) in missing)) for group in groups),
    )


class Watch:
    """Sees what scores try."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._readings = Readings(ruleset)

    def reached(self, record: Record, wanted: Iterable[Item]) -> list[Item]:
        """Those of the items that one recorded score tries."""
        read = self._readings.of(record)
        return [each for each in wanted if self._is_reached(each.goal, record, read)]

    def _is_reached(self, goal: Goal, record: Record, read: set[Reading]) -> bool:
        match goal:
            case ValueGoal():
                return self._lies_within(goal, record)
            case FlagGoal(wanted=wanted):
                return self._measured(goal, record) is wanted
            case StateGoal(pillar, criterion, state):
                return record.score.pillars[pillar].states[criterion] is state
            case AdjustmentGoal(pillar, number, acts):
                return record.value(self._ruleset.pillars[pillar].adjustments[number].when) is acts
            case LevelGoal(level):
                return record.score.total is not None and record.score.level == level
            case ClauseGoal(clause):
                return any(self._readings.decides(clause, each) for each in read)
        assert_never(goal)

    def _lies_within(self, goal: ValueGoal, record: Record) -> bool:
        value = self._measured(goal, record)
        if not isinstance(value, int) or isinstance(value, bool):
            return False
        return (goal.low is None or value >= goal.low) and (goal.high is None or value <= goal.high)

    def _measured(self, goal: ValueGoal | FlagGoal, record: Record) -> Value | None:
        """The measure of a criterion that is scored."""
        if record.score.pillars[goal.pillar].states[goal.criterion] is not State.SCORED:
            return None
        return record.value(self._ruleset.pillars[goal.pillar].criteria[goal.criterion].measure)
