"""What holds of all mutants: each can be told from its original, and the short way to notice one is as good as the long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules import model
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import And, Comparison, EarnsWhen, Not, Or, Otherwise, Subject
from ssi_rules.ruletest.mutation import mutants
from ssi_rules.ruletest.mutation.notice import Bench
from ssi_rules.ruletest.mutation.reach import ranges_of
from ssi_rules.ruletest.mutation.sameness import same
from ssi_rules.ruletest.run import run_tests
from ssi_rules.sources.dataset import Member, Rows
from tests.engines import build
from tests.engines.models import DAY, Author, members, rulesets
from tests.ruletest.mutation.reading import read
from tests.ruletest.mutation.test_left_out import LEFT_OUT
from tests.ruletest.mutation.test_slips import CASES

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.engines.score import Score
    from ssi_rules.language.types import Value
    from ssi_rules.model import Expression, Ruleset

# Every mutant can be told from its original.

CORPUS = sorted({each.rules for each in CASES.values()} | {each[0] for each in LEFT_OUT.values()})
NUMBERS = [
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
    0.4,
    2.4,
    2.5,
    2.6,
    6.99,
    7.01,
    0.5,
    9.99,
    9.98,
    9960,
    9980,
    10000,
]
TITLES = ["Buyer", "Assistant Buyer", "Head", "Teacher", "Buyer, Intern", "Intern"]


def told_apart(original: Ruleset, mutant: Ruleset) -> bool:
    """Whether one of many members has other points, another state or another level."""
    random, one, other = Random(7), Evaluator(original), Evaluator(mutant)
    return any(
        seen(one.score(member)) != seen(other.score(member))
        for member in (sampled(original, random) for _ in range(3000))
    )


def seen(score: Score) -> tuple[object, ...]:
    """What a test can expect something of: no ranges."""
    return score.total, score.level, [(each.points, each.states, each.criteria) for each in score.pillars]


def sampled(ruleset: Ruleset, random: Random) -> Member:
    facts: dict[str, Value] = {}
    for name, fact in ruleset.catalogue.facts.items():
        if random.random() < 0.8:
            facts[name] = value(fact.type, random)
    tables = {"calls": calls(ruleset.catalogue.tables["calls"], random)} if random.random() < 0.8 else {}
    return Member(id="m", as_of=date(2026, 6, 30), facts=facts, tables=tables)


def calls(table: model.Table, random: Random) -> Rows:
    """Few rows or many, of which any number was answered."""
    count = random.choice([0, 1, 1, 2, 40, 125])
    yes = random.randint(0, count)
    cells: dict[str, list[Value | None]] = {
        each.name: [None if random.random() < 0.2 else value(each.type, random) for _ in range(count)]
        for each in table.columns
    }
    if random.random() < 0.8:
        cells["answered"] = [at < yes for at in range(count)]
    return Rows(cells, count, "calls")


def value(of: Type, random: Random) -> Value:
    match of:
        case Type.COUNT:
            return int(random.choice(NUMBERS)) * SCALE
        case Type.NUMBER:
            return round(random.choice(NUMBERS) * SCALE)
        case Type.PERCENT:
            return random.randint(0, 1000) * SCALE // 1000
        case Type.FLAG:
            return random.random() < 0.5
        case Type.DATE:
            return random.choice([date(2026, 6, 30), date(2026, 1, 1)]) - timedelta(random.randint(0, 110))
        case _:
            return random.choice([*TITLES, "Contoso", "Oslo"])


@pytest.mark.parametrize("rules", CORPUS)
def test_every_mutant_can_be_told_from_its_original(rules: str, tmp_path: Path) -> None:
    ruleset = read(tmp_path, rules)
    found = [each for each in mutants(ruleset) if not told_apart(ruleset, each.ruleset)]
    assert [each.summary for each in found] == []


# What is held to be the same is the same.


@st.composite
def conditions(draw: st.DrawFn) -> tuple[Ruleset, Expression, Expression]:
    """Two conditions over the same few parts, near each other more often than not."""
    author = Author(draw, plain=False)
    parts = [author.flag(0), author.flag(0)]

    def condition(depth: int) -> Expression:
        part = draw(st.sampled_from(parts))
        kind = draw(st.sampled_from(["part", "part", "not", "and", "or", "else"])) if depth else "part"
        match kind:
            case "not":
                return Not(condition(depth - 1))
            case "and":
                return And(part, condition(depth - 1))
            case "or":
                return Or(part, condition(depth - 1))
            case "else":
                return Otherwise(part, condition(depth - 1), Type.FLAG)
            case _:
                return part

    left, right = condition(2), condition(2)
    criteria = [
        build.criterion(name, each, EarnsWhen(100, when=True)) for name, each in (("a", left), ("b", right))
    ]
    return build.ruleset(build.pillar("p", *criteria), reads_dates=True), left, right


@settings(max_examples=100, deadline=None)
@given(conditions(), st.lists(members(), min_size=5, max_size=5), st.booleans())
def test_conditions_held_to_be_the_same_are(
    found: tuple[Ruleset, Expression, Expression], people: list[Member], only_yes: bool
) -> None:
    ruleset, left, right = found
    if not same(left, right, ranges_of(ruleset), only_yes=only_yes):
        return
    evaluator = Evaluator(ruleset)
    for member in map(not_below_nothing, people):
        scored = evaluator.score(member, DAY).pillars[0]
        points = [each or 0 for each in scored.criteria]
        assert points[0] == points[1]
        if not only_yes:
            assert scored.states[0] is scored.states[1]


def not_below_nothing(member: Member) -> Member:
    """Facts and cells are taken not to be below 0."""
    facts = {name: lifted(each) for name, each in member.facts.items()}
    tables = {
        name: replace(
            rows, columns={column: [lifted(each) for each in cells] for column, cells in rows.columns.items()}
        )
        for name, rows in member.tables.items()
    }
    return replace(member, facts=facts, tables=tables)


Cell = TypeVar("Cell", "Value", "Value | None")


def lifted(each: Cell) -> Cell:
    return abs(each) if isinstance(each, int) and not isinstance(each, bool) else each


# The short way to notice a mutant is as good as the long one.


def with_places(ruleset: Ruleset) -> Ruleset:
    """As if a file held every part."""
    places = model.CriterionPlaces(build.SPAN, build.SPAN, build.SPAN, build.SPAN)

    def placed(criterion: model.Criterion) -> model.Criterion:
        return replace(criterion, places=places)

    pillars = (
        replace(each, criteria=tuple(placed(criterion) for criterion in each.criteria))
        for each in ruleset.pillars
    )
    return replace(ruleset, pillars=tuple(pillars))


def trial_of(member: Member, title: str, ruleset: Ruleset, *, whole: bool) -> model.Test:
    """A test that expects what the ruleset gives: of the total and level alone, or of every criterion."""
    score = Evaluator(ruleset).score(member, DAY)

    def expected(subject: Subject, points: int | None, name: str | None, *ids: str) -> model.Expectation:
        pillar, criterion = (*ids, None, None)[:2]
        return model.Expectation(
            subject,
            pillar,
            criterion,
            None if points is None else Comparison.EQUAL,
            points,
            None,
            name,
            build.SPAN,
        )

    lines = [expected(Subject.LEVEL, None, score.level)] if score.level else []
    lines += [] if score.total is None else [expected(Subject.TOTAL, score.total, None)]
    if not whole:
        for pillar, part in zip(ruleset.pillars, score.pillars, strict=True):
            for criterion, state in zip(pillar.criteria, part.states, strict=True):
                lines.append(expected(Subject.CRITERION, None, state.value, pillar.id, criterion.id))
    tables = tuple(
        (name, tuple(model.GivenRows(1, cells(rows, at)) for at in range(rows.count)))
        for name, rows in member.tables.items()
    )
    return model.Test(title, DAY, tuple(member.facts.items()), tables, tuple(lines), build.SPAN)


def cells(rows: Rows, at: int) -> tuple[tuple[str, Value], ...]:
    return tuple((name, value) for name, column in rows.columns.items() if (value := column[at]) is not None)


@settings(max_examples=30, deadline=None)
@given(rulesets(), st.lists(members(), min_size=1, max_size=3), st.booleans())
def test_a_mutant_is_noticed_if_and_only_if_a_test_fails(
    ruleset: Ruleset, people: list[Member], whole: bool
) -> None:
    placed = with_places(ruleset)
    tests = tuple(trial_of(each, str(at), placed, whole=whole) for at, each in enumerate(people))
    tested = replace(placed, tests=tests)
    bench = Bench(tested)
    for mutant in mutants(tested):
        fails = any(not each.passed for each in run_tests(mutant.ruleset))
        assert bench.notices(mutant.ruleset) is fails, mutant.summary
