"""Which way a value goes with a fact, as far as its form tells: most rules need no solver for that.

Only values of one and the same knownness are compared, and only values of the fact that are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.checking.intervals import MIRRORED
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison, Function, Operator

if TYPE_CHECKING:
    from collections.abc import Mapping


class Way(Enum):
    """How something moves when a fact rises."""

    STILL = 0
    UP = 1
    DOWN = -1
    UNSURE = None

    @property
    def turned(self) -> Way:
        """The other way round."""
        return _TURNED[self]

    def along(self, other: Way) -> Way:
        """How a sum of two moves."""
        if self is Way.STILL or other is self:
            return other
        return self if other is Way.STILL else Way.UNSURE


_TURNED = {Way.STILL: Way.STILL, Way.UP: Way.DOWN, Way.DOWN: Way.UP, Way.UNSURE: Way.UNSURE}


@dataclass(frozen=True)
class Directions:
    """How expressions of one ruleset move with one fact."""

    fact: str
    lets: Mapping[str, model.Expression]
    _known: dict[model.Expression, Way] = field(default_factory=dict)

    def way(self, node: model.Expression) -> Way:
        """How a value moves; a flag rises from no to yes."""
        if node not in self._known:
            self._known[node] = self._way(node)
        return self._known[node]

    def _way(self, node: model.Expression) -> Way:
        match node:
            case model.FactValue(name):
                return Way.UP if name == self.fact and node.type is not Type.TEXT else self._unless(name)
            case model.Constant() | model.AsOfValue() | model.ColumnValue():
                return Way.STILL
            case model.LetValue(name):
                return self.way(self.lets[name])
            case model.Not(operand):
                return self.way(operand).turned
            case model.And(left, right) | model.Or(left, right):
                return self.way(left).along(self.way(right))
            case model.Otherwise(value, fallback):
                return self._otherwise(value, fallback)
            case _:
                return self._other(node)

    def _unless(self, name: str) -> Way:
        return Way.UNSURE if name == self.fact else Way.STILL

    def _other(self, node: model.Expression) -> Way:
        match node:
            case model.Calculation():
                return self._calculation(node)
            case model.Compared():
                return self._compared(node)
            case model.Aggregated(_, _, _, _, where):
                return self._aggregated(node.function, where)
            case model.Known(operand) | model.InMarket(operand):
                return Way.STILL if self.way(operand) is Way.STILL else Way.UNSURE
            case _:
                raise AssertionError("told by its leaves")

    def _otherwise(self, value: model.Expression, fallback: model.Expression) -> Way:
        """A quotient can become known, or unknown, as a fact rises."""
        first = self.way(value)
        if first is Way.STILL or not self._divides(value):
            return first.along(self.way(fallback))
        return Way.UNSURE

    def _divides(self, node: model.Expression) -> bool:
        match node:
            case model.Calculation(Operator.DIVIDE, _, right) if self.way(right) is not Way.STILL:
                return True
            case model.Aggregated():
                return True
            case model.LetValue(name):
                return self._divides(self.lets[name])
            case _:
                return any(self._divides(each) for each in _parts(node))

    def _calculation(self, node: model.Calculation) -> Way:
        left, right = self.way(node.left), self.way(node.right)
        match node.operator:
            case Operator.ADD:
                return left.along(right)
            case Operator.SUBTRACT:
                return left.along(right.turned)
            case Operator.MULTIPLY:
                return self._scaled(left, node.right).along(self._scaled(right, node.left))
            case Operator.DIVIDE:
                return self._scaled(left, node.right).along(self._scaled(right.turned, node.left, node.right))
            case _:
                assert_never(node.operator)

    def _scaled(self, way: Way, *factors: model.Expression) -> Way:
        """How a product moves with one side: as the side does, where the others are never below 0."""
        if way is Way.STILL or all(self.never_negative(each) for each in factors):
            return way
        if len(factors) == 1 and isinstance(factors[0], model.Constant):
            return way.turned
        return Way.UNSURE

    def never_negative(self, node: model.Expression) -> bool:
        """Whether a number is 0 or more wherever it is known."""
        match node:
            case model.Constant(int(value)):
                return value >= 0
            case model.LetValue(name):
                return self.never_negative(self.lets[name])
            case model.Otherwise(left, right):
                return self.never_negative(left) and self.never_negative(right)
            case model.Calculation(operator, left, right) if operator is not Operator.SUBTRACT:
                return self.never_negative(left) and self.never_negative(right)
            case model.Aggregated(Function.SHARE):
                return True
            case _:
                return node.type is Type.COUNT

    def _compared(self, node: model.Compared) -> Way:
        comparison, left, right = node.comparison, self.way(node.left), self.way(node.right)
        if left is Way.STILL and right is Way.STILL:
            return Way.STILL
        if comparison in (Comparison.LESS, Comparison.AT_MOST):
            comparison, left, right = MIRRORED[comparison], right, left
        if comparison in (Comparison.MORE, Comparison.AT_LEAST):
            return left.along(right.turned)
        return self._same(node, comparison)

    def _same(self, node: model.Compared, comparison: Comparison) -> Way:
        """A flag compared with yes or no is the flag, or its opposite."""
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(other, model.Constant) and isinstance(other.value, bool):
                equal = (comparison is Comparison.EQUAL) is other.value
                return self.way(side) if equal else self.way(side).turned
        return Way.UNSURE

    def _aggregated(self, function: Function, where: model.Expression | None) -> Way:
        """Conditions of rows may read the fact: then more rows may count, or fewer."""
        way = Way.STILL if where is None else self.way(where)
        if way is Way.STILL or function in (Function.COUNT, Function.COUNT_DISTINCT):
            return way
        return Way.UNSURE


def _parts(node: model.Expression) -> tuple[model.Expression, ...]:
    match node:
        case model.Not(operand) | model.Known(operand):
            return (operand,)
        case model.And(left, right) | model.Or(left, right):
            return (left, right)
        case model.Compared(_, left, right) | model.Calculation(_, left, right):
            return (left, right)
        case model.Otherwise(value, fallback):
            return (value, fallback)
        case _:
            return ()


def way_of_award(award: model.Award) -> Way:
    """How points move when the measure rises."""
    match award:
        case model.EarnsWhen(_, when):
            return Way.UP if when else Way.DOWN
        case model.Bands(steps):
            points = [0, *(each.points for each in steps)]
            if begins_with_all(steps):
                points = points[1:]
        case model.Ramp(steps):
            points = [each.points for each in steps]
        case _:
            assert_never(award)
    return reduce(Way.along, (_step(*each) for each in pairwise(points)), Way.STILL)


def begins_with_all(steps: tuple[model.Step, ...]) -> bool:
    """Whether bands begin at 0 or below: what lies below the first is hardly meant then, and nobody is held against it."""
    return steps[0].cut <= 0


def _step(low: int, high: int) -> Way:
    return Way.UP if high > low else Way.DOWN if high < low else Way.STILL
