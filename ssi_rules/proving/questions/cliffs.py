"""Does no smallest step of a measure move more points than so many?

None or some is a difference of kind and no cliff, and so is a flag. Of a ramp, one more or one percent more is a step. A cliff
that nobody can stand at is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.checking.intervals import MIRRORED
from ssi_rules.language.numbers import SCALE, format_points
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison
from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.asked import asked_by
from ssi_rules.proving.findings import Kind
from ssi_rules.proving.logic import both
from ssi_rules.proving.questions.asking import About, criteria_of, decide, witness
from ssi_rules.proving.rules import rules_of
from ssi_rules.proving.terms import within
from ssi_rules.proving.told import kind_of, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssi_rules.proving.findings import Finding
    from ssi_rules.proving.limits import Limit
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.questions.asking import Place
    from ssi_rules.proving.universe import Universe
    from ssi_rules.text import Span

USUAL = 600
"""Hundredths of points that one step may move, as the advice of ``ssi check`` has it."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where points change: the value it happens at, the points around, and how many one step moves.

    Attributes:
        value: What lies below and above; the measure itself, or what its condition compares.
        kind: As what the cut-point is told.
        below: The nearest values below, from up to (but not at) the cut-point.
    """

    value: model.Expression
    kind: Type
    cut: int
    below: int
    until: int | None
    before: int
    after: int
    moved: int
    span: Span


def cliffs(universe: Universe, ruleset: model.Ruleset, limit: Limit, above: int = USUAL) -> Iterator[Finding]:
    """One finding for each edge that is a cliff; one for each criterion without any.

    Args:
        universe: Whom to look among.
        ruleset: What is asked about.
        limit: What may be spent on each side of an edge.
        above: Hundredths of points that a step may move at most.
    """
    for place in criteria_of(ruleset):
        part = universe.part(*asked_by(place.criterion))
        steep = [each for each in _edges(place) if each.moved > above]
        found = [_edge(part, place, each, limit) for each in steep]
        told_of = [each for each in found if each is not None]
        yield from told_of
        if not told_of:
            about = About(Kind.CLIFFS, place.name, place.award_span)
            yield about.proved(f"No step moves `{place.name}` by more than {format_points(above)} points.")


def _edge(part: Universe, place: Place, edge: _Edge, limit: Limit) -> Finding | None:
    """The finding, where both sides of an edge can be stood at."""
    about = About(Kind.CLIFFS, place.name, edge.span)
    at = told(edge.cut, edge.kind)
    asked = f"Whether anyone stands at the cliff of `{place.name}` at {at}"
    seen = []
    for low, high in ((edge.below, edge.cut), (edge.cut, edge.until)):
        answer = decide(part, _stands(place, edge.value, low, high), limit, shown=True)
        match answer:
            case Nothing():
                return None
            case Undecided(why):
                return about.undecided(asked, why)
            case Found():
                seen.append(answer)
            case _:
                assert_never(answer)
    sides = (f"below it `{place.name}` earns {format_points(edge.before)} points", _above(edge))
    return about.refuted(
        f"At {at} one step moves `{place.name}` by {format_points(edge.moved)} points.",
        *(witness(each, says) for each, says in zip(seen, sides, strict=True)),
    )


def _above(edge: _Edge) -> str:
    return f"from there on {format_points(edge.after)}"


def _stands(place: Place, value: model.Expression, low: int, high: int | None) -> Callable[[Universe], Truth]:
    def wanted(part: Universe) -> Truth:
        world = part.world(place.ruleset)
        number = world.expressions.number(value)
        scored = world.criterion(place.pillar, place.number).has
        return both(scored, number.known, within(number, low, high))

    return wanted


# Where points change.


def _edges(place: Place) -> Iterator[_Edge]:
    criterion = place.criterion
    match criterion.award:
        case model.Bands(steps):
            yield from _bands(place, steps)
        case model.Ramp(steps):
            yield from _ramp(place, steps)
        case model.EarnsWhen() as award:
            yield from _condition(place, award)
        case _:
            assert_never(criterion.award)


def _bands(place: Place, steps: tuple[model.Step, ...]) -> Iterator[_Edge]:
    measure = place.criterion.measure
    whole, before, below = is_whole(measure, place), 0, None
    ends = (*(each.cut for each in steps[1:]), None)
    for step, end in zip(steps, ends, strict=True):
        if below is not None or not _none_or_some(step.cut, whole=whole):
            span = step.span or place.award_span
            least = step.cut - 10**30 if below is None else below
            kind, moved = kind_of(step, measure.type), abs(step.points - before)
            yield _Edge(measure, kind, step.cut, least, end, before, step.points, moved, span)
        before, below = step.points, step.cut


def _ramp(place: Place, steps: tuple[model.Step, ...]) -> Iterator[_Edge]:
    measure = place.criterion.measure
    whole = is_whole(measure, place)
    if not whole and measure.type not in (Type.PERCENT, Type.RATIO):
        return
    one = SCALE if whole else SCALE // 100
    for low, high in pairwise(steps):
        if _none_or_some(high.cut, whole=whole):
            continue
        moved = abs(high.points - low.points) * one // max(high.cut - low.cut, one)
        span = high.span or place.award_span
        kind = kind_of(high, measure.type)
        yield _Edge(measure, kind, high.cut, low.cut, None, low.points, high.points, moved, span)


def _condition(place: Place, award: model.EarnsWhen) -> Iterator[_Edge]:
    """The first comparison of a number with a constant that decides over all points."""
    for comparison, side, constant, bound in _deciding(place.criterion.measure, place):
        whole, kind = is_whole(side, place), constant.type if side.type is Type.RATIO else side.type
        cut = bound + (comparison in (Comparison.MORE, Comparison.AT_MOST))
        cut = -(-cut // SCALE) * SCALE if whole else cut
        if _none_or_some(cut, whole=whole):
            continue
        rises = (comparison in (Comparison.MORE, Comparison.AT_LEAST)) is award.when
        before, after = (0, award.points) if rises else (award.points, 0)
        yield _Edge(side, kind, cut, cut - 10**30, None, before, after, award.points, place.award_span)
        return


def _deciding(
    measure: model.Expression, place: Place
) -> Iterator[tuple[Comparison, model.Expression, model.Constant, int]]:
    lets = rules_of(place.ruleset).lets
    stack = [measure]
    while stack:
        match stack.pop():
            case model.And(left, right) | model.Or(left, right):
                stack += [right, left]
            case model.LetValue(name):
                stack.append(lets[name])
            case model.Compared(comparison, left, model.Constant(int(bound)) as constant) if _ordered(
                comparison, left
            ):
                yield comparison, left, constant, bound
            case model.Compared(comparison, model.Constant(int(bound)) as constant, right) if _ordered(
                comparison, right
            ):
                yield MIRRORED[comparison], right, constant, bound
            case _:
                pass


def _ordered(comparison: Comparison, side: model.Expression) -> bool:
    return side.type.is_numeric and comparison not in (Comparison.EQUAL, Comparison.DIFFERENT)


def is_whole(node: model.Expression, place: Place) -> bool:
    """Whether a number comes in whole ones only."""
    match node:
        case model.Constant(int(value)):
            return value % SCALE == 0
        case model.LetValue(name):
            return is_whole(rules_of(place.ruleset).lets[name], place)
        case model.Otherwise(left, right):
            return is_whole(left, place) and is_whole(right, place)
        case model.Calculation(model.Operator.DIVIDE):
            return False
        case model.Calculation(model.Operator.SUBTRACT, left, _) if left.type is Type.DATE:
            return True
        case model.Calculation(_, left, right):
            return is_whole(left, place) and is_whole(right, place)
        case _:
            return node.type is Type.COUNT


def _none_or_some(cut: int, *, whole: bool) -> bool:
    """Whether nobody, or only who has none at all, is below."""
    return cut <= (SCALE if whole else 0)
