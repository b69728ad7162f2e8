"""What every expression can come to, over all data that a member may have.

An interval may be too wide, never too narrow: what it rules out cannot happen.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking import intervals
from ssi_rules.checking import problems_ranges as say
from ssi_rules.checking.aggregate_ranges import aggregate_range
from ssi_rules.checking.conditions import possible
from ssi_rules.checking.intervals import ANY, ANY_NUMBER, Answers, Interval
from ssi_rules.language.numbers import LARGEST_FACT, LARGEST_INTERMEDIATE, SCALE
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison, Operator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.diagnostics import Problems
    from ssi_rules.syntax import ast

_ANY_DAY = intervals.whole(date.min.toordinal(), date.max.toordinal())
_ANY_TEXT = Interval(0, 0)
"""Of texts only is told whether they can be known and unknown."""

_OPERATIONS = {
    Operator.ADD: intervals.add,
    Operator.SUBTRACT: intervals.subtract,
    Operator.MULTIPLY: intervals.multiply,
    Operator.DIVIDE: intervals.divide,
}


_OF_TYPE = {
    Type.COUNT: intervals.whole(0, LARGEST_FACT),
    Type.NUMBER: ANY_NUMBER,
    Type.PERCENT: ANY_NUMBER,
    Type.RATIO: ANY_NUMBER,
    Type.DATE: _ANY_DAY,
    Type.TEXT: _ANY_TEXT,
    Type.FLAG: _ANY_TEXT,
}
"""What a fact or cell of a type can be, missing included."""


class Ranges:
    """Judges expressions, each let once; calculations that could leave the range of numbers are problems."""

    def __init__(
        self,
        lets: Mapping[str, model.Expression],
        tables: Mapping[str, ast.TableDeclaration],
        problems: Problems,
    ) -> None:
        self.lets = lets
        self.tables = tables
        self.problems = problems
        self._intervals: dict[str, Interval] = {}
        self._answers: dict[str, Answers] = {}

    def prepare(self, used: set[str]) -> None:
        """Judge lets, in the order of ``lets``: each uses only earlier ones, so that no chain is followed in depth."""
        for name, value in self.lets.items():
            if name in used and value.type is Type.FLAG:
                self._answers[name] = possible(value, self)
            elif name in used:
                self._intervals[name] = self.interval(value)

    def interval(self, node: model.Expression) -> Interval:
        """What a number, a day or a text can be."""
        match node:
            case model.Constant(value):
                return _constant(value)
            case model.FactValue(_, kind) | model.ColumnValue(_, _, kind):
                return _OF_TYPE[kind]
            case model.LetValue(name, kind) if kind is not Type.FLAG:
                return self._intervals[name]
            case model.AsOfValue():
                return _ANY_DAY.within(_ANY_DAY.low, _ANY_DAY.high)
            case model.Calculation():
                return self._calculation(node)
            case model.Otherwise(value, fallback):
                first, second = self.interval(value), self.interval(fallback)
                return _otherwise(first, second) if first.unknown else first
            case model.Aggregated():
                return self._aggregated(node)
            case _:  # flags: only whether they can be known and unknown
                found = self.answers(node)
                return Interval(0, 0 if found - {None} else -1, None in found)

    def _calculation(self, node: model.Calculation) -> Interval:
        """After a problem, as if the result were a fact of its own, so that one fault is told once."""
        left, right = self.interval(node.left), self.interval(node.right)
        digits = _largest_intermediate(node.operator, left, right)
        if digits >= LARGEST_INTERMEDIATE:
            if node.span is not None:
                self.problems.add(say.too_large(node.span, node.operator, left, right, digits))
            return ANY_NUMBER
        return _OPERATIONS[node.operator](left, right)

    def _aggregated(self, node: model.Aggregated) -> Interval:
        kept = ANY if node.where is None else possible(node.where, self)
        columns = self.tables[node.table].columns
        types = [each.type for each in columns if each.name.text == node.column]
        cells = _OF_TYPE[types[0]] if types else None
        return aggregate_range(node, cells, kept, filtered=node.where is not None)

    def answers(self, node: model.Expression) -> Answers:
        """What a condition can come to, each part judged on its own."""
        match node:
            case model.Constant(value):
                return frozenset({bool(value)})
            case model.LetValue(name):
                return self._answers[name]
            case model.And(left, right):
                return _both(self.answers(left), self.answers(right))
            case model.Or(left, right):
                return negated(_both(negated(self.answers(left)), negated(self.answers(right))))
            case model.Not(operand):
                return negated(self.answers(operand))
            case model.Known(operand):
                return self._known(operand)
            case model.Otherwise(value, fallback):
                first, second = self.answers(value), self.answers(fallback)
                return (first - {None}) | second if None in first else first
            case model.Compared():
                return self._compared(node)
            case _:
                return ANY

    def _known(self, operand: model.Expression) -> Answers:
        if operand.type is Type.FLAG:
            found = self.answers(operand)
            return frozenset({answer is not None for answer in found})
        value = self.interval(operand)
        states = {True: value.known, False: value.unknown}
        return frozenset(state for state, can_be in states.items() if can_be)

    def _compared(self, node: model.Compared) -> Answers:
        if node.left.type is Type.FLAG:
            same = frozenset(_same(a, b) for a in self.answers(node.left) for b in self.answers(node.right))
            return same if node.comparison is Comparison.EQUAL else negated(same)
        left, right = self.interval(node.left), self.interval(node.right)
        if node.left == node.right:
            return _with_itself(node.comparison, left)
        if node.left.type is Type.TEXT:
            return _texts(node, unknown=left.unknown or right.unknown)
        return intervals.compare(node.comparison, left, right)


def negated(answers: Answers) -> Answers:
    """Kleene's not."""
    return frozenset(None if answer is None else not answer for answer in answers)


def _both(left: Answers, right: Answers) -> Answers:
    """Kleene's and, of parts that may come to anything together."""
    return frozenset(_and(a, b) for a in left for b in right)


def _and(left: bool | None, right: bool | None) -> bool | None:  # noqa: FBT001 (three answers, not a switch)
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _same(left: bool | None, right: bool | None) -> bool | None:  # noqa: FBT001 (three answers, not a switch)
    return None if left is None or right is None else left is right


def _with_itself(comparison: Comparison, value: Interval) -> Answers:
    holds = comparison in (Comparison.EQUAL, Comparison.AT_MOST, Comparison.AT_LEAST)
    found = {holds: value.known, None: value.unknown or not value.known}
    return frozenset(answer for answer, can_be in found.items() if can_be)


def _texts(node: model.Compared, *, unknown: bool) -> Answers:
    match node.left, node.right:
        case model.Constant(str(left)), model.Constant(str(right)):
            same = plain_text(left) == plain_text(right)
            return frozenset({same is (node.comparison is Comparison.EQUAL)})
        case _:
            return ANY if unknown else ANY - {None}


def _constant(value: int | bool | str | date) -> Interval:  # noqa: FBT001 (a value of the language)
    match value:
        case date():
            return intervals.constant(value.toordinal() * SCALE)
        case str():
            return Interval(0, 0, unknown=not plain_text(value))
        case _:
            return intervals.constant(value)


def _otherwise(value: Interval, fallback: Interval) -> Interval:
    """Unknown only when both are."""
    both = Interval(value.low, value.high, unknown=False, step=value.step).hull(fallback)
    return Interval(both.low, both.high, fallback.unknown, both.step)


def _largest_intermediate(operator: Operator, left: Interval, right: Interval) -> int:
    """The largest integer an engine holds on the way, before rounding."""
    match operator:
        case Operator.ADD | Operator.SUBTRACT:
            return left.size + right.size
        case Operator.MULTIPLY:
            return left.size * right.size
        case Operator.DIVIDE:
            return max(left.size * SCALE, right.size)
