"""Does what the author says of every member hold? Points that a member has not got are not wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.reading import roots
from ssi_rules.language.numbers import format_points
from ssi_rules.language.states import State
from ssi_rules.model import Comparison, Subject
from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.asked import asked_by, asked_by_pillar
from ssi_rules.proving.find import replayed
from ssi_rules.proving.findings import Kind
from ssi_rules.proving.logic import both, either, negated
from ssi_rules.proving.questions.asking import About, decide, witness
from ssi_rules.proving.universe import Universe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules import model
    from ssi_rules.proving.findings import Finding
    from ssi_rules.proving.limits import Limit
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.world import World


def claims(universe: Universe, ruleset: model.Ruleset, limit: Limit) -> Iterator[Finding]:
    """One finding for each expectation of each claim.

    Args:
        universe: Whom to look among.
        ruleset: Whose claims.
        limit: What may be spent on each.
    """
    for claim in ruleset.claims:
        asked = _with_lets(ruleset, claim)
        for expectation in claim.expectations:
            yield _expectation(universe, asked, claim, expectation, limit)


def _with_lets(ruleset: model.Ruleset, claim: model.Claim) -> model.Ruleset:
    """The ruleset with what only the claim names."""
    known = {each.name for each in claim.lets}
    lets = (*claim.lets, *(each for each in ruleset.lets if each.name not in known))
    return replace(
        ruleset,
        lets=lets,
        markets={**ruleset.markets, **claim.markets},
        reads_dates=ruleset.reads_dates or claim.reads_dates,
    )


def _expectation(
    universe: Universe,
    ruleset: model.Ruleset,
    claim: model.Claim,
    expectation: model.Expectation,
    limit: Limit,
) -> Finding:
    pillar, number = _place(ruleset, expectation)
    about = About(Kind.CLAIMS, subject_of(expectation), expectation.span)
    assuming = (*universe.assuming, *claim.assumptions)
    part = Universe(ruleset, about=(_asked(ruleset, pillar, number),), assuming=assuming)

    def wanted(part: Universe) -> Truth:
        return violated(part.world(ruleset), expectation, pillar, number)

    answer = decide(part, wanted, limit, shown=True)
    match answer:
        case Nothing():
            return about.proved(f'"{claim.title}" holds for every member.')
        case Found():
            says = f"{_subject_told(expectation)} {_actual(answer, ruleset, expectation, pillar, number)}"
            return about.refuted(f'"{claim.title}" does not hold for everyone.', witness(answer, says))
        case Undecided(why):
            return about.undecided(f'Whether "{claim.title}" holds', why)
        case _:
            assert_never(answer)


def subject_of(expectation: model.Expectation) -> str:
    """What is expected of, as it is written."""
    match expectation.subject:
        case Subject.TOTAL:
            return "total"
        case Subject.LEVEL:
            return "level"
        case Subject.PILLAR:
            return str(expectation.pillar)
        case Subject.CRITERION:
            return f"{expectation.pillar}.{expectation.criterion}"
        case _:
            assert_never(expectation.subject)


def _subject_told(expectation: model.Expectation) -> str:
    name = subject_of(expectation)
    return f"`{name}`" if expectation.subject in (Subject.PILLAR, Subject.CRITERION) else f"the {name}"


def _place(ruleset: model.Ruleset, expectation: model.Expectation) -> tuple[int | None, int | None]:
    """The pillar and the criterion, by their numbers."""
    if expectation.pillar is None:
        return None, None
    pillar = [each.id for each in ruleset.pillars].index(expectation.pillar)
    if expectation.criterion is None:
        return pillar, None
    return pillar, [each.id for each in ruleset.pillars[pillar].criteria].index(expectation.criterion)


def _asked(ruleset: model.Ruleset, pillar: int | None, number: int | None) -> tuple[model.Expression, ...]:
    if pillar is None:
        return roots(ruleset)
    if number is None:
        return asked_by_pillar(ruleset.pillars[pillar])
    return asked_by(ruleset.pillars[pillar].criteria[number])


def violated(world: World, expectation: model.Expectation, pillar: int | None, number: int | None) -> Truth:
    """Whether a member's score is not as expected."""
    if pillar is not None and number is not None:
        criterion = world.criterion(pillar, number)
        if expectation.name is not None:
            return negated(criterion.states[State(expectation.name)])
        return both(criterion.has, negated(_holds(expectation, criterion.points)))
    sums = world.encoded().total if pillar is None else world.pillar(pillar).sums
    if expectation.subject is Subject.LEVEL:
        return both(sums.has, negated(_level(world.rules.ruleset, str(expectation.name), sums.points)))
    return both(sums.has, negated(_holds(expectation, sums.points)))


def _level(ruleset: model.Ruleset, name: str, total: Whole) -> Truth:
    """Whether a total is at a level."""
    starts = sorted((each.start, each.id) for each in ruleset.levels)
    for (start, level), end in zip(starts, (*(each for each, _ in starts[1:]), None), strict=True):
        if level == name:
            return both(total >= start, True if end is None else total < end)
    return False


def _holds(expectation: model.Expectation, points: Whole) -> Truth:
    wanted = expectation.points
    if wanted is None:
        return False
    if expectation.high is not None:
        return both(points >= wanted, points <= expectation.high)
    match expectation.comparison:
        case Comparison.EQUAL:
            return both(points >= wanted, points <= wanted)
        case Comparison.DIFFERENT:
            return either(points < wanted, points > wanted)
        case Comparison.LESS:
            return points < wanted
        case Comparison.AT_MOST:
            return points <= wanted
        case Comparison.MORE:
            return points > wanted
        case Comparison.AT_LEAST:
            return points >= wanted
        case None:
            return False
        case _:
            assert_never(expectation.comparison)


def _actual(
    found: Found,
    ruleset: model.Ruleset,
    expectation: model.Expectation,
    pillar: int | None,
    number: int | None,
) -> str:
    score = replayed(found, ruleset)
    if expectation.subject is Subject.LEVEL:
        return f"is {score.level or 'none'}"
    if pillar is None:
        return _points(score.total)
    if number is None:
        return _points(score.pillars[pillar].points)
    if expectation.name is not None:
        return f"is {score.pillars[pillar].states[number].value}"
    return _points(score.pillars[pillar].criteria[number])


def _points(points: int | None) -> str:
    return "has no points" if points is None else f"has {format_points(points)} points"
