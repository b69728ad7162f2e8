from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ssi_rules import codes, model
from ssi_rules.checking.constants import constant_number
from ssi_rules.checking.intervals import MIRRORED
from ssi_rules.checking.problems_ranges import shown
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.language.numbers import SCALE, format_points
from ssi_rules.language.types import Type
from ssi_rules.lint.scored import Scored, constants, criteria, value_ranges
from ssi_rules.model import Comparison
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.ranges import Ranges
    from ssi_rules.lint.subject import Subject
    from ssi_rules.text import Span

_ORDERED = (Comparison.LESS, Comparison.AT_MOST, Comparison.MORE, Comparison.AT_LEAST)


@dataclass(frozen=True, slots=True)
class _Jump:
    """Points before and after a change of the measure, ``moved`` of them by its smallest change, in hundredths."""

    place: Span
    where: str
    before: int
    after: int
    moved: int
    decides: Span | None = None


def cliff(subject: Subject) -> Iterator[Diagnostic]:
    """Cut-points at which the smallest change of a measure moves more points than the limit.

    None or some is a difference of kind and no cliff, and so is a flag.
    """
    limit = subject.limits.cliff_points
    steep = [each for each in criteria(subject) if each.typed.worth > limit]
    ranges = value_ranges(subject) if steep else None
    for each in steep:
        if ranges is not None:
            yield from (_problem(each, jump, limit) for jump in _jumps(each, ranges) if jump.moved > limit)


def _jumps(each: Scored, ranges: Ranges) -> Iterator[_Jump]:
    match each.typed.award, each.written.award:
        case model.Bands(steps), ast.Bands(lines):
            yield from _bands(tuple(zip(steps, lines, strict=True)), each, ranges)
        case model.Ramp(steps), ast.Ramp(lines):
            yield from _ramp(tuple(zip(steps, lines, strict=True)), each, ranges)
        case model.EarnsWhen() as award, ast.EarnsWhen() as written:
            yield from _condition(award, written, each.typed.measure, ranges)


def _bands(steps: tuple[tuple[model.Step, ast.Step], ...], each: Scored, ranges: Ranges) -> Iterator[_Jump]:
    whole, before = _whole(each.typed.measure, ranges), 0
    for position, (step, line) in enumerate(steps):
        if position or not _none_or_some(step.cut, whole=whole):
            where = _one_below(step.cut) if whole else f"At {_cut(line, step, each.unit)}"
            yield _Jump(line.span, where, before, step.points, abs(step.points - before))
        before = step.points


def _ramp(steps: tuple[tuple[model.Step, ast.Step], ...], each: Scored, ranges: Ranges) -> Iterator[_Jump]:
    """Of a line, what one more or one percent more moves; other numbers have no smallest change."""
    whole = _whole(each.typed.measure, ranges)
    if not whole and each.unit not in (Type.PERCENT, Type.RATIO):
        return
    one = SCALE if whole else SCALE // 100
    for (low, first), (high, line) in pairwise(steps):
        if not _none_or_some(high.cut, whole=whole):
            moved = abs(high.points - low.points) * one // max(high.cut - low.cut, one)
            where = f"Between {_cut(first, low, each.unit)} and {_cut(line, high, each.unit)}"
            yield _Jump(line.span, where, low.points, high.points, moved)


def _condition(
    award: model.EarnsWhen, written: ast.EarnsWhen, measure: model.Expression, ranges: Ranges
) -> Iterator[_Jump]:
    """The first comparison of a number with a constant that decides over all points."""
    known = constants(ranges.lets)
    for compared in _deciding(measure, ranges):
        side, comparison, bound = _bound(compared, known)
        whole = bound is not None and _whole(side, ranges)
        if bound is not None and whole and comparison in (Comparison.MORE, Comparison.AT_MOST):
            bound = (bound // SCALE + 1) * SCALE
        if bound is None or _none_or_some(bound, whole=whole):
            continue
        rises = (comparison in (Comparison.MORE, Comparison.AT_LEAST)) is award.when
        where = _one_below(bound) if whole else f"At {shown(bound, side.type)}"
        before, after = (0, award.points) if rises else (award.points, 0)
        yield _Jump(written.span, where, before, after, award.points, compared.span)
        return


def _deciding(measure: model.Expression, ranges: Ranges) -> Iterator[model.Compared]:
    """The comparisons of numbers by size that a condition is made of."""
    stack = [measure]
    while stack:
        match stack.pop():
            case model.And(left, right) | model.Or(left, right):
                stack += [right, left]
            case model.LetValue(name):
                stack.append(ranges.lets[name])
            case model.Compared(comparison, left) as compared:
                if left.type.is_numeric and comparison in _ORDERED:
                    yield compared
            case _:
                pass


def _bound(
    compared: model.Compared, known: dict[str, int]
) -> tuple[model.Expression, Comparison, int | None]:
    """What is compared, how, and with which constant; without one when both sides or none are constant."""
    left, right = (constant_number(each, known) for each in (compared.left, compared.right))
    if left is None:
        return compared.left, compared.comparison, right
    return compared.right, MIRRORED[compared.comparison], left if right is None else None


def _whole(value: model.Expression, ranges: Ranges) -> bool:
    """Whether it comes in whole numbers only."""
    return ranges.interval(value).step == SCALE


def _none_or_some(cut: int, *, whole: bool) -> bool:
    """Whether nobody, or only who has none at all, is below."""
    return cut <= (SCALE if whole else 0)


def _one_below(cut: int) -> str:
    cut = -(-cut // SCALE) * SCALE
    return f"Between {shown(cut - SCALE, Type.COUNT)} and {shown(cut, Type.COUNT)}"


def _cut(line: ast.Step, step: model.Step, unit: Type) -> str:
    """The cut-point as written, with its value where it has a name."""
    text = line.cut.span.text
    return text if isinstance(line.cut, ast.Number) else f"`{text}` ({shown(step.cut, unit)})"


def _problem(each: Scored, jump: _Jump, limit: int) -> Diagnostic:
    before, after = format_points(jump.before), format_points(jump.after)
    return Diagnostic(
        codes.CLIFF,
        f"{jump.where}, criterion `{each.typed.id}` goes from {before} to {after} points.",
        jump.place,
        () if jump.decides is None else (Label(jump.decides, "this comparison decides over all of them"),),
        f"write a ramp, or a band between: one step should move {format_points(limit)} points at most",
    )
