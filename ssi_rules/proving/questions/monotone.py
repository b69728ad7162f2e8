"""Does each criterion go one way with each of its facts?

Only members for whom it is scored are compared. Of a criterion without facts, more and more rows are looked at by its measure.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.language.numbers import format_points
from ssi_rules.language.types import Type
from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.asked import asked_by
from ssi_rules.proving.directions import Directions, Way, begins_with_all, way_of_award
from ssi_rules.proving.find import replayed
from ssi_rules.proving.findings import Kind
from ssi_rules.proving.logic import both
from ssi_rules.proving.questions.asking import (
    About,
    changed,
    criteria_of,
    decide,
    decide_beside,
    witness,
)
from ssi_rules.proving.rules import rules_of
from ssi_rules.proving.terms import Flag, Number, at_least, within
from ssi_rules.proving.world import Changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.findings import Finding, Witness
    from ssi_rules.proving.limits import Limit
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.questions.asking import Place
    from ssi_rules.proving.universe import Universe
    from ssi_rules.proving.world import World


def monotone(universe: Universe, ruleset: model.Ruleset, limit: Limit) -> Iterator[Finding]:
    """One finding for each criterion.

    Args:
        universe: Whom to look among.
        ruleset: What is asked about.
        limit: What may be spent on each fact and way.
    """
    for place in criteria_of(ruleset):
        yield _criterion(universe.part(*asked_by(place.criterion)), place, limit)


def _criterion(part: Universe, place: Place, limit: Limit) -> Finding:
    about = About(Kind.MONOTONE, place.name, place.measure_span)
    facts = tuple(facts_of(place.criterion.measure, place.ruleset))
    if not facts:
        return _by_measure(part, place, about, limit)
    unsure = None
    for fact in facts:
        answer = _with(part, place, fact, limit)
        if isinstance(answer, tuple):
            sentence = f"`{place.name}` rises and falls with `{fact}`, all else left as it is."
            return about.refuted(sentence, *answer)
        unsure = answer or unsure
    if unsure is not None:
        return about.undecided(f"Whether `{place.name}` goes one way with each of its facts", unsure.why)
    return about.proved(f"`{place.name}` goes one way with each of its facts.")


def facts_of(node: model.Expression, ruleset: model.Ruleset) -> Iterator[str]:
    """The facts with an order that an expression is computed from, each once."""
    found = (
        each.fact
        for each in rules_of(ruleset).within(node)
        if isinstance(each, model.FactValue) and each.type is not Type.TEXT
    )
    yield from dict.fromkeys(found)


def _with(part: Universe, place: Place, fact: str, limit: Limit) -> tuple[Witness, ...] | Undecided | None:
    """Witnesses of a rise and of a fall, why nobody knows, or nothing where it goes one way."""
    rules = rules_of(place.ruleset)
    way = Directions(fact, rules.lets).way(place.criterion.measure)
    if Way.STILL in (way, way_of_award(place.criterion.award)):
        return None
    if Way.UNSURE not in (way, way_of_award(place.criterion.award)):
        return None
    found = []
    for word, beyond in (("rises", False), ("falls", True)):
        answer = _moves(part, place, fact, limit, falls=beyond)
        match answer:
            case Nothing():
                return None
            case Undecided():
                return answer
            case Found():
                found += list(_witnesses(answer, place, fact, word))
    return tuple(found)


def _moves(part: Universe, place: Place, fact: str, limit: Limit, *, falls: bool) -> Answer:
    """Whether points rise, or fall, for anyone when a fact rises and all else stays."""

    def wanted(part: Universe) -> tuple[Truth, World]:
        world, other = part.world(place.ruleset), more(part, place.ruleset, fact)
        before, after = (each.criterion(place.pillar, place.number) for each in (world, other))
        moves: Truth = before.points > after.points if falls else before.points < after.points
        meant = both(*(is_meant(each, place) for each in (world, other)))
        return both(rises(part, other, fact), before.has, after.has, meant, moves), other

    return decide_beside(part, wanted, limit)


def more(part: Universe, ruleset: model.Ruleset, fact: str) -> World:
    """The world in which a fact has another value."""
    for each in part.worlds:
        if fact in each.changed.facts and each.changed.facts[fact].known is not False:
            return each
    return part.world(ruleset, Changed({fact: part.again(fact)}))


def rises(part: Universe, other: World, fact: str) -> Truth:
    """Whether a fact is known in both worlds, and more in the other."""
    before, after = part.fact(fact), other.fact(fact)
    if isinstance(before, Flag) and isinstance(after, Flag):
        return both(before.no, after.yes)
    if isinstance(before, Number) and isinstance(after, Number):
        return both(before.known, after.known, before.term < after.term)
    raise AssertionError("texts have no order")


def is_meant(world: World, place: Place) -> Truth:
    """Whether a measure is not below a first cut-point of 0 or less: bands give that 0, and nobody is there."""
    award = place.criterion.award
    if isinstance(award, model.Bands) and begins_with_all(award.steps):
        return at_least(world.expressions.number(place.criterion.measure), award.steps[0].cut)
    return True


def _witnesses(found: Found, place: Place, fact: str, word: str) -> Iterator[Witness]:
    before = _points(found, place)
    yield witness(found, f"`{place.name}` earns {before} points")
    after = changed(found)
    yield witness(after, f"with more of `{fact}` it {word} to {_points(after, place)} points")


def _points(found: Found, place: Place) -> str:
    points = replayed(found, place.ruleset).pillars[place.pillar].criteria[place.number]
    return "no" if points is None else format_points(points)


# Criteria that read no fact.


def _by_measure(part: Universe, place: Place, about: About, limit: Limit) -> Finding:
    """Three bands that can be reached, of which the middle one stands out."""
    stretches = _stretches(place.criterion.award)
    if way_of_award(place.criterion.award) is not Way.UNSURE:
        return about.proved(f"`{place.name}` goes one way with its measure.")
    reached: list[tuple[int, Witness]] = []
    for low, high in stretches:
        match decide(part, _reaches(place, low, high), limit):
            case Found() as found:
                says = f"`{place.name}` earns {_points(found, place)} points"
                points = replayed(found, place.ruleset).pillars[place.pillar].criteria[place.number]
                reached.append((points or 0, witness(found, says)))
            case Undecided(why):
                return about.undecided(f"Whether `{place.name}` goes one way with its measure", why)
            case Nothing():
                pass
    for first, middle, last in combinations(reached, 3):
        if middle[0] > max(first[0], last[0]) or middle[0] < min(first[0], last[0]):
            sentence = f"`{place.name}` rises and falls as its measure rises."
            return about.refuted(sentence, first[1], middle[1], last[1])
    return about.proved(f"`{place.name}` goes one way with its measure, as far as it can be reached.")


def _stretches(award: model.Award) -> list[tuple[int | None, int | None]]:
    """Bands, or the cut-points of a ramp, by the measures that lie in them."""
    match award:
        case model.Bands(steps):
            below = [] if begins_with_all(steps) else [(None, steps[0].cut)]
            ends = (*(each.cut for each in steps[1:]), None)
            return [*below, *((each.cut, end) for each, end in zip(steps, ends, strict=True))]
        case model.Ramp(steps):
            return [(each.cut, each.cut + 1) for each in steps]
        case _:
            return []


def _reaches(place: Place, low: int | None, high: int | None) -> Callable[[Universe], Truth]:
    def wanted(part: Universe) -> Truth:
        world = part.world(place.ruleset)
        has = world.criterion(place.pillar, place.number).has
        return both(has, within(world.expressions.number(place.criterion.measure), low, high))

    return wanted
