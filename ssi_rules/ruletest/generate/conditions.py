"""Makes up members for whom a condition is yes, or no."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison
from ssi_rules.ruletest.generate.numbers import Stretch, exactly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.language.types import Value
    from ssi_rules.ruletest.generate.sketch import Sketch
    from ssi_rules.ruletest.generate.solve import Solver

_ANY_DAY = date(2026, 1, 1)


def answered(solver: Solver, node: model.Expression, sketch: Sketch, *, wanted: bool) -> Iterator[Sketch]:
    """Members for whom a condition comes to the answer, simplest first."""
    match node:
        case model.Constant(value):
            yield from [sketch] if value is wanted else []
        case model.FactValue() | model.ColumnValue():
            yield from _given(node, wanted, sketch)
        case model.LetValue(name):
            yield from solver.flag(solver.lets[name], wanted, sketch)
        case model.Not(operand):
            yield from solver.flag(operand, not wanted, sketch)
        case model.And(left, right):
            yield from _sides(solver, (left, right), sketch, wanted=wanted, both=wanted)
        case model.Or(left, right):
            yield from _sides(solver, (left, right), sketch, wanted=wanted, both=not wanted)
        case model.Otherwise(value, fallback):
            yield from _sides(solver, (value, fallback), sketch, wanted=wanted, both=False)
        case _:
            yield from _tested(solver, node, sketch, wanted=wanted)


def _tested(solver: Solver, node: model.Expression, sketch: Sketch, *, wanted: bool) -> Iterator[Sketch]:
    match node:
        case model.Known(operand):
            known = sketch.value(operand) is not None
            yield from _known(solver, operand, sketch) if wanted and not known else [sketch]
        case model.InMarket(text, market):
            for example in solver.rows.texts.examples(market, wanted=wanted):
                yield from _text(solver, text, example, sketch)
        case model.Compared():
            yield from _compared(solver, node, sketch, wanted=wanted)
        case _:
            return


def _given(node: model.FactValue | model.ColumnValue, value: Value, sketch: Sketch) -> Iterator[Sketch]:
    """A fact or a cell with that value, unless it has another."""
    if sketch.given(node) in (None, value):
        yield sketch.with_given(node, value)


def _sides(
    solver: Solver,
    sides: tuple[model.Expression, model.Expression],
    sketch: Sketch,
    *,
    wanted: bool,
    both: bool,
) -> Iterator[Sketch]:
    left, right = sides
    if not both:
        yield from solver.flag(left, wanted, sketch)
        yield from solver.flag(right, wanted, sketch)
        return
    for begun in solver.flag(left, wanted, sketch):
        yield from solver.flag(right, wanted, begun)


def _known(solver: Solver, operand: model.Expression, sketch: Sketch) -> Iterator[Sketch]:
    if operand.type is Type.FLAG:
        yield from solver.flag(operand, wanted=True, sketch=sketch)
    elif operand.type is Type.TEXT:
        yield from _text(solver, operand, "known", sketch)
    else:
        least = (sketch.as_of or _ANY_DAY).toordinal() * SCALE if operand.type is Type.DATE else 0
        yield from solver.number(operand, Stretch(least, None), sketch)


def _text(solver: Solver, node: model.Expression, text: str, sketch: Sketch) -> Iterator[Sketch]:
    match node:
        case model.FactValue() | model.ColumnValue():
            yield from _given(node, text, sketch)
        case model.LetValue(name):
            yield from _text(solver, solver.lets[name], text, sketch)
        case model.Otherwise(value):
            yield from _text(solver, value, text, sketch)
        case _:
            return


def _compared(solver: Solver, node: model.Compared, sketch: Sketch, *, wanted: bool) -> Iterator[Sketch]:
    comparison = node.comparison if wanted else node.comparison.negated
    same = comparison is Comparison.EQUAL
    match node.left.type:
        case Type.TEXT:
            yield from _same_text(solver, node, sketch, same=same)
        case Type.FLAG:
            yield from _same_flag(solver, node, sketch, same=same)
        case _:
            yield from _ordered(solver, comparison, node, sketch)


def _same_text(solver: Solver, node: model.Compared, sketch: Sketch, *, same: bool) -> Iterator[Sketch]:
    for side, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(other, model.Constant) and isinstance(other.value, str):
            yield from _text(solver, side, other.value if same else f"not {other.value}", sketch)


def _same_flag(solver: Solver, node: model.Compared, sketch: Sketch, *, same: bool) -> Iterator[Sketch]:
    for value in (True, False):
        for begun in solver.flag(node.left, value, sketch):
            yield from solver.flag(node.right, value is same, begun)


def _ordered(
    solver: Solver, comparison: Comparison, node: model.Compared, sketch: Sketch
) -> Iterator[Sketch]:
    """One side takes a value, the other lies beside it as the comparison asks."""
    at = solver.constant(node.right)
    step = SCALE if node.left.type in (Type.COUNT, Type.DATE) else 1
    for value in (at,) if at is not None else solver.anything(node.right, sketch):
        for begun in [sketch] if at is not None else solver.number(node.right, exactly(value), sketch):
            for stretch in _beside(comparison, value, step):
                yield from solver.number(node.left, stretch, begun)


def _beside(comparison: Comparison, value: int, step: int) -> Iterator[Stretch]:
    """Where a number lies that compares so with a value."""
    match comparison:
        case Comparison.EQUAL:
            yield exactly(value)
        case Comparison.DIFFERENT:
            yield from (Stretch(value + step, None), Stretch(None, value - step))
        case Comparison.LESS:
            yield Stretch(None, value - step)
        case Comparison.AT_MOST:
            yield Stretch(None, value)
        case Comparison.MORE:
            yield Stretch(value + step, None)
        case Comparison.AT_LEAST:
            yield Stretch(value, None)
