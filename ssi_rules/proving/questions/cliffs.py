"""Does the smallest step of a measure move anybody by more points than a limit?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.language.numbers import SCALE, format_points
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison
from ssi_rules.proving.answers import Found, Undecided
from ssi_rules.proving.findings import Kind, Witness
from ssi_rules.proving.logic import both
from ssi_rules.proving.questions.asking import About, asked_by, criteria_of, decide
from ssi_rules.proving.questions.beside import earned
from ssi_rules.proving.rules import rules_of
from ssi_rules.proving.terms import within
from ssi_rules.proving.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.findings import Finding
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.questions.asking import Place
    from ssi_rules.proving.universe import Universe
    from ssi_rules.text import Span

STEEPEST = 600
"""Hundredths of points that one step may move, unless someone says otherwise."""

_ORDERED = (Comparison.LESS, Comparison.AT_MOST, Comparison.MORE, Comparison.AT_LEAST)


@dataclass(frozen=True, slots=True)
class _Jump:
    """Two neighbouring stretches of a measure, ``moved`` hundredths of points apart by its smallest step.

    Attributes:
        below: From and up to (not at) which value the lower one lies; None is open.
        above: The same of the upper one.
        where: The place in words, after "Step".
    """

    below: tuple[int | None, int | None]
    above: tuple[int | None, int | None]
    moved: int
    where: str
    span: Span | None


def cliffs(
    universe: Universe, ruleset: model.Ruleset, limit: float, steepest: int = STEEPEST
) -> Iterator[Finding]:
    """One finding for each criterion without a steep step, and one for each steep step.

    A step is refuted where there are members on both sides of it. None or some is a difference of kind and no cliff, and so is
    a flag.

    Args:
        universe: Whom to look among.
        ruleset: What is asked about.
        limit: Seconds for each.
        steepest: Hundredths of points that a step may move at most.
    """
    for place in criteria_of(ruleset):
        steep = [each for each in _jumps(place) if each.moved > steepest]
        if not steep:
            about = About(Kind.CLIFFS, place.name, place.award_span)
            most = format_points(steepest)
            yield about.proved(f"No step of `{place.name}` moves more than {most} points.")
        for each in steep:
            yield _finding(universe, place, each, limit)


def _jumps(place: Place) -> Iterator[_Jump]:
    criterion = place.criterion
    match criterion.award:
        case model.Bands(steps):
            yield from _bands(steps, criterion.measure.type)
        case model.Ramp(steps):
            yield from _ramp(steps, criterion.measure.type)
        case model.EarnsWhen(points, _):
            if _hangs_on_a_number(criterion.measure, rules_of(place.ruleset).lets):
                nowhere = (None, None)
                yield _Jump(nowhere, nowhere, points, "of the number that its condition hangs on", None)
            return
        case _:
            assert_never(criterion.award)


def _bands(steps: tuple[model.Step, ...], kind: Type) -> Iterator[_Jump]:
    before, low = 0, None
    for position, step in enumerate(steps):
        high = steps[position + 1].cut if position + 1 < len(steps) else None
        if position or not _none_or_some(step.cut, kind):
            sides = (low, step.cut), (step.cut, high)
            yield _Jump(*sides, abs(step.points - before), f"at {told(step.cut, kind)}", step.span)
        before, low = step.points, step.cut


def _ramp(steps: tuple[model.Step, ...], kind: Type) -> Iterator[_Jump]:
    """Of a line, what one more or one percent more moves; other numbers have no smallest step."""
    if kind not in (Type.COUNT, Type.PERCENT, Type.RATIO):
        return
    one = SCALE if kind is Type.COUNT else SCALE // 100
    for low, high in pairwise(steps):
        if not _none_or_some(high.cut, kind):
            moved = abs(high.points - low.points) * one // max(high.cut - low.cut, one)
            where = f"between {told(low.cut, kind)} and {told(high.cut, kind)}"
            yield _Jump((low.cut, low.cut + one), (high.cut, None), moved, where, high.span)


def _none_or_some(cut: int, kind: Type) -> bool:
    """Whether nobody, or only who has none at all, is below."""
    return cut <= (SCALE if kind is Type.COUNT else 0)


def _hangs_on_a_number(node: model.Expression, lets: Mapping[str, model.Expression]) -> bool:
    """Whether a condition compares a number with a constant, other than none with some."""
    match node:
        case model.And(left, right) | model.Or(left, right):
            return _hangs_on_a_number(left, lets) or _hangs_on_a_number(right, lets)
        case model.LetValue(name):
            return _hangs_on_a_number(lets[name], lets)
        case model.Compared(comparison, left, right) if comparison in _ORDERED and left.type.is_numeric:
            bounds = [_constant(each, lets) for each in (left, right)]
            return any(
                each is not None and not _none_or_some(_next(each, comparison), left.type) for each in bounds
            )
        case _:
            return False


def _next(bound: int, comparison: Comparison) -> int:
    """The cut-point that a comparison amounts to: ``> 0`` is from 1."""
    return bound + SCALE if comparison in (Comparison.MORE, Comparison.AT_MOST) else bound


def _constant(node: model.Expression, lets: Mapping[str, model.Expression]) -> int | None:
    match node:
        case model.Constant(int(value)):
            return value
        case model.LetValue(name):
            return _constant(lets[name], lets)
        case _:
            return None


def _finding(universe: Universe, place: Place, jump: _Jump, limit: float) -> Finding:
    about = About(Kind.CLIFFS, place.name, jump.span or place.award_span)
    part = universe.part(*asked_by(place.criterion))
    below = decide(part, lambda: _there(part, place, jump.below, yes=False), limit)
    above = decide(part, lambda: _there(part, place, jump.above, yes=True), limit)
    for answer in (below, above):
        if isinstance(answer, Undecided):
            return about.undecided(
                f"Whether anybody stands at the step of `{place.name}` {jump.where}", answer.why
            )
    if not isinstance(below, Found) or not isinstance(above, Found):
        return about.proved(f"Nobody stands at the step of `{place.name}` {jump.where}.")
    moved = f"{format_points(jump.moved)} points"
    return about.refuted(
        f"The smallest step of `{place.name}` {jump.where} moves {moved}.",
        *(_witness(place, each, side) for each, side in ((below, "below"), (above, "above"))),
    )


def _there(universe: Universe, place: Place, ends: tuple[int | None, int | None], *, yes: bool) -> Truth:
    """Whether a member has points and the measure lies between two ends; a condition is yes, or no."""
    world = universe.world()
    has = world.criterion(place.pillar, place.number).has
    if place.criterion.measure.type is Type.FLAG:
        flag = world.flag(place.criterion.measure)
        return both(has, flag.yes if yes else flag.no)
    return both(has, within(world.expressions.number(place.criterion.measure), *ends))


def _witness(place: Place, found: Answer, side: str) -> Witness:
    if not isinstance(found, Found):
        raise TypeError("a witness is somebody")
    return Witness(f"{earned(place, found.member, found.as_of)} {side} it", found.member, found.as_of)
