"""Does nobody gain by losing a fact, or a whole table?

Held against everything that is known, the same member without it must not earn more. What stands in for a fact (``a else b``)
is lost with it: that one thing may stand for another is what the author said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.language.numbers import format_points
from ssi_rules.language.states import Missing
from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.asked import asked_by
from ssi_rules.proving.expressions import unknown
from ssi_rules.proving.find import replayed
from ssi_rules.proving.findings import Kind
from ssi_rules.proving.logic import both, either, negated
from ssi_rules.proving.questions.asking import About, changed, criteria_of, decide_beside, witness
from ssi_rules.proving.questions.monotone import is_meant
from ssi_rules.proving.rules import rules_of
from ssi_rules.proving.world import Changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.findings import Finding, Witness
    from ssi_rules.proving.limits import Limit
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.questions.asking import Place
    from ssi_rules.proving.rules import Rules
    from ssi_rules.proving.universe import Universe
    from ssi_rules.proving.world import World


def missing(universe: Universe, ruleset: model.Ruleset, limit: Limit) -> Iterator[Finding]:
    """One finding for each criterion.

    Args:
        universe: Whom to look among.
        ruleset: What is asked about.
        limit: What may be spent on each fact and table.
    """
    for place in criteria_of(ruleset):
        yield _criterion(universe.part(*asked_by(place.criterion)), place, limit)


def _criterion(part: Universe, place: Place, limit: Limit) -> Finding:
    about = About(Kind.MISSING, place.name, place.measure_span)
    rules = rules_of(place.ruleset)
    unsure = None
    if any(_forgives(rules, node) for each in asked_by(place.criterion) for node in rules.within(each)):
        for name in rules.read(asked_by(place.criterion)):
            answer = _loses(part, place, _lost_with(rules, place, name), limit)
            match answer:
                case Found():
                    sentence = f"`{place.name}` can earn more when `{name}` is missing than when it is known."
                    return about.refuted(sentence, *_witnesses(answer, place, name))
                case Undecided():
                    unsure = answer
                case Nothing():
                    pass
    if unsure is not None:
        return about.undecided(f"Whether nobody gains in `{place.name}` by what is missing", unsure.why)
    names = rules.read(asked_by(place.criterion))
    stands_in = any(len(_lost_with(rules, place, each)) > 1 for each in names)
    beside = ", as long as what stands in for it is missing, too" if stands_in else ""
    return about.proved(f"Nobody gains in `{place.name}` by what is missing{beside}.")


def _forgives(rules: Rules, node: model.Expression) -> bool:
    """Whether a part can be known though what it reads is not; without any such part nothing that is missing earns.

    Rows of which a condition is unknown are left out, so that a fact in a condition can be missing while rows are counted.
    """
    match node:
        case model.Otherwise() | model.Known() | model.And() | model.Or():
            return True
        case model.Aggregated(where=where) if where is not None:
            return any(isinstance(each, model.FactValue) for each in rules.within(where))
        case _:
            return False


def _lost_with(rules: Rules, place: Place, name: str) -> tuple[str, ...]:
    """What stands in for a fact is lost with it, and what stands in for that."""
    lost = {name: None}
    choices = [
        (set(rules.read([node.value])), rules.read([node.fallback]))
        for each in asked_by(place.criterion)
        for node in rules.within(each)
        if isinstance(node, model.Otherwise)
    ]
    for _ in choices:
        for value, fallback in choices:
            if value & lost.keys():
                lost |= dict.fromkeys(fallback)
    return tuple(lost)


def _loses(part: Universe, place: Place, lost: tuple[str, ...], limit: Limit) -> Answer:
    """Whether anyone of whom the first is known earns more without all of them."""
    catalogue = place.ruleset.catalogue
    name = lost[0]

    def wanted(part: Universe) -> tuple[Truth, World]:
        facts = {each: unknown(catalogue.facts[each].type) for each in lost if each in catalogue.facts}
        tables = frozenset(each for each in lost if each in catalogue.tables)
        world, other = part.world(place.ruleset), part.world(place.ruleset, Changed(facts, tables))
        before, after = (each.criterion(place.pillar, place.number) for each in (world, other))
        known = part.fact(name).known if name in catalogue.facts else part.rows(name).provided
        scored = both(before.has, is_meant(world, place))
        held = either(negated(before.has), scored) if place.criterion.missing is Missing.ZERO else scored
        return both(known, held, after.has, after.points > before.points), other

    return decide_beside(part, wanted, limit)


def _witnesses(found: Found, place: Place, name: str) -> Iterator[Witness]:
    yield witness(found, f"`{place.name}` earns {_points(found, place)} points")
    after = changed(found)
    yield witness(after, f"without `{name}` it earns {_points(after, place)} points")


def _points(found: Found, place: Place) -> str:
    points = replayed(found, place.ruleset).pillars[place.pillar].criteria[place.number]
    return "no" if points is None else format_points(points)
