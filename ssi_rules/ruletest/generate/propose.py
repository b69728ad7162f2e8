"""A test for each thing that no test tries: a member, and what the rules make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import format_points
from ssi_rules.ruletest.coverage import Watch
from ssi_rules.ruletest.coverage.items import ClauseGoal, LevelGoal, StateGoal
from ssi_rules.ruletest.generate.candidates import Candidate, Candidates
from ssi_rules.ruletest.generate.rows import RowMaker
from ssi_rules.ruletest.generate.sketch import Sketch
from ssi_rules.ruletest.generate.solve import Solver
from ssi_rules.ruletest.generate.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules import model
    from ssi_rules.ruletest.coverage import Group, Item

_MOST = 300
"""Members that are tried for one thing at most."""

_DAY = date(2026, 6, 30)
"""The day of the tests of a ruleset that has none yet."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A test that was found: what is given, and the lines that expect what the rules give."""

    title: str
    given: model.Test
    expectations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """What was found, and for what nothing was."""

    tests: tuple[Proposal, ...]
    unfound: tuple[tuple[Group, Item], ...]


def propose(ruleset: model.Ruleset, missing: Iterable[tuple[Group, Item]]) -> Proposals:
    """A test for each of these things; what an earlier one tries as well gets none of its own."""
    found: list[Proposal] = []
    unfound: list[tuple[Group, Item]] = []
    left = list(missing)
    search = _Search(ruleset)
    while left:
        group, item = left.pop(0)
        candidate = search.member_for(item)
        if candidate is None:
            unfound.append((group, item))
            continue
        titles = {each.title for each in ruleset.tests} | {each.title for each in found}
        expectations = search.expectations(candidate, item)
        found.append(Proposal(_title(group, item, candidate, titles), candidate.sketch.test, expectations))
        tried = {id(each) for each in search.tried(candidate, [one for _, one in left])}
        left = [each for each in left if id(each[1]) not in tried]
    return Proposals(tuple(found), tuple(unfound))


class _Search:
    """Finds members of one ruleset."""

    def __init__(self, ruleset: model.Ruleset) -> None:
        bare = replace(ruleset, tests=())
        lets = {each.name: each.value for each in ruleset.lets}
        solver = Solver(lets, RowMaker(ruleset.catalogue, Texts(ruleset.markets)))
        blank = Sketch(Evaluator(bare), _day(ruleset))
        self._ruleset = ruleset
        self._watch = Watch(ruleset)
        self._candidates = Candidates(ruleset, solver, blank)

    def member_for(self, item: Item) -> Candidate | None:
        """The first member that tries a thing, and of whom something can be expected."""
        for candidate in islice(self._candidates.of(item.goal), _MOST):
            if self.tried(candidate, [item]) and self.expectations(candidate, item):
                return candidate
        return None

    def tried(self, candidate: Candidate, items: Iterable[Item]) -> list[Item]:
        """What a member tries of some things."""
        return self._watch.reached(candidate.sketch.record, items)

    def expectations(self, candidate: Candidate, item: Item) -> tuple[str, ...]:
        """What the rules give, as lines of a test; none where there are no points to expect."""
        score = candidate.sketch.record.score
        if candidate.pillar is None:
            return self._of_total(score.total, score.level, item)
        pillar, scored = self._ruleset.pillars[candidate.pillar], score.pillars[candidate.pillar]
        if candidate.criterion is None:
            return () if scored.points is None else (f"expect {pillar.id} = {format_points(scored.points)}",)
        named = f"{pillar.id}.{pillar.criteria[candidate.criterion].id}"
        points = scored.criteria[candidate.criterion]
        if points is None or isinstance(item.goal, StateGoal):
            return (f"expect {named} is {scored.states[candidate.criterion].value}",)
        return (f"expect {named} = {format_points(points)}",)

    def _of_total(self, total: int | None, level: str | None, item: Item) -> tuple[str, ...]:
        if total is None or not isinstance(item.goal, LevelGoal):
            return ()
        lines = (f"expect total = {format_points(total)}",)
        return lines if level is None else (*lines, f"expect level is {level}")


def _day(ruleset: model.Ruleset) -> date | None:
    """The latest day of the tests there are, so that new ones look alike."""
    if not ruleset.reads_dates:
        return None
    return max((each.as_of for each in ruleset.tests if each.as_of is not None), default=_DAY)


def _title(group: Group, item: Item, candidate: Candidate, taken: set[str]) -> str:
    title = f"{group.name}: {item.words}"
    if isinstance(item.goal, ClauseGoal):
        title = f"{group.name}: {_texts(candidate)}"
    numbered = (f"{title} ({number})" for number in range(2, len(taken) + 3))
    return next(each for each in (title, *numbered) if each not in taken)


def _texts(candidate: Candidate) -> str:
    """The texts that a member is judged by."""
    rows = [cells for _, table in candidate.sketch.test.tables for row in table for cells in row.cells]
    found = dict.fromkeys(
        value for _, value in (*candidate.sketch.test.facts, *rows) if isinstance(value, str)
    )
    return ", ".join(found)
