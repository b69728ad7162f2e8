"""How what an expectation is about came to be: each part of the rules with the value it had, beside where it is written.

Everything is read from the record of the score; nothing is evaluated again.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, assert_never, cast

from ssi_rules import model
from ssi_rules.diagnostics import Label
from ssi_rules.engines.walk import walk
from ssi_rules.engines.wording import value_words, words
from ssi_rules.language.numbers import format_number, format_points
from ssi_rules.language.states import State
from ssi_rules.language.types import Type
from ssi_rules.model import Subject
from ssi_rules.ruletest.run import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.language.types import Value
    from ssi_rules.scorecard import Adjustment, Scorecard


def trace(
    expectation: model.Expectation, ruleset: model.Ruleset, record: Record, card: Scorecard
) -> tuple[Label, ...]:
    """What decided, file by file in the order written.

    Args:
        expectation: What was expected; of a criterion its own parts are told, of a pillar and of the total what adds up.
        ruleset: The rules.
        record: Every value of the score.
        card: The same score explained.
    """
    pillar, criterion = (0, 0) if expectation.pillar is None else place_of(expectation, ruleset)
    match expectation.subject:
        case Subject.CRITERION:
            return _as_written(_criterion(pillar, criterion, ruleset, record, card))
        case Subject.PILLAR:
            return _as_written(_pillar(pillar, ruleset, card))
        case Subject.TOTAL:
            return _as_written(_pillars(ruleset, card))
        case Subject.LEVEL:
            return _as_written((*_pillars(ruleset, card), *_levels(ruleset, record)))
        case _:
            assert_never(expectation.subject)


def _as_written(labels: Iterable[Label]) -> tuple[Label, ...]:
    found = list(labels)
    files = {each.span.source: None for each in found}
    order = {source: at for at, source in enumerate(files)}
    return tuple(sorted(found, key=lambda each: (order[each.span.source], each.span.start)))


def _criterion(
    pillar: int, number: int, ruleset: model.Ruleset, record: Record, card: Scorecard
) -> Iterator[Label]:
    criterion = ruleset.pillars[pillar].criteria[number]
    places = criterion.places
    state = record.score.pillars[pillar].states[number]
    if places is None:
        return
    if criterion.applies is not None and places.applies is not None:
        yield Label(places.applies, _came_to(criterion.applies, ruleset, record))
    if criterion.needs is not None and places.needs is not None and state is not State.NOT_APPLICABLE:
        yield Label(places.needs, _came_to(criterion.needs, ruleset, record))
    if state in (State.SCORED, State.UNKNOWN):
        yield Label(places.measure, _came_to(criterion.measure, ruleset, record))
    yield from _behind(_asked(criterion, state), ruleset, record)
    reason = card.pillars[pillar].criteria[number].reason
    if state is State.SCORED:
        points = record.score.pillars[pillar].criteria[number] or 0
        yield _award(criterion, places, cast("Value", record.value(criterion.measure)), points)
    elif reason is not None:
        yield Label(criterion.span, f"{state.value}: {reason}")


def _came_to(node: model.Expression, ruleset: model.Ruleset, record: Record) -> str:
    """The value of a part, and of the facts that it reads itself."""
    facts = dict.fromkeys(each for each in walk(node, _lets(ruleset)) if isinstance(each, model.FactValue))
    told = [f"{each.fact} = {value_words(record.value(each), each.type)}" for each in facts if each != node]
    value = value_words(record.value(node), node.type) + _left_out(node, record)
    return f"{value}, with {', '.join(told)}" if told else value


def _left_out(node: model.Expression, record: Record) -> str:
    """How many rows an aggregate could not judge."""
    rows = record.left_out(node) if isinstance(node, model.Aggregated) else 0
    return f", {rows} {'row' if rows == 1 else 'rows'} left out" if rows else ""


def _asked(criterion: model.Criterion, state: State) -> list[model.Expression]:
    """The parts that were asked before the state was clear."""
    parts = [criterion.applies]
    if state is not State.NOT_APPLICABLE:
        parts.append(criterion.needs)
    if state in (State.SCORED, State.UNKNOWN):
        parts.append(criterion.measure)
    return [each for each in parts if each is not None]


def _behind(parts: list[model.Expression], ruleset: model.Ruleset, record: Record) -> Iterator[Label]:
    """The lets and aggregates that parts of a criterion are decided by, each once, where they are written."""
    lets = {each.name: each for each in ruleset.lets}
    found = [each for part in parts for each in walk(part, _lets(ruleset))]
    for node in dict.fromkeys(
        each for each in found if each not in parts or isinstance(each, model.LetValue)
    ):
        match node:
            case model.LetValue(name, kind):
                yield Label(lets[name].span, f"{name} = {value_words(record.value(node), kind)}")
            case model.Aggregated(span=span) if span is not None and not _is_let(node, ruleset):
                yield Label(span, _aggregate(node, record))
            case _:
                pass


def _is_let(node: model.Aggregated, ruleset: model.Ruleset) -> bool:
    """Whether a let is just this, and has been told."""
    return any(each.value == node for each in ruleset.lets)


def _aggregate(node: model.Aggregated, record: Record) -> str:
    return f"{words(node)} = {value_words(record.value(node), node.type)}{_left_out(node, record)}"


def _award(criterion: model.Criterion, places: model.CriterionPlaces, value: Value, points: int) -> Label:
    """The line of the award that holds."""
    earned = f"{format_points(points)} points"
    match criterion.award:
        case model.EarnsWhen():
            return Label(places.award, f"{value_words(value, Type.FLAG)}: {earned}")
        case model.Bands(steps) | model.Ramp(steps):
            at = sum(step.cut <= cast("int", value) for step in steps)
            shown = value_words(value, criterion.measure.type)
            if at == 0:
                return Label(steps[0].span or places.award, f"{shown} is below the first cut-point: {earned}")
            between = isinstance(criterion.award, model.Ramp) and any(
                low.cut < cast("int", value) < high.cut for low, high in pairwise(steps)
            )
            where = "on the line from here" if between else "here"
            return Label(steps[at - 1].span or places.award, f"{shown} lies {where}: {earned}")
    assert_never(criterion.award)


def _pillar(number: int, ruleset: model.Ruleset, card: Scorecard) -> Iterator[Label]:
    """What adds up to a pillar: its criteria, then what was taken or spread."""
    pillar, shown = ruleset.pillars[number], card.pillars[number]
    for criterion, line in zip(pillar.criteria, shown.criteria, strict=True):
        earned = f"{line.state}, no points" if line.points is None else _number(line.points)
        yield Label(criterion.span, f"{criterion.id}: {earned} of {_number(line.worth)}")
    written = iter(pillar.adjustments)
    for each in shown.adjustments:
        place = pillar.span if each.kind == "redistributed" else next(written).span
        yield Label(place, _adjustment(each))


def _adjustment(line: Adjustment) -> str:
    if line.kind == "redistributed":
        return f"{line.because} That {_cost(line)}."
    if line.open:
        return "not known whether it acts"
    if not line.fired:
        return "does not act"
    return _cost(line)


def _cost(line: Adjustment) -> str:
    return f"brings {_number(-line.cost)}" if line.cost < 0 else f"costs {_number(line.cost)}"


def _pillars(ruleset: model.Ruleset, card: Scorecard) -> Iterator[Label]:
    """What adds up to the total."""
    for pillar, line in zip(ruleset.pillars, card.pillars, strict=True):
        earned = "no points" if line.points is None else _number(line.points)
        yield Label(pillar.span, f"{pillar.id}: {earned} of {_number(line.worth)}")
    for each in card.adjustments:
        yield Label(ruleset.pillars[-1].span, _adjustment(each))


def _levels(ruleset: model.Ruleset, record: Record) -> Iterator[Label]:
    total = record.score.total
    told = "no total" if total is None else f"the total is {format_points(total)}"
    for level in ruleset.levels:
        reached = total is not None and total >= level.start
        yield Label(level.span, f"{told}: {'reached' if reached else 'not reached'}")


def _lets(ruleset: model.Ruleset) -> dict[str, model.Expression]:
    return {each.name: each.value for each in ruleset.lets}


def _number(value: Decimal) -> str:
    return format_number(int(value * 1_000_000))
