"""The value of an expression that is the same for every member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.language import numbers
from ssi_rules.model import Operator

if TYPE_CHECKING:
    from collections.abc import Mapping


def constant_number(expression: model.Expression, lets: Mapping[str, int]) -> int | None:
    """The millionths that literals, constant lets and arithmetic on them come to.

    Args:
        expression: Typed.
        lets: The value of every let that has a constant one.

    Returns:
        None when the value depends on data, is no number, divides by 0 or leaves the range of numbers.
    """
    match expression:
        case model.Constant(value, kind) if kind.is_numeric and isinstance(value, int):
            return value
        case model.LetValue(name):
            return lets.get(name)
        case model.Calculation(operator, left, right):
            a, b = constant_number(left, lets), constant_number(right, lets)
            return None if a is None or b is None else _within(_calculate(operator, a, b))
        case _:
            return None


def _within(value: int | None) -> int | None:
    return None if value is None or abs(value) >= numbers.LARGEST_INTERMEDIATE else value


def _calculate(operator: Operator, left: int, right: int) -> int | None:
    match operator:
        case Operator.ADD:
            return left + right
        case Operator.SUBTRACT:
            return left - right
        case Operator.MULTIPLY:
            return numbers.multiply(left, right)
        case Operator.DIVIDE:
            return numbers.divide(left, right)
