"""Which types go together, and what comes of them: the tables of the language, as functions."""

from __future__ import annotations

from typing import assert_never

from ssi_rules.language.types import Type
from ssi_rules.model import Comparison, Operator

_PLAIN = frozenset({Type.COUNT, Type.NUMBER})
_ORDERLESS = frozenset({Type.FLAG, Type.TEXT})


def calculated(operator: Operator, left: Type, right: Type) -> Type | None:
    """The type of a calculation, or None where the two do not go together."""
    pair = {left, right}
    if Type.DATE in pair:
        days = operator is Operator.SUBTRACT and pair == {Type.DATE}
        return Type.NUMBER if days else None
    if pair & _ORDERLESS:
        return None
    match operator:
        case Operator.ADD | Operator.SUBTRACT:
            return _sum(operator, pair)
        case Operator.MULTIPLY:
            return _product(pair)
        case Operator.DIVIDE:
            return _quotient(left, right)
    assert_never(operator)


def _sum(operator: Operator, pair: set[Type]) -> Type | None:
    """A sum or difference; only a difference of counts may fall below 0, so it is a number."""
    if Type.PERCENT in pair:
        return None if pair & _PLAIN else Type.PERCENT
    if Type.RATIO in pair:
        return Type.RATIO
    return Type.COUNT if pair == {Type.COUNT} and operator is Operator.ADD else Type.NUMBER


def _product(pair: set[Type]) -> Type:
    if Type.PERCENT in pair:
        return Type.PERCENT
    if Type.RATIO in pair:
        return Type.RATIO
    return Type.COUNT if pair == {Type.COUNT} else Type.NUMBER


def _quotient(left: Type, right: Type) -> Type | None:
    """Percents by percents are ratios, and so are plain numbers by plain numbers; a plain number by a percent is neither."""
    if left is Type.PERCENT:
        return Type.RATIO if right is Type.PERCENT else Type.PERCENT
    if right is Type.PERCENT:
        return Type.PERCENT if left is Type.RATIO else None
    return Type.RATIO


def comparable(left: Type, right: Type) -> bool:
    """Whether two values may be compared at all: by ``=`` and, where they have an order, by size."""
    pair = {left, right}
    if pair <= _PLAIN or len(pair) == 1:
        return True
    return Type.RATIO in pair and left.is_numeric and right.is_numeric


def ordered(kind: Type) -> bool:
    """Whether values of a type can be smaller and larger than others."""
    return kind not in _ORDERLESS


def takes_order(comparison: Comparison) -> bool:
    """Whether a comparison asks for smaller and larger, not only for the same."""
    return comparison not in (Comparison.EQUAL, Comparison.DIFFERENT)


def alternative(value: Type, fallback: Type) -> Type | None:
    """The type of ``value else fallback``, or None where the two do not go together."""
    pair = {value, fallback}
    if len(pair) == 1:
        return value
    if pair == _PLAIN:
        return Type.NUMBER
    if Type.RATIO in pair and comparable(value, fallback):
        return Type.PERCENT if Type.PERCENT in pair else Type.RATIO
    return None
