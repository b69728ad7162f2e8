"""From a checked test block to what came of each of its expectations."""

from __future__ import annotations

from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import format_points
from ssi_rules.model import Comparison, Subject
from ssi_rules.sources.dataset import Member, Missing, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.score import Score
    from ssi_rules.model import Expectation, GivenRows, Ruleset, Table, Test

GIVEN = "the test"
"""Where a test's facts come from."""

HOLDS: dict[Comparison, Callable[[int, int], bool]] = {
    Comparison.EQUAL: eq,
    Comparison.DIFFERENT: ne,
    Comparison.LESS: lt,
    Comparison.AT_MOST: le,
    Comparison.MORE: gt,
    Comparison.AT_LEAST: ge,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one expectation.

    Attributes:
        actual: Points as text, a state, a level; None where there are none.
    """

    test: Test
    expectation: Expectation
    actual: str | None
    passed: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """One test as it was run: every value that the score of its member was made of, and what came of what it expects."""

    test: Test
    record: Record
    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Expectations that do not hold."""
        return tuple(each for each in self.outcomes if not each.passed)


def try_tests(evaluator: Evaluator, tests: Iterable[Test]) -> Iterator[Trial]:
    """Score the member of each test once, keeping all values, and hold its expectations against the score."""
    ruleset = evaluator.ruleset
    for test in tests:
        record = evaluator.record(member_of(test, ruleset), test.as_of)
        outcomes = (judge(test, each, ruleset, record.score) for each in test.expectations)
        yield Trial(test, record, tuple(outcomes))


def run_tests(ruleset: Ruleset) -> Iterator[Outcome]:
    """Score the member of every test, and hold each expectation against the score."""
    evaluator = Evaluator(ruleset)
    for test in ruleset.tests:
        score = evaluator.score(member_of(test, ruleset), test.as_of)
        for expectation in test.expectations:
            yield judge(test, expectation, ruleset, score)


def member_of(test: Test, ruleset: Ruleset) -> Member:
    """The member a test describes: facts not given are missing, tables not given are not provided."""
    catalogue = ruleset.catalogue
    tables = {name: _rows(rows, catalogue.tables[name]) for name, rows in test.tables}
    facts = dict(test.facts)
    absent = (catalogue.facts.keys() | catalogue.tables.keys()) - facts.keys() - tables.keys()
    return Member(
        id=test.title,
        as_of=test.as_of,
        facts=facts,
        tables=tables,
        missing={name: Missing("not given in the test", GIVEN) for name in absent},
    )


def _rows(given: tuple[GivenRows, ...], table: Table) -> Rows:
    rows = [dict(each.cells) for each in given for _ in range(each.count)]
    return Rows(
        {column.name: [row.get(column.name) for row in rows] for column in table.columns}, len(rows), GIVEN
    )


def judge(test: Test, expectation: Expectation, ruleset: Ruleset, score: Score) -> Outcome:
    """Whether one expectation holds; points that are absent fail it, whatever is expected of them."""
    if expectation.name is not None:
        actual = _name(expectation, ruleset, score)
        return Outcome(test, expectation, actual, actual == expectation.name)
    points = _points(expectation, ruleset, score)
    told = None if points is None else format_points(points)
    return Outcome(test, expectation, told, points is not None and _holds(expectation, points))


def _holds(expectation: Expectation, points: int) -> bool:
    wanted = expectation.points
    if wanted is None:
        return False
    if expectation.high is not None:
        return wanted <= points <= expectation.high
    return expectation.comparison is not None and HOLDS[expectation.comparison](points, wanted)


def _points(expectation: Expectation, ruleset: Ruleset, score: Score) -> int | None:
    match expectation.subject:
        case Subject.TOTAL | Subject.LEVEL:
            return score.total
        case Subject.PILLAR:
            return score.pillars[place_of(expectation, ruleset)[0]].points
        case Subject.CRITERION:
            pillar, criterion = place_of(expectation, ruleset)
            return score.pillars[pillar].criteria[criterion]
        case _:
            assert_never(expectation.subject)


def _name(expectation: Expectation, ruleset: Ruleset, score: Score) -> str | None:
    if expectation.subject is Subject.LEVEL:
        return score.level
    pillar, criterion = place_of(expectation, ruleset)
    return score.pillars[pillar].states[criterion].value


def place_of(expectation: Expectation, ruleset: Ruleset) -> tuple[int, int]:
    """Where the score holds what is expected: the pillar's place, and the criterion's in it."""
    pillar = [each.id for each in ruleset.pillars].index(expectation.pillar or "")
    if expectation.criterion is None:
        return pillar, 0
    return pillar, [each.id for each in ruleset.pillars[pillar].criteria].index(expectation.criterion)
