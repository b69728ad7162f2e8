"""Makes up members for whom an expression comes to what is wanted.

Expressions of the usual forms are turned round: a fact is given, a count gets rows, of a quotient both sides are chosen. What
is found are proposals, simplest first; whether one does what it should, the real engine says afterwards. What cannot be
turned round yields nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Operator
from ssi_rules.ruletest.generate.conditions import answered
from ssi_rules.ruletest.generate.numbers import Stretch, exactly, picked, quotients

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.language.types import Value
    from ssi_rules.ruletest.generate.rows import RowMaker
    from ssi_rules.ruletest.generate.sketch import Sketch

_MOST = 40
"""Proposals that one part of an expression gives at most."""

_ANYTHING = (0, SCALE, 10 * SCALE, 100 * SCALE)
"""What one side of two that vary is tried with."""


@dataclass(frozen=True)
class Solver:
    """Turns round the expressions of one ruleset.

    Attributes:
        lets: What names stand for.
        rows: Makes the rows that aggregates ask for.
    """

    lets: Mapping[str, model.Expression]
    rows: RowMaker

    def number(self, node: model.Expression, wanted: Stretch, sketch: Sketch) -> Iterator[Sketch]:
        """Members for whom a number or a day lies in a stretch."""
        return islice(self._number(node, wanted, sketch), _MOST)

    def _number(self, node: model.Expression, wanted: Stretch, sketch: Sketch) -> Iterator[Sketch]:
        match node:
            case model.Constant(value):
                yield from [sketch] if wanted.holds(as_number(value)) else []
            case model.AsOfValue():
                held = sketch.as_of is not None and wanted.holds(as_number(sketch.as_of))
                yield from [sketch] if held else []
            case model.FactValue() | model.ColumnValue():
                yield from _given(node, wanted, sketch)
            case model.LetValue(name):
                yield from self.number(self.lets[name], wanted, sketch)
            case model.Otherwise(value, fallback):
                yield from self.number(value, wanted, sketch)
                yield from self.number(fallback, wanted, sketch)
            case model.Calculation():
                yield from self._calculation(node, wanted, sketch)
            case model.Aggregated():
                yield from self.rows.aggregate(self, node, wanted, sketch)
            case _:
                return

    # Arithmetic.

    def _calculation(self, node: model.Calculation, wanted: Stretch, sketch: Sketch) -> Iterator[Sketch]:
        left, right = self.constant(node.left), self.constant(node.right)
        match node.operator:
            case Operator.ADD if right is not None:
                yield from self.number(node.left, wanted.less(right), sketch)
            case Operator.ADD if left is not None:
                yield from self.number(node.right, wanted.less(left), sketch)
            case Operator.ADD:
                yield from self._sum(node, wanted, sketch)
            case Operator.SUBTRACT:
                yield from self._difference(node, wanted, sketch)
            case Operator.MULTIPLY:
                yield from self._product(node, (left, right), wanted, sketch)
            case Operator.DIVIDE:
                yield from self._quotient(node, right, wanted, sketch)
            case _:
                assert_never(node.operator)

    def _sum(self, node: model.Calculation, wanted: Stretch, sketch: Sketch) -> Iterator[Sketch]:
        """One side stays as small as it can, the other makes up the rest."""
        for first, second in ((node.right, node.left), (node.left, node.right)):
            for small in self.anything(first, sketch):
                for begun in self.number(first, exactly(small), sketch):
                    yield from self.number(second, wanted.less(small), begun)

    def _difference(self, node: model.Calculation, wanted: Stretch, sketch: Sketch) -> Iterator[Sketch]:
        for small in self.anything(node.right, sketch):
            for begun in self.number(node.right, exactly(small), sketch):
                yield from self.number(node.left, wanted.less(-small), begun)
        for small in self.anything(node.left, sketch):
            for begun in self.number(node.left, exactly(small), sketch):
                yield from self.number(node.right, wanted.less(small).negative(), begun)

    def _product(
        self,
        node: model.Calculation,
        constants: tuple[int | None, int | None],
        wanted: Stretch,
        sketch: Sketch,
    ) -> Iterator[Sketch]:
        for factor, other in zip(constants, (node.right, node.left), strict=True):
            if factor is not None and factor > 0:
                yield from self.number(other, wanted.over(factor), sketch)
        if constants == (None, None):
            for begun in self.number(node.right, exactly(SCALE), sketch):
                yield from self.number(node.left, wanted, begun)

    def _quotient(
        self, node: model.Calculation, divisor: int | None, wanted: Stretch, sketch: Sketch
    ) -> Iterator[Sketch]:
        """The left side first: rows that it counts are often among those that the right one counts."""
        if divisor is not None:
            if divisor > 0:
                yield from self.number(node.left, wanted.times(divisor), sketch)
            return
        for numerator, denominator in quotients(wanted):
            for begun in self.number(node.left, exactly(numerator * SCALE), sketch):
                yield from self.number(node.right, exactly(denominator * SCALE), begun)

    def constant(self, node: model.Expression) -> int | None:
        """The number that an expression is, whatever the member."""
        match node:
            case model.Constant(value) if node.type.is_numeric or node.type is Type.DATE:
                return as_number(value)
            case model.LetValue(name):
                return self.constant(self.lets[name])
            case _:
                return None

    def flag(self, node: model.Expression, wanted: bool, sketch: Sketch) -> Iterator[Sketch]:  # noqa: FBT001 - an answer
        """Members for whom a condition is yes, or no."""
        return islice(answered(self, node, sketch, wanted=wanted), _MOST)

    def anything(self, node: model.Expression, sketch: Sketch) -> tuple[int, ...]:
        """Values for one side of two that vary: what it already comes to, else some small numbers."""
        value = sketch.value(node)
        found = () if value is None else (as_number(value),)
        return tuple(dict.fromkeys((*found, *_ANYTHING)))


def _given(node: model.FactValue | model.ColumnValue, wanted: Stretch, sketch: Sketch) -> Iterator[Sketch]:
    """A fact or a cell that already stands, or that gets a value now."""
    known = sketch.given(node)
    if known is not None:
        yield from [sketch] if wanted.holds(as_number(known)) else []
        return
    for number in picked(wanted, whole=node.type in (Type.COUNT, Type.DATE)):
        value = as_value(number, node.type)
        if value is not None:
            yield sketch.with_given(node, value)


def as_number(value: Value) -> int:
    """Days of the calendar as millionths of days; numbers as they are held."""
    return value.toordinal() * SCALE if isinstance(value, date) else int(value)


def as_value(number: int, kind: Type) -> Value | None:
    """The value of a type that a number stands for; None where there is none."""
    if kind is not Type.DATE:
        return number
    day = number // SCALE
    return date.fromordinal(day) if date.min.toordinal() <= day <= date.max.toordinal() else None
