"""What the author claims of everybody: where all assumptions are yes, every expectation holds."""

from __future__ import annotations

from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.reading import roots
from ssi_rules.language.states import State
from ssi_rules.model import Comparison, Subject
from ssi_rules.proving.answers import Found, Undecided
from ssi_rules.proving.find import replayed
from ssi_rules.proving.findings import Kind, Witness
from ssi_rules.proving.logic import both, either, negated
from ssi_rules.proving.questions.asking import About, asked_by, asked_by_pillar, decide
from ssi_rules.proving.questions.beside import points_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssi_rules.engines.score import Score
    from ssi_rules.model import Claim, Expectation, Expression, Ruleset
    from ssi_rules.proving.findings import Finding
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.universe import Universe, World

_HOLDS: dict[Comparison, Callable[[Whole, int], Truth]] = {
    Comparison.EQUAL: eq,
    Comparison.DIFFERENT: ne,
    Comparison.LESS: lt,
    Comparison.AT_MOST: le,
    Comparison.MORE: gt,
    Comparison.AT_LEAST: ge,
}


def claims(universe: Universe, ruleset: Ruleset, limit: float) -> Iterator[Finding]:
    """One finding for each expectation of each claim. Points that a member has not got are not wrong.

    Args:
        universe: Whom to look among.
        ruleset: What is asked about, with all that its claims read (``Ruleset.claiming``).
        limit: Seconds for each.
    """
    for claim in ruleset.claims:
        for expectation in claim.expectations:
            yield _finding(universe, ruleset, claim, expectation, limit)


def _finding(
    universe: Universe, ruleset: Ruleset, claim: Claim, expectation: Expectation, limit: float
) -> Finding:
    about = About(Kind.CLAIMS, claim.title, expectation.span)
    part = universe.part(*_read(expectation, ruleset), *claim.assumptions)

    def wanted() -> Truth:
        assumed = (part.holds(each) for each in claim.assumptions)
        return both(*assumed, _wrong(part.world(), expectation, ruleset))

    answer = decide(part, wanted, limit)
    match answer:
        case Found():
            actual = _actual(replayed(answer, ruleset), expectation, ruleset)
            return about.refuted(
                f'Of somebody all is true that "{claim.title}" assumes, and {actual}.',
                Witness(actual, answer.member, answer.as_of),
            )
        case Undecided(why):
            return about.undecided(f'Whether "{claim.title}" holds of everybody', why)
        case _:
            return about.proved(f'"{claim.title}" holds of everybody.')


def _read(expectation: Expectation, ruleset: Ruleset) -> tuple[Expression, ...]:
    """What decides about an expectation."""
    pillar, criterion = _places(expectation, ruleset)
    match expectation.subject:
        case Subject.CRITERION:
            return asked_by(ruleset.pillars[pillar].criteria[criterion])
        case Subject.PILLAR:
            return asked_by_pillar(ruleset.pillars[pillar])
        case _:
            return roots(ruleset)


def _places(expectation: Expectation, ruleset: Ruleset) -> tuple[int, int]:
    """Where the pillar and the criterion stand that an expectation names; 0 where it names none."""
    ids = [each.id for each in ruleset.pillars]
    pillar = ids.index(expectation.pillar) if expectation.pillar is not None else 0
    criteria = [each.id for each in ruleset.pillars[pillar].criteria]
    return pillar, criteria.index(expectation.criterion) if expectation.criterion is not None else 0


def _wrong(world: World, expectation: Expectation, ruleset: Ruleset) -> Truth:
    """Whether there are points, a state or a level, and not those that are expected."""
    pillar, criterion = _places(expectation, ruleset)
    match expectation.subject:
        case Subject.CRITERION:
            found = world.criterion(pillar, criterion)
            if expectation.comparison is None and expectation.points is None:
                return negated(found.states[State(expectation.name)])
            return both(found.has, _outside(found.points, expectation))
        case Subject.PILLAR:
            sums = world.pillar(pillar).sums
            return both(sums.has, _outside(sums.points, expectation))
        case Subject.TOTAL:
            total = world.encoded().total
            return both(total.has, _outside(total.points, expectation))
        case Subject.LEVEL:
            total = world.encoded().total
            return both(total.has, negated(_on_level(total.points, str(expectation.name), ruleset)))
        case _:
            assert_never(expectation.subject)


def _outside(points: Whole, expectation: Expectation) -> Truth:
    low, high = expectation.points, expectation.high
    if low is None:
        raise AssertionError("an expectation of points has some")
    if expectation.comparison is not None:
        return negated(_HOLDS[expectation.comparison](points, low))
    return either(points < low, True if high is None else points > high)


def _on_level(total: Whole, name: str, ruleset: Ruleset) -> Truth:
    starts = sorted((each.start, each.id) for each in ruleset.levels)
    place = [each for _, each in starts].index(name)
    above = starts[place + 1][0] if place + 1 < len(starts) else None
    return both(total >= starts[place][0], True if above is None else total < above)


def _actual(score: Score, expectation: Expectation, ruleset: Ruleset) -> str:
    """What came out instead, by the reference engine."""
    pillar, criterion = _places(expectation, ruleset)
    found = score.pillars[pillar]
    match expectation.subject:
        case Subject.TOTAL:
            return f"the total is {points_of(score.total)}"
        case Subject.LEVEL:
            return f"the level is {score.level}" if score.level else "there is no level"
        case Subject.PILLAR:
            return f"{expectation.pillar} is {points_of(found.points)}"
        case Subject.CRITERION if expectation.comparison is None and expectation.points is None:
            return f"{expectation.pillar}.{expectation.criterion} is {found.states[criterion].value}"
        case Subject.CRITERION:
            return f"{expectation.pillar}.{expectation.criterion} is {points_of(found.criteria[criterion])}"
        case _:
            assert_never(expectation.subject)
